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
    parents = set()
    for tie in world.get("relations", []):
        if tie.get("from_date") is None or tie["from_date"] <= as_of:
            if tie["kind"] == "B":
                parents.add((tie["person_id"], tie["related_id"]))
            elif tie["kind"] in ("MO", "FA", "F"):
                parents.add((tie["related_id"], tie["person_id"]))
    found = set()
    for row in rows:
        case = cases[row["aid_case_id"]]
        home, born = case.get("declared_dwelling_id"), person(world, row["person_id"]).get("birth_date")
        for parent, child in parents:
            birthday = person(world, child).get("birth_date")
            adult = parent == row["person_id"] and born and born <= border
            if adult and birthday and birthday > border and child not in counted and home:
                if all(_lives_there(world, child, home, as_of - timedelta(days=ago)) for ago in range(resident_days)):
                    found.add((case["applicant_id"], case["aid_case_id"]))
    return found


def _lives_there(world: World, child: str, home: object, day: date) -> bool:
    gone = person(world, child)
    left = gone.get("deregistration_code") in DEREGISTERED and (gone.get("deregistration_date") or date.min) <= day
    rows = [row for row in world.get("residences", []) if row["person_id"] == child and row.get("dwelling_id") == home]
    return not left and any(covers(row, day) for row in rows)
