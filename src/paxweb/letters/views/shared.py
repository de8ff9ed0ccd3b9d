"""What the pages of letters share: finding a letter of a case, and the paper as a page shows it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from pax.letters import Letter as Content
from paxweb.accounts.access import seen
from paxweb.cases.models import Case
from paxweb.letters.contents import all_letters
from paxweb.letters.models import Letter
from paxweb.letters.papering import letterhead, paper_of
from paxweb.signals.shell import actor_in
from paxweb.typesetting import Heading, Items, Paper, Paragraph, Rows, Signatures

Shown = dict[str, object]


def letter_in(request: HttpRequest, case: Case, letter_id: UUID) -> Letter:
    """A letter of the case the door has opened; else the page of an address that leads nowhere."""
    found = Letter.objects.visible_to(actor_in(request)).filter(case=case, pk=letter_id).first()
    if not isinstance(found, Letter):
        raise Http404
    return found


def content_of(row: Letter) -> Content | None:
    """The content a letter was made from; None when the folder no longer has it."""
    return all_letters().get(row.letter)


def tell(request: HttpRequest, case: Case) -> None:
    """Say to the log about whom this was."""
    about = case.parties.visible_to(actor_in(request)).values_list("subject_key", flat=True)
    seen(request, [case], about=[key for key in about if key])


def preview(row: Letter, content: Content) -> Paper:
    """The paper as it stands now."""
    board = row.case.board.name
    return paper_of(
        content, letterhead(row.head), row.record, row.language, board=board, made_at=row.changed_at, draft=True
    )


def blocks_of(paper: Paper) -> list[Shown]:
    """The blocks of a paper as a template draws them."""
    return [_shown(block) for block in paper.blocks]


def _shown(block: Heading | Paragraph | Items | Rows | Signatures) -> Shown:
    match block:
        case Heading(text, _):
            return {"kind": "heading", "text": text}
        case Paragraph(runs):
            return {"kind": "paragraph", "runs": runs}
        case Items(items):
            return {"kind": "items", "items_of": items}
        case Rows(caption, columns, rows, _):
            return {"kind": "table", "caption": caption, "columns": columns, "rows": rows}
        case Signatures(lines):
            return {"kind": "signatures", "lines": lines}


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    """A PDF as a download, never shown within the site."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
