"""The list of a board's cases as one person sees it: which ones, in which order, and how many there are to show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet

from paxweb.accounts.access import Actor
from paxweb.cases.models import Case
from paxweb.cases.types import all_types, types_of
from paxweb.cases.words import PROTECTED

PAGE = 100
"""Cases on one page of the list."""
MOST = 1000
"""Counts are shown up to this; beyond it the page says that there are more."""
ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Row:
    """A case as the list shows it."""

    case: Case
    name: str
    kind: str
    state: str
    owner: str
    late: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the list. `count` is None beyond what is counted; `page` begins with 1."""

    rows: Sequence[Row]
    count: int | None
    page: int
    more: bool


def states_of(board_id: str, language: str) -> list[tuple[str, str]]:
    """Every state a case of the board can be in, with its type: value → words."""
    return [
        (f"{one.id}.{state.id}", f"{one.title.said(language)}: {state.title.said(language)}")
        for one in types_of(board_id)
        for state in one.states.values()
    ]


def listed(actor: Actor, board_id: str, given: Mapping[str, Any], language: str) -> Listed:
    """The cases that fit what is asked for. Two queries."""
    found = _found(actor, board_id, given)
    page = given.get("page") or 1
    start = (page - 1) * PAGE
    cases = list(found.select_related("owner")[start : start + PAGE + 1])
    count = found.order_by()[: MOST + 1].count()
    rows = [_row(actor, case, language) for case in cases[:PAGE]]
    return Listed(rows, count if count <= MOST else None, page, len(cases) > PAGE)


def _found(actor: Actor, board_id: str, given: Mapping[str, Any]) -> QuerySet[Case]:
    found: QuerySet[Case] = Case.objects.visible_to(actor).filter(board_id=board_id)
    state, owner, due = given.get("state", ""), given.get("owner", ""), given.get("due", "")
    casetype, _, name = state.partition(".")
    stands = {"casetype": casetype, "state": name} if name else {"ended_on__isnull": state != ENDED}
    found = found.filter(**stands)
    if owner:
        found = found.filter(owner_id=actor.id if owner == "me" else int(owner))
    if due == "none":
        found = found.filter(deadline__isnull=True)
    elif due == "late":
        found = found.filter(deadline__lt=actor.today)
    elif due == "week":
        found = found.filter(deadline__range=(actor.today, actor.today + timedelta(days=7)))
    order = ("-ended_on", "number") if state == ENDED else (F("deadline").asc(nulls_last=True), "number")
    return found.order_by(*order)


def _row(actor: Actor, case: Case, language: str) -> Row:
    casetype = all_types().get(case.casetype)
    state = casetype.states.get(case.state) if casetype else None
    return Row(
        case=case,
        name=PROTECTED.said(language) if case.withheld else case.title,
        kind=casetype.title.said(language) if casetype else case.casetype,
        state=state.title.said(language) if state else case.state,
        owner=case.owner.name,
        late=case.ended_on is None and case.deadline is not None and case.deadline < actor.today,
    )
