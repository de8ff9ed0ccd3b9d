"""A run arrives unseen, comes into force at once, and the next one carries on from it."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import models

from pax.api.folders import FolderRefused
from pax.vocabulary.hiding import hidden
from pax.vocabulary.report import Silent
from paxweb.accounts.access import Actor
from paxweb.accounts.models import Board, Recusal, StaffKey, User, Wall
from paxweb.accounts.walls import wall_of
from paxweb.frame.clock import today
from paxweb.intake.arriving import STEP, receive_run
from paxweb.intake.loading import Row, put
from paxweb.intake.models import Arrived, Edge, Evidence, Item, Origin, Question, Run, RunState, SheetRow, Subject
from paxweb.signals.models import State, Work
from tests.office.intake.made import AS_OF, SUBJECT_KEY, Made, Person, keys

pytestmark = pytest.mark.django_db

CONTENT: list[type[models.Model]] = [Subject, SheetRow, Question, Evidence, Edge]


@pytest.fixture
def board() -> Board:
    return Board.objects.create(id="housing_company", name="Bostadsbolaget")


def small() -> Made:
    made = Made()
    for n in range(30):
        made.signal(Person(n), others=[Person(n + 500)])
    for n in range(100, 108):
        made.draw(Person(n))
    return made


def everyone() -> Actor:
    """Somebody inside every wall that has labels."""
    walls = Wall.objects.exclude(labels=None).values_list("pk", flat=True)
    return Actor(id=0, name="x", today=today(), walls=frozenset(walls))


def take(made: Made, path: Path, board: Board) -> Run:
    return receive_run(made.write(path), board, keys(), Silent())


def counts() -> dict[str, int]:
    every: list[type[models.Model]] = [*CONTENT, Item, Origin, Arrived, Run]
    return {model.__name__: model._default_manager.count() for model in every}


def test_a_run_comes_into_force_whole(board: Board, tmp_path: Path) -> None:
    run = take(small(), tmp_path / "r", board)
    assert (run.state, run.stage) == (RunState.IN_FORCE, "done")
    assert Item.objects.visible_to(everyone()).filter(live=True).count() == 38
    assert Question.objects.count() == Evidence.objects.values("item").distinct().count() == 30
    assert Origin.objects.filter(drawn=True).count() == 8


def test_the_same_run_twice_changes_nothing(board: Board, tmp_path: Path) -> None:
    first = take(small(), tmp_path / "r", board)
    before = counts(), sorted(Item.objects.values_list("pk", flat=True))
    again = receive_run(tmp_path / "r", board, keys(), Silent())
    assert again == first
    assert (counts(), sorted(Item.objects.values_list("pk", flat=True))) == before


class Counting:
    """Looks at what anybody could see, inside every step."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.visible: Counter[int] = Counter()
        self.runs: Counter[str] = Counter()

    def step(self, text: str, done: int, of: int) -> None:
        if text != "tidying":
            self.visible[Item.objects.visible_to(everyone()).count()] += 1
            self.runs.update(Run.objects.filter(state=RunState.IN_FORCE).values_list("sha256", flat=True))


def test_nobody_sees_a_run_that_is_still_arriving(board: Board, tmp_path: Path) -> None:
    wall_of(board.pk, [])
    told = Counting(board)
    receive_run(small().write(tmp_path / "r"), board, keys(), told)
    assert set(told.visible) == {0}
    newer = Made(as_of=AS_OF + timedelta(days=7))
    newer.signal(Person(900))
    second = Counting(board)
    receive_run(newer.write(tmp_path / "s"), board, keys(), second)
    assert set(second.visible) == {38}
    assert len(second.runs) == 1


