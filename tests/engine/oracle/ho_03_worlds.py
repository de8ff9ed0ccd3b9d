"""Worlds around HO-03's conditions."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
_GONE = """
tenancies:
  - {tenancy_id: T1, holder_id: dana, dwelling_id: D1, from_date: 2010-01-01}
  - {tenancy_id: T1, holder_id: dan, dwelling_id: D1, from_date: 2010-01-01, to_date: 2026-06-30}
  - {tenancy_id: T1, holder_id: eve, dwelling_id: D1, from_date: 2010-01-01, to_date: 2026-06-29}
  - {tenancy_id: T2, holder_id: dan, dwelling_id: D2, from_date: 2026-06-30}
persons:
  - {person_id: dana, deregistration_code: AV, deregistration_date: 2026-01-01}
  - {person_id: dan, deregistration_code: UV, deregistration_date: 2020-01-01}
  - {person_id: wilma, deregistration_code: FI, deregistration_date: 2026-06-30}
relations:
  - {person_id: dana, related_id: wilma, kind: M}
  - {person_id: bob, related_id: dan, kind: B}
residences:
  - {person_id: wilma, dwelling_id: D1, from_date: 2010-01-01}
  - {person_id: bob, dwelling_id: D1, from_date: 2010-01-01}
  - {person_id: bob, dwelling_id: D2, from_date: 2026-06-30, to_date: 2026-06-30}
"""
_CELLS = """
tenancies.0.dwelling_id: [null]
tenancies.0.to_date: [2026-06-29]
tenancies.0:
tenancies.1:
tenancies.1.holder_id: [bob]
tenancies.1.dwelling_id: [null]
tenancies.2.to_date: [2026-06-30, null]
tenancies.3.from_date: [2026-07-01, null]
tenancies.3.dwelling_id: [null]
persons.0.deregistration_code: [UV, OB, FI, GN, null]
persons.0.deregistration_date: [2026-01-02, 2025-12-31, null]
persons.1:
persons.1.deregistration_date: [2026-01-02]
persons.1.deregistration_code: [AS]
persons.2:
persons.2.deregistration_date: [2026-07-01, null, 2026-06-29]
persons.2.deregistration_code: [OB, GS]
relations.0.kind: [P, FA]
relations.0.from_date: [2026-06-30, 2026-07-01]
relations.1.kind: [M, P]
relations.1.from_date: [2026-06-30, 2026-07-01]
residences.0.to_date: [2026-06-29, 2026-06-30]
residences.0.from_date: [2026-06-30, 2026-07-01]
residences.0.dwelling_id: [D2]
residences.1.dwelling_id: [D2, null]
residences.1.to_date: [2026-06-29]
residences.2.to_date: [2026-07-01]
"""
_WIDOW = """
tenancies: [{tenancy_id: T1, holder_id: dana, dwelling_id: D1, from_date: 2010-01-01}]
persons: [{person_id: dana, deregistration_code: AV, deregistration_date: 2020-01-01}]
relations: [{person_id: wilma, related_id: dana, kind: M, from_date: 2026-06-30}]
residences: [{person_id: wilma, dwelling_id: D1, from_date: 2026-06-30}]
"""
_WIDOW_CELLS = """
relations.0.from_date: [2026-07-01, null]
residences.0.from_date: [2026-07-01, 2026-06-29]
residences.0.to_date: [2026-06-30]
"""
WORLDS: st.SearchStrategy[World] = st.one_of(
    near(_GONE, _CELLS, most=2), near(_GONE, _CELLS, most=4), near(_WIDOW, _WIDOW_CELLS, most=2)
)
