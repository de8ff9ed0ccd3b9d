"""Worlds around AI-08's threshold."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
_PLANTED = """
aid_cases:
  - {aid_case_id: C1, applicant_id: dana, opened_on: 2020-01-01, declared_dwelling_id: D1, declared_rent: 800}
  - {aid_case_id: C2, applicant_id: bob, opened_on: 2020-01-01, declared_dwelling_id: D1, declared_rent: 351}
  - {aid_case_id: C3, applicant_id: gun, opened_on: 2020-01-01, declared_dwelling_id: D2, declared_rent: 116}
tenancies:
  - {tenancy_id: T1, holder_id: dana, dwelling_id: D1, monthly_rent: 500, from_date: 2020-01-01}
  - {tenancy_id: T1, holder_id: bob, dwelling_id: D1, monthly_rent: 500, from_date: 2020-01-01}
  - {tenancy_id: T2, holder_id: bob, dwelling_id: D1, monthly_rent: 500, from_date: 2020-01-01}
  - {tenancy_id: T3, holder_id: gun, dwelling_id: D2, monthly_rent: 100, from_date: 2020-01-01}
"""
_CELLS = """
aid_cases.0.opened_on: [2026-06-30, 2026-07-01, null]
aid_cases.0.closed_on: [2026-06-29, 2026-06-30]
aid_cases.0.declared_rent: [799, 799.01, 1200, 0, null]
aid_cases.0.declared_dwelling_id: [D2, D3, null]
aid_cases.1.declared_rent: [0, 350, 350.01, null]
aid_cases.1.closed_on: [2026-06-29, 2026-06-30]
aid_cases.2.declared_rent: [114.99, 115, 115.01, -1]
tenancies.0.monthly_rent: [null, 501, 499]
tenancies.0.tenancy_id: [T4]
tenancies.1.monthly_rent: [null, 510]
tenancies.2.monthly_rent: [null, 0, 499, 501]
tenancies.2.from_date: [null, 2026-06-30, 2026-07-01]
tenancies.2.to_date: [2026-06-29, 2026-06-30]
tenancies.2:
tenancies.3.monthly_rent: [0, 101, null, -5]
tenancies.3.dwelling_id: [D1, null]
tenancies.3:
tenancies.3.to_date: [2026-06-29, 2026-06-30]
"""
WORLDS: st.SearchStrategy[World] = near(_PLANTED, _CELLS)
