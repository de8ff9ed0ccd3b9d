"""An office with a token that reads and posts: a read item, an ended case, and others it may not see."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from paxweb.accounts.models import Role
from paxweb.api.models import Token
from paxweb.cases.models import Case, Event
from paxweb.frame.clock import now, today
from paxweb.intake.models import Item
from paxweb.signals.models import State, Work
from tests.office.access.things import make_case
from tests.office.api.machines import machine, make_token
from tests.office.world import HOUSING, World


@dataclass
class Desk:
    """The office, the token with its secret, and the ids of what there is."""

    world: World
    token: Token
    secret: str
    cases: dict[str, UUID] = field(default_factory=dict)

    @property
    def client(self) -> Client:
        """What sends the token."""
        return machine(self.secret)

    def item(self, word: str = "lease") -> UUID:
        """An item's id."""
        pk: UUID = self.world.items[word].pk
        return pk


def read(item: Item, state: State = State.READ) -> None:
    """The item has been read blind."""
    Item.objects.filter(pk=item.pk).update(opened=True)
    Work.objects.filter(item=item).update(state=state)


@pytest.fixture
def desk(world: World) -> Desk:
    """Bob, who leads, answers for a machine that reads what was written and posts outcomes."""
    token, secret = make_token(world.people["Bob"], HOUSING, texts=True)
    made = Desk(world, token, secret)
    read(world.items["lease"])
    world.item("blind", HOUSING)
    world.item("team", HOUSING, team_only=True)
    read(world.items["team"])
    for word, ended in (("ended", today()), ("open", None)):
        made.cases[word] = make_case(world, word, HOUSING, team_only=False, ended_on=ended)
        Event.objects.create(
            case=Case.objects.get(pk=made.cases[word]), seq=1, step="start_inquiry", written=["Skrivet ord"],
            by=world.people["Bob"], at=now() - timedelta(days=1), digest="0" * 64,
        )  # fmt: skip
    made.cases["team"] = make_case(world, "team", HOUSING, team_only=True)
    made.cases["aid"] = make_case(world, "aid", "social_services", team_only=False)
    return made


@pytest.fixture
def dpo(world: World) -> None:
    """Somebody who reads the log."""
    world.person("Dpo", (HOUSING, Role.DPO))
