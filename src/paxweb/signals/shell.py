"""What every page of the office has on top: the municipality's name for it, the pages one may open, who one is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import cast

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from pax.vocabulary import Text
from paxweb.accounts.access import Actor, Entered
from paxweb.accounts.models import Board
from paxweb.frame.clock import today
from paxweb.intake.models import Run, RunState
from paxweb.signals.rulebook import book


@dataclass(frozen=True, slots=True)
class Entrance:
    """A page in the menu: its name, its address's name, the act that opens it, and whether it is one for each board."""

    title: Text
    name: str
    act: str
    by_board: bool = False
    below: str = ""


ENTRANCES = (
    Entrance(Text("Veckan", "The week"), "signals:week", "week.list", by_board=True, below="/uppgift/"),
    Entrance(Text("Ärenden", "Cases"), "cases:board", "case.list", by_board=True, below="/arende/"),
    Entrance(Text("Läget", "The unit"), "signals:lead", "lead.figures", by_board=True),
    Entrance(Text("Begäranden", "Requests"), "rights:boards", "rights.overview"),
    Entrance(Text("Behörigheter", "Clearances"), "accounts:clearances", "access.list"),
    Entrance(Text("Maskiner", "Machines"), "machines:machines", "api.list"),
    Entrance(Text("Loggranskning", "Log review"), "review:patterns", "dpo.review"),
    Entrance(Text("Loggen", "The log"), "review:signatures", "dpo.countersign"),
    Entrance(Text("Uttag", "Exports"), "documents:taken", "export.list", by_board=True),
    Entrance(Text("Drift", "Health"), "intake:health", "tech.health"),
)


@dataclass(frozen=True, slots=True)
class MenuPage:
    """One entry of the menu, for one person."""

    title: str
    href: str
    here: bool


def actor_in(request: HttpRequest) -> Actor:
    """Who asks; the door has put them there."""
    return cast(Entered, request).actor


def boards_for(actor: Actor, act: str) -> list[Board]:
    """The boards where the person may do something, by name."""
    allowed = [board for board in actor.boards if actor.may_at(board, act)]
    return list(Board.objects.filter(pk__in=allowed).order_by("name"))


def menu(actor: Actor, language: str, path: str) -> list[MenuPage]:
    """The pages the person's roles open; nothing else is named."""
    pages = []
    for entrance in ENTRANCES:
        boards = sorted(board for board in actor.boards if actor.may_at(board, entrance.act))
        if not boards:
            continue
        href = _address(entrance, language, boards[0])
        if href:
            start = href.removesuffix(f"{boards[0]}/") if entrance.by_board else href
            here = path.startswith(start) or bool(entrance.below and entrance.below in path)
            pages.append(MenuPage(entrance.title.said(language), href, here))
    return pages


def _address(entrance: Entrance, language: str, board: str) -> str:
    arguments = {"language": language, "board_id": board} if entrance.by_board else {"language": language}
    try:
        return reverse(entrance.name, kwargs=arguments)
    except NoReverseMatch:
        return ""


def office(request: HttpRequest) -> dict[str, object]:
    """What the shell shows; evaluated only where a page asks for it."""
    return {"office": _Shell(request)}


@lru_cache(maxsize=64)
def _called(board_id: str) -> str:
    """What the system is called at a board, by the first run this process met."""
    run = Run.objects.filter(board_id=board_id, state=RunState.IN_FORCE).values_list("pk", flat=True).first()
    return book(run).display_name if run else ""


class _Shell:
    """The top of the page, made when the template reads it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.actor: Actor | None = getattr(request, "actor", None)
        self.language = getattr(request, "path_info", "/sv/")[1:3] or "sv"

    @property
    def name(self) -> str:
        """What the municipality calls its system, as its newest run says."""
        return _called(min(self.actor.boards)) if self.actor and self.actor.boards else ""

    @property
    def pages(self) -> list[MenuPage]:
        """The menu."""
        return menu(self.actor, self.language, self.request.path_info) if self.actor else []

    @property
    def person(self) -> str:
        """Who is signed in."""
        return self.actor.name if self.actor else ""

    @property
    def today(self) -> date:
        """The day it is, for what is printed from the browser."""
        return today()

    @property
    def own(self) -> str:
        """The person's own page: factors, what they have declared, absence."""
        return _reverse("accounts:own", self.language)

    @property
    def search(self) -> str:
        """Where a search is posted; empty for whom it does not open."""
        may = self.actor is not None and self.actor.may_anywhere("search.use")
        return _reverse("desk:search", self.language) if may else ""

    @property
    def leave(self) -> str:
        """Where signing out is posted."""
        return _reverse("account_logout", self.language)


def _reverse(name: str, language: str) -> str:
    tries: tuple[Callable[[], str], ...] = (
        lambda: reverse(name, kwargs={"language": language}),
        lambda: reverse(name),
    )
    for attempt in tries:
        try:
            return attempt()
        except NoReverseMatch:
            continue
    return ""
