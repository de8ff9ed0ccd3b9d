"""A housing company whose run has come in, with Alice, Bob (lead), Carol and Dana, and a way to draw its week."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from pax.vocabulary.report import Silent
from paxweb.accounts.access import Actor, actor_of
from paxweb.accounts.models import Board, Role, User
from paxweb.frame.clock import today
from paxweb.intake.arriving import receive_run
from paxweb.intake.models import Item, Origin
from paxweb.signals.actions.draw_week import draw_week
from paxweb.signals.models import Work
from tests.office.intake.made import Made, Person, keys, write_keys
from tests.office.world import HOUSING, World, board_of

MONDAY = date(2026, 11, 23)


@dataclass
class Unit:
    """One board at work."""

    board: Board
    world: World

    def actor(self, name: str) -> Actor:
        """Somebody as they stand today, with both factors."""
        return actor_of(self.world.people[name], today(), strong=True)

    def user(self, name: str) -> User:
        """Their account."""
        return self.world.people[name]

    def listed(self, *, drawn: bool) -> Item:
        """The first listed item that is (not) a draw."""
        places = Work.objects.filter(state="in_week", item__origin__drawn=drawn).order_by("item__places__position")
        return Item.objects.get(pk=places.values_list("item_id", flat=True)[0])

    def version(self, item: Item) -> int:
        """How many changes it has had."""
        return Work.objects.get(item=item).version


@pytest.fixture
def unit(db: None, tmp_path: Path, settings: LazySettings) -> Unit:
    """Sixty signals and twelve draws, the week drawn to a capacity of twenty."""
    return make_unit(tmp_path, settings, signals=60, draws=12, capacity=20)


@pytest.fixture
def unit_of(db: None, tmp_path: Path, settings: LazySettings) -> Callable[..., Unit]:
    """A unit of any size."""

    def make(**sizes: int) -> Unit:
        return make_unit(tmp_path, settings, **sizes)

    return make


def make_unit(tmp_path: Path, settings: LazySettings, *, signals: int, draws: int, capacity: int) -> Unit:
    write_keys(tmp_path / "keys")
    settings.PAX_KEYS = str(tmp_path / "keys")
    unit = Unit(board_of(HOUSING, "Bostadsbolaget"), World())
    unit.world.boards = {HOUSING: unit.board}
    made = Made()
    for n in range(signals):
        made.signal(Person(n), rule="HO-02" if n % 2 else "HO-05", others=[Person(n + 5000)])
    for n in range(signals, signals + draws):
        made.draw(Person(n), rule="HO-02" if n % 2 else "HO-05")
    receive_run(made.write(tmp_path / "run"), unit.board, keys(), Silent())
    unit.world.person("Alice", (HOUSING, Role.INVESTIGATOR))
    unit.world.person("Bob", (HOUSING, Role.INVESTIGATOR), (HOUSING, Role.LEAD))
    unit.world.person("Carol", (HOUSING, Role.INVESTIGATOR))
    unit.world.person("Dana", (HOUSING, Role.READER))
    draw_week(HOUSING, "HO", capacity, MONDAY)
    return unit


def drawn_ids() -> set[str]:
    """The items that are draws, as text."""
    return {str(item) for item in Origin.objects.filter(drawn=True).values_list("item_id", flat=True)}
