"""The item's page and its steps. Each step: the door, the form, one action, then back to the page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from paxweb.accounts.access import FROM_ITEM, Actor, door, seen
from paxweb.frame.forms import SpokenForm, fills
from paxweb.intake.models import Item
from paxweb.signals import rooms
from paxweb.signals.actions.answer_blind import answer_blind
from paxweb.signals.actions.ask_more import ask_more
from paxweb.signals.actions.clear import Clearing
from paxweb.signals.actions.clear import clear as clear_item
from paxweb.signals.actions.give_back import give_back as give_item_back
from paxweb.signals.actions.hand_over import hand_over as hand_item_over
from paxweb.signals.actions.put_off import put_off as put_item_off
from paxweb.signals.actions.refused import Refused
from paxweb.signals.actions.take import take as take_item
from paxweb.signals.actions.take_up import take_up as take_item_up
from paxweb.signals.colleagues import colleagues
from paxweb.signals.corrected import lay
from paxweb.signals.forms import AnswerForm, ClearForm, HandOverForm, MoreForm, PutOffForm, VersionForm
from paxweb.signals.itempage import ALONG, ItemPage, page_of
from paxweb.signals.models import Seen
from paxweb.signals.shell import actor_in
from paxweb.signals.views.week import week_page

Forms = dict[str, SpokenForm]


@fills()
@door(Item, act="item.read", argument="item", purpose=FROM_ITEM, along=ALONG)
def show(request: HttpRequest, language: str, item: Item) -> HttpResponse:
    """The item: its facts and the blind question; once answered, what was asked and what can be done."""
    return _page(request, language, item)


def _page(
    request: HttpRequest, language: str, item: Item, *, given: Forms | None = None, told: str = "", status: int = 200
) -> HttpResponse:
    actor = actor_in(request)
    page = page_of(actor, item, language)
    corrections = lay(actor, page, language)
    seen(request, [item], about=page.about)
    forms = {**_forms(actor, page, language), **(given or {})}
    rights = {"give": actor.may("protected.grant", item), "open": actor.may("protected.reveal", item)}
    parts = list(rooms.parts_of(actor, item, page.held, language)) if page.question else []
    context = {
        "language": language, "page": page, "board": item.board, "forms": forms, "told": told, "rights": rights,
        "parts": parts, "corrections": corrections, "came": [*page.came, *(end for part in parts for end in part.came)],
    }  # fmt: skip
    return render(request, "signals/item.html", context, status=status)


def _forms(actor: Actor, page: ItemPage, language: str) -> Forms:
    """The forms the page shows, none filled in but with the version the page was made from."""
    start = {"version": page.version}
    if not page.opened:
        return {"answer": AnswerForm(language=language, initial=start)}
    if not page.held:
        return {}
    others = [each for each in colleagues(page.item.board_id, actor.today) if each[0] != actor.id]
    return {
        "clear": ClearForm(language=language, initial=start, explanations=page.explanations),
        "put_off": PutOffForm(language=language, initial=start),
        "more": MoreForm(language=language, initial=start),
        "hand_over": HandOverForm(language=language, initial=start, people=others),
    }


def _step(
    request: HttpRequest, language: str, item: Item, name: str, form: SpokenForm, act: Callable[[], None]
) -> HttpResponse:
    """Take a step if its form is whole; else the page again, saying what is missing or why it was refused."""
    if not form.is_valid():
        return _page(request, language, item, given={name: form}, status=400)
    try:
        act()
    except Refused as refused:
        item.refresh_from_db()
        return _page(request, language, item, told=refused.reason.says.said(language), status=409)
    return HttpResponseRedirect(reverse("signals:item", args=[language, item.pk]))


@fills(VersionForm)
@door(Item, act="item.take", argument="item", purpose=FROM_ITEM, methods=("POST",))
def take(request: HttpRequest, language: str, item: Item) -> HttpResponse:
    """Take the item and go to it; whoever came second is told on the week's page."""
    try:
        take_item(actor_in(request), item)
    except Refused as refused:
        return week_page(request, language, item.board_id, told=refused.reason.says.said(language), status=409)
    return HttpResponseRedirect(reverse("signals:item", args=[language, item.pk]))


