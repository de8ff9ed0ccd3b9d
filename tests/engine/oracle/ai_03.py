"""AI-03: one account for several households."""

from collections.abc import Mapping
from datetime import date
from itertools import combinations

from pax.vocabulary import months_back
from tests.engine.oracle.aid import World, payments
from tests.engine.oracle.kinship import Pair, related


def oracle(
    world: World, as_of: date, *, households: int, recent: int, look_back: int, **_: object
) -> set[tuple[str, str]]:
    """(account, '') where the cases paid to it lately make enough unrelated households."""
    people: dict[str, set[str]] = {}
    accounts: dict[str, set[str]] = {}
    for payment, case in payments(world, as_of, look_back):
        is_recent = payment["pay_date"] >= months_back(as_of, recent)
        if is_recent and payment.get("account_kind") == "person" and payment.get("account"):
            accounts.setdefault(payment["account"], set()).add(case["aid_case_id"])
            members = [row for row in world.get("aid_members", []) if row["aid_case_id"] == case["aid_case_id"]]
            there = {row["person_id"] for row in members if row["from_date"] <= as_of}
            people[case["aid_case_id"]] = there | {case["applicant_id"]}
    told = [row for row in world.get("relations", []) if (row.get("from_date") or as_of) <= as_of]
    registered = {row["person_id"] for row in world.get("persons", [])}
    known = registered & {row[side] for row in told for side in ("person_id", "related_id")}
    pairs = related(world, as_of)
    found = set()
    for account, cases in accounts.items():
        parts = _components({case: people[case] for case in cases}, pairs)
        unknown = [part for part in parts if not any(people[case] & known for case in part)]
        strangers = min(len(unknown), (sum(len(part) for part in unknown) + 3) // 4)
        if len(parts) - len(unknown) + strangers >= households:
            found.add((account, ""))
    return found


def _components(cases: Mapping[str, set[str]], pairs: set[Pair]) -> list[set[str]]:
    parts = [{case} for case in cases]
    for one, other in combinations(cases, 2):
        tied = cases[one] & cases[other] or any(frozenset((a, b)) in pairs for a in cases[one] for b in cases[other])
        if tied:
            merged = [part for part in parts if part & {one, other}]
            parts = [part for part in parts if part not in merged] + [set().union(*merged)]
    return parts
