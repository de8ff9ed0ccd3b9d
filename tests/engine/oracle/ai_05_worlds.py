"""Worlds around AI-05's thresholds."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
_PLANTED = """
persons:
  - {person_id: dana, birth_date: 1990-05-05}
aid_cases:
  - {aid_case_id: C1, opened_on: 2020-01-01}
  - {aid_case_id: C2, opened_on: 2020-01-01}
aid_members:
  - {aid_case_id: C1, person_id: dana, from_date: 2025-01-01, role: applicant}
  - {aid_case_id: C1, person_id: dana, from_date: 2025-06-01, to_date: 2026-06-30, role: applicant}
aid_payments:
  - {payment_id: P1, aid_case_id: C1, amount: 100, pay_date: 2026-04-01, period_from: 2026-04-01}
  - {payment_id: P2, aid_case_id: C1, amount: 100, pay_date: 2026-06-25, period_from: 2026-07-01}
incomes:
  - {person_id: dana, source: employer, payer_id: E, period_from: 2026-03-01, net: 1000}
  - {person_id: dana, source: employer, payer_id: F, period_from: 2026-03-31, net: 200}
  - {person_id: dana, source: fk, payer_id: F, period_from: 2026-06-30, net: 1000}
aid_declared_incomes:
  - {aid_case_id: C1, person_id: dana, period_from: 2026-04-01, amount: 499.99}
  - {aid_case_id: C1, person_id: dana, period_from: 2026-04-02, amount: 100}
  - {aid_case_id: C2, person_id: dana, period_from: 2026-04-02, amount: 1000}
"""
_CELLS = """
persons.0.birth_date: [2008-03-01, 2008-03-02, 2008-06-01, 2008-06-02, null]
persons.0:
aid_cases.0.opened_on: [2026-06-30, 2026-07-01, null]
aid_cases.0.closed_on: [2026-06-29, 2026-06-30]
aid_members.0.from_date: [2026-04-30, 2026-05-01, 2026-06-30, 2026-07-01]
aid_members.0.to_date: [2026-06-29, 2026-06-30]
aid_members.0.role: [child, co_applicant, null]
aid_members.0.aid_case_id: [C2]
aid_members.0.person_id: [bob]
aid_members.1:
aid_members.1.from_date: [2026-04-30, 2026-05-01, 2026-06-30]
aid_payments.0.pay_date: [2024-06-29, 2024-06-30, 2026-06-30, 2026-07-01]
aid_payments.0.period_from: [2026-04-30, 2026-03-31, 2026-05-01, null]
aid_payments.0.cancelled: [true]
aid_payments.0.amount: [0]
aid_payments.0.aid_case_id: [C2]
incomes.0.net: [799.99, 800, 799.97, 2000, null]
incomes.0.period_from: [2026-02-28]
incomes.0.person_id: [bob]
incomes.1.net: [199.98, 199.97, 0]
incomes.2.period_from: [2026-07-01]
aid_declared_incomes.0.amount: [500, 500.01, null, 0]
aid_declared_incomes.0.period_from: [2026-03-31]
aid_declared_incomes.0.person_id: [bob]
aid_declared_incomes.1.amount: [100.01, 0]
aid_declared_incomes.1.period_from: [2026-05-01]
"""
_OLD = """
persons:
  - {person_id: dana, birth_date: 1990-05-05}
aid_cases:
  - {aid_case_id: C1, opened_on: 2020-01-01}
aid_members:
  - {aid_case_id: C1, person_id: dana, from_date: 2020-01-01, role: applicant}
aid_payments:
  - {payment_id: P1, aid_case_id: C1, amount: 100, pay_date: 2024-06-30, period_from: 2024-06-01}
incomes:
  - {person_id: dana, source: employer, payer_id: E, period_from: 2024-05-31, net: 1000}
aid_declared_incomes: []
"""
_OLD_CELLS = """
aid_payments.0.pay_date: [2024-06-29, 2024-06-30]
incomes.0.net: [999.99, 1000.01]
aid_members.0.from_date: [2024-06-30, 2024-07-01]
"""
WORLDS: st.SearchStrategy[World] = st.one_of(near(_PLANTED, _CELLS), near(_OLD, _OLD_CELLS, most=2))
