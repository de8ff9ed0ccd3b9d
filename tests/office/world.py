"""A small office for tests: two boards, their people, and items behind their walls. Everything in it is made up."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from django.test import Client

from paxweb.accounts.models import Board, Clearance, Label, Role, StaffKey, User
from paxweb.accounts.walls import wall_of
from paxweb.frame.clock import now, today
from paxweb.intake.models import Item, Origin, Question, Run, RunState, Subject
from paxweb.signals.models import State, Work

HOUSING, SOCIAL = "housing_company", "social_services"
PASSWORD = " ".join(["correct", "horse", "battery", "staple"])


@dataclass
class World:
    """Boards, people by name, runs by board, items by a word."""

    boards: dict[str, Board] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)

    def person(self, name: str, *roles: tuple[str, Role], provision: str | None = None, bound: bool = True) -> User:
        """Somebody with clearances for every label of these boards (or one provision), from yesterday for a year."""
        user = User.objects.create(email=f"{name.lower()}@example.org", name=name)
        for board, role in roles:
            if bound:
                StaffKey.objects.get_or_create(user=user, board_id=board, defaults={"key": uuid4().hex * 2})
            labels = Label.objects.filter(board_id=board)
            for label in labels.filter(provision=provision) if provision else labels:
                clear(user, label, role)
        self.people[name] = user
        return user

    def item(self, word: str, board: str, *provisions: str, live: bool = True, **values: object) -> Item:
        """A live item of the board's run in force, about somebody made up, with a question that is not opened."""
        wall = wall_of(board, provisions)
        item = Item.objects.create(
            board=self.boards[board], run=self.runs[board], wall=wall, behind=wall, family="HO", area="Norra",
            arrived_on=today(), subject_kind="person", live=live, **values,
        )  # fmt: skip
        Subject.objects.create(
            item=item, run=item.run, main=True, kind="person", entity_id=f"p_{item.pk.hex[:16]}",
            subject_key=item.pk.hex * 2, label=f"Person {word}", id_number="", birth_year=1970,
        )  # fmt: skip
        Origin.objects.create(item=item, board=item.board, drawn=False, engine_id=item.pk.hex, rule_id="HO-02")
        Question.objects.create(
            item=item, run=item.run, rule_id="HO-02", rule_version=1, anchor="a", in_favour=False,
            first_seen_on=today(), facts={}, facts_hash="0" * 64, text_sv=f"Fråga {word}", text_en=f"Question {word}",
        )  # fmt: skip
        Work.objects.create(item=item, state=State.IN_WEEK)
        self.items[word] = item
        return item


def clear(user: User, label: Label, role: Role, **values: object) -> Clearance:
    """A clearance from yesterday for a year, granted by nobody in particular."""
    defaults: dict[str, object] = {
        "from_date": today() - timedelta(days=1),
        "to_date": today() + timedelta(days=364),
        "granted_at": now(),
        "reason": "test",
    }
    return Clearance.objects.create(user=user, label=label, role=role, **{**defaults, **values})


def board_of(board_id: str, name: str, *provisions: str) -> Board:
    """A board and its labels."""
    board, _ = Board.objects.get_or_create(pk=board_id, defaults={"name": name, "secrecy": list(provisions)})
    for provision in ("none", *provisions):
        Label.objects.get_or_create(board=board, provision=provision)
    return board


def make_world() -> World:
    """Alice, Bob (also lead) and Dana at the housing company, Charlie at social services; an item behind each wall."""
    world = World()
    world.boards = {
        HOUSING: board_of(HOUSING, "Bostadsbolaget"),
        SOCIAL: board_of(SOCIAL, "Socialnämnden", "OSL 26:1"),
    }
    for board in world.boards.values():
        world.runs[board.pk] = Run.objects.create(
            board=board, sha256=uuid4().hex * 2, as_of=date(2026, 11, 1), state=RunState.IN_FORCE, document={},
            rules={}, arrived_at=now(), in_force_at=now(),
        )  # fmt: skip
    world.person("Alice", (HOUSING, Role.INVESTIGATOR))
    world.person("Bob", (HOUSING, Role.INVESTIGATOR), (HOUSING, Role.LEAD))
    world.person("Charlie", (SOCIAL, Role.INVESTIGATOR))
    world.person("Dana", (HOUSING, Role.READER))
    world.item("lease", HOUSING)
    world.item("aid", SOCIAL, "OSL 26:1")
    return world


def sign_in(client: Client, user: User, *, strong: bool = True, at: datetime | None = None) -> Client:
    """Sign in without the pages: a password, and a second factor unless `strong` is False, seen at `at` (now)."""
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    moment = (at or now()).astimezone(UTC).timestamp()
    records: list[dict[str, object]] = [{"method": "password", "at": moment, "email": user.email}]
    if strong:
        records.append({"method": "mfa", "type": "totp", "id": 1, "at": moment})
    session = client.session
    session["account_authentication_methods"] = records
    session["_account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


NEVER_USED = UUID("7b1c0f57-3c5e-4a0e-9d5b-2f0a6f1d9e11")
