"""Stays, who is related, and groups, in plain Python; for worlds of fewer than forty people to a home."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from tests.engine.oracle.aid import DAY, DEREGISTERED, Row, World, age, covers, person
from tests.engine.oracle.kinship import relatives

Pair = frozenset[str]


@dataclass
class Stay:
    """A person's rows at one dwelling, or without one in a municipality; `left` is the first day they are gone."""

    who: str
    home: str | None
    place: tuple[str | None, str | None]
    start: date
    end: date | None
    left: date
    begun: str = "other"
    last: bool = True


def stays(world: World, as_of: date) -> list[Stay]:
    """Every stay begun by the day, each person's in order of its first day."""
    found: list[Stay] = []
    for who in sorted({row["person_id"] for row in world.get("residences", [])}):
        own = sorted(_joined(world, who, as_of), key=lambda stay: stay.start)
        for before, stay in zip([None, *own], own, strict=False):
            stay.begun = _begun(before, stay, person(world, who).get("birth_date"), as_of)
            if before:
                before.last = False
        found += own
    return found


def _joined(world: World, who: str, as_of: date) -> Iterator[Stay]:
    gone = person(world, who)
    away = (gone.get("deregistration_date") or as_of) if gone.get("deregistration_code") in DEREGISTERED else date.max
    open_stays: dict[tuple[str | None, str | None], Stay] = {}
    for row in sorted(world.get("residences", []), key=lambda row: row["from_date"]):
        home, end = row.get("dwelling_id"), row.get("to_date")
        place = (home, None if home else row.get("municipality_code"))
        if row["person_id"] != who or row["from_date"] > as_of or place == (None, None):
            continue
        left = min((end or as_of) + DAY, as_of + DAY, away)
        stay = open_stays.get(place)
        if stay and (row["from_date"] - (stay.end or as_of)).days <= 2:
            stay.end = None if stay.end is None or end is None else max(stay.end, end)
            stay.left = max(stay.left, left)
            continue
        if stay:
            yield stay
        open_stays[place] = Stay(who, home, place, row["from_date"], end, left)
    yield from open_stays.values()


def _begun(before: Stay | None, stay: Stay, birth: date | None, as_of: date) -> str:
    """Birth: the first stay, from 30 days after it at most. A move: from another place, left at most 90 days before."""
    if before is None:
        return "birth" if birth and (stay.start - birth).days <= 30 else "other"
    near = (stay.start - (before.end or as_of)).days <= 90
    return "move" if near and before.place != stay.place else "other"


def silent_homes(world: World, categories: Collection[str] = ("student", "elderly_or_disabled")) -> set[str]:
    """The dwellings of °: collective ones, and those of these categories."""
    rows = world.get("dwellings", [])
    return {row["dwelling_id"] for row in rows if row.get("collective") or row.get("category") in categories}


def related(world: World, as_of: date, asked: str) -> set[Pair]:
    """Pairs tied by relation, a common relative, a common first day, or 180 days together elsewhere than `asked`."""
    told = [row for row in world.get("relations", []) if (row.get("from_date") or as_of) <= as_of]
    close = relatives(told)
    pairs = {frozenset((row["person_id"], row["related_id"])) for row in told}
    pairs |= {frozenset(two) for two in combinations(close, 2) if close[two[0]] & close[two[1]]}
    together: dict[Pair, int] = {}
    shared = silent_homes(world)
    for one, other in combinations(stays(world, as_of), 2):
        both = frozenset((one.who, other.who))
        if one.home is None or one.home != other.home or len(both) < 2 or one.home in shared:
            continue
        if one.start == other.start and "birth" not in (one.begun, other.begun):
            pairs.add(both)
        if one.home != asked:
            length = (min(one.left, other.left) - max(one.start, other.start)) // timedelta(days=1)
            together[both] = together.get(both, 0) + max(length, 0)
    return pairs | {both for both, length in together.items() if length >= 180}


def groups(world: World, as_of: date, people: Collection[str], asked: str) -> int:
    """Components of related people; those alone whose kin are unknown go four to a group; two adults alone are one."""
    pairs, told = related(world, as_of, asked), _told(world, as_of)
    parts: list[set[str]] = []
    for one in people:
        mine = [part for part in parts if any(frozenset((one, other)) in pairs for other in part)]
        parts = [part for part in parts if part not in mine] + [{one}.union(*mine)]
    unknown = [part for part in parts if len(part) == 1 and not part & told]
    known = [part for part in parts if part not in unknown]
    number = len(known) + -(-len(unknown) // 4)
    grown = [sum(is_adult(world, one, as_of) for one in part) for part in known]
    everyone = sum(is_adult(world, one, as_of) for one in people)
    return 1 if number == 2 and everyone == 2 and set(grown) <= {1} else number


def _told(world: World, as_of: date) -> set[str]:
    rows: list[Row] = [row for row in world.get("relations", []) if (row.get("from_date") or as_of) <= as_of]
    return {row["person_id"] for row in rows} | {row["related_id"] for row in rows}


def is_adult(world: World, who: str, as_of: date) -> bool:
    """18 years by the day; not when the birth date is unknown."""
    return (age(person(world, who).get("birth_date"), as_of) or 0) >= 18


def dead(world: World, who: str, as_of: date) -> bool:
    """Deregistered as dead by the day."""
    row = person(world, who)
    return row.get("deregistration_code") == "AV" and (row.get("deregistration_date") or as_of) <= as_of


def live_there(world: World, who: str, home: str, day: date) -> bool:
    """Resident there on the day: a row covers it, and the person was not deregistered by then."""
    gone = person(world, who)
    left = gone.get("deregistration_code") in DEREGISTERED and (gone.get("deregistration_date") or date.min) <= day
    rows = [row for row in world.get("residences", []) if row["person_id"] == who and row.get("dwelling_id") == home]
    return not left and any(covers(row, day) for row in rows)
