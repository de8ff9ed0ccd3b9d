"""Python and SQL agree on who sees what: random walls, clearances, dates, recusals, teams, broken glass."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from paxweb.accounts.access import acting, actor_of
from paxweb.accounts.holding import counting
from paxweb.accounts.models import (
    Board,
    Clearance,
    Glass,
    Label,
    Recusal,
    Role,
    StaffKey,
    TeamMember,
    User,
    Wall,
    WallLabel,
)
from paxweb.frame.clock import today
from paxweb.intake.models import Item, Run, RunState
from tests.office.world import clear

NOW = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
"""Half past eleven in the evening in Stockholm: another date than an hour later, and than in UTC an hour before."""

BOARDS = ("housing_company", "social_services")
PROVISIONS = ("none", "OSL 26:1", "OSL 25:1")
PAIRS = [(board, provision) for board in BOARDS for provision in PROVISIONS]
DAYS = st.integers(-2, 2)
MOMENTS = st.sampled_from(
    [-timedelta(days=7, seconds=1), -timedelta(days=7), -timedelta(days=6, hours=23), timedelta(0)]
)
HOURS = st.sampled_from([-25, -24, -1, 0, 1, 24])

CLEARANCE = st.fixed_dictionaries(
    {
        "label": st.sampled_from(PAIRS),
        "role": st.sampled_from([*Role, *[Role.READER, Role.INVESTIGATOR, Role.LAWYER] * 3, *[Role.LEAD] * 6]),
        "days": st.sampled_from([(-1, 1)] * 6 + [(0, 0), (0, 2), (-2, 0), (-2, -1), (1, 2), (1, -1)]),
        "for_item": st.sampled_from([False] * 7 + [True]),
        "needs": st.sampled_from([False, False, True]),
        "confirmed": st.booleans(),
        "first": st.booleans(),
        "granted": MOMENTS,
        "ended": st.sampled_from([False] * 7 + [True]),
    }
)
ITEM = st.fixed_dictionaries(
    {
        "board": st.sampled_from(BOARDS),
        "provisions": st.sampled_from(
            [frozenset({each}) for each in PROVISIONS] * 2 + [frozenset(), frozenset(PROVISIONS[:2])]
        ),
        "team_only": st.sampled_from([False, False, True]),
        "team": st.none() | st.tuples(DAYS, DAYS),
        "recused": st.sampled_from([False, False, True]),
        "glass": st.none() | st.tuples(st.sampled_from(BOARDS), HOURS, HOURS),
    }
)
WORLD = st.fixed_dictionaries(
    {
        "clearances": st.lists(CLEARANCE, min_size=4, max_size=12),
        "items": st.lists(ITEM, min_size=1, max_size=4),
        "everywhere": st.none() | st.sampled_from([Role.READER, Role.LEAD, Role.DPO]),
        "bound": st.frozensets(st.sampled_from(BOARDS)) | st.just(frozenset(BOARDS)),
        "active": st.sampled_from([True, True, True, False]),
    }
)


@pytest.fixture
def still(db: None, settings: Settings) -> None:
    """The site's clock stands late in the evening; boards and labels are there."""
    settings.PAX_NOW = lambda: NOW
    for board_id in BOARDS:
        board = Board.objects.create(pk=board_id, name=board_id)
        for provision in PROVISIONS:
            Label.objects.create(board=board, provision=provision)
        Run.objects.create(
            board=board, sha256=board_id, as_of=date(2026, 11, 1), state=RunState.IN_FORCE, document={}, rules={},
            arrived_at=NOW,
        )  # fmt: skip


def _build(world: dict[str, Any]) -> tuple[User, list[UUID]]:
    user = User.objects.create(email=f"{uuid4().hex}@example.org", name="Alice", is_active=world["active"])
    for board in world["bound"]:
        StaffKey.objects.create(user=user, board_id=board, key="k")
    items = [_item(user, each) for each in world["items"]]
    for each in world["clearances"]:
        _clearance(user, each, items[0])
    if world["everywhere"] is not None:
        for label in Label.objects.all():
            clear(user, label, world["everywhere"])
    return user, items


def _clearance(user: User, each: dict[str, Any], item: UUID) -> None:
    board, provision = each["label"]
    first, last = each["days"]
    at = NOW + each["granted"]
    Clearance.objects.create(
        user=user, label=Label.objects.get(board=board, provision=provision), role=each["role"],
        from_date=today() + timedelta(days=first), to_date=today() + timedelta(days=last),
        item_id=item if each["for_item"] or each["role"] == Role.PROTECTED_HANDLER else None,
        granted_by=None if each["first"] else user, granted_at=at, reason="r", needs_confirmation=each["needs"],
        confirmed_at=at if each["confirmed"] else None, ended_at=at if each["ended"] else None,
    )  # fmt: skip


def _item(user: User, each: dict[str, Any]) -> UUID:
    board = each["board"]
    wall = Wall.objects.create(key=uuid4().hex, board_id=board)
    for provision in each["provisions"]:
        WallLabel.objects.create(wall=wall, label=Label.objects.get(board=board, provision=provision))
    item = Item.objects.create(
        board_id=board, run=Run.objects.get(board=board), wall=wall, behind=wall, family="HO", arrived_on=today(),
        subject_kind="person", live=True, team_only=each["team_only"],
    )  # fmt: skip
    if each["team"] is not None:
        first, last = (today() + timedelta(days=days) for days in each["team"])
        TeamMember.objects.create(user=user, item_id=item.pk, from_date=first, to_date=last)
    if each["recused"]:
        Recusal.objects.create(user=user, item_id=item.pk)
    if each["glass"] is not None:
        led, opened, closes = each["glass"]
        Glass.objects.create(
            user=user, board_id=led, item_id=item.pk, reason="r", opened_at=NOW + timedelta(hours=opened),
            closes_at=NOW + timedelta(hours=closes),
        )  # fmt: skip
    return item.pk


def _by_python(user: User) -> tuple[set[UUID], frozenset[int], frozenset[UUID], set[str]]:
    actor = actor_of(user, today(), strong=True)
    boards = {each.label.board_id for each in counting(user.pk, today()) if each.item_id is None}
    return set(Item.objects.visible_to(actor).values_list("pk", flat=True)), actor.walls, actor.handled, boards


def _by_sql(user: User) -> tuple[set[UUID], frozenset[int], frozenset[UUID], set[str]]:
    with acting(user.pk), connection.cursor() as cursor:
        seen = set(Item.objects.values_list("pk", flat=True))
        cursor.execute("SELECT pax_walls(), pax_handled(), pax_boards()")
        walls, handled, boards = cursor.fetchall()[0]
    return seen, frozenset(walls), frozenset(handled), set(boards)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="policies are PostgreSQL's")
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=WORLD)
def test_python_and_sql_agree_on_who_sees_what(still: None, world: dict[str, Any]) -> None:
    with transaction.atomic():
        user, _ = _build(world)
        assert _by_python(user) == _by_sql(user)
        transaction.set_rollback(True)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="policies are PostgreSQL's")
def test_the_worlds_show_something_and_hide_something(still: None) -> None:
    """An agreement that nobody ever sees anything would be worth nothing."""
    shown: list[bool] = []

    @settings(max_examples=100, deadline=None, database=None, derandomize=True)
    @given(world=WORLD)
    def look(world: dict[str, Any]) -> None:
        with transaction.atomic():
            user, items = _build(world)
            seen = _by_sql(user)[0]
            shown.extend(item in seen for item in items)
            transaction.set_rollback(True)

    look()
    assert shown.count(True) >= 10
    assert shown.count(False) >= 10
