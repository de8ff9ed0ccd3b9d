"""Something leaves the office: a number, a row that says why, and one line that names what left."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import F

from pax.casetypes import Kind, spoken
from pax.vocabulary import Text
from paxweb.accounts.access import Actor, machine
from paxweb.cases.models import Case
from paxweb.cases.shielding import shield_new
from paxweb.cases.types import all_types, events_of, place_of
from paxweb.documents.models import Aim, Export, ExportSeries, Form, What
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind as LineKind
from paxweb.signals.actions.refused import Reason, Refused


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


OUTWARD = frozenset({Aim.PARTY, Aim.COURT, Aim.AUTHORITY})
"""What leaves the board for these goes out as a letter does; the rest stays, or is given as the law on records says."""


def why_not_out(actor: Actor, case: Case, aim: str) -> Reason | None:
    """Why nothing of a case may go out yet: what its type asks before any step that sends something."""
    casetype = all_types().get(case.casetype)
    if casetype is None or aim not in OUTWARD:
        return None
    facts = place_of(case, events_of(actor, case)).facts
    absent = [spoken(casetype, each) for each in casetype.guards.get(Kind.OUTWARD, ()) if not each.holds(facts)]
    if not absent:
        return None
    sv, en = "; ".join(text.sv for text in absent), "; ".join(text.en for text in absent)
    return Reason(
        "not_out", Text(f"Inget ur ärendet lämnas ut än. Det saknas: {sv}.", f"Nothing goes out yet. Missing: {en}.")
    )


def take_out(actor: Actor, leaving: Leaving) -> Export:
    """Number it and write it down, in the caller's transaction: the number stands on every page of what is made.

    Raises `Refused` when nothing of the case may go out yet.
    """
    act, case = f"export.{leaving.form}", leaving.case
    if not (actor.may(act, case) if case is not None else actor.may_at(leaving.board_id, act)):
        raise PermissionDenied
    if not connection.in_atomic_block:
        raise RuntimeError("an export and its number belong in one transaction")
    reason = why_not_out(actor, case, leaving.aim) if case is not None else None
    if reason is not None:
        raise Refused(reason)
    team_only = case.team_only if case is not None else False
    export: Export = Export.objects.create(
        number=_number(leaving.board_id, actor.today.year, team_only=team_only), board_id=leaving.board_id,
        form=leaving.form, what=leaving.what, case=case, aim=leaving.aim, reason=leaving.reason, by_id=actor.id,
        at=now(), rows=leaving.rows,
    )  # fmt: skip
    write_change(
        Line(
            kind=LineKind.CHANGE, act=act, user_id=actor.id, board=leaving.board_id, purpose=leaving.aim,
            items=(*leaving.items, export.pk), about=tuple(sorted(set(leaving.about))),
            detail={"number": export.number, "what": str(leaving.what), "rows": leaving.rows},
        )
    )  # fmt: skip
    if case is not None:
        shield_new(case)
    return export


def _number(board_id: str, year: int, *, team_only: bool) -> str:
    with machine("machine:intake"):
        series, _ = ExportSeries.objects.get_or_create(board_id=board_id, year=year, team_only=team_only)
        ExportSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
        series.refresh_from_db()
    return f"U{'T' if team_only else ''}-{year}-{series.last:04d}"
