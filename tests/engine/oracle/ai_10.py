"""AI-10: many short jobs at one small employer."""

from datetime import date

from pax.vocabulary import months_back
from tests.engine.oracle.aid import World


def oracle(
    world: World,
    as_of: date,
    *,
    job_days: int,
    ended_days: int,
    fewest_people: int,
    small_below: int,
    look_back: int,
    **_: object,
) -> set[tuple[str, str]]:
    """(employer, '') with so many people of aid households in short jobs that have ended."""
    jobs: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for pay in world.get("incomes", []):
        begins = pay.get("period_from")
        if pay.get("source") == "employer" and begins and begins <= as_of:
            jobs.setdefault((pay["payer_id"], pay["person_id"]), []).append((begins, pay.get("period_to") or as_of))
    people: dict[str, set[str]] = {}
    for (employer, person_id), periods in jobs.items():
        first, last = min(start for start, _ in periods), max(end for _, end in periods)
        short = (last - first).days + 1 <= job_days
        ended = (as_of - last).days >= ended_days and last >= months_back(as_of, look_back)
        in_a_case = any(
            row["from_date"] <= last and (row.get("to_date") or date.max) >= first
            for row in world.get("aid_members", [])
            if row["person_id"] == person_id
        )
        if short and ended and in_a_case:
            people.setdefault(employer, set()).add(person_id)
    sizes = {row["org_id"]: row.get("employees") for row in world.get("organisations", [])}
    return {
        (employer, "")
        for employer, who in people.items()
        if len(who) >= fewest_people and (size := sizes.get(employer)) is not None and size < small_below
    }
