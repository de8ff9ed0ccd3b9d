"""AI-07: an adult on aid with a new vehicle, or several."""

from datetime import date

from tests.engine.oracle.aid import World, adults_on


def oracle(world: World, as_of: date, *, new_years: int, many: int, **_: object) -> set[tuple[str, str]]:
    """(adult member, '') for one vehicle of few years or enough vehicles, owned on the day."""
    found = set()
    for adult in adults_on(world, as_of):
        owned = [
            row
            for row in world.get("vehicles", [])
            if row.get("owner_id") == adult
            and (row.get("from_date") or as_of) <= as_of <= (row.get("to_date") or as_of)
        ]
        is_new = any(row.get("model_year") and as_of.year - row["model_year"] <= new_years for row in owned)
        if is_new or len({row["vehicle_id"] for row in owned}) >= many:
            found.add((adult, ""))
    return found
