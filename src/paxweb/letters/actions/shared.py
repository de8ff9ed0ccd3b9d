"""What the actions share: may they, is the draft still as the person saw it, why a letter cannot be finished."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db.models import F

from pax.casetypes import spoken
from pax.letters import Letter as Content
from pax.letters import Receiver, forbidden, missing
from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.cases.actions.judging import MEETING
from paxweb.cases.actions.reasons import AUTHORITY_ONLY
from paxweb.cases.actions.shared import leave_line as leave_line_of_case
from paxweb.cases.models import Case
from paxweb.cases.types import type_of
from paxweb.letters.contents import standing_of
from paxweb.letters.delivering import is_protected, why_not
from paxweb.letters.guide import NOT_YES, again
from paxweb.letters.models import Letter
from paxweb.letters.papering import letterhead, paper_of
from paxweb.signals.actions.refused import CHANGED, Reason, Refused
from paxweb.typesetting import NotPrinted, print_paper

FIXED = Reason(
    "fixed",
    Text(
        "Brevet är färdigt eller väntar på underskrift och ändras inte. Är något fel: skriv ett nytt.",
        "The letter is finished or waits for a signature, and is not changed. If something is wrong: write a new one.",
    ),
)
NOT_YOU = Reason("not_you", Text("En annan person måste skriva under.", "Somebody else must sign."))
ENDED = Reason("ended", Text("Ärendet är avslutat.", "The case has ended."))


def must_may(actor: Actor, act: str, case: Case) -> None:
    """The door has asked already; an action asks once more, so that no other way in skips it."""
    if not actor.may(act, case):
        raise PermissionDenied


def content_must_stand(row: Letter, content: Content | None) -> Content:
    """The content a draft was made from, if it has not been written anew since."""
    if content is None or row.withheld or content.version != row.content_version:
        raise Refused(
            Reason(
                "rewritten",
                Text(
                    "Mallen har skrivits om sedan utkastet gjordes. Börja ett nytt brev.",
                    "The letter's text has been rewritten since this draft was made. Begin a new letter.",
                ),
            )
        )
    return content


def turn(row: Letter, version: int, **changes: object) -> None:
    """Change a letter that nobody has finished or changed since `version`, and count the change."""
    standing = Letter.objects.filter(pk=row.pk, version=version, finished_at__isnull=True, withdrawn_at__isnull=True)
    if not standing.update(version=F("version") + 1, **changes):
        raise Refused(CHANGED)
    row.refresh_from_db()


def leave_line(actor: Actor, case: Case, row: Letter, act: str, **detail: object) -> None:
    """The one line of a change: who, what, which letter of which case, about whom. Nothing that was written."""
    leave_line_of_case(actor, case, act, letter=str(row.pk), kind=row.letter, **detail)


def why_not_whole(actor: Actor, case: Case, row: Letter, content: Content) -> Reason | None:
    """What a draft still lacks before it can be signed: facts, a way to get there, the guide's yes."""
    head = letterhead(row.head)
    absent = missing(content, row.record)
    if absent or (content.receiver is not Receiver.FILE and not head.name):
        return _lacks(content, absent)
    for name, value in row.record.items():
        if isinstance(value, str) and forbidden(content, value):
            return Reason("forbidden", _forbidden(content, name))
    about = [str(row.record.get("flat", ""))]
    refused = why_not(actor, case, content.receiver, head.delivery.value, "\n".join(head.address), about, head.name)
    if refused is None and content.gateway:
        asked = again(row.verdict, actor.today, protected=is_protected(actor, case), language=row.language)
        refused = None if asked.yes else NOT_YES
    return refused


def why_not_now(actor: Actor, case: Case, row: Letter) -> Reason | None:
    """Why the step the letter belongs to is not open, or nobody may be met in it: then it is drafted and not sent."""
    standing = standing_of(actor, case, row.document)
    if standing is not None and standing.open:
        contacts = case.first_contact == "authority_only" and MEETING & standing.step.kinds
        return AUTHORITY_ONLY if contacts else None
    casetype = type_of(case)
    if casetype.states[case.state].ended:
        return ENDED
    if standing is None:
        return Reason("not_open", _NOT_OPEN)
    told = [spoken(casetype, condition) for condition in standing.missing]
    sv, en = "; ".join(text.sv for text in told), "; ".join(text.en for text in told)
    return Reason("not_open", Text(f"{_NOT_OPEN.sv} Det saknas: {sv}.", f"{_NOT_OPEN.en} What is missing: {en}."))


def pressed(
    row: Letter, content: Content, *, made_at: datetime, signers: Sequence[str] = (), draft: bool = False
) -> bytes:
    """The letter's PDF. Raises `Refused` when it cannot be printed as it is."""
    paper = paper_of(
        content, letterhead(row.head), row.record, row.language,
        board=row.case.board.name, made_at=made_at, signers=signers, draft=draft,
    )  # fmt: skip
    try:
        return print_paper(paper)
    except NotPrinted as error:
        raise Refused(unprinted(error)) from None


def unprinted(error: NotPrinted) -> Reason:
    """Why a paper cannot be printed, said to whoever wrote it."""
    if error.sign:
        return Reason(
            "unprinted",
            Text(
                f"Ett tecken kan inte skrivas ut ({error.sign}). Skriv det med andra bokstäver.",
                f"A sign cannot be printed ({error.sign}). Write it with other letters.",
            ),
        )
    return Reason("unprinted", Text("Brevet är för långt. Dela upp det.", "The letter is too long. Divide it."))


def digest_of(pdf: bytes) -> str:
    """SHA-256 of the bytes."""
    return sha256(pdf).hexdigest()


_NOT_OPEN = Text(
    "Steget som brevet hör till är inte öppet. Brevet kan skrivas klart men inte skrivas under.",
    "The step the letter belongs to is not open. The letter can be drafted, not signed.",
)


def _lacks(content: Content, absent: Sequence[str]) -> Reason:
    labels = [content.facts[name].label for name in absent] or [Text("Till", "To")]
    sv, en = ", ".join(label.sv for label in labels), ", ".join(label.en for label in labels)
    return Reason("lacks", Text(f"Det saknas: {sv}.", f"What is missing: {en}."))


def _forbidden(content: Content, name: str) -> Text:
    label = content.facts[name].label
    return Text(
        f"I fältet ”{label.sv}” står ett ord som aldrig får stå i ett sådant brev.",
        f"The field “{label.en}” holds a word that may never stand in such a letter.",
    )
