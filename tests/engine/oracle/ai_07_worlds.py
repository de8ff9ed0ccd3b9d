"""Worlds around AI-07's thresholds."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
_HOUSEHOLD = """
persons:
  - {person_id: dana, birth_date: 1990-05-05}
aid_cases:
  - {aid_case_id: C1, opened_on: 2020-01-01}
aid_members:
  - {aid_case_id: C1, person_id: dana, from_date: 2025-01-01, role: applicant}
vehicles:
"""
_NEW = (
    _HOUSEHOLD
    + """
  - {vehicle_id: V1, owner_id: dana, from_date: 2022-01-01, model_year: 2021}
  - {vehicle_id: V2, owner_id: dana, from_date: 2022-01-01, model_year: 2010}
"""
)
_SEVERAL = (
    _HOUSEHOLD
    + """
  - {vehicle_id: V1, owner_id: dana, from_date: 2022-01-01, model_year: 2015}
  - {vehicle_id: V2, owner_id: dana, from_date: 2022-01-01, model_year: 2010}
  - {vehicle_id: V3, owner_id: dana, from_date: 2022-01-01}
"""
)
_CELLS = """
persons.0.birth_date: [2008-06-30, 2008-07-01, null]
persons.0:
aid_cases.0.opened_on: [2026-06-30, 2026-07-01, null]
aid_cases.0.closed_on: [2026-06-29, 2026-06-30]
aid_members.0.from_date: [2026-06-30, 2026-07-01]
aid_members.0.to_date: [2026-06-29, 2026-06-30]
aid_members.0.role: [child, co_applicant, null]
aid_members.0.person_id: [bob]
vehicles.0.model_year: [2020, 2022, 2027, null]
vehicles.0.from_date: [null, 2026-06-30, 2026-07-01]
vehicles.0.to_date: [2026-06-29, 2026-06-30]
vehicles.0.owner_id: [bob, null]
vehicles.1.vehicle_id: [V1]
vehicles.1.from_date: [2023-01-01]
vehicles.1:
"""
WORLDS: st.SearchStrategy[World] = st.one_of(near(_NEW, _CELLS), near(_SEVERAL, _CELLS))
