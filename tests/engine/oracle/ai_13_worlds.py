"""Worlds around AI-13's conditions."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
_BOTH = """
aid_cases:
  - {aid_case_id: C2, applicant_id: dana, opened_on: 2025-01-01}
  - {aid_case_id: C1, applicant_id: bob, opened_on: 2025-06-01}
  - {aid_case_id: C3, applicant_id: eve, opened_on: 2025-06-01}
aid_members:
  - {aid_case_id: C2, person_id: kim, from_date: 2025-01-01, to_date: 2026-03-31, role: child, counted_share: 1}
  - {aid_case_id: C1, person_id: kim, from_date: 2026-03-31, role: child, counted_share: 1}
  - {aid_case_id: C3, person_id: kim, from_date: 2026-06-30, role: child, counted_share: 1}
  - {aid_case_id: C3, person_id: lo, from_date: 2026-06-30, role: child, counted_share: 1}
"""
_BOTH_CELLS = """
aid_cases.0.opened_on: [null, 2026-03-31, 2026-04-01, 2025-06-01, 2025-06-02]
aid_cases.0.closed_on: [2026-03-30, 2026-03-31]
aid_cases.1.opened_on: [2026-03-31, 2026-04-01, 2026-06-30, 2026-07-01]
aid_cases.1.closed_on: [2026-03-30, 2026-06-29, 2026-06-30]
aid_cases.2.opened_on: [2026-06-30, 2026-07-01, 2025-05-31]
aid_members.0.to_date: [null, 2026-03-30, 2026-04-01, 2026-07-31]
aid_members.0.from_date: [2026-03-31, 2026-07-01]
aid_members.0.role: [applicant, null]
aid_members.0.counted_share: [0.5, null, 1.5]
aid_members.1.counted_share: [0.5, 0.9999]
aid_members.1.role: [co_applicant]
aid_members.1.person_id: [lo]
aid_members.1.from_date: [2026-04-01, 2026-06-30, 2026-07-01]
aid_members.2.from_date: [2026-07-01, 2026-06-29]
aid_members.2.aid_case_id: [C1, C9]
aid_members.2:
"""
_OLD = """
aid_cases:
  - {aid_case_id: C1, applicant_id: dana, opened_on: 2020-01-01}
  - {aid_case_id: C2, applicant_id: bob, opened_on: 2020-01-01, closed_on: 2024-06-30}
aid_members:
  - {aid_case_id: C1, person_id: kim, from_date: 2020-01-01, role: child, counted_share: 1}
  - {aid_case_id: C2, person_id: kim, from_date: 2020-01-01, to_date: 2024-07-31, role: child, counted_share: 1}
"""
_OLD_CELLS = """
aid_cases.1.closed_on: [2024-06-29, null]
aid_members.1.to_date: [2024-06-29, 2024-06-30]
aid_members.0.to_date: [2024-06-29, 2024-06-30]
aid_members.0.from_date: [2024-06-30, 2024-07-01]
"""
WORLDS: st.SearchStrategy[World] = st.one_of(near(_BOTH, _BOTH_CELLS), near(_OLD, _OLD_CELLS, most=2))
