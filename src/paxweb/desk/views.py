"""Home, the search field, and what was found."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from pax.vocabulary import Text
from paxweb.accounts.access import Actor, Entered, door, seen, written
from paxweb.desk.asking import Asked, read
from paxweb.desk.finding import ACT, GROUPS, Found, Group, Hit, Search
from paxweb.desk.forms import SearchForm
from paxweb.desk.home import home_of
from paxweb.desk.keys import about
from paxweb.desk.remembering import recall, remember
from paxweb.desk.showing import Shown, show
from paxweb.frame.forms import fills
from paxweb.ledger.lines import Line
from paxweb.ledger.models import Kind
from paxweb.signals.shell import actor_in, menu

TITLES = {
    "case": Text("Ärenden", "Cases"),
    "item": Text("Veckans uppgifter", "The week's items"),
    "document": Text("Handlingar", "Documents"),
    "letter": Text("Brev", "Letters"),
}


@door(act="office.enter")
def home(request: HttpRequest, language: str) -> HttpResponse:
    """Where somebody who signs in comes first: what is theirs, by day, and what waits for whom."""
    actor = actor_in(request)
    found = home_of(actor, language)
    seen(request, found.shown)
    pages = menu(actor, language, request.path_info)
    return render(
        request, "desk/home.html", {"language": language, "home": found, "pages": pages, "today": actor.today}
    )


@fills(SearchForm)
@door(act=ACT)
def search(request: HttpRequest, language: str) -> HttpResponse:
    """The search field; what is posted is kept sealed, and shown under an address that says nothing of it."""
    form = SearchForm(request.POST if request.method == "POST" else None, language=language)
    if request.method == "POST" and form.is_valid():
        kept = remember(request, form.cleaned_data["q"])
        return HttpResponseRedirect(reverse("desk:results", args=[language, kept]))
    context = {"language": language, "form": form, "groups": ()}
    return render(request, "desk/search.html", context, status=400 if request.method == "POST" else 200)


@fills()
@door(act=ACT, methods=("GET",))
def results(request: HttpRequest, language: str, search_id: UUID) -> HttpResponse:
    """What was found, by kind, some of each; or one kind's next ones. A search that is forgotten is made anew."""
    typed = recall(request, search_id)
    if typed is None:
        return HttpResponseRedirect(reverse("desk:search", args=[language]))
    actor, asked = actor_in(request), read(typed)
    looked = Search.of(actor, asked)
    pages = [(found, show(looked, found, language)) for found in _pages(request, looked)]
    _tell(request, actor, asked, [line for _, lines in pages for line in lines])
    context = {
        "language": language, "form": SearchForm(initial={"q": typed}, language=language), "search_id": search_id,
        "typed": typed, "groups": [_group(*page, language) for page in pages if page[1]], "asked": asked,
        "later": "after" in request.GET,
    }  # fmt: skip
    return render(request, "desk/search.html", context)


def _pages(request: HttpRequest, looked: Search) -> list[Found]:
    """Each kind's first page; or the page of one kind that the address names, by ids and no word."""
    for group in GROUPS:
        if request.GET.get("group") == group.name:
            return [looked.page(group, _count(request.GET.get("leads", "")), _hit(request, group))]
    return [looked.page(group) for group in GROUPS]


def _hit(request: HttpRequest, group: Group) -> Hit | None:
    root, _, thing = request.GET.get("after", "").partition(".")
    try:
        return Hit(UUID(root), thing[:40].replace("\0", "") if len(group.thing) > 1 else "")
    except ValueError:
        return None


def _count(text: str) -> int | None:
    return int(text) if text in tuple("01234567") else None


def _tell(request: HttpRequest, actor: Actor, asked: Asked, lines: list[Shown]) -> None:
    """One line in the log of each board where the person searches: what of it is shown, about whom they asked."""
    written(request)
    boards = sorted(board for board in actor.boards if actor.may_at(board, ACT))
    for board in boards:
        shown = dict.fromkeys(line.root for line in lines if line.board == board)
        keys = sorted({key for number in asked.numbers for key in about(board, number)})
        line = Line(Kind.READ, ACT, user_id=actor.id, board=board, items=tuple(shown), about=tuple(keys))
        cast(Entered, request).pax_lines.append(line)


def _group(found: Found, lines: list[Shown], language: str) -> dict[str, object]:
    last = found.last
    return {
        "name": found.group.name, "title": TITLES[found.group.name].said(language), "lines": lines,
        "leads": found.leads, "after": f"{last.root}.{last.thing}" if last else "",
    }  # fmt: skip
