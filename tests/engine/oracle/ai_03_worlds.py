"""Worlds around AI-03's thresholds; two households are enough here, so that worlds stay small."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
PARAMETERS: dict[str, object] = {"households": 2}
_PAYMENTS = """
aid_payments:
  - &p {payment_id: P1, aid_case_id: C1, account: K, account_kind: person, amount: 100, pay_date: 2026-06-01}
  - {<<: *p, payment_id: P2, aid_case_id: C2}
  - {<<: *p, payment_id: P3, aid_case_id: C3}
  - {<<: *p, payment_id: P4, aid_case_id: C4}
  - {<<: *p, payment_id: P5, aid_case_id: C5}
aid_cases:
  - {aid_case_id: C1, applicant_id: a, opened_on: 2024-01-01}
  - {aid_case_id: C2, applicant_id: b, opened_on: 2024-01-01}
  - {aid_case_id: C3, applicant_id: c, opened_on: 2024-01-01}
  - {aid_case_id: C4, applicant_id: d, opened_on: 2024-01-01}
  - {aid_case_id: C5, applicant_id: e, opened_on: 2024-01-01}
aid_members:
  - {aid_case_id: C5, person_id: f, from_date: 2025-01-01}
persons: [{person_id: a}, {person_id: b}, {person_id: c}, {person_id: d}, {person_id: e}, {person_id: f}]
dwellings: [{dwelling_id: D1}]
"""
_PAYMENT_CELLS = """
aid_payments.0.cancelled: [true, false]
aid_payments.0.account: [L, null]
aid_payments.0.account_kind: [organisation, null]
aid_payments.0.amount: [0, null]
aid_payments.0.pay_date: [2025-12-29, 2025-12-30, 2026-06-30, 2026-07-01]
aid_payments.0.aid_case_id: [C2]
aid_payments.4.pay_date: [2025-12-29, 2025-12-30]
aid_payments.4.account: [L]
aid_cases.0.opened_on: [2026-06-30, 2026-07-01, null]
aid_cases.0.closed_on: [2024-06-29, 2024-06-30]
aid_cases.1.applicant_id: [a]
aid_members.0.from_date: [2026-06-30, 2026-07-01]
aid_members.0.person_id: [a, b]
persons.0:
"""
_STRANGERS = (
    _PAYMENTS
    + """
residences:
  - {person_id: a, dwelling_id: D1, from_date: 2026-01-01, municipality_code: "0999"}
  - {person_id: b, dwelling_id: D1, from_date: 2026-01-02, municipality_code: "0999"}
relations:
  - {person_id: f, related_id: x, kind: MO, from_date: 2026-07-01}
"""
)
_STRANGERS_CELLS = (
    _PAYMENT_CELLS
    + """
residences.1.from_date: [2026-01-01, 2026-01-03]
residences.0.from_date: [2025-12-31]
relations.0.from_date: [2026-06-30, null]
relations.0.person_id: [e]
"""
)
_CHAIN = (
    _PAYMENTS
    + """
relations:
  - {person_id: a, related_id: b, kind: MO}
  - {person_id: b, related_id: c, kind: M}
  - {person_id: d, related_id: c, kind: B}
  - {person_id: d, related_id: x, kind: MO}
  - {person_id: f, related_id: x, kind: FA}
"""
)
_CHAIN_CELLS = (
    _PAYMENT_CELLS
    + """
relations.0:
relations.1:
relations.2:
relations.3:
relations.1.from_date: [2026-06-30, 2026-07-01]
relations.4.person_id: [e, g]
relations.4.kind: [VF]
"""
)
_SIBLINGS = """
relations.3.related_id: [y]
"""
WORLDS: st.SearchStrategy[World] = st.one_of(
    near(_STRANGERS, _STRANGERS_CELLS), near(_CHAIN, _CHAIN_CELLS), near(_CHAIN, _CHAIN_CELLS + _SIBLINGS, most=2)
)