@fills(VersionForm)
@door(Item, act="item.give_back", argument="item", purpose=FROM_ITEM, methods=("POST",))
def give_back(request: HttpRequest, language: str, item: Item) -> HttpResponse:
    """Give the item back and go to the week."""
    try:
        give_item_back(actor_in(request), item)
    except Refused as refused:
        return week_page(request, language, item.board_id, told=refused.reason.says.said(language), status=409)
    return HttpResponseRedirect(reverse("signals:week", args=[language, item.board_id]))


@fills(AnswerForm)
@door(Item, act="item.answer", argument="item", purpose=FROM_ITEM, methods=("POST",))
def answer(request: HttpRequest, language: str, item: Item) -> HttpResponse:
    """Give the blind answer; the question opens."""
    form = AnswerForm(request.POST, language=language)

    def act() -> None:
        given = form.cleaned_data
        answer_blind(actor_in(request), item, Seen(given["answer"]), given["why"], given["version"])

    return _step(request, language, item, "answer", form, act)


@fills(ClearForm)
@door(Item, act="item.clear", argument="item", purpose=FROM_ITEM, methods=("POST",))
def clear(request: HttpRequest, language: str, item: Item) -> HttpResponse:
    """Clear the item, every ordinary explanation answered."""
    page = page_of(actor_in(request), item, language)
    form = ClearForm(request.POST, language=language, explanations=page.explanations)

    def act() -> None:
        given = form.cleaned_data
        clearing = Clearing(given["reason"], given.get("explanation", ""), form.checklist(), given["minutes"])
        clear_item(actor_in(request), item, clearing, given["version"])

    return _step(request, language, item, "clear", form, act)


@fills(PutOffForm)
@door(Item, act="item.put_off", argument="item", purpose=FROM_ITEM, methods=("POST",))
def put_off(request: HttpRequest, language: str, item: Item) -> HttpResponse:
    """Put the item off until a day."""
    form = PutOffForm(request.POST, language=language)

    def act() -> None:
        given = form.cleaned_data
        put_item_off(actor_in(request), item, given["wait_until"], given["wait_reason"], given["version"])

    return _step(request, language, item, "put_off", form, act)


@fills(MoreForm)
@door(Item, act="item.more", argument="item", purpose=FROM_ITEM, methods=("POST",))
def more(request: HttpRequest, language: str, item: Item) -> HttpResponse:
    """Note that somebody was asked for more."""
    form = MoreForm(request.POST, language=language)

    def act() -> None:
        given = form.cleaned_data
        ask_more(
            actor_in(request), item, given["more_from"], given["more_what"], given["more_ground"], given["version"]
        )

    return _step(request, language, item, "more", form, act)


@fills(HandOverForm)
@door(Item, act="item.hand_over", argument="item", purpose=FROM_ITEM, methods=("POST",))
def hand_over(request: HttpRequest, language: str, item: Item) -> HttpResponse:
    """Hand the item over to a colleague."""
    people = colleagues(item.board_id, actor_in(request).today)
    form = HandOverForm(request.POST, language=language, people=people)

    def act() -> None:
        given = form.cleaned_data
        hand_item_over(
            actor_in(request), item, int(given["to"]), given["hand_reason"], given["hand_ground"], given["version"]
        )

    return _step(request, language, item, "hand_over", form, act)


@fills(VersionForm)
@door(Item, act="item.take_up", argument="item", purpose=FROM_ITEM, methods=("POST",))
def take_up(request: HttpRequest, language: str, item: Item) -> HttpResponse:
    """Take a cleared item up again."""
    form = VersionForm(request.POST, language=language)
    return _step(
        request,
        language,
        item,
        "plain",
        form,
        lambda: take_item_up(actor_in(request), item, form.cleaned_data["version"]),
    )
