"""The cases of a board, and the pages that open one."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from paxweb.accounts.access import FROM_ITEM, Actor, door, seen
from paxweb.accounts.models import Board
from paxweb.cases.actions.open_case import About, Opening, open_by_hand, open_from_item
from paxweb.cases.colleagues import people
from paxweb.cases.forms import ListForm, OpenForm
from paxweb.cases.listing import listed, states_of
from paxweb.cases.models import Case, Trigger
from paxweb.cases.purposes import purposes_of
from paxweb.cases.types import types_of
from paxweb.frame.forms import fills
from paxweb.intake import reading
from paxweb.intake.models import Item
from paxweb.signals.actions.refused import Refused
from paxweb.signals.models import Work
from paxweb.signals.shell import actor_in, boards_for


@fills(ListForm)
@door(act="case.list", argument="board_id", methods=("GET",))
def board(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """The board's cases, by state, by who carries them, by the day they are due."""
    actor = actor_in(request)
    found = _board(board_id)
    states, everybody = states_of(board_id, language), people(board_id, "case.step", actor.today)
    form = ListForm(request.GET, language=language, states=states, people=everybody)
    whole = form.is_valid()
    shown = listed(actor, board_id, form.cleaned_data if whole else {}, language)
    seen(request, [row.case for row in shown.rows])
    context = {
        "language": language, "board": found, "boards": boards_for(actor, "case.list"), "form": form,
        "shown": shown, "may_open": actor.may_at(board_id, "case.open"),
        "before": _query(request.GET, shown.page - 1), "after": _query(request.GET, shown.page + 1),
    }  # fmt: skip
    return render(request, "cases/list.html", context, status=200 if whole else 400)


def _query(given: QueryDict, page: int) -> str:
    asked = given.copy()
    asked["page"] = str(page)
    return asked.urlencode()


def _board(board_id: str) -> Board:
    found = Board.objects.filter(pk=board_id).first()
    if found is None:
        raise Http404
    return found


@fills(OpenForm)
@door(act="case.open", argument="board_id")
def open_new(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """Open a case by hand."""
    actor, found = actor_in(request), _board(board_id)
    form = OpenForm(
        request.POST or None, language=language, types=types_of(board_id), purposes=purposes_of(board_id),
        people=_team(actor, board_id), initial={"subject_kind": request.GET.get("kind", "")},
    )  # fmt: skip
    told, status = "", 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return _to(language, open_by_hand(actor, found, _opening(form)))
            except Refused as refused:
                told, status = refused.reason.says.said(language), 409
    context = {"language": language, "board": found, "form": form, "told": told, "item": None}
    return render(request, "cases/open.html", context, status=status)


@fills(OpenForm)
@door(Item, act="case.open", argument="item", purpose=FROM_ITEM, along=("board",))
def open_one(request: HttpRequest, language: str, item: Item) -> HttpResponse:
    """Open a case from an item that has been read and asks for it."""
    actor = actor_in(request)
    version = Work.objects.visible_to(actor).filter(item_id=item.pk).values_list("version", flat=True).first()
    form = OpenForm(
        request.POST or None, language=language, types=types_of(item.board_id), from_item=True,
        purposes=purposes_of(item.board_id), people=_team(actor, item.board_id), initial={"version": version or 0},
    )  # fmt: skip
    told, status = "", 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return _to(language, open_from_item(actor, item, _opening(form), form.cleaned_data["version"]))
            except Refused as refused:
                told, status = refused.reason.says.said(language), 409
    elif reading.question_of(actor, item) is None:
        return HttpResponseRedirect(reverse("signals:item", args=[language, item.pk]))
    seen(request, [item])
    context = {"language": language, "board": item.board, "form": form, "told": told, "item": item}
    return render(request, "cases/open.html", context, status=status)


def _team(actor: Actor, board_id: str) -> list[tuple[int, str]]:
    """Whom a lead may name; nobody else closes a case to all but a team."""
    if not actor.may_at(board_id, "team.name"):
        return []
    return [each for each in people(board_id, "case.step", actor.today) if each[0] != actor.id]


def _opening(form: OpenForm) -> Opening:
    given = form.cleaned_data
    about = None
    if "subject_kind" in given:
        about = About(given["subject_kind"], given["subject_id"], given["subject_label"], given["subject_address"])
    return Opening(
        casetype=given["casetype"],
        title=given["title"],
        trigger=Trigger(given["trigger"]) if about else Trigger.SIGNAL,
        cause=given["cause"],
        purpose=given["purpose"],
        ground=given["ground"],
        about=about,
        diary_number=given["diary_number"],
        deadline=given["deadline"],
        team_only=bool(given.get("team_only")),
        team=[int(each) for each in given.get("team", ())],
    )


def _to(language: str, case: Case) -> HttpResponse:
    return HttpResponseRedirect(reverse("cases:case", args=[language, case.pk]))
