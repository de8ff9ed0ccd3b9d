"""What is found and what lies on a desk, made by hand in the two boards' world. Everything in it is made up."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from paxweb.accounts.access import Actor, actor_of
from paxweb.accounts.walls import wall_of
from paxweb.cases.models import Case, Event, Note, Party, Trigger
from paxweb.desk.asking import read
from paxweb.desk.finding import GROUPS, Search
from paxweb.desk.laying import lay_case, lay_items
from paxweb.frame.clock import now, today
from paxweb.intake.models import Item, Question, Subject
from paxweb.signals.models import State, Work
from tests.office.intake.made import write_keys
from tests.office.world import HOUSING, SOCIAL, World

NUMBER = "198501011239"


@pytest.fixture(autouse=True)
def subject_keys(tmp_path: Path, settings: LazySettings) -> None:
    """Both boards have their keys."""
    for board in (HOUSING, SOCIAL):
        write_keys(tmp_path / "keys", board)
    settings.PAX_KEYS = str(tmp_path / "keys")


def actor(world: World, name: str) -> Actor:
    """Somebody as they stand today, with both factors."""
    return actor_of(world.people[name], today(), strong=True)


def about(item: Item, **values: str) -> None:
    """The item's main subject is this one."""
    Subject.objects.filter(item=item, main=True).update(**values)


def opened(world: World, word: str, state: State = State.READ, by: str = "Alice") -> Item:
    """The item has been read; its words are made."""
    item = world.items[word]
    Item.objects.filter(pk=item.pk).update(opened=True)
    Work.objects.filter(item=item).update(state=state, taken_by=world.people[by])
    lay_items([item.pk])
    return Item.objects.get(pk=item.pk)


def listed(world: World, word: str) -> Item:
    """The item stands in a week's list, unread; its words are made."""
    item = world.items[word]
    lay_items([item.pk])
    return item


@pytest.fixture
def case_of(world: World) -> Callable[..., Case]:
    """Makes a case of the housing company, with one party and a note."""

    def make(title: str, *, board: str = HOUSING, owner: str = "Alice", note: str = "", **values: Any) -> Case:  # noqa: ANN401  columns of a case
        number = f"B-2026-{Case.objects.count() + 1}"
        provisions = world.boards[board].secrecy
        given = {
            "number": number, "diary_number": "", "trigger": Trigger.REPORT, "purpose_id": "control", "ground": "g",
            "cause": "", "state": "opened", "casetype": "general", "entered_on": today(), "opened_on": today(),
        }  # fmt: skip
        case = Case.objects.create(
            wall=wall_of(board, provisions), board=world.boards[board], title=title, opened_by=world.people[owner],
            owner=world.people[owner], **{**given, **values},
        )  # fmt: skip
        if note:
            Note.objects.create(case=case, text=note, by=world.people[owner], at=now())
        lay_case(case.pk)
        return case

    return make


def party(case: Case, **values: str) -> Party:
    """Somebody in the case."""
    found = Party.objects.create(case=case, kind="person", subject_key="a" * 64, **values)
    lay_case(case.pk)
    return found


def event(case: Case, text: str) -> Event:
    """Something was written in a step."""
    made = Event.objects.create(
        case=case, seq=1, step="note", written=[{"id": "what", "text": text}], by=case.owner, at=now(), digest="0" * 64
    )
    lay_case(case.pk)
    return made


def asks(item: Item, text: str) -> None:
    """The item's question is this one."""
    Question.objects.filter(item=item).update(text_sv=text, text_en=text)


def found(world: World, name: str, typed: str) -> dict[str, list[str]]:
    """What somebody finds, by kind: the ids, in order."""
    looked = Search.of(actor(world, name), read(typed))
    pages = {group.name: looked.page(group) for group in GROUPS}
    return {name: [str(hit.root) for hit in page.hits] for name, page in pages.items() if page.hits}


def search(client: Client, typed: str) -> Any:  # noqa: ANN401  the test client's own
    """Search by the page, and go where it leads."""
    return client.post(reverse("desk:search", args=["sv"]), {"q": typed}, follow=True)


def in_days(days: int) -> Any:  # noqa: ANN401  a date
    """A day so many days from today."""
    return today() + timedelta(days=days)
