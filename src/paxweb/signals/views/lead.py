"""The lead's page and its steps."""

import csv
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from paxweb.accounts.access import FROM_ITEM, door, seen
from paxweb.accounts.models import Board
from paxweb.frame.clock import now
from paxweb.frame.forms import SpokenForm, fills
from paxweb.intake.models import Item
from paxweb.intake.outcomes import COLUMNS, cells
from paxweb.signals import leadpage, wording
from paxweb.signals.actions.assign import assign as assign_item
from paxweb.signals.actions.change_capacity import change_capacity
from paxweb.signals.actions.refused import Refused
from paxweb.signals.actions.send_outcomes import send_outcomes
from paxweb.signals.capacity import capacities
from paxweb.signals.colleagues import colleagues
from paxweb.signals.forms import AssignForm, CapacityForm
from paxweb.signals.shell import actor_in, boards_for
from paxweb.signals.views.week import shown_list
from paxweb.signals.weeks import lists, week_of


@fills()
@door(act="lead.figures", argument="board_id")
def show(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """The unit: its queue, whether its questions beat chance, whether two readers agree, hours, who has what."""
    return _page(request, language, board_id)


def _page(request: HttpRequest, language: str, board_id: str, told: str = "", status: int = 200) -> HttpResponse:
    actor = actor_in(request)
    board = Board.objects.filter(pk=board_id).first()
    if board is None:
        raise Http404
    starts_on = week_of(now())
    families = lists(actor, board_id, starts_on)
    seen(request, [row.item for family in families for row in family.rows])
    rates, counted_at = leadpage.rates(board_id, language)
    context = {
        "language": language, "board": board, "boards": boards_for(actor, "lead.figures"),
        "number": starts_on.isocalendar().week, "told": told,
        "queue": leadpage.queue(actor, board_id, families, starts_on, language),
        "rates": rates, "counted_at": counted_at,
        "agreement": leadpage.agreement(actor, board_id, language),
        "people": leadpage.people(actor, board_id),
        "families": [shown_list(family, language) for family in families],
        "may": {"capacity": actor.may_at(board_id, "lead.capacity"), "assign": actor.may_at(board_id, "item.assign")},
        "no_area": wording.NO_AREA.said(language),
    }  # fmt: skip
    return render(request, "signals/lead.html", context, status=status)


@fills(CapacityForm)
@door(act="lead.capacity", argument="board_id", methods=("POST",))
def capacity(request: HttpRequest, language: str, board_id: str, family: str) -> HttpResponse:
    """Change a family's capacity, from the next list on."""
    if family not in capacities(board_id):
        raise Http404
    form = CapacityForm(request.POST, language=language)
    if not form.is_valid():
        return _page(request, language, board_id, told=_first(form), status=400)
    change_capacity(actor_in(request), board_id, family, form.cleaned_data["weekly"])
    return HttpResponseRedirect(reverse("signals:lead", args=[language, board_id]))


@fills(AssignForm)
@door(Item, act="item.assign", argument="item", purpose=FROM_ITEM, methods=("POST",))
def assign(request: HttpRequest, language: str, item: Item) -> HttpResponse:
    """Hand the item to somebody; whoever cannot have it is "not available"."""
    form = AssignForm(request.POST, language=language, people=colleagues(item.board_id, actor_in(request).today))
    if not form.is_valid():
        return _page(request, language, item.board_id, told=_first(form), status=400)
    try:
        assign_item(actor_in(request), item, int(form.cleaned_data["to"]), form.cleaned_data["version"])
    except Refused as refused:
        return _page(request, language, item.board_id, told=refused.reason.says.said(language), status=409)
    return HttpResponseRedirect(reverse("signals:lead", args=[language, item.board_id]))


@fills()
@door(act="lead.figures", argument="board_id", methods=("POST",))
def outcomes(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """What became of the board's items, as a file for the engine."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(cells(row) for row in send_outcomes(board_id, actor_in(request))))
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="outcomes-{board_id}.csv"'
    return response


def _first(form: SpokenForm) -> str:
    return next((str(error) for errors in form.errors.values() for error in errors), "")
