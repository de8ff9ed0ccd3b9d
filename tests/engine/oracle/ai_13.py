"""AI-13: one child counted in full twice."""

from datetime import date
from itertools import permutations

from pax.vocabulary import months_back
from tests.engine.oracle.aid import World, cases_of, days, pair


def oracle(world: World, as_of: date, *, full_share: object, look_back: int, **_: object) -> set[tuple[str, str]]:
    """(applicant of the later case, both cases) where a child counts in full in both on one day of the look-back."""
    first = months_back(as_of, look_back)
    cases = cases_of(world, date.min, as_of)
    counted: dict[tuple[str, str], set[date]] = {}
    for row in world.get("aid_members", []):
        case = cases.get(row["aid_case_id"])
        if case and row.get("role") == "child" and float(row.get("counted_share") or 0) == float(str(full_share)):
            there = days(max(row["from_date"], first), min(row.get("to_date") or as_of, as_of))
            there &= days(max(case["opened_on"], first), min(case.get("closed_on") or as_of, as_of))
            counted.setdefault((row["person_id"], row["aid_case_id"]), set()).update(there)
    found = set()
    for (child, one), (same_child, other) in permutations(counted, 2):
        if child == same_child and counted[child, one] & counted[child, other]:
            later = max((one, other), key=lambda case_id: (cases[case_id]["opened_on"], case_id))
            found.add((cases[later]["applicant_id"], pair(one, other)))
    return found
