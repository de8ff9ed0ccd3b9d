"""PostgreSQL's second lock: every table has its rule, and the office sees nothing before it says who asks."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.db.models import Model

from paxweb.accounts.access import ChildQuerySet, Guarded, acting, machine
from paxweb.accounts.models import User
from paxweb.intake.models import Item, Origin, Question, Subject
from paxweb.signals.models import FirstAnswer, Step, StepKind
from tests.office.access.tables import OPEN
from tests.office.world import World

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="policies are PostgreSQL's"),
]


def _rows(query: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def _tables() -> set[str]:
    return {name for (name,) in _rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}


def _closed() -> set[str]:
    return {
        name
        for (name,) in _rows(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relkind = 'r'"
        )
    }


def _office() -> set[str]:
    return {name for (name,) in _rows("SELECT tablename FROM pg_policies WHERE 'pax_office' = ANY (roles)")}


def _behind_a_wall() -> Iterator[type[Model]]:
    """Models with a wall, and those that hang on one by a foreign key, near or far."""
    behind: set[type[Model]] = {model for model in apps.get_models() if issubclass(model, Guarded)}
    while True:
        more = {
            model
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if field.is_relation and field.related_model in behind and model not in behind
        }
        if not more:
            return iter(sorted(behind, key=lambda model: model._meta.db_table))
        behind |= more


def test_every_table_has_a_policy_or_stands_in_the_list_of_open_ones() -> None:
    assert sorted(_tables() - _closed() - set(OPEN)) == [], "say in tests/office/access/tables.py or policies.sql"
    assert sorted(set(OPEN) & _closed()) == []
    assert sorted(set(OPEN) - _tables()) == []


def test_everything_behind_a_wall_is_closed() -> None:
    assert [model._meta.db_table for model in _behind_a_wall() if model._meta.db_table not in _closed()] == []


def test_what_the_office_may_not_read_has_no_policy_for_it_and_the_rest_has() -> None:
    with acting(0):
        readable = {
            name
            for (name,) in _rows(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                " AND has_any_column_privilege('pax_office', oid, 'SELECT')"
            )
        }
    assert _closed() & readable == _office()
    for table in ("intake_origin", "signals_sample", "intake_conflict", "intake_protected_key", "intake_named"):
        assert table not in readable


def test_whatever_hangs_on_an_item_and_the_office_reads_has_visible_to() -> None:
    bare = [
        model._meta.label
        for model in _behind_a_wall()
        if model._meta.db_table in _office() and not hasattr(model._default_manager, "visible_to")
    ]
    assert bare == []
    assert any(isinstance(model._default_manager.all(), ChildQuerySet) for model in _behind_a_wall())


def test_the_office_sees_no_row_before_it_says_who_asks(world: World) -> None:
    closed = sorted(_office())
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE pax_office")
        try:
            counts = {table: _rows(f'SELECT count(*) FROM "{table}"')[0][0] for table in closed}  # noqa: S608  names of our tables
        finally:
            cursor.execute("RESET ROLE")
    assert {table: count for table, count in counts.items() if count} == {}
    assert Item.objects.count() == 2


@pytest.mark.parametrize("table", ["intake_origin", "signals_sample", "intake_named"])
def test_a_reader_is_refused_the_table_that_tells_draws_apart(world: World, alice: User, table: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), acting(alice.pk):
        _rows(f'SELECT count(*) FROM "{table}"')  # noqa: S608  names of our tables


def test_a_forgotten_filter_shows_alice_her_own_boards_items_only(world: World, alice: User) -> None:
    with acting(alice.pk):
        assert [item.pk for item in Item.objects.all()] == [world.items["lease"].pk]
        assert {subject.item_id for subject in Subject.objects.all()} == {world.items["lease"].pk}


def test_the_question_opens_with_the_blind_answer(world: World, alice: User, charlie: User) -> None:
    with acting(alice.pk):
        assert list(Question.objects.all()) == []
    Item.objects.update(opened=True)
    with acting(alice.pk):
        assert [question.item_id for question in Question.objects.all()] == [world.items["lease"].pk]
    with acting(charlie.pk):
        assert [question.item_id for question in Question.objects.all()] == [world.items["aid"].pk]


def test_rows_of_a_run_that_is_not_the_items_are_not_seen(world: World, alice: User) -> None:
    item = world.items["lease"]
    other = world.runs["social_services"]
    Subject.objects.create(item=item, run=other, main=True, kind="person", entity_id="p", subject_key="a" * 64)
    with acting(alice.pk):
        assert Subject.objects.filter(item_id=item.pk).count() == 1


def test_nobody_writes_in_anothers_name(world: World, alice: User, bob: User) -> None:
    item = world.items["lease"].pk
    with acting(alice.pk):
        Step.objects.create(
            item_id=item, user_id=alice.pk, kind=StepKind.CLEARED, done_at=world.runs["housing_company"].arrived_at
        )
    with pytest.raises(ProgrammingError, match="row-level security"), acting(alice.pk):
        FirstAnswer.objects.create(
            item_id=item, user_id=bob.pk, answer="yes", why="w", answered_at=world.runs["housing_company"].arrived_at
        )


@pytest.mark.parametrize("table", ["intake_item", "intake_subject", "intake_question", "signals_step", "ledger_entry"])
def test_the_office_deletes_nothing_that_matters(world: World, alice: User, table: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), acting(alice.pk), connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608  names of our tables


def test_a_machine_sees_what_it_must_and_gives_its_role_back(world: World, alice: User) -> None:
    with acting(alice.pk), transaction.atomic():
        with machine("machine:intake"):
            assert Origin.objects.count() == 2
        assert Item.objects.count() == 1
        assert _rows("SELECT current_user") == [("pax_office",)]


def test_a_machine_outside_its_context_is_nobody(world: World) -> None:
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with machine("machine:sealer"), refused, transaction.atomic():
        _rows("SELECT count(*) FROM intake_item")
    assert _rows("SELECT current_user") == [("pax_tests",)]
