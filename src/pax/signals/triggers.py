"""What gave cause to look: which subjects of a triggered rule may be named, and by which trigger."""

from datetime import date, timedelta

from pax.rules import Rule, SubjectKind
from pax.store import Engine, Tables

TRIGGER_DAYS = 365
"""How long a trigger is a cause, unless the rule has a parameter `trigger_days`."""

TRIGGER_COLUMNS = ("subject_kind", "subject_id", "kind", "arrived_on", "reference")

_RECENT = """
CREATE OR REPLACE TEMP TABLE recent AS
SELECT subject_kind, subject_id, arrived_on, row_key FROM triggers WHERE arrived_on >= $since AND arrived_on <= $as_of
"""
_DIRECT = """
CREATE OR REPLACE TEMP TABLE triggered AS
SELECT DISTINCT subject_id, row_key FROM recent WHERE subject_kind = $kind
"""
_BY_RESIDENT = """
INSERT INTO triggered
SELECT DISTINCT r.dwelling_id, t.row_key
FROM recent AS t
JOIN residences AS r ON r.person_id = t.subject_id AND r.from_date <= t.arrived_on
  AND (r.to_date IS NULL OR r.to_date >= t.arrived_on) AND r.dwelling_id IS NOT NULL
LEFT JOIN persons AS p ON p.person_id = t.subject_id
WHERE t.subject_kind = 'person'
  AND NOT (COALESCE(p.deregistration_code, '') IN ('AV', 'UV', 'OB', 'FI')
    AND COALESCE(p.deregistration_date <= t.arrived_on, true))
"""
_BY_LEASE = """
INSERT INTO triggered
SELECT DISTINCT l.dwelling_id, t.row_key FROM recent AS t JOIN tenancies AS l ON l.tenancy_id = t.subject_id
WHERE t.subject_kind = 'lease' AND l.dwelling_id IS NOT NULL
"""
_ADD = """
INSERT INTO answer
SELECT DISTINCT n.number, 'triggers', t.row_key FROM numbered AS n JOIN triggered AS t ON t.subject_id = n.subject_id
"""


def mount_triggered(engine: Engine, rule: Rule, tables: Tables, as_of: date, days: int) -> None:
    """Leave a table `triggered` (subject_id, row_key of the trigger) in the engine; empty without triggers.

    A trigger on a person counts for the dwelling where they were resident on `arrived_on`, one on a lease for its
    dwelling; nothing else is derived.
    """
    engine.run("CREATE OR REPLACE TEMP TABLE triggered (subject_id VARCHAR, row_key VARCHAR)")
    if "triggers" not in tables:
        return
    below = [name for name in ("triggers", "residences", "persons", "tenancies") if name in tables]
    engine.mount({name: tables[name] for name in below})
    engine.run(_RECENT, {"since": as_of - timedelta(days=days), "as_of": as_of})
    engine.run(_DIRECT, {"kind": rule.subject.value})
    if rule.subject is SubjectKind.DWELLING:
        if "residences" in tables and "persons" in tables:
            engine.run(_BY_RESIDENT)
        if "tenancies" in tables:
            engine.run(_BY_LEASE)


def add_triggers(engine: Engine) -> set[int]:
    """Add the triggers to `answer` as evidence; the numbers of the questions that have one."""
    engine.run(_ADD)
    return {number for (number,) in engine.rows("SELECT DISTINCT number FROM answer WHERE evidence_table = 'triggers'")}
