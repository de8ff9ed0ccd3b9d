"""AI-09: adults at home who are not in the case."""

from datetime import date, timedelta

from pax.vocabulary import months_back
from tests.engine.oracle.aid import DEREGISTERED, World, cases_of, covers, person


def oracle(world: World, as_of: date, *, resident_days: int, adult_since: int, **_: object) -> set[tuple[str, str]]:
    """(applicant, case) where an adult in no open case has long lived at the declared home without a lease there."""
    cases = cases_of(world, as_of, as_of)
    in_cases = {
        row["person_id"] for row in world.get("aid_members", []) if row["aid_case_id"] in cases and covers(row, as_of)
    }
    in_cases |= {case["applicant_id"] for case in cases.values()}
    days = [as_of - timedelta(days=ago) for ago in range(resident_days)]
    found = set()
    for case in cases.values():
        home = case.get("declared_dwelling_id")
        if home is None or case.get("placement") not in (None, "none"):
            continue
        for someone in world.get("persons", []):
            who, born = someone["person_id"], someone.get("birth_date")
            leases = [row for row in world.get("tenancies", []) if row["holder_id"] == who]
            own_lease = any(row.get("dwelling_id") == home and covers(row, as_of) for row in leases)
            adult = born is not None and born <= months_back(as_of, adult_since)
            if who in in_cases or own_lease or not adult:
                continue
            if all(_lives_there(world, who, home, day) for day in days):
                found.add((case["applicant_id"], case["aid_case_id"]))
    return found


def _lives_there(world: World, who: str, home: object, day: date) -> bool:
    gone = person(world, who)
    left = gone.get("deregistration_code") in DEREGISTERED and (gone.get("deregistration_date") or date.min) <= day
    rows = [row for row in world.get("residences", []) if row["person_id"] == who and row.get("dwelling_id") == home]
    return not left and any(covers(row, day) for row in rows)
