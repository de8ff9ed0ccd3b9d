"""Words follow what they are made from: in the step's transaction, through a new run, and when somebody is hidden."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from pax.vocabulary.hiding import hidden
from pax.vocabulary.report import Silent
from paxweb.accounts.models import User
from paxweb.cases.actions.write_note import write_note
from paxweb.cases.models import Case, Named
from paxweb.desk.jobs import lay_all, lay_stale
from paxweb.desk.models import CaseWord, ItemWord, Level
from paxweb.frame.clock import today
from paxweb.intake.arriving import receive_run
from paxweb.intake.lifting import lift
from paxweb.intake.models import Item, Subject
from paxweb.letters.models import Letter
from paxweb.signals.actions.ask_more import ask_more
from paxweb.signals.actions.draw_week import draw_week
from paxweb.signals.models import State, Work
from tests.office.desk.conftest import actor, found
from tests.office.documents.conftest import make_documents
from tests.office.intake.made import AS_OF, Made, Person, entity, keys, number_of
from tests.office.intake.made import SUBJECT_KEY as KEY
from tests.office.intake.test_protected import dumped, items
from tests.office.letters.made import make_letter
from tests.office.signals.conftest import Unit, make_unit
from tests.office.signals.test_steps import read
from tests.office.world import HOUSING, World

pytestmark = pytest.mark.django_db
CaseOf = Callable[..., Case]
DANA = Person(7, "Kanariefågel Holm")


@pytest.fixture
def unit(db: None, tmp_path: Path, settings: LazySettings) -> Unit:
    """Twenty items listed, some of them draws."""
    return make_unit(tmp_path / "unit", settings, signals=30, draws=8, capacity=20)


def by(unit: Unit, name: str, typed: str) -> list[str]:
    """The items somebody of the unit finds."""
    return found(unit.world, name, typed).get("item", [])


def test_what_the_week_lists_is_found_by_its_area_and_signals_and_draws_alike(unit: Unit) -> None:
    listed = set(Work.objects.filter(state=State.IN_WEEK).values_list("item_id", flat=True))
    assert set(by(unit, "Alice", "skoby")) == {str(item) for item in listed}
    shapes: dict[bool, set[tuple[tuple[int, str, int], ...]]] = {}
    for item in Item.objects.filter(pk__in=listed).select_related("origin"):
        words = ItemWord.objects.filter(item=item).order_by("word").values_list("level", "word", "place")
        shapes.setdefault(item.origin.drawn, set()).add(tuple(words))
    assert shapes[True] == shapes[False]
    assert {row[0] for shape in shapes[True] for row in shape} == {Level.LISTED}
    assert not ItemWord.objects.exclude(item__in=listed).exists()


def test_each_step_is_found_by_what_was_written_in_it(unit: Unit) -> None:
    item = unit.listed(drawn=False)
    name = Subject.objects.get(item=item, main=True).label
    assert by(unit, "Bob", name) == []
    read(unit, item)
    assert by(unit, "Bob", name) == [str(item.pk)]
    ask_more(unit.actor("Alice"), item, "Förvaltaren", "När byttes cylindern?", "", unit.version(item))
    assert by(unit, "Bob", "cylindern") == [str(item.pk)]


def test_a_step_that_is_undone_leaves_no_word(unit: Unit) -> None:
    item = unit.listed(drawn=False)
    with transaction.atomic():
        read(unit, item)
        transaction.set_rollback(True)
    assert by(unit, "Bob", Subject.objects.get(item=item, main=True).label) == []


def test_after_a_new_run_words_are_made_anew_by_the_job(unit: Unit, tmp_path: Path) -> None:
    item = read(unit, unit.listed(drawn=False))
    name = Subject.objects.get(item=item, main=True, run=item.run).label
    newer = Made(as_of=AS_OF + timedelta(days=7))
    for n in range(30):
        newer.signal(Person(n), rule="HO-02" if n % 2 else "HO-05", others=[Person(n + 5000)])
    receive_run(newer.write(tmp_path / "newer"), unit.board, keys(), Silent())
    assert Item.objects.get(pk=item.pk).run_id != item.run_id
    assert by(unit, "Bob", name) == [], "words of the run before are met by nobody"
    waiting = DBTaskResult.objects.filter(task_path=lay_stale.module_path)
    assert [one.args_kwargs["args"] for one in waiting] == [[HOUSING]]
    assert lay_stale.call(HOUSING) > 0
    assert lay_stale.call(HOUSING) == 0
    assert by(unit, "Bob", name) == [str(item.pk)]


def test_the_verb_makes_what_is_there_already(unit: Unit) -> None:
    before = sorted(ItemWord.objects.values_list("item_id", "word", "level", "place"))
    ItemWord.objects.all().delete()
    assert lay_all()[0] == Work.objects.exclude(state=State.WAITING).count()
    assert sorted(ItemWord.objects.values_list("item_id", "word", "level", "place")) == before


def test_a_draw_that_is_forgotten_takes_its_words_with_it(unit: Unit) -> None:
    draw = unit.listed(drawn=True)
    assert ItemWord.objects.filter(item=draw).exists()
    Item.objects.filter(pk=draw.pk).delete()
    assert not ItemWord.objects.filter(item=draw.pk).exists()


def test_a_note_is_found_at_once_and_only_if_it_is_kept(world: World, case_of: CaseOf) -> None:
    case = case_of("Andrahand")
    write_note(actor(world, "Alice"), case, "Cylindern är bytt")
    assert found(world, "Bob", "cylindern") == {"case": [str(case.pk)]}
    with transaction.atomic():
        write_note(actor(world, "Alice"), case, "Trapphuset")
        transaction.set_rollback(True)
    assert found(world, "Bob", "trapphuset") == {}


def test_documents_and_letters_are_found_by_their_titles(world: World, case_of: CaseOf, alice: User) -> None:
    case = case_of("Andrahand")
    make_documents(case, alice)
    make_letter(case, alice)
    lay_all()
    title = case.documents.values_list("title", flat=True)[0]
    assert found(world, "Bob", f"{title} {case.number}")["document"] == [str(case.pk)]
    assert found(world, "Bob", Letter.objects.get().title)["letter"] == [str(case.pk)]
    assert found(world, "Charlie", title) == {}


def protected_run(world: World, tmp_path: Path, days: int, *, still: bool) -> None:
    """A later run, in which Dana is protected or not any more."""
    made = Made(as_of=AS_OF + timedelta(days=days))
    made.signal(Person(10))
    if still:
        made.protect(DANA)
    receive_run(made.write(tmp_path / f"run{days}"), world.boards[HOUSING], keys(), Silent())


def test_words_of_a_protected_person_go_and_come_back(world: World, tmp_path: Path, alice: User) -> None:
    first = Made()
    own = first.signal(DANA)
    beside = first.signal(Person(8), others=[DANA])
    receive_run(first.write(tmp_path / "run0"), world.boards[HOUSING], keys(), Silent())
    draw_week(HOUSING, "HO", 20, today())
    both = {items()[one].pk for one in (own, beside)}
    Item.objects.filter(pk__in=both).update(opened=True)
    Work.objects.filter(item__in=both).update(state=State.READ, taken_by=alice)
    lay_all()
    for typed in ("kanariefågel", DANA.number, "provgatan 7"):
        assert str(items()[own].pk) in found(world, "Bob", typed)["item"], typed
    assert len(found(world, "Bob", "kanariefågel")["item"]) == 2
    protected_run(world, tmp_path, 7, still=True)
    for typed in ("kanariefågel", DANA.number, "provgatan 7"):
        assert found(world, "Bob", typed) == {}, typed
    assert "kanariefågel" not in dumped()
    protected_run(world, tmp_path, 14, still=False)
    assert found(world, "Bob", "kanariefågel") == {}, "until a person confirms"
    lift(items()[own], alice.pk)
    assert found(world, "Bob", "kanariefågel") == {"item": [str(items()[own].pk)]}


def test_words_of_a_case_with_a_protected_person_go(world: World, tmp_path: Path, case_of: CaseOf) -> None:
    case = case_of("Kanariefågel på Provgatan", note="Kanariefågel svarade", diary_number="D 7")
    for key in (hidden(KEY, "person", DANA.number), hidden(KEY, "entity", entity(number_of(7)))):
        Named.objects.create(case=case, subject_key=key)
    assert found(world, "Alice", "kanariefågel") == {"case": [str(case.pk)]}
    protected_run(world, tmp_path, 7, still=True)
    assert found(world, "Alice", "kanariefågel") == {}
    assert found(world, "Alice", "D 7") == {"case": [str(case.pk)]}
    assert "kanariefågel" not in dumped()
    write_note(actor(world, "Alice"), Case.objects.get(pk=case.pk), "Kanariefågel igen")
    assert not CaseWord.objects.filter(word="kanariefågel").exists()
