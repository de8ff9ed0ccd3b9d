"""Worlds around AI-10's conditions; two people are many here."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
PARAMETERS: dict[str, object] = {"fewest_people": 2, "job_days": 30}
_JOBS = """
organisations:
  - {org_id: firm, employees: 9}
  - {org_id: other, employees: 2}
aid_members:
  - {aid_case_id: C1, person_id: dana, from_date: 2024-01-01}
  - {aid_case_id: C2, person_id: bob, from_date: 2024-01-01}
incomes:
  - {person_id: dana, source: employer, payer_id: firm, period_from: 2026-05-01, period_to: 2026-05-10}
  - {person_id: dana, source: employer, payer_id: firm, period_from: 2026-05-20, period_to: 2026-05-30}
  - {person_id: bob, source: employer, payer_id: firm, period_from: 2024-06-01, period_to: 2024-06-30}
"""
_JOBS_CELLS = """
organisations.0.employees: [null, 10, 0]
organisations.0:
aid_members.0.from_date: [2026-05-30, 2026-05-31]
aid_members.0.to_date: [2026-04-30, 2026-05-01]
aid_members.1.from_date: [2024-06-30, 2024-07-01]
aid_members.1.to_date: [2024-05-31, 2024-06-01]
aid_members.1.person_id: [dana, eve]
incomes.0.period_from: [null, 2026-04-30, 2026-05-02]
incomes.0.source: [fk, null]
incomes.0.payer_id: [other, null]
incomes.1.period_to: [null, 2026-05-31, 2026-05-29]
incomes.1.period_from: [2026-07-01, 2026-06-30]
incomes.1.source: [csn]
incomes.2.period_to: [2024-06-29, 2024-07-01, null]
incomes.2.period_from: [null]
incomes.2.person_id: [dana, eve]
incomes.0:
incomes.2:
"""
WORLDS: st.SearchStrategy[World] = near(_JOBS, _JOBS_CELLS)
