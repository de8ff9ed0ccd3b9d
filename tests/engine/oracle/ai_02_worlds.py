"""Worlds around AI-02's thresholds: short periods, so that a few days elsewhere are enough."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
PARAMETERS: dict[str, object] = {"away_days": 12}
_SOME_DAYS = """
aid_cases:
  - {aid_case_id: C1, applicant_id: dana, opened_on: 2024-01-01, placement: none}
  - {aid_case_id: C2, applicant_id: dana, opened_on: 2024-01-01, placement: none}
aid_payments:
  - {payment_id: P1, aid_case_id: C1, amount: 100, pay_date: 2026-06-01, period_from: 2026-06-01, period_to: 2026-06-10}
  - {payment_id: P2, aid_case_id: C1, amount: 100, pay_date: 2026-06-15, period_from: 2026-06-12, period_to: 2026-06-20}
  - {payment_id: P3, aid_case_id: C1, amount: 100, pay_date: 2026-06-15, period_from: 2026-06-12, period_to: 2026-06-20}
residences:
  - {person_id: dana, from_date: 2026-05-01, to_date: 2026-06-08, municipality_code: "0180"}
  - {person_id: dana, from_date: 2026-06-09, to_date: 2026-06-16, municipality_code: "0999"}
  - {person_id: dana, from_date: 2026-06-17, municipality_code: "1480"}
"""
_SOME_CELLS = """
aid_cases.0.placement: [shelter, null]
aid_cases.0.opened_on: [null, 2026-06-30, 2026-07-01]
aid_cases.0.closed_on: [2024-06-29, 2024-06-30]
aid_payments.0.pay_date: [2024-06-29, 2024-06-30, 2026-06-30, 2026-07-01, null]
aid_payments.0.cancelled: [true]
aid_payments.0.amount: [0]
aid_payments.0.aid_case_id: [C2]
aid_payments.0.period_to: [2026-06-09, 2026-06-11, 2026-06-12, null]
aid_payments.0.period_from: [2026-06-08, 2026-06-09, null]
aid_payments.1.period_from: [2026-06-10, 2026-06-11, 2026-06-13, 2026-06-21]
aid_payments.1.cancelled: [true, false]
aid_payments.2.period_to: [2026-06-21, null]
residences.0.to_date: [2026-06-07, 2026-06-09, null]
residences.0.from_date: [2026-06-01]
residences.0.municipality_code: ["0999", null]
residences.2.from_date: [2026-06-18, 2026-06-20, 2026-06-21, 2026-07-01]
residences.2.to_date: [2026-06-19, 2026-06-20]
residences.2.person_id: [bob]
residences.0:
"""
_EVERY_DAY = """
aid_cases:
  - {aid_case_id: C1, applicant_id: dana, opened_on: 2024-01-01, placement: none}
aid_payments:
  - {payment_id: P1, aid_case_id: C1, amount: 100, pay_date: 2026-06-01, period_from: 2026-06-24, period_to: 2026-06-26}
  - {payment_id: P2, aid_case_id: C1, amount: 100, pay_date: 2026-06-25, period_from: 2026-06-27, period_to: 2026-06-30}
residences:
  - {person_id: dana, from_date: 2026-06-24, to_date: 2026-06-29, municipality_code: "0180"}
  - {person_id: dana, from_date: 2026-06-30, municipality_code: "1480"}
"""
_EVERY_CELLS = """
residences.0.from_date: [2026-06-25, 2026-06-23]
residences.0.to_date: [2026-06-26, 2026-06-28]
residences.1.from_date: [2026-07-01]
residences.1.to_date: [2026-06-30, 2026-07-05]
aid_payments.0.period_from: [2026-06-25, 2026-06-23, 2026-06-26]
aid_payments.1.period_from: [2026-06-26, 2026-06-28]
aid_payments.1.period_to: [2026-07-01]
aid_payments.1.pay_date: [2026-06-30, 2026-07-01]
"""
WORLDS: st.SearchStrategy[World] = st.one_of(near(_SOME_DAYS, _SOME_CELLS), near(_EVERY_DAY, _EVERY_CELLS, most=2))
