"""Worlds around AI-11's conditions."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
PARAMETERS: dict[str, object] = {"resident_days": 5}
_HOME = """
aid_cases:
  - {aid_case_id: C1, applicant_id: dana, opened_on: 2025-01-01, declared_dwelling_id: D1}
  - {aid_case_id: C2, applicant_id: eve, opened_on: 2025-01-01, declared_dwelling_id: D2}
aid_members:
  - {aid_case_id: C1, person_id: dana, from_date: 2025-01-01}
  - {aid_case_id: C1, person_id: bob, from_date: 2025-01-01}
  - {aid_case_id: C2, person_id: ann, from_date: 2025-01-01}
persons:
  - {person_id: dana, birth_date: 1980-01-01}
  - {person_id: bob, birth_date: 1980-01-01}
  - {person_id: kim, birth_date: 2015-01-01}
relations:
  - {person_id: dana, related_id: kim, kind: B}
  - {person_id: kim, related_id: bob, kind: FA}
residences:
  - {person_id: kim, dwelling_id: D1, municipality_code: "0999", from_date: 2026-06-26}
"""
_HOME_CELLS = """
aid_cases.0.opened_on: [null, 2026-06-30, 2026-07-01]
aid_cases.0.closed_on: [2026-06-29, 2026-06-30]
aid_cases.0.declared_dwelling_id: [null, D2]
aid_cases.1.opened_on: [2026-07-01]
aid_cases.1.closed_on: [2026-06-29]
aid_members.0.from_date: [2026-06-30, 2026-07-01]
aid_members.0.to_date: [2026-06-29, 2026-06-30]
aid_members.1.from_date: [2026-07-01]
aid_members.1.to_date: [2026-06-29]
aid_members.2.person_id: [kim]
aid_members.2.to_date: [2026-06-29, 2026-06-30]
aid_members.1.person_id: [kim]
persons.0.birth_date: [2008-06-30, 2008-07-01, null]
persons.1.birth_date: [2008-06-30, 2008-07-01]
persons.2.birth_date: [2008-06-30, 2008-07-01, null]
persons.2.deregistration_code: [AV, GN]
persons.2:
relations.0.kind: [MO, V, F]
relations.0.from_date: [2026-06-30, 2026-07-01]
relations.1.kind: [MO, F, B, VF]
relations.1.from_date: [2026-06-30, 2026-07-01]
relations.0:
relations.1:
residences.0.from_date: [2026-06-25, 2026-06-27]
residences.0.to_date: [2026-06-29, 2026-06-30]
residences.0.dwelling_id: [D2, null]
"""
WORLDS: st.SearchStrategy[World] = near(_HOME, _HOME_CELLS)
