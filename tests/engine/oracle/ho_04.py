"""HO-04: a student lease whose latest certificate, or beginning, lies too far back."""

from datetime import date

from tests.engine.oracle.aid import World, covers


def oracle(world: World, as_of: date, *, lease_days: int, lapsed_days: int) -> set[tuple[str, str]]:
    """(holder, tenancy)."""
    found = set()
    for lease in world.get("tenancies", []):
        if lease.get("kind") != "student" or not covers(lease, as_of):
            continue
        shown = [
            row.get("valid_to") or as_of
            for row in world.get("study_certificates", [])
            if row["tenancy_id"] == lease["tenancy_id"] and row["shown_on"] <= as_of
        ]
        proven = max(shown, default=lease["from_date"])
        old = (as_of - lease["from_date"]).days + 1 >= lease_days
        if old and (as_of - proven).days >= lapsed_days:
            found.add((lease["holder_id"], lease["tenancy_id"]))
    return found
