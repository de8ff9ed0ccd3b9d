"""A board's lines over some days, read for the review; people get letters that tell nothing of them."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Q

from paxweb.accounts.models import Clearance, Role
from paxweb.ledger.models import About, Entry, Kind
from paxweb.review.tally import READING, Act, Figures, count

SWEDEN = ZoneInfo("Europe/Stockholm")
LONGEST = timedelta(days=92)
READERS_SHOWN, READERS_ENOUGH = 20, 3
_ORDER = (Role.LEAD, Role.INVESTIGATOR, Role.READER, Role.LAWYER, Role.REGISTRAR, Role.TIP_HANDLER)


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included, at one board."""

    board_id: str
    first: date
    last: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """From the first day's midnight to the midnight after the last, in Sweden."""
        begins = datetime.combine(self.first, time(), SWEDEN)
        ends = datetime.combine(self.last + timedelta(days=1), time(), SWEDEN)
        return begins.astimezone(UTC), ends.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody whom lines are about, numbered by how many read about them; their key is not told."""

    number: int
    readers: int
    readings: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What the log says of a board and some days."""

    period: Period
    figures: dict[int, Figures]
    roles: dict[int, str]
    letters: dict[int, str]
    subjects: tuple[Subject, ...]

    def person(self, letters: str) -> int | None:
        """Who has these letters in this period."""
        return next((person for person, given in self.letters.items() if given == letters), None)


def look(period: Period) -> Looked:
    """Read and count."""
    roles = _roles(period)
    figures = count(acts(period, frozenset(roles)), roles)
    return Looked(period, figures, roles, letters_of(period, figures), subjects(period))


def _roles(period: Period) -> dict[int, str]:
    """Everybody with a clearance at the board on any of the days, and the role they are compared by."""
    held: dict[int, set[str]] = {}
    found = Clearance.objects.filter(
        label__board_id=period.board_id, from_date__lte=period.last, to_date__gte=period.first
    )
    for user_id, role in found.values_list("user_id", "role"):
        held.setdefault(user_id, set()).add(role)
    return {user: next((role.value for role in _ORDER if role in mine), "") for user, mine in held.items()}


def acts(period: Period, people: frozenset[int], *, only: int | None = None) -> Iterator[Act]:
    """Lines of the board, and what was refused its people: a refusal knows no board, for there was nothing there."""
    begins, ends = period.moments
    mine = Q(board=period.board_id) | Q(kind=Kind.REFUSAL, board="", user_id__in=people)
    found = Entry.objects.filter(mine, at__gte=begins, at__lt=ends)
    if only is not None:
        found = found.filter(user_id=only)
    columns = found.order_by("id").values_list("at", "kind", "act", "user_id", "items")
    for at, kind, act, user_id, items in columns.iterator(chunk_size=2_000):
        if user_id is not None:
            yield Act(at.astimezone(SWEDEN), kind, act, user_id, tuple(items))


def subjects(period: Period) -> tuple[Subject, ...]:
    """Those whom most people have read about, three or more."""
    begins, ends = period.moments
    lines = About.objects.filter(
        entry__at__gte=begins, entry__at__lt=ends, entry__board=period.board_id, entry__kind=Kind.READ,
        entry__act__in=READING,
    )  # fmt: skip
    told = lines.values("subject_key").annotate(
        readers=Count("entry__user_id", distinct=True), readings=Count("entry_id", distinct=True)
    )
    most = told.filter(readers__gte=READERS_ENOUGH).order_by("-readers", "-readings", "subject_key")[:READERS_SHOWN]
    return tuple(Subject(n, row["readers"], row["readings"]) for n, row in enumerate(most, start=1))


def letters_of(period: Period, people: dict[int, Figures]) -> dict[int, str]:
    """A, B, C … in an order that a key gives: it follows no figure, no id, and differs from period to period."""
    key = settings.SECRET_KEY.encode()
    said = f"review\n{period.board_id}\n{period.first}\n{period.last}\n"
    order = sorted(people, key=lambda person: hmac.new(key, f"{said}{person}".encode(), sha256).digest())
    return {person: in_letters(rank) for rank, person in enumerate(order)}


def in_letters(rank: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    rank += 1
    while rank:
        rank, left = divmod(rank - 1, 26)
        letters = chr(65 + left) + letters
    return letters