def test_a_step_writes_at_most_two_thousand_rows(board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Made()
    for n in range(400):
        made.signal(Person(n), rows=7)
    written: list[int] = []

    class Report:
        def step(self, text: str, done: int, of: int) -> None:
            written.append(0)

    def counted(model: type[models.Model], names: tuple[str, ...], rows: Iterable[Row]) -> int:
        found = list(rows)
        written[-1] += len(found)
        return put(model, names, found)

    monkeypatch.setattr("paxweb.intake.arriving.put", counted)
    receive_run(made.write(tmp_path / "r"), board, keys(), Report())
    assert max(written) <= STEP
    assert sum(written) > 5 * STEP


def test_an_item_asked_again_with_the_same_facts_stays_the_same(board: Board, tmp_path: Path) -> None:
    take(small(), tmp_path / "r", board)
    known = dict(Origin.objects.filter(drawn=False).values_list("engine_id", "item_id"))
    newer = small()
    newer.as_of = AS_OF + timedelta(days=7)
    second = take(newer, tmp_path / "s", board)
    assert dict(Origin.objects.filter(drawn=False).values_list("engine_id", "item_id")) == known
    assert set(Item.objects.filter(pk__in=known.values()).values_list("run", flat=True)) == {second.pk}
    for model in CONTENT:
        stale = model._default_manager.exclude(run=models.F("item__run"))
        assert not stale.exists(), model


def work(engine_id: str, state: State, **more: object) -> Work:
    item = Origin.objects.get(engine_id=engine_id).item
    return Work.objects.create(item=item, state=state, **more)


def again(path: Path, board: Board, made: Made) -> None:
    made.as_of = AS_OF + timedelta(days=7)
    take(made, path, board)


def test_what_was_cleared_stays_cleared_until_the_facts_change(board: Board, tmp_path: Path) -> None:
    first = Made()
    same, other = first.signal(Person(1)), first.signal(Person(2))
    take(first, tmp_path / "r", board)
    for one in (same, other):
        work(one, State.CLEARED)
    second = Made()
    second.signal(Person(1))
    second.signal(Person(2), facts="2")
    again(tmp_path / "s", board, second)
    kept, anew = (Work.objects.get(item__origin__engine_id=one) for one in (same, other))
    assert (kept.state, kept.asked_anew, kept.version) == (State.CLEARED, False, 0)
    assert (anew.state, anew.asked_anew) == (State.WAITING, True)


def test_open_work_stays_and_is_marked_when_its_question_vanishes(board: Board, tmp_path: Path) -> None:
    first = Made()
    open_, idle = first.signal(Person(1)), first.signal(Person(2))
    take(first, tmp_path / "r", board)
    item = work(open_, State.READ).item
    Item.objects.filter(pk=item.pk).update(opened=True)
    second = Made()
    second.signal(Person(3))
    again(tmp_path / "s", board, second)
    assert Work.objects.get(item=item).vanished
    assert Item.objects.get(pk=item.pk).live
    assert Question.objects.filter(item=item, run=models.F("item__run")).exists()
    assert not Item.objects.get(origin__engine_id=idle).live
    third = Made()
    third.signal(Person(1))
    third.as_of = AS_OF + timedelta(days=14)
    take(third, tmp_path / "t", board)
    assert not Work.objects.get(item=item).vanished


def test_an_older_run_is_refused(board: Board, tmp_path: Path) -> None:
    take(small(), tmp_path / "r", board)
    older = Made(as_of=AS_OF - timedelta(days=1))
    older.signal(Person(1))
    before = counts()
    with pytest.raises(FolderRefused, match="older"):
        take(older, tmp_path / "s", board)
    assert counts() == before


def test_a_draw_lies_behind_the_wall_its_rules_signals_do(board: Board, tmp_path: Path) -> None:
    made = Made()
    made.signal(Person(1), rule="AI-01")
    made.draw(Person(2), rule="AI-01")
    made.signal(Person(3))
    take(made, tmp_path / "r", board)
    assert set(Item.objects.filter(family="AI").values_list("wall", flat=True)) == {wall_of(board.pk, ["OSL 26:1"]).pk}
    assert set(Item.objects.filter(family="HO").values_list("wall", flat=True)) == {wall_of(board.pk, []).pk}


def official(n: int) -> User:
    user = User.objects.create(email=f"{n}@example.org", name="Dana")
    key = hidden(SUBJECT_KEY, "person", Person(n).number)
    StaffKey.objects.create(user=user, board_id="housing_company", key=key)
    return user


def test_dana_is_kept_from_her_own_item_and_her_stairwell_before_anybody_sees_them(
    board: Board, tmp_path: Path
) -> None:
    dana = official(1)
    made = Made()
    made.signal(Person(1), rule="HO-02")
    made.signal(Person(2), rule="HO-05")
    made.signal(Person(5), others=[Person(1)])
    made.draw(Person(3))
    made.signal(Person(4))
    made.close(Person(1), "person", Person(1).id)
    made.close(Person(1), "dwelling", Person(2).home)
    made.close(Person(1), "dwelling", Person(3).home)
    take(made, tmp_path / "r", board)
    kept = set(Recusal.objects.filter(user=dana).values_list("item_id", flat=True))
    free = Item.objects.exclude(pk__in=kept)
    assert len(kept) == 4
    assert [item.subjects.get(main=True).label for item in free] == [Person(4).name]
