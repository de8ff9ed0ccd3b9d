"""HO-03 once more, from rules.md: every holder row open on the day is gone, no spouse or partner resident."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

World = Mapping[str, Sequence[Mapping[str, Any]]]


def _holds(row: Mapping[str, Any], as_of: date) -> bool:
    return (row.get("from_date") or as_of) <= as_of <= (row.get("to_date") or as_of)


def oracle(world: World, as_of: date, *, gone_days: int = 180, lived_with_days: int = 365) -> set[tuple[str, str]]:
    """The (dwelling, tenancy) pairs that HO-03 asks about; `lived_with_days` decides a fact alone."""
    people = {row["person_id"]: row for row in world.get("persons", ())}

    def gone(person: str, codes: str, days: int) -> bool:
        row = people.get(person, {})
        since = row.get("deregistration_date")
        return row.get("deregistration_code") in codes.split() and since is not None and (as_of - since).days >= days

    married = set()
    for tie in world.get("relations", ()):
        if tie["kind"] in ("M", "P") and (tie.get("from_date") or as_of) <= as_of:
            married |= {(tie["person_id"], tie["related_id"]), (tie["related_id"], tie["person_id"])}
    residents = {
        (row["dwelling_id"], row["person_id"])
        for row in world.get("residences", ())
        if row.get("dwelling_id") and _holds(row, as_of) and not gone(row["person_id"], "AV UV OB FI", 0)
    }
    leases: dict[str, list[Mapping[str, Any]]] = {}
    for row in world.get("tenancies", ()):
        if _holds(row, as_of):
            leases.setdefault(row["tenancy_id"], []).append(row)
    found = set()
    for tenancy, rows in leases.items():
        home = min((row["dwelling_id"] for row in rows if row.get("dwelling_id")), default=None)
        widowed = {b for row in rows for a, b in married if a == row["holder_id"] and (home, b) in residents}
        if home and not widowed and all(gone(row["holder_id"], "AV UV OB", gone_days) for row in rows):
            found.add((home, tenancy))
    return found
