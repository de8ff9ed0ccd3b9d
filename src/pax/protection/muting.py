"""What is tied to a protected person on any day of the look-back: one step from them, no further (`rules.md`)."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from pax.store import Engine
from pax.vocabulary import IdKind, months_back

LOOK_BACK_MONTHS = 24
MUTED_KINDS = (IdKind.DWELLING, IdKind.LEASE, IdKind.CASE, IdKind.ACCOUNT)
"""In the order they are muted: a lease and a case can be muted by their dwelling, an account by its case."""

# A row without a first day has held for as long as anyone knows.
_HELD = """
    CREATE OR REPLACE TEMP MACRO held(first_day, last_day, since, as_of) AS
    COALESCE(first_day, since) <= as_of AND COALESCE(last_day, as_of) >= since"""
_PROTECTED = "CREATE OR REPLACE TEMP MACRO is_protected(named) AS named IN (SELECT id FROM protected_ids)"


@dataclass(frozen=True, slots=True)
class Tie:
    """A row of `table` ties what stands in `column` to a protected person where `when` holds."""

    kind: IdKind
    table: str
    column: str
    when: str


TIES = (
    Tie(
        IdKind.DWELLING,
        "residences",
        "dwelling_id",
        "is_protected(person_id) AND held(from_date, to_date, $since, $as_of)",
    ),
    Tie(
        IdKind.LEASE,
        "tenancies",
        "tenancy_id",
        "is_protected(holder_id) AND held(from_date, to_date, $since, $as_of)",
    ),
    Tie(
        IdKind.LEASE,
        "sublet_permits",
        "tenancy_id",
        "is_protected(subtenant_id) AND held(from_date, to_date, $since, $as_of)",
    ),
    # The lease of a muted dwelling, whatever its dates: its other rows (reports, certificates) tell of the same home.
    Tie(IdKind.LEASE, "tenancies", "tenancy_id", "dwelling_id IN (SELECT id FROM muted_dwelling)"),
    Tie(
        IdKind.CASE,
        "aid_cases",
        "aid_case_id",
        "(is_protected(applicant_id) OR declared_dwelling_id IN (SELECT id FROM muted_dwelling)) "
        "AND held(opened_on, closed_on, $since, $as_of)",
    ),
    Tie(
        IdKind.CASE,
        "aid_members",
        "aid_case_id",
        "is_protected(person_id) AND held(from_date, to_date, $since, $as_of)",
    ),
    # A landlord's or another organisation's account is the organisation's, and organisations are not muted.
    Tie(
        IdKind.ACCOUNT,
        "aid_payments",
        "account",
        "account_kind IS DISTINCT FROM 'organisation' AND held(pay_date, pay_date, $since, $as_of) "
        "AND (aid_case_id IN (SELECT id FROM muted_case) OR is_protected(payee_id))",
    ),
    Tie(IdKind.ACCOUNT, "staff_accounts", "account", "is_protected(person_id)"),
)


def mount_muted(engine: Engine, delivered: Container[str], as_of: date) -> None:
    """Fill `muted_dwelling`, `muted_lease`, `muted_case`, `muted_account` (id) from the linked tables.

    Reads `protected_ids` and the `linked_` views; a table that was not delivered ties nothing.
    """
    engine.run(_HELD)
    engine.run(_PROTECTED)
    days = {"as_of": as_of, "since": months_back(as_of, LOOK_BACK_MONTHS)}
    for kind in MUTED_KINDS:
        engine.run(f"CREATE OR REPLACE TEMP TABLE muted_{kind} (id VARCHAR)")
        for tie in TIES:
            if tie.kind is kind and tie.table in delivered:
                rows = f"SELECT DISTINCT {tie.column} FROM linked_{tie.table} WHERE {tie.column} IS NOT NULL"  # noqa: S608  constants
                engine.run(f"INSERT INTO muted_{kind} {rows} AND {tie.when}", days)
