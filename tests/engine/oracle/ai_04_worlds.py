"""Worlds around AI-04's conditions: payments of one case, and a member of two."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
_ONE_CASE = """
aid_cases:
  - {aid_case_id: C1, applicant_id: dana, opened_on: 2024-01-01}
  - {aid_case_id: C2, applicant_id: bob, opened_on: 2024-01-01}
aid_payments:
  - &p {payment_id: P1, aid_case_id: C1, payee_id: dana, purpose: living, amount: 100, pay_date: 2026-06-01,
        period_from: 2026-06-01, period_to: 2026-06-30}
  - {<<: *p, payment_id: P2, pay_date: 2026-06-10}
  - {<<: *p, payment_id: P3, pay_date: 2026-06-20, period_from: 2026-06-30, period_to: 2026-07-31}
"""
_ONE_CASE_CELLS = """
aid_cases.0.opened_on: [null, 2026-06-30, 2026-07-01]
aid_cases.0.closed_on: [2024-06-29, 2024-06-30]
aid_payments.0.pay_date: [2026-06-10, 2026-06-20, 2024-06-29, 2024-06-30, null]
aid_payments.0.period_to: [2026-06-29, null]
aid_payments.0.period_from: [null, 2026-06-30, 2026-07-01]
aid_payments.0.amount: [0, 101]
aid_payments.1.pay_date: [2026-06-01, 2026-06-20, 2026-06-30, 2026-07-01]
aid_payments.1.period_from: [2026-06-30, 2026-07-01]
aid_payments.1.period_to: [2026-06-01, 2026-06-29]
aid_payments.1.payee_id: [bob, null]
aid_payments.1.purpose: [rent, null]
aid_payments.1.amount: [99.99, 0, null]
aid_payments.1.cancelled: [true, false]
aid_payments.1.aid_case_id: [C2]
aid_payments.2.aid_case_id: [C2]
aid_payments.2.period_from: [2026-06-29, 2026-07-01]
aid_payments.2.amount: [0, 101]
aid_payments.1:
"""
_TWO_CASES = """
aid_cases:
  - {aid_case_id: C1, applicant_id: dana, opened_on: 2025-01-01}
  - {aid_case_id: C2, applicant_id: bob, opened_on: 2026-03-20}
aid_members:
  - {aid_case_id: C1, person_id: bob, from_date: 2025-01-01, to_date: 2026-03-31, role: co_applicant}
  - {aid_case_id: C2, person_id: bob, from_date: 2026-03-31, role: applicant}
aid_payments:
  - &p {payment_id: P1, aid_case_id: C1, payee_id: dana, purpose: living, amount: 100, pay_date: 2026-03-01,
        period_from: 2026-03-01, period_to: 2026-03-31}
  - {<<: *p, payment_id: P2, aid_case_id: C2, payee_id: bob, pay_date: 2026-03-20, period_from: 2026-03-20,
     period_to: 2026-04-30}
"""
_TWO_CASES_CELLS = """
aid_cases.0.opened_on: [2026-03-31, 2026-04-01, null]
aid_cases.0.closed_on: [2026-03-30, 2026-03-31]
aid_cases.1.opened_on: [2026-03-31, 2026-04-01]
aid_cases.1.closed_on: [2026-03-30, 2026-03-31]
aid_members.0.to_date: [null, 2026-03-30, 2026-04-01]
aid_members.0.role: [child, null, applicant]
aid_members.0.person_id: [dana]
aid_members.1.from_date: [2026-03-30, 2026-04-01, 2026-07-01]
aid_members.1.role: [child, co_applicant]
aid_members.1.to_date: [2026-03-31, 2026-07-31]
aid_members.1.aid_case_id: [C1]
aid_payments.0.period_to: [2026-03-30, 2026-04-15, null]
aid_payments.0.period_from: [2026-03-31, 2026-04-01]
aid_payments.1.period_from: [2026-03-31, 2026-04-01]
aid_payments.1.period_to: [2026-03-30, 2026-03-31]
aid_payments.1.cancelled: [true]
aid_payments.1.amount: [0]
aid_payments.1.pay_date: [2026-07-01]
"""
_AHEAD = """
aid_cases:
  - {aid_case_id: C1, applicant_id: dana, opened_on: 2025-01-01}
  - {aid_case_id: C2, applicant_id: bob, opened_on: 2025-01-01}
aid_members:
  - {aid_case_id: C1, person_id: bob, from_date: 2025-01-01, role: co_applicant}
  - {aid_case_id: C2, person_id: bob, from_date: 2026-06-30, role: applicant}
aid_payments:
  - &p {payment_id: P1, aid_case_id: C1, payee_id: dana, purpose: living, amount: 100, pay_date: 2026-06-25,
        period_from: 2026-06-30, period_to: 2026-07-31}
  - {<<: *p, payment_id: P2, aid_case_id: C2, payee_id: bob}
"""
_AHEAD_CELLS = """
aid_payments.0.period_from: [2026-07-01]
aid_members.0.to_date: [2026-07-31]
aid_members.1.from_date: [2026-07-01]
aid_members.1.to_date: [2026-07-31]
"""
WORLDS: st.SearchStrategy[World] = st.one_of(
    near(_ONE_CASE, _ONE_CASE_CELLS), near(_TWO_CASES, _TWO_CASES_CELLS), near(_AHEAD, _AHEAD_CELLS, most=2)
)
