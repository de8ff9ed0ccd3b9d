"""Worlds around AI-01's thresholds."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
_RECENT = """
persons:
  - {person_id: dana, deregistration_code: AV, deregistration_date: 2026-02-10}
aid_cases:
  - {aid_case_id: C1, applicant_id: dana, opened_on: 2025-01-01}
aid_payments:
  - {payment_id: P1, aid_case_id: C1, amount: 100, pay_date: 2026-02-25, period_from: 2026-03-01}
  - {payment_id: P2, aid_case_id: C1, amount: 50, pay_date: 2026-06-30, period_from: 2026-04-01}
"""
_RECENT_CELLS = """
persons.0.deregistration_code: [UV, OB, FI, GN, null]
persons.0.deregistration_date: [null, 2026-02-09, 2026-02-11, 2026-03-01, 2026-01-31]
persons.0:
aid_cases.0.opened_on: [null, 2026-06-30, 2026-07-01]
aid_cases.0.closed_on: [2024-06-29, 2024-06-30, 2026-06-30]
aid_cases.0.applicant_id: [bob]
aid_payments.0.amount: [0, -5, 0.01, null]
aid_payments.0.pay_date: [null, 2026-02-24, 2026-02-26]
aid_payments.0.period_from: [null, 2026-02-28, 2026-03-02]
aid_payments.0.cancelled: [true, false]
aid_payments.0.aid_case_id: [C2]
aid_payments.1.pay_date: [2026-07-01, 2026-06-29]
"""
_OLD = """
persons:
  - {person_id: dana, deregistration_code: UV, deregistration_date: 2024-05-31}
aid_cases:
  - {aid_case_id: C1, applicant_id: dana, opened_on: 2020-01-01, closed_on: 2024-07-31}
aid_payments:
  - {payment_id: P1, aid_case_id: C1, amount: 100, pay_date: 2024-06-30, period_from: 2024-06-01}
"""
_OLD_CELLS = """
aid_payments.0.pay_date: [2024-06-29, 2024-07-01]
aid_cases.0.closed_on: [2024-06-29, 2024-06-30, null]
aid_payments.0.period_from: [2024-05-31, 2024-06-02]
"""
WORLDS: st.SearchStrategy[World] = st.one_of(near(_RECENT, _RECENT_CELLS), near(_OLD, _OLD_CELLS))
