"""HO-03: every holder row open on the day is gone, and no spouse or partner lives there."""

from datetime import date

from tests.engine.oracle.aid import Row, World, person
from tests.engine.oracle.households import live_there


def oracle(world: World, as_of: date, *, gone_days: int, **_: int) -> set[tuple[str, str]]:
    """(dwelling, tenancy); who has lived with the holder decides a fact alone."""
    married = set()
    for tie in world.get("relations", []):
        if tie["kind"] in ("M", "P") and (tie.get("from_date") or as_of) <= as_of:
            married |= {(tie["person_id"], tie["related_id"]), (tie["related_id"], tie["person_id"])}
    leases: dict[str, list[Row]] = {}
    for row in world.get("tenancies", []):
        if (row.get("from_date") or as_of) <= as_of <= (row.get("to_date") or as_of):
            leases.setdefault(row["tenancy_id"], []).append(row)
    found = set()
    for tenancy, rows in leases.items():
        home = min((row["dwelling_id"] for row in rows if row.get("dwelling_id")), default=None)
        holders = {row["holder_id"] for row in rows}
        if home is None or not all(_gone(world, one, as_of, gone_days) for one in holders):
            continue
        if not any(live_there(world, other, home, as_of) for one, other in married if one in holders):
            found.add((home, tenancy))
    return found


def _gone(world: World, who: str, as_of: date, days: int) -> bool:
    row = person(world, who)
    since = row.get("deregistration_date")
    return row.get("deregistration_code") in ("AV", "UV", "OB") and since is not None and (as_of - since).days >= days
