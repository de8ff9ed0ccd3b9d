"""Lines counted into patterns: per person, per day, per hour. Pure; knows ids, no names."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median

from paxweb.ledger.models import Kind

READING = frozenset({"item.read", "question.read", "case.read", "document.read"})
TAKEN_OUT = frozenset({"print", "export", "download", "send"})
SEARCHED = frozenset({"search.use"})
OPENED = frozenset({"protected.reveal", "break_glass.open"})
WORKDAY = range(6, 19)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Act:
    """A line as the review sees it; `at` in Swedish time."""

    at: datetime
    kind: str
    act: str
    user_id: int
    items: tuple[str, ...]


@dataclass(slots=True)
class Figures:
    """One person's lines, counted."""

    lines: int = 0
    readings: int = 0
    out_of_hours: int = 0
    searches: int = 0
    taken_out: int = 0
    refusals: Counter[date] = field(default_factory=Counter)
    days: Counter[date] = field(default_factory=Counter)
    hours: Counter[int] = field(default_factory=Counter)
    read: set[str] = field(default_factory=set)
    worked: set[str] = field(default_factory=set)

    @property
    def not_own(self) -> int:
        """Items read in which the person has done nothing: not taken, answered, or anything but taken out."""
        return len(self.read - self.worked)

    @property
    def refused(self) -> int:
        """Pages that did not open for them."""
        return sum(self.refusals.values())


def count(acts: Iterable[Act], people: Collection[int]) -> dict[int, Figures]:
    """Figures for each of the people, zero for those without lines, and for anybody else who has some."""
    found = {person: Figures() for person in people}
    for act in acts:
        figures = found.setdefault(act.user_id, Figures())
        if act.kind == Kind.REFUSAL:
            figures.refusals[act.at.date()] += 1
        else:
            _add(act, figures)
    return found


def _add(act: Act, figures: Figures) -> None:
    figures.lines += 1
    figures.days[act.at.date()] += 1
    figures.hours[act.at.hour] += 1
    figures.out_of_hours += out_of_hours(act.at)
    taken_out = leaves(act)
    figures.searches += act.act in SEARCHED
    figures.taken_out += taken_out
    if act.kind == Kind.CHANGE and not taken_out:
        figures.worked.update(act.items)
    elif act.act in READING:
        figures.readings += 1
        figures.read.update(act.items)


def leaves(act: Act) -> bool:
    """Whether something left the office, or was opened for a special reason; the page where one asks for it is not."""
    room, _, verb = act.act.rpartition(".")
    if room == "export":
        return act.kind == Kind.CHANGE
    return verb in TAKEN_OUT or act.act in OPENED


def out_of_hours(at: datetime) -> bool:
    """Outside 06–19 on weekdays, by the clock in Sweden. Holidays count as weekdays."""
    return at.weekday() >= _SATURDAY or at.hour not in WORKDAY


def colleagues_median(person: int, values: Mapping[int, int], roles: Mapping[int, str]) -> float | None:
    """The median of others with the same role, or of all others when nobody has it; None when there are none."""
    others = {other: value for other, value in values.items() if other != person}
    alike = [value for other, value in others.items() if roles.get(other) == roles.get(person)]
    return float(median(alike or others.values())) if others else None
