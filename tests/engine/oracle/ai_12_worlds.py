"""Worlds around AI-12's conditions."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
_ENDED = """
aid_cases:
  - {aid_case_id: C1, applicant_id: dana, opened_on: 2024-01-01, declared_dwelling_id: D1}
aid_members:
  - {aid_case_id: C1, person_id: dana, from_date: 2024-01-01}
  - {aid_case_id: C1, person_id: bob, from_date: 2024-01-01}
tenancies:
  - {tenancy_id: T1, holder_id: dana, dwelling_id: D1, from_date: 2020-01-01, to_date: 2026-03-31}
  - {tenancy_id: T2, holder_id: bob, dwelling_id: D1, from_date: 2020-01-01, to_date: 2026-02-28}
  - {tenancy_id: T3, holder_id: bob, dwelling_id: D2, from_date: 2020-01-01, to_date: 2026-03-31}
aid_payments:
  - &p {payment_id: P1, aid_case_id: C1, purpose: rent, amount: 100, pay_date: 2026-04-01, period_from: 2026-04-01,
        period_to: 2026-04-30}
  - {<<: *p, payment_id: P2, pay_date: 2026-06-30, period_from: 2026-06-30}
"""
_ENDED_CELLS = """
aid_cases.0.opened_on: [null, 2026-06-30, 2026-07-01]
aid_cases.0.closed_on: [2024-06-29, 2024-06-30, 2026-04-30]
aid_cases.0.declared_dwelling_id: [null, D2, D9]
aid_members.0.from_date: [2026-06-30, 2026-07-01]
aid_members.1.from_date: [2026-06-30, 2026-07-01]
aid_members.0:
tenancies.0.to_date: [null, 2026-04-01, 2026-06-29, 2026-06-30, 2026-07-31]
tenancies.0.from_date: [null, 2026-07-01]
tenancies.0.dwelling_id: [null, D2]
tenancies.1.to_date: [null, 2026-04-01, 2026-06-29, 2026-06-30]
tenancies.2.to_date: [null, 2026-04-01, 2026-05-31]
tenancies.2.from_date: [2026-04-01, 2026-04-30, 2026-05-01, 2026-06-30, 2026-07-01]
tenancies.2.holder_id: [carl]
tenancies.1:
tenancies.2:
aid_payments.0.purpose: [living, null]
aid_payments.0.amount: [0, 0.01, null]
aid_payments.0.cancelled: [true, false]
aid_payments.0.pay_date: [null, 2024-06-29, 2024-06-30, 2026-07-01]
aid_payments.0.period_from: [null, 2026-03-31]
aid_payments.0.period_to: [null]
aid_payments.1.pay_date: [2026-07-01]
"""
_AHEAD = """
aid_cases:
  - {aid_case_id: C1, applicant_id: dana, opened_on: 2024-01-01, declared_dwelling_id: D1}
aid_members:
  - {aid_case_id: C1, person_id: dana, from_date: 2026-06-30}
tenancies:
  - {tenancy_id: T1, holder_id: dana, dwelling_id: D1, from_date: 2020-01-01, to_date: 2026-06-29}
  - {tenancy_id: T2, holder_id: dana, dwelling_id: D2, from_date: 2026-06-30, to_date: 2026-06-30}
aid_payments:
  - {payment_id: P1, aid_case_id: C1, purpose: rent, amount: 100, pay_date: 2026-06-30, period_from: 2026-07-01}
"""
_AHEAD_CELLS = """
tenancies.0.to_date: [2026-06-30, 2026-06-28]
tenancies.1.to_date: [null, 2026-07-01]
tenancies.1.from_date: [2026-07-01, 2026-06-29]
tenancies.1.dwelling_id: [D1]
aid_members.0.from_date: [2026-07-01]
aid_payments.0.period_from: [2026-06-30, 2026-06-29]
aid_payments.0.period_to: [2026-07-31]
"""
WORLDS: st.SearchStrategy[World] = st.one_of(near(_ENDED, _ENDED_CELLS), near(_AHEAD, _AHEAD_CELLS, most=2))
