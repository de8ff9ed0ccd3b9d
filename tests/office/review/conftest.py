"""A housing company with a data protection officer, a lawyer, and a log that somebody should look at."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings

from paxweb.accounts.models import Role, User
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from tests.office.world import HOUSING, World, sign_in

Write = Callable[..., None]
NOON = datetime(2026, 11, 18, 11, tzinfo=UTC)
TODAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 18, 23, tzinfo=UTC)
DAYS = "?first=2026-11-01&last=2026-11-30"


@pytest.fixture(autouse=True)
def some_day(settings: Settings) -> None:
    """It is a Monday in November, whenever this runs."""
    settings.PAX_NOW = lambda: TODAY


@pytest.fixture
def write(settings: Settings) -> Write:
    """Write lines as of a moment: who, what, how many, on which items."""

    def lines(
        who: User, act: str = "item.read", times: int = 1, at: datetime = NOON, kind: Kind = Kind.READ,
        board: str = HOUSING, items: tuple[UUID, ...] | None = None, about: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        before, settings.PAX_NOW = settings.PAX_NOW, lambda: at
        with transaction.atomic():
            for _ in range(times):
                touched = (uuid4(),) if items is None else items
                write_change(Line(kind, act, user_id=who.pk, board=board, items=touched, about=about))
        settings.PAX_NOW = before

    return lines


@pytest.fixture
def olivia(world: World) -> User:
    """The data protection officer of the housing company."""
    return world.person("Olivia", (HOUSING, Role.DPO))


@pytest.fixture
def lars(world: World) -> User:
    """The company's lawyer."""
    return world.person("Lars", (HOUSING, Role.LAWYER))


@pytest.fixture
def as_olivia(olivia: User) -> Client:
    """Her browser."""
    return sign_in(Client(), olivia)


@pytest.fixture
def as_lars(lars: User) -> Client:
    """His browser."""
    return sign_in(Client(), lars)


def fresh(client: Client, user: User) -> Client:
    """With a factor seen just now."""
    return sign_in(client, user, at=now() - timedelta(seconds=1))
