"""AI-11: in the person's favour, a child who is not counted."""

from datetime import date, timedelta

from pax.vocabulary import months_back
from tests.engine.oracle.aid import DEREGISTERED, World, cases_of, covers, person


def oracle(world: World, as_of: date, *, resident_days: int, adult_since: int, **_: object) -> set[tuple[str, str]]:
    """(applicant, case) where a member's child lives at the declared dwelling and is in no open case."""
    border = months_back(as_of, adult_since)
    cases = cases_of(world, as_of, as_of)
    rows = [row for row in world.get("aid_members", []) if row["aid_case_id"] in cases and covers(row, as_of)]
    counted = {row["person_id"] for row in rows}
    days = [as_of - timedelta(days=ago) for ago in range(resident_days)]
    found = set()
    for row in rows:
        case = cases[row["aid_case_id"]]
        home, born = case.get("declared_dwelling_id"), person(world, row["person_id"]).get("birth_date")
        for child in _children(world, row["person_id"], as_of) - counted if home and born and born <= border else ():
            birthday = person(world, child).get("birth_date")
            if birthday and birthday > border and all(_lives_there(world, child, home, day) for day in days):
                found.add((case["applicant_id"], case["aid_case_id"]))
    return found


def _children(world: World, parent: str, as_of: date) -> set[str]:
    ties = [tie for tie in world.get("relations", []) if tie.get("from_date") is None or tie["from_date"] <= as_of]
    down = {tie["related_id"] for tie in ties if tie["kind"] == "B" and tie["person_id"] == parent}
    return down | {tie["person_id"] for tie in ties if tie["kind"] in ("MO", "FA", "F") and tie["related_id"] == parent}


def _lives_there(world: World, child: str, home: object, day: date) -> bool:
    gone = person(world, child)
    left = gone.get("deregistration_code") in DEREGISTERED and (gone.get("deregistration_date") or date.min) <= day
    rows = [row for row in world.get("residences", []) if row["person_id"] == child and row.get("dwelling_id") == home]
    return not left and any(covers(row, day) for row in rows)
