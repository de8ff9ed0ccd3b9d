"""Something leaves the office: a number, a row that says why, and one line that names what left."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import F

from paxweb.accounts.access import Actor, machine
from paxweb.cases.models import Case
from paxweb.documents.models import Aim, Export, ExportSeries, Form, What
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind


@dataclass(frozen=True, slots=True)
class Leaving:
    """What leaves. `items`: every id in it; `about`: keys of those it is about; `rows`: how many rows or entries."""

    board_id: str
    form: Form
    what: What
    aim: Aim
    reason: str
    items: tuple[UUID, ...]
    about: Iterable[str] = ()
    rows: int = 0
    case: Case | None = None


def take_out(actor: Actor, leaving: Leaving) -> Export:
    """Number it and write it down, in the caller's transaction: the number stands on every page of what is made."""
    act, case = f"export.{leaving.form}", leaving.case
    if not (actor.may(act, case) if case is not None else actor.may_at(leaving.board_id, act)):
        raise PermissionDenied
    if not connection.in_atomic_block:
        raise RuntimeError("an export and its number belong in one transaction")
    team_only = case.team_only if case is not None else False
    export: Export = Export.objects.create(
        number=_number(leaving.board_id, actor.today.year, team_only=team_only), board_id=leaving.board_id,
        form=leaving.form, what=leaving.what, case=case, aim=leaving.aim, reason=leaving.reason, by_id=actor.id,
        at=now(), rows=leaving.rows,
    )  # fmt: skip
    write_change(
        Line(
            kind=Kind.CHANGE, act=act, user_id=actor.id, board=leaving.board_id, purpose=leaving.aim,
            items=(*leaving.items, export.pk), about=tuple(sorted(set(leaving.about))),
            detail={"number": export.number, "what": str(leaving.what), "rows": leaving.rows},
        )
    )  # fmt: skip
    return export


def _number(board_id: str, year: int, *, team_only: bool) -> str:
    with machine("machine:intake"):
        series, _ = ExportSeries.objects.get_or_create(board_id=board_id, year=year, team_only=team_only)
        ExportSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
        series.refresh_from_db()
    return f"U{'T' if team_only else ''}-{year}-{series.last:04d}"
