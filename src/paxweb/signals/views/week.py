"""The week's page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from paxweb.accounts.access import door, seen
from paxweb.accounts.models import Board
from paxweb.frame.clock import now
from paxweb.signals import wording, words
from paxweb.signals.opened import shelf
from paxweb.signals.shell import actor_in, boards_for
from paxweb.signals.weeks import FamilyList, lists, week_of


@door(act="week.list", argument="board_id")
def show(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """The week of one board: what is to be read, without a word of what it asks; what one has opened, with it."""
    return week_page(request, language, board_id)


def week_page(request: HttpRequest, language: str, board_id: str, told: str = "", status: int = 200) -> HttpResponse:
    """The page, with what somebody must be told on top."""
    actor = actor_in(request)
    board = Board.objects.filter(pk=board_id).first()
    if board is None:
        raise Http404
    starts_on = week_of(now())
    families = lists(actor, board_id, starts_on, _pages(request))
    kept = shelf(actor, board_id, language)
    seen(request, [row.item for family in families for row in family.rows])
    seen(request, [each.item_id for part in (kept.mine, kept.later, kept.loose) for each in part])
    context = {
        "language": language, "board": board, "boards": boards_for(actor, "week.list"), "starts_on": starts_on,
        "number": starts_on.isocalendar().week, "families": [shown_list(family, language) for family in families],
        "mine": kept.mine, "later": kept.later, "loose": kept.loose, "told": told,
        "may_take": actor.may_at(board_id, "item.take"), "may_take_out": actor.may_at(board_id, "export.csv"),
        "no_area": wording.NO_AREA.said(language),
    }  # fmt: skip
    return render(request, "signals/week.html", context, status=status)


def _pages(request: HttpRequest) -> dict[str, int]:
    """Which page of a long list was asked for: `?page=HO-2`. Anything else is the first."""
    family, _, number = request.GET.get("page", "").rpartition("-")
    return {family: int(number)} if number.isascii() and number.isdigit() and len(number) <= 4 else {}


def shown_list(family: FamilyList, language: str) -> dict[str, object]:
    """One family's list for the template."""
    return {
        "family": family.family, "title": words.family(family.family).said(language), "rows": family.rows,
        "read": family.read, "total": len(family.rows) + family.read, "free": family.free,
        "page": family.page, "more": family.page + 1 if family.more else 0, "before": max(0, family.page - 1),
    }  # fmt: skip
