"""Who has read and changed: lines of the log about a person, by day and role; no name, they acted for the board."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from paxweb.ledger.models import About
from paxweb.rights.drafts import Line, Value
from paxweb.rights.telling import SWEDEN, role_of


@dataclass(frozen=True, slots=True)
class Acted:
    """An act of the log about the person, with the ids it names."""

    day: str
    act: str
    kind: str
    role: str
    purpose: str
    items: frozenset[str]


def acted(board_id: str, keys: Collection[str]) -> Iterator[Acted]:
    """Lines of the board's log about these keys, oldest first."""
    found = About.objects.filter(subject_key__in=list(keys), entry__board=board_id).order_by("entry_id")
    columns = ("entry_id", "entry__at", "entry__act", "entry__kind", "entry__user_id", "entry__purpose", "entry__items")
    for _, at, act, kind, user_id, purpose, items in found.values_list(*columns).distinct().iterator(chunk_size=2_000):
        role = role_of(user_id, board_id) if user_id else "machine"
        yield Acted(at.astimezone(SWEDEN).date().isoformat(), act, kind, role, purpose, frozenset(map(str, items)))


def lines(acts: Collection[Acted], board_id: str) -> list[Line]:
    """The acts as lines: each day, act and role once, with how many times."""
    counted = Counter((each.day, each.kind, each.act, each.role, each.purpose) for each in acts)
    return [
        Line(
            "", "ledger.Entry", "", "", "Vem som läst eller ändrat", "Who has read or changed", day,
            (
                Value("log_day", day), Value("log_kind", kind, "kind"), Value("log_act", act, "act"),
                Value("log_role", role, "role"), *_why(purpose, board_id), Value("log_times", str(times)),
            ),
        )
        for (day, kind, act, role, purpose), times in sorted(counted.items())
    ]  # fmt: skip


def _why(purpose: str, board_id: str) -> list[Value]:
    return [Value("log_purpose", purpose, f"purpose:{board_id}")] if purpose else []
