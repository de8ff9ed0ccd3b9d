"""Somebody becomes protected: a canary in every field held on them, and none of the canaries left anywhere."""

import json
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from pax.vocabulary import WrongUse
from pax.vocabulary.report import Silent
from paxweb.accounts.access import actor_of
from paxweb.accounts.models import User
from paxweb.frame.clock import now, today
from paxweb.intake.arriving import receive_run
from paxweb.intake.lifting import lift, may_be_lifted
from paxweb.intake.models import Edge, Evidence, Item, Question, Sealed, SheetRow, Subject, Withheld
from paxweb.intake.reading import question_of, rows_of, subject_of
from paxweb.intake.revealing import fields_of, reveal
from paxweb.ledger.models import Entry
from paxweb.seal.boxes import Shut
from paxweb.signals.models import FirstAnswer, Seen, State, Step, StepKind, Work
from tests.office.intake.made import AS_OF, Made, Person, keys, write_keys
from tests.office.world import HOUSING, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_keys(tmp_path / "keys")
    monkeypatch.setattr(settings, "PAX_KEYS", str(tmp_path / "keys"))


def canary() -> str:
    return f"Kanarie{uuid4().hex}"


class Town:
    """Dana in every way one can stand in an item: as its subject, beside it, in evidence, in the sheet, in an edge."""

    def __init__(self) -> None:
        self.dana = Person(7, canary())
        self.erik = Person(8)
        self.canaries = {self.dana.name, self.dana.number, self.dana.id, self.dana.home, self.dana.address}

    def first(self) -> Made:
        made = Made()
        self.own = made.signal(self.dana)
        self.beside = made.signal(self.erik, others=[self.dana])
        self.home = made.signal(self.dana, rule="HO-05")
        self.drawn = made.draw(self.dana, rule="AI-01")
        self.only_edge = made.signal(Person(9))
        self.far = made.signal(Person(10))
        for item, table, extra in (
            (self.own, "evidence", {"note": canary()}),
            (self.beside, "evidence", {"note": canary()}),
            (self.own, "context", {"note": canary()}),
            (self.drawn, "context", {"note": canary()}),
            (self.beside, "context", {"note": canary(), "person_id": self.erik.id, "related": self.dana.id}),
        ):
            self._plant(made, table, item, extra)
        made.rows["edges"].append(
            (self.only_edge, "person", self.dana.id, "person", Person(9).id, "relations", None, None)
        )
        return made

    def _plant(self, made: Made, table: str, item: str, extra: dict[str, str]) -> None:
        self.canaries.add(extra["note"])
        facts = {"person_id": self.dana.id, "from_date": "2026-02-02", **extra}
        name = "relations" if "related" in extra else "persons"
        if "related" in extra:
            facts["related_id"] = facts.pop("related")
        row = (name, canary(), "navet", "d" * 20, "persons.csv", 3, json.dumps(facts))
        self.canaries.add(row[1])
        made.rows[table].append((item, 90, *row) if table == "evidence" else (item, *row))

    def second(self) -> Made:
        made = Made(as_of=AS_OF + timedelta(days=7))
        made.signal(Person(10))
        made.protect(self.dana)
        return made


def items() -> dict[str, Item]:
    return {item.origin.engine_id: item for item in Item.objects.select_related("origin")}


def work_on(item: Item, user: User, canaries: set[str]) -> None:
    """Alice has opened the item and written about Dana in every free text."""
    words = [canary() for _ in range(3)]
    canaries |= set(words)
    Work.objects.create(item=item, state=State.READ, taken_by=user)
    FirstAnswer.objects.create(item=item, user=user, answer=Seen.YES, why=words[0], answered_at=now())
    Step.objects.create(
        item=item, user=user, kind=StepKind.MORE, reason=words[1], checklist={"x": words[2]}, done_at=now()
    )
    Item.objects.filter(pk=item.pk).update(opened=True)


@pytest.fixture
def town(world: World, alice: User, tmp_path: Path) -> Town:
    made = Town()
    receive_run(made.first().write(tmp_path / "r"), world.boards[HOUSING], keys(), Silent())
    for item in list(items().values()):
        if item.origin.engine_id in (made.own, made.beside, made.home, made.drawn, made.only_edge):
            work_on(item, alice, made.canaries)
    return made


def become_protected(town: Town, world: World, tmp_path: Path) -> None:
    receive_run(town.second().write(tmp_path / "s"), world.boards[HOUSING], keys(), Silent())


def dumped() -> str:
    """Every byte a new backup of the database would hold, as text."""
    if connection.vendor == "sqlite":
        return bytes(connection.connection.serialize()).decode("latin-1")
    rows = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" AS t')  # noqa: S608  names from the catalogue
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows)


