"""A draft as a row, for tests that ask about its addresses only."""

from paxweb.accounts.models import User
from paxweb.cases.models import Case
from paxweb.frame.clock import now, today
from paxweb.letters.contents import all_letters
from paxweb.letters.models import Letter
from paxweb.letters.papering import Letterhead
from tests.engine.letters.examples import record


def make_letter(case: Case, writer: User, *, kind: str = "documents", version: int = 0) -> Letter:
    """A draft with the facts of its file's examples."""
    content = all_letters()[kind]
    head = Letterhead(day=today(), number=case.number, sender=("Storgatan 1",), name="Dana Dahl")
    made: Letter = Letter.objects.create(
        case=case, letter=content.id, content_version=content.version, document=content.document,
        title=content.title.sv, language="sv", head=head.kept(), record=record(content, "sv"), version=version,
        made_by=writer, made_at=now(), changed_by=writer, changed_at=now(),
    )  # fmt: skip
    return made
