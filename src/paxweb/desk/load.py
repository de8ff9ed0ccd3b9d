"""What lies on whose desk, for the lead of a board: only what the lead may see, only how many."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Value
from django.db.models.functions import Cast

from paxweb.accounts.access import Actor
from paxweb.cases.models import Case
from paxweb.signals.models import OPEN, State, Work

HELD = (State.TAKEN, *OPEN, State.PUT_OFF)


@dataclass(frozen=True, slots=True)
class Load:
    """One person's desk: items they hold, open cases they own, and of those the overdue."""

    name: str
    items: int
    cases: int
    late: int


def load_of(actor: Actor) -> tuple[Load, ...]:
    """Everybody who holds something at the boards the actor leads, by name; nobody's own last. One query, or none."""
    boards = sorted(board for board in actor.boards if actor.may_at(board, "lead.figures"))
    if not boards:
        return ()
    works = Work.objects.visible_to(actor).filter(item__board__in=boards, state__in=HELD)
    cases = Case.objects.visible_to(actor).filter(board__in=boards, ended_on=None)
    parts = [
        _counted(works, "taken_by__name", "items"),
        _counted(cases, "owner__name", "cases"),
        _counted(cases.filter(deadline__lt=actor.today), "owner__name", "late"),
    ]
    found: dict[str, dict[str, int]] = {}
    rows: Iterable[tuple[str | None, str, int]] = parts[0].union(*parts[1:], all=True)
    for name, kind, number in rows:
        found.setdefault(name or "", {})[kind] = number
    names = sorted(found, key=lambda name: (not name, name))
    return tuple(
        Load(name, found[name].get("items", 0), found[name].get("cases", 0), found[name].get("late", 0))
        for name in names
    )


def _counted(rows: Any, who: str, kind: str) -> Any:  # noqa: ANN401  a query of any model's rows
    said = rows.order_by().values(who).annotate(kind=Cast(Value(kind), CharField()), number=Count("pk"))
    return said.values_list(who, "kind", "number")
