"""Worlds around AI-09's conditions."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
PARAMETERS: dict[str, object] = {"resident_days": 5}
_HOME = """
aid_cases:
  - {aid_case_id: C1, applicant_id: dana, opened_on: 2025-01-01, declared_dwelling_id: D1, placement: none}
  - {aid_case_id: C2, applicant_id: eve, opened_on: 2025-01-01}
aid_members:
  - {aid_case_id: C1, person_id: dana, from_date: 2025-01-01}
  - {aid_case_id: C2, person_id: eve, from_date: 2025-01-01}
persons:
  - {person_id: dana, birth_date: 1980-01-01}
  - {person_id: bob, birth_date: 1980-01-01}
residences:
  - {person_id: dana, dwelling_id: D1, municipality_code: "0999", from_date: 2020-01-01}
  - {person_id: bob, dwelling_id: D1, municipality_code: "0999", from_date: 2026-06-26}
tenancies:
  - {tenancy_id: T1, holder_id: ann, dwelling_id: D1, from_date: 2025-01-01}
"""
_HOME_CELLS = """
aid_cases.0.opened_on: [null, 2026-06-30, 2026-07-01]
aid_cases.0.closed_on: [2026-06-29, 2026-06-30]
aid_cases.0.declared_dwelling_id: [null, D2]
aid_cases.0.placement: [shelter, care, null]
aid_cases.0.applicant_id: [bob]
aid_cases.1.declared_dwelling_id: [D1]
aid_cases.1.opened_on: [2026-06-30, 2026-07-01]
aid_cases.1.closed_on: [2026-06-29, 2026-06-30]
aid_members.1.person_id: [bob]
aid_members.1.from_date: [2026-06-30, 2026-07-01]
aid_members.1.to_date: [2026-06-29, 2026-06-30]
aid_members.0.person_id: [bob]
aid_cases.1.applicant_id: [bob, null]
persons.1.birth_date: [2008-06-30, 2008-07-01, null]
persons.1.deregistration_code: [AV, GN]
persons.1:
residences.1.from_date: [2026-06-25, 2026-06-27]
residences.1.to_date: [2026-06-29, 2026-06-30]
residences.1.dwelling_id: [D2, null]
tenancies.0.holder_id: [bob]
tenancies.0.dwelling_id: [D2]
tenancies.0.from_date: [2026-06-30, 2026-07-01]
tenancies.0.to_date: [2026-06-29, 2026-06-30]
"""
_SHARED = """
aid_cases:
  - {aid_case_id: C1, applicant_id: dana, opened_on: 2025-01-01, declared_dwelling_id: D1}
  - {aid_case_id: C2, applicant_id: eve, opened_on: 2025-01-01, closed_on: 2026-06-30}
aid_members:
  - {aid_case_id: C2, person_id: bob, from_date: 2026-06-30, to_date: 2026-06-30}
persons:
  - {person_id: bob, birth_date: 1980-01-01}
residences:
  - {person_id: bob, dwelling_id: D1, municipality_code: "0999", from_date: 2026-06-26}
tenancies:
  - {tenancy_id: T1, holder_id: bob, dwelling_id: D1, from_date: 2026-06-30, to_date: 2026-06-30}
"""
_SHARED_CELLS = """
aid_cases.1.closed_on: [2026-06-29, null]
aid_members.0.from_date: [2026-07-01]
aid_members.0.to_date: [2026-06-29, null]
aid_members.0:
tenancies.0.from_date: [2026-07-01]
tenancies.0.to_date: [2026-06-29, null]
tenancies.0:
"""
WORLDS: st.SearchStrategy[World] = st.one_of(near(_HOME, _HOME_CELLS), near(_SHARED, _SHARED_CELLS, most=4))
