"""What has been taken out of a board, newest first: a page of it at a time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.cases.models import Case
from paxweb.cases.words import PROTECTED
from paxweb.documents.forms import AIMS
from paxweb.documents.models import Aim, Export, Form, What

PAGE = 50
_LAST = 10_000
FORMS = {Form.PRINT: Text("Utskrift", "Print"), Form.PDF: Text("PDF", "PDF"), Form.CSV: Text("CSV", "CSV")}
WHATS = {
    What.CASE: Text("Ett ärende", "A case"),
    What.CASES: Text("Ärendelistan", "The list of cases"),
    What.WEEK: Text("Veckans lista", "The week's list"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One export. `case`: the number of the case, for whoever sees the case itself."""

    id: UUID
    number: str
    at: datetime
    who: str
    form: str
    what: str
    case: str
    case_id: UUID | None
    aim: str
    reason: str
    rows: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list, and the numbers of those beside it."""

    rows: tuple[Row, ...]
    newer: int | None
    older: int | None


def exports_of(actor: Actor, board_id: str, asked: str, language: str) -> Page:
    """One page, of those the actor may know of. Two queries."""
    number = min(int(asked), _LAST) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    number = max(1, number)
    found = Export.objects.visible_to(actor).filter(board=board_id).select_related("by").order_by("-at", "-number")
    rows = list(found[(number - 1) * PAGE : number * PAGE + 1])
    cases = [each.case_id for each in rows if each.case_id]
    numbers: dict[UUID, str] = dict(
        Case.objects.visible_to(actor).filter(pk__in=cases).values_list("pk", "number") if cases else ()
    )
    lines = tuple(_row(each, numbers, language) for each in rows[:PAGE])
    return Page(lines, number - 1 if number > 1 else None, number + 1 if len(rows) > PAGE else None)


def _row(export: Export, numbers: dict[UUID, str], language: str) -> Row:
    case = numbers.get(export.case_id) if export.case_id else None
    return Row(
        id=export.pk, number=export.number, at=export.at, who=export.by.name,
        form=FORMS[Form(export.form)].said(language), what=WHATS[What(export.what)].said(language), case=case or "",
        case_id=export.case_id if case else None, aim=AIMS[Aim(export.aim)].said(language),
        reason=PROTECTED.said(language) if export.withheld else export.reason, rows=export.rows,
    )  # fmt: skip
