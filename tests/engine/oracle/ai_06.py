"""AI-06: an adult on aid with a part in an active company."""

from datetime import date

from tests.engine.oracle.aid import Row, World, adults_on

LEADS = {"board_member", "chief_executive", "signatory"}


def oracle(
    world: World, as_of: date, *, owner_share: int, silent_associations: bool, **_: object
) -> set[tuple[str, str]]:
    """(adult member, company) by a role or a share on the day, in a company that goes on."""
    adults = adults_on(world, as_of)
    companies = {}
    for company in world.get("organisations", []):
        ended = company.get("deregistered_on") and company["deregistered_on"] <= as_of
        association = company.get("legal_form") in ("I", "BRF", "EK", None)
        if not ended and not company.get("proceeding") and not (silent_associations and association):
            companies[company["org_id"]] = company
    found = set()
    for role in world.get("organisation_roles", []):
        company = companies.get(role["org_id"], {})
        leads = role["role"] in LEADS or (role["role"] == "sole_trader" and company.get("f_tax"))
        if company and leads and role["person_id"] in adults and _holds(role, as_of):
            found.add((role["person_id"], role["org_id"]))
    for share in world.get("beneficial_owners", []):
        enough = (share.get("share_min") or 0) >= owner_share and share["org_id"] in companies
        if enough and share["owner_id"] in adults and _holds(share, as_of):
            found.add((share["owner_id"], share["org_id"]))
    return found


def _holds(row: Row, day: date) -> bool:
    """True on the day; an unknown beginning has begun."""
    return (row.get("from_date") or day) <= day <= (row.get("to_date") or day)
