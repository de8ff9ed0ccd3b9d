"""Signals and draws are laid down alike: nothing but the facts tells them apart, before, in and after a week."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest
from django.conf import settings
from django.db.models import F
from numpy.typing import NDArray

from pax.vocabulary.hiding import hidden
from pax.vocabulary.report import Silent
from paxweb.accounts.access import acting
from paxweb.accounts.binding import How, bind, read_number
from paxweb.accounts.models import Declared, Recusal, StaffKey, User
from paxweb.frame.clock import now
from paxweb.intake.arriving import receive_run
from paxweb.intake.choosing import choose
from paxweb.intake.models import Item, Origin, Question, SheetRow, Subject
from paxweb.intake.opening import open_question
from paxweb.intake.recusing import recuse_person
from paxweb.signals.models import Place, State, Week, Work
from tests.office.intake.made import AS_OF, SUBJECT_KEY, Made, Person, keys, write_keys
from tests.office.world import HOUSING, World

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def the_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_keys(tmp_path / "keys")
    monkeypatch.setattr(settings, "PAX_KEYS", str(tmp_path / "keys"))
    monkeypatch.setattr(settings, "PAX_IDENTITY_NUMBERS", "fictitious")


def take(made: Made, path: Path, world: World) -> None:
    receive_run(made.write(path), world.boards[HOUSING], keys(), Silent())


def of(engine_id: str) -> Item:
    return Item.objects.get(origin__engine_id=engine_id)


def many(signals: int, draws: int, week: int = 0) -> Made:
    """As many rows about each, whatever it is."""
    made = Made(as_of=AS_OF + timedelta(days=7 * week))
    for n in range(signals):
        made.signal(Person(n), rows=1 + n % 4, others=[Person(n + 5000)])
    for n in range(signals, signals + draws):
        made.draw(Person(n + 100 * week), rows=1 + n % 4)
    return made


def auc(scores: NDArray[np.float64], drawn: NDArray[np.bool_]) -> float:
    """How well a number tells draws: the area under its curve, ties counted half."""
    order = scores.argsort(kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    for value in np.unique(scores):
        ranks[scores == value] = ranks[scores == value].mean()
    m, n = int(drawn.sum()), int((~drawn).sum())
    return float((ranks[drawn].sum() - m * (m + 1) / 2) / (m * n))


def test_nothing_a_reader_has_before_the_answer_tells_a_draw(world: World, tmp_path: Path) -> None:
    Item.objects.filter(board=HOUSING).delete()
    take(many(1_000, 1_000), tmp_path / "r", world)
    items = list(Item.objects.filter(board=HOUSING).order_by("pk"))
    origins = dict(Origin.objects.values_list("pk", "drawn"))
    drawn = np.array([origins[item.pk] for item in items])
    mains = {one.item_id: one for one in Subject.objects.filter(main=True)}
    first = dict(SheetRow.objects.filter(seq=1).values_list("item_id", "pk"))
    rows = dict.fromkeys(first, 0)
    for pk in SheetRow.objects.values_list("item_id", flat=True):
        rows[pk] += 1
    place = {pk: n for n, pk in enumerate(Item.objects.filter(board=HOUSING).values_list("pk", flat=True))}
    features = {
        "id": [item.pk.int >> 64 for item in items],
        "place in the table": [place[item.pk] for item in items],
        "subject row": [mains[item.pk].pk for item in items],
        "sheet row": [first[item.pk] for item in items],
        "rows": [rows[item.pk] for item in items],
        "day": [item.arrived_on.toordinal() for item in items],
        "area": [hash(item.area) % 997 for item in items],
        "wall": [item.wall_id for item in items],
        "birth year": [(mains[item.pk].birth_year or 0) % 10 for item in items],
    }
    told = {name: auc(np.array(values, dtype=float), drawn) for name, values in features.items()}
    assert {name: value for name, value in told.items() if not 0.45 <= value <= 0.55} == {}
    assert len({(item.run_id, item.live, item.opened, item.team_only, item.next_run_id) for item in items}) == 1


def test_an_unread_item_in_a_list_keeps_its_sheet_when_a_new_run_comes(
    world: World, alice: User, tmp_path: Path
) -> None:
    first = many(5, 2)
    signal, draw = first.rows["signals"][0][0], first.rows["draws"][0][0]
    take(first, tmp_path / "r", world)
    week = Week.objects.create(board_id=HOUSING, family="HO", starts_on=MONDAY, capacity=5, drawn_at=now())
    for n, one in enumerate((signal, draw)):
        Work.objects.create(item=of(one), state=State.IN_WEEK)
        Place.objects.create(week=week, item=of(one), position=n)
    second = many(5, 2, week=1)
    take(second, tmp_path / "s", world)
    kept = [of(one) for one in (signal, draw)]
    assert len({(item.run_id, item.arrived_on, item.live) for item in kept}) == 1
    told = [set(SheetRow.objects.filter(item=item, run=F("item__run")).values_list("delivery_id")) for item in kept]
    assert told[0] == told[1]
    assert {work.vanished for work in Work.objects.filter(item__in=kept)} == {False}
    with acting(alice.pk):
        open_question(kept[0])
    kept[0].refresh_from_db()
    assert kept[0].run.as_of == second.as_of
    assert Question.objects.filter(item=kept[0], run=kept[0].run).count() == 1


def test_a_week_is_chosen_from_what_waits_and_the_same_again(world: World, tmp_path: Path) -> None:
    Item.objects.filter(board=HOUSING).delete()
    take(many(60, 20), tmp_path / "r", world)
    waiting = Item.objects.filter(board=HOUSING)
    found = choose(HOUSING, "HO", 20, MONDAY, waiting, {"HO-02": (3, 1)})
    assert (len(found.items), len(found.draws), len(found.sample)) == (20, 2, 2)
    drawn = set(Origin.objects.filter(drawn=True).values_list("pk", flat=True))
    assert {item for item in found.items if item in drawn} == found.draws
    assert found == choose(HOUSING, "HO", 20, MONDAY, waiting, {"HO-02": (3, 1)})
    assert found.items != choose(HOUSING, "HO", 20, date(2026, 11, 9), waiting, {}).items


def test_whoever_is_bound_later_is_kept_from_their_own_at_once(world: World, dana: User, tmp_path: Path) -> None:
    made = many(5, 1)
    made.close(Person(3), "person", Person(3).id)
    take(made, tmp_path / "r", world)
    StaffKey.objects.filter(user=dana).delete()
    assert not Recusal.objects.filter(user=dana).exists()
    assert bind(dana, read_number(Person(3).number), by=None, how=How.PAPER) == 1
    kept: set[UUID] = set(Recusal.objects.filter(user=dana).values_list("item_id", flat=True))
    assert {item.subjects.get(main=True).entity_id for item in Item.objects.filter(pk__in=kept)} == {Person(3).id}


def test_what_dana_declares_is_kept_from_her_at_once(world: World, dana: User, tmp_path: Path) -> None:
    take(many(5, 1), tmp_path / "r", world)
    key = hidden(SUBJECT_KEY, "person", Person(2).number)
    Declared.objects.create(user=dana, subject_kind="person", subject_key=key, declared_at=now())
    recuse_person(dana.pk)
    kept = Item.objects.filter(pk__in=Recusal.objects.filter(user=dana).values("item_id"))
    assert [item.subjects.get(main=True).entity_id for item in kept] == [Person(2).id]


def test_a_question_that_vanished_while_it_waited_is_marked_when_it_is_read(
    world: World, alice: User, tmp_path: Path
) -> None:
    first = Made()
    gone = first.signal(Person(900))
    take(first, tmp_path / "r", world)
    week = Week.objects.create(board_id=HOUSING, family="HO", starts_on=MONDAY, capacity=5, drawn_at=now())
    Work.objects.create(item=of(gone), state=State.TAKEN)
    Place.objects.create(week=week, item=of(gone), position=0)
    take(many(3, 1, week=1), tmp_path / "s", world)
    item = of(gone)
    assert not Work.objects.get(item=item).vanished
    with acting(alice.pk):
        open_question(item)
    assert Work.objects.get(item=item).vanished
