"""The matrix of who may open what: expected in matrix.csv, which a data protection officer can read, and as it is."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from paxweb.accounts.doorlist import Page
from paxweb.accounts.doors import Door
from paxweb.accounts.models import Clearance, Guarded, Role, User
from paxweb.accounts.walls import recuse_pairs
from paxweb.intake.models import Item
from paxweb.signals.models import State, Work
from tests.office.access.things import THINGS
from tests.office.api.machines import machine, make_token, sender
from tests.office.world import HOUSING, NEVER_USED, SOCIAL, World, make_world, sign_in

FILE = Path(__file__).with_name("matrix.csv")
OPENS, ABSENT, NOT_ASKED = "opens", "absent", "-"
VARIANTS = ("outside", "team_only", "recused")
_WORDS = {"inside": "lease", "team_only": "team", "recused": "kept"}
COLUMNS = ("page", "act", "about", *Role.values, *VARIANTS)

Row = Mapping[str, str]


def expected() -> dict[str, Row]:
    """What the file says, by page."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["page"]: row for row in csv.DictReader(file)}


@dataclass
class Office:
    """A world with one person of each role inside and outside; of each thing one, one for a team, one kept away.

    `things`: model → variant → id.
    """

    world: World
    inside: dict[str, User]
    outside: dict[str, User]
    things: Mapping[type[Guarded], Mapping[str, UUID]]
    clients: dict[int, Client]
    machines: dict[int, Client] = field(default_factory=dict)

    def ask(self, page: Page, user: User, variant: str = "inside") -> str:
        """Whether the door of a page opens for somebody; what it answers when it does not must be the absence page."""
        assert page.door is not None
        item = self.things[page.door.model or Item][variant]
        client = self._client(page.door, user)
        send = client.get if "GET" in page.door.methods else sender(client) if page.door.machine else client.post
        response = send(_address(page, item))
        assert response.status_code < 500, f"{page.name} fails for {user.name}"
        if getattr(response.wsgi_request, "pax_opened", False):
            return OPENS
        assert response.status_code in ((401, 404) if page.door.machine else (404,))
        if page.door.model is not None:
            assert response.content == send(_address(page, NEVER_USED)).content
        return ABSENT

    def _client(self, door: Door, user: User) -> Client:
        """The browser of somebody who is signed in; at a door of machines, a token that reads in their name."""
        kept = self.machines if door.machine else self.clients
        if door.machine:
            Item.objects.update(opened=True)  # what nobody has read is closed to machines, whoever answers for them
            Work.objects.update(state=State.READ)
        if user.pk not in kept:
            board = user.clearances.values_list("label__board_id", flat=True)[0]
            kept[user.pk] = machine(make_token(user, board)[1]) if door.machine else sign_in(Client(), user)
        return kept[user.pk]


def make_office() -> Office:
    """The two boards, a person of each role at each, and three items behind the housing company's wall."""
    world = make_world()
    inside = {role: world.person(f"in-{role}", (HOUSING, Role(role))) for role in Role.values}
    outside = {role: world.person(f"out-{role}", (SOCIAL, Role(role))) for role in Role.values}
    made = {
        model: {word: make(world, name, HOUSING, word == "team_only") for word, name in _WORDS.items()}
        for model, make in THINGS.items()
    }
    recuse_pairs((user.pk, each["recused"]) for user in inside.values() for each in made.values())
    for user in (inside[Role.PROTECTED_HANDLER], outside[Role.PROTECTED_HANDLER]):
        _handles(user, [each["inside"] for each in made.values()])
    return Office(world, inside, outside, made, {})


def _handles(user: User, things: Iterable[UUID]) -> None:
    """What a handler of protected data holds: a clearance for each of these things."""
    held = Clearance.objects.filter(user=user)
    for clearance in list(held):
        for thing in things:
            clearance.pk, clearance.item_id = None, thing
            clearance.save(force_insert=True)
    held.filter(item_id=None).delete()


def row_of(page: Page, office: Office) -> Row:
    """The page's row as the office answers: each role inside the wall; then those who got in, in each other way."""
    assert page.door is not None
    roles = {role: office.ask(page, user) for role, user in office.inside.items()}
    opened = [role for role, answer in roles.items() if answer == OPENS]
    variants = dict.fromkeys(VARIANTS, NOT_ASKED)
    if page.about != "anywhere":
        variants["outside"] = _all(office.ask(page, office.outside[role]) for role in opened)
    if page.about == "item":
        for variant in ("team_only", "recused"):
            variants[variant] = _all(office.ask(page, office.inside[role], variant) for role in opened)
    return {"page": page.name, "act": page.door.act, "about": page.about, **roles, **variants}


def _all(answers: Iterable[str]) -> str:
    found = set(answers)
    return found.pop() if len(found) == 1 else (NOT_ASKED if not found else " ".join(sorted(found)))


def _address(page: Page, item: UUID) -> str:
    values = {name: _value(page, name, type(part).__name__, item) for name, part in page.parts.items()}
    spoken = {"language": "sv"} if "<language:language>" in page.address else {}
    return reverse(page.name, kwargs={**values, **spoken})


def _value(page: Page, name: str, kind: str, item: UUID) -> object:
    if page.door is not None and name == page.door.argument:
        return item if page.door.model is not None else HOUSING
    return uuid4() if kind.startswith("UUID") else {"IntConverter": 1, "SlugConverter": "HO"}.get(kind, "HO")


def line(row: Row) -> str:
    """A row as it stands in the file."""
    return ",".join(row[column] for column in COLUMNS)
