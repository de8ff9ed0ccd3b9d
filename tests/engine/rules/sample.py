"""A small rule that keeps its contract, and folders in which it is broken on purpose."""

from pathlib import Path

from pax.content import Content, find
from pax.rules import RuleBook, load

RULE = """/*---
id: "HO-02"
title: {sv: "Två förstahandskontrakt", en: "Two first-hand leases"}
version: 1
maturity: ready
boards: [housing_company]
scope: own
mode: casework
subject: person
first_contact: subject_alone
in_favour: false
wildcard: true
reads:
  tenancies: [tenancy_id, holder_id, from_date, to_date]
uses: []
population: {table: tenancies, column: holder_id}
facts: {days: integer}
parameters:
  overlap_days: {type: integer, default: 125, why: "notice takes up to four months"}
legal_basis:
  - {act: "Jordabalken", section: "12 kap. 42 §", confirmed: false}
explain: {sv: "{subject} har två kontrakt i {days} dagar.", en: "{subject} holds two leases for {days} days."}
innocent_explanations:
  - id: move
    visible: true
    sv: "Dubbel hyra under uppsägningstiden."
    en: "Double rent during notice."
    clears: {sv: "Uppsägningen.", en: "The notice."}
misses:
  - {sv: "Kontrakt hos en annan hyresvärd.", en: "A lease with another landlord."}
next_step: {sv: "Fråga hyresgästen.", en: "Ask the tenant."}
secrecy: []
leads_to: null
retention_days: 30
---*/
SELECT a.holder_id AS subject_id, a.tenancy_id || '|' || b.tenancy_id AS anchor, 'tenancies' AS evidence_table,
  a.row_key AS evidence_key, a.from_date, a.to_date, CAST(NULL AS DECIMAL(14, 2)) AS amount,
  DATE_DIFF('day', b.from_date, COALESCE(a.to_date, $as_of)) + 1 AS days
FROM tenancies AS a JOIN tenancies AS b ON b.holder_id = a.holder_id AND a.tenancy_id < b.tenancy_id
WHERE a.from_date <= b.from_date AND DATE_DIFF('day', b.from_date, COALESCE(a.to_date, $as_of)) + 1 > $overlap_days
"""

CASES = """cases:
  - id: two_leases
    says: "Dana holds two leases for 126 days"
    shows: finds
    as_of: 2026-06-30
    tables:
      tenancies:
        - {tenancy_id: T1, holder_id: dana, from_date: 2025-01-01}
        - {tenancy_id: T2, holder_id: dana, from_date: 2026-02-25}
    expect:
      - {subject: dana, anchor: "T1|T2", facts: {days: 126}}
  - id: a_move
    says: "Dana moves and pays twice for 125 days"
    shows: silent
    covers: [move]
    as_of: 2026-06-30
    tables:
      tenancies:
        - {tenancy_id: T1, holder_id: dana, from_date: 2025-01-01}
        - {tenancy_id: T2, holder_id: dana, from_date: 2026-02-26}
"""

VIEW = """/*---
id: "open_leases"
version: 1
purpose: {sv: "Kontrakt som gäller.", en: "Leases that are open."}
reads:
  tenancies: [tenancy_id, holder_id, to_date]
uses: []
columns: {tenancy_id: lease, holder_id: party}
key: [tenancy_id, holder_id]
before_protection: false
---*/
SELECT tenancy_id, holder_id FROM tenancies WHERE to_date IS NULL OR to_date >= $as_of
"""


def folder(at: Path, rule: str = RULE, cases: str | None = CASES, name: str = "HO/HO-02", **views: str) -> Content:
    """A content folder with one rule, its cases, and views by name; the schema and the allow-list are the real ones."""
    real = find()
    (at / "rules" / "views").mkdir(parents=True)
    (at / "registers").symlink_to(real.folder("registers"))
    (at / "rules" / "allowed.toml").symlink_to(real.folder("rules") / "allowed.toml")
    path = at / "rules" / f"{name}.sql"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(rule, encoding="utf-8")
    if cases is not None:
        path.with_suffix(".cases.yml").write_text(cases, encoding="utf-8")
    for view, text in views.items():
        (at / "rules" / "views" / f"{view}.sql").write_text(text, encoding="utf-8")
    return Content(at)


def loaded(at: Path, rule: str = RULE, cases: str | None = CASES, name: str = "HO/HO-02", **views: str) -> RuleBook:
    """What the loader makes of such a folder."""
    return load(folder(at, rule, cases, name, **views))


def refusal(book: RuleBook) -> str:
    """The one refusal of a book."""
    assert len(book.refused) == 1, [str(error) for error in book.refused]
    return str(book.refused[0])


def changed(text: str, *changes: tuple[str, str]) -> str:
    """A text with each `before` replaced by its `after`; fails when one is not there."""
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return text
