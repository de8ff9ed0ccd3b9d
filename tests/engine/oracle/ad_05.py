"""AD-05: a home that is none."""

from datetime import date

from tests.engine.oracle.aid import World, covers
from tests.engine.oracle.households import stays


def oracle(world: World, as_of: date, *, resident_days: int, built_days: int, **_: object) -> set[tuple[str, str]]:
    """(dwelling id, property) where someone has lived so long, and which is no home or is not in the register."""
    register = {row["dwelling_id"]: row for row in world.get("dwellings", [])}
    built: dict[str, list[int]] = {}
    for row in register.values():
        if row.get("property_id"):
            age_in_days = (as_of - row["built_on"]).days if row.get("built_on") else built_days + 1
            built.setdefault(row["property_id"], []).append(age_in_days)
    settled = {
        (stay.who, stay.home)
        for stay in stays(world, as_of)
        if stay.left > as_of and (as_of - stay.start).days + 1 >= resident_days
    }
    found = set()
    for row in world.get("residences", []):
        home, ground = row.get("dwelling_id"), row.get("property_id")
        ours = row.get("municipality_code") in (None, "0999")
        if row.get("placement") != "dwelling" or not covers(row, as_of) or not ours:
            continue
        if not home or (row["person_id"], home) not in settled:
            continue
        entry = register.get(home)
        if entry is None and ground in built and min(built[ground]) > built_days:
            found.add((home, ground))
        if entry and entry.get("usage") == "non_residential" and not entry.get("collective"):
            found.add((home, entry.get("property_id") or ground or ""))
    return found