def test_every_canary_is_held_before_and_none_after(town: Town, world: World, tmp_path: Path) -> None:
    before = dumped()
    assert sorted(one for one in town.canaries if one.encode().decode("latin-1") not in before) == []
    become_protected(town, world, tmp_path)
    after = dumped()
    assert sorted(one for one in town.canaries if one in after) == []


def test_no_page_and_no_reader_shows_a_canary(
    town: Town, world: World, tmp_path: Path, as_alice: Client, alice: User
) -> None:
    become_protected(town, world, tmp_path)
    actor = actor_of(alice, today(), strong=True)
    shown = ""
    for item in Item.objects.visible_to(actor):
        response = as_alice.get(f"/sv/uppgift/{item.pk}/")
        shown += response.content.decode()
        parts = (subject_of(actor, item), question_of(actor, item), *rows_of(actor, item))
        shown += "".join(str(vars(part)) if hasattr(part, "__dict__") else str(part) for part in parts)
    assert Person(10).name in shown
    assert sorted(one for one in town.canaries if one in shown) == []
    lines = json.dumps([[entry.act, entry.items, entry.detail] for entry in Entry.objects.all()])
    assert sorted(one for one in town.canaries if one in lines) == []


def test_a_mark_is_left_and_an_item_without_dana_is_untouched(town: Town, world: World, tmp_path: Path) -> None:
    become_protected(town, world, tmp_path)
    known = items()
    assert Subject.objects.get(item=known[town.own], main=True).withheld
    assert Subject.objects.get(item=known[town.beside], main=True).label == town.erik.name
    assert Question.objects.get(item=known[town.beside]).withheld
    assert SheetRow.objects.filter(item=known[town.own], withheld=False).count() == 0
    assert SheetRow.objects.filter(item=known[town.beside], withheld=False).exists()
    assert Edge.objects.filter(item=known[town.only_edge], withheld=True).count() == 1
    assert Evidence.objects.filter(item=known[town.only_edge], withheld=True).count() == 0
    assert not Withheld.objects.filter(item=known[town.far]).exists()
    assert Entry.objects.filter(act="intake.withhold").count() == 5


def test_the_same_protection_again_changes_nothing(town: Town, world: World, tmp_path: Path) -> None:
    become_protected(town, world, tmp_path)
    boxes = {box.pk: bytes(box.box) for box in Sealed.objects.all()}
    third = town.second()
    third.as_of += timedelta(days=7)
    receive_run(third.write(tmp_path / "t"), world.boards[HOUSING], keys(), Silent())
    assert {box.pk: bytes(box.box) for box in Sealed.objects.all()} == boxes
    assert Entry.objects.filter(act="intake.withhold").count() == 5


def test_protection_that_ends_is_lifted_only_when_a_person_confirms(
    town: Town, world: World, tmp_path: Path, alice: User
) -> None:
    become_protected(town, world, tmp_path)
    item = items()[town.own]
    assert not may_be_lifted(item)
    with pytest.raises(WrongUse, match="ended"):
        lift(item, alice.pk)
    over = Made(as_of=AS_OF + timedelta(days=14))
    over.signal(Person(10))
    receive_run(over.write(tmp_path / "t"), world.boards[HOUSING], keys(), Silent())
    assert may_be_lifted(item)
    assert Subject.objects.get(item=item, main=True).label == ""
    assert lift(item, alice.pk) > 5
    back = Subject.objects.get(item=item, main=True)
    assert (back.label, back.id_number, back.withheld) == (town.dana.name, town.dana.number, False)
    assert Step.objects.get(item=item).reason in town.canaries
    assert not Sealed.objects.filter(item=item).exists()
    assert Subject.objects.get(item=items()[town.home], main=True).withheld


def test_one_field_at_a_time_is_revealed_with_a_line(
    town: Town, world: World, tmp_path: Path, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    become_protected(town, world, tmp_path)
    item, other = items()[town.own], items()[town.home]
    label = next(one for one in fields_of(item) if (one.model, one.field) == ("intake.Subject", "label"))
    told = {reveal(item, one.sealed_id, "label", by=alice.pk, purpose="control") for one in fields_of(item)
            if one.model == "intake.Subject" and one.field == "label"}  # fmt: skip
    assert town.dana.name in told
    assert reveal(other, label.sealed_id, "label", by=alice.pk, purpose="control") is None
    assert reveal(item, label.sealed_id, "box", by=alice.pk, purpose="control") is None
    line = Entry.objects.filter(act="protected.reveal").latest("id")
    assert (line.user_id, line.detail["field"]) == (alice.pk, "label")
    monkeypatch.setattr(settings, "PAX_KEYS", "")
    with pytest.raises(Shut):
        reveal(item, label.sealed_id, "label", by=alice.pk, purpose="control")
