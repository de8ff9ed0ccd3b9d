"""The matrix of who may open what: expected in matrix.csv, which a data protection officer can read, and as it is."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from paxweb.accounts.doorlist import Page
from paxweb.accounts.models import Clearance, Role, User
from paxweb.accounts.walls import recuse_pairs
from tests.office.world import HOUSING, NEVER_USED, SOCIAL, World, make_world, sign_in

FILE = Path(__file__).with_name("matrix.csv")
OPENS, ABSENT, NOT_ASKED = "opens", "absent", "-"
VARIANTS = ("outside", "team_only", "recused")
COLUMNS = ("page", "act", "about", *Role.values, *VARIANTS)

Row = Mapping[str, str]


def expected() -> dict[str, Row]:
    """What the file says, by page."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["page"]: row for row in csv.DictReader(file)}


@dataclass
class Office:
    """A world with one person of each role inside and outside, an item for a team only, and one that nobody may see."""

    world: World
    inside: dict[str, User]
    outside: dict[str, User]
    items: dict[str, UUID]
    clients: dict[int, Client]

    def ask(self, page: Page, user: User, item: UUID) -> str:
        """Whether the door of a page opens for somebody; what it answers when it does not must be the absence page."""
        client = self.clients.get(user.pk) or sign_in(Client(), user)
        self.clients[user.pk] = client
        assert page.door is not None
        send = client.get if "GET" in page.door.methods else client.post
        response = send(_address(page, item))
        assert response.status_code < 500, f"{page.name} fails for {user.name}"
        if getattr(response.wsgi_request, "pax_opened", False):
            return OPENS
        assert response.status_code == 404
        if page.door.model is not None:
            assert response.content == send(_address(page, NEVER_USED)).content
        return ABSENT


def make_office() -> Office:
    """The two boards, a person of each role at each, and three items behind the housing company's wall."""
    world = make_world()
    inside = {role: world.person(f"in-{role}", (HOUSING, Role(role))) for role in Role.values}
    outside = {role: world.person(f"out-{role}", (SOCIAL, Role(role))) for role in Role.values}
    team_only, kept = world.item("team", HOUSING, team_only=True), world.item("kept", HOUSING)
    recuse_pairs((user.pk, kept.pk) for user in inside.values())
    for user in (inside[Role.PROTECTED_HANDLER], outside[Role.PROTECTED_HANDLER]):
        Clearance.objects.filter(user=user).update(item_id=world.items["lease"].pk)
    items = {"inside": world.items["lease"].pk, "team_only": team_only.pk, "recused": kept.pk}
    return Office(world, inside, outside, items, {})


def row_of(page: Page, office: Office) -> Row:
    """The page's row as the office answers: each role inside the wall; then those who got in, in each other way."""
    assert page.door is not None
    item = office.items["inside"]
    roles = {role: office.ask(page, user, item) for role, user in office.inside.items()}
    opened = [role for role, answer in roles.items() if answer == OPENS]
    variants = dict.fromkeys(VARIANTS, NOT_ASKED)
    if page.about != "anywhere":
        variants["outside"] = _all(office.ask(page, office.outside[role], item) for role in opened)
    if page.about == "item":
        for variant in ("team_only", "recused"):
            variants[variant] = _all(office.ask(page, office.inside[role], office.items[variant]) for role in opened)
    return {"page": page.name, "act": page.door.act, "about": page.about, **roles, **variants}


def _all(answers: Iterable[str]) -> str:
    found = set(answers)
    return found.pop() if len(found) == 1 else (NOT_ASKED if not found else " ".join(sorted(found)))


def _address(page: Page, item: UUID) -> str:
    values = {name: _value(page, name, type(part).__name__, item) for name, part in page.parts.items()}
    return reverse(page.name, kwargs={**values, "language": "sv"})


def _value(page: Page, name: str, kind: str, item: UUID) -> object:
    if page.door is not None and name == page.door.argument:
        return item if page.door.model is not None else HOUSING
    return {"UUIDConverter": uuid4(), "IntConverter": 1, "SlugConverter": "HO"}.get(kind, "HO")


def line(row: Row) -> str:
    """A row as it stands in the file."""
    return ",".join(row[column] for column in COLUMNS)
