"""Worlds around HO-01's conditions; nine days away are many here."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
PARAMETERS: dict[str, object] = {"away_days": 9}
_AWAY = """
tenancies:
  - {tenancy_id: T1, holder_id: dana, dwelling_id: D1, kind: first_hand, from_date: 2026-06-22}
  - {tenancy_id: T1, holder_id: bob, dwelling_id: D1, kind: first_hand, from_date: 2020-01-01, to_date: 2026-06-30}
dwellings: [{dwelling_id: D2}, {dwelling_id: D3}]
sublet_permits:
  - {tenancy_id: T1, from_date: 2026-07-01}
  - {tenancy_id: T1, from_date: 2025-01-01, to_date: 2026-06-29}
persons:
  - {person_id: dana, birth_date: 1946-07-01}
  - {person_id: bob, birth_date: 1980-01-01}
  - {person_id: sam, deregistration_code: UV, deregistration_date: 2026-06-30}
relations:
  - {person_id: dana, related_id: sam, kind: B}
  - {person_id: mia, related_id: bob, kind: V}
residences:
  - {person_id: dana, dwelling_id: D1, municipality_code: "0999", from_date: 2020-01-01, to_date: 2026-06-21}
  - {person_id: dana, dwelling_id: D2, municipality_code: "0999", from_date: 2026-06-22, to_date: 2026-06-25}
  - {person_id: dana, municipality_code: "0180", from_date: 2026-06-26}
  - {person_id: bob, dwelling_id: D3, from_date: 2026-06-22, to_date: 2026-06-30}
  - {person_id: sam, dwelling_id: D1, from_date: 2020-01-01}
  - {person_id: mia, dwelling_id: D1, from_date: 2020-01-01, to_date: 2026-06-30}
"""
_CELLS = """
tenancies.0.from_date: [2026-06-21, 2026-06-23, null]
tenancies.0.to_date: [2026-06-29, 2026-06-30]
tenancies.0.kind: [block]
tenancies.0.dwelling_id: [null, D2]
tenancies.1:
tenancies.1.to_date: [2026-06-29, null]
tenancies.1.from_date: [2026-06-30, 2026-07-01]
tenancies.1.tenancy_id: [T2]
dwellings.0:
dwellings.0.collective: [true]
dwellings.1.collective: [true]
dwellings.1.category: [student]
sublet_permits.0.from_date: [2026-06-30]
sublet_permits.1.to_date: [2026-06-30, null]
persons.0.birth_date: [1946-06-30, null]
persons.0.deregistration_code: [AV, GN]
persons.1.deregistration_code: [OB, FI]
persons.1.deregistration_date: [2026-06-30, 2026-07-01]
persons.2:
persons.2.deregistration_code: [FI, GS]
persons.2.deregistration_date: [2026-07-01, null]
relations.0:
relations.0.kind: [M, FA, VF]
relations.0.from_date: [2026-06-30, 2026-07-01]
relations.1.kind: [P, MO, F, B]
relations.1.related_id: [dana]
residences.0:
residences.0.to_date: [2026-06-22]
residences.1.from_date: [2026-06-21, 2026-06-23]
residences.1.dwelling_id: [D1, D3, null]
residences.2.municipality_code: ["0999", null]
residences.2.from_date: [2026-06-27]
residences.2.to_date: [2026-06-29, 2026-07-05]
residences.3.to_date: [2026-06-29, null]
residences.3.from_date: [2026-06-23]
residences.3.dwelling_id: [D1]
residences.4:
residences.4.person_id: [bob, eve]
residences.4.to_date: [2026-06-29, 2026-06-30]
residences.5:
residences.5.to_date: [2026-06-29]
residences.5.from_date: [2026-06-30, 2026-07-01]
"""
_TODAY = """
tenancies:
  - {tenancy_id: T1, holder_id: dana, dwelling_id: D1, kind: first_hand, from_date: 2020-01-01}
  - {tenancy_id: T2, holder_id: bob, dwelling_id: D2, kind: first_hand, from_date: 2020-01-01}
  - {tenancy_id: T2, holder_id: eve, dwelling_id: D2, kind: first_hand, from_date: 2026-06-30}
persons: [{person_id: dana, birth_date: 1980-01-01}, {person_id: bob, birth_date: 1980-01-01}]
relations: [{person_id: sam, related_id: dana, kind: FA, from_date: 2026-06-30}]
residences:
  - {person_id: dana, dwelling_id: D3, from_date: 2020-01-01, to_date: 2026-06-29}
  - {person_id: dana, dwelling_id: D4, from_date: 2026-06-30}
  - {person_id: bob, dwelling_id: D3, from_date: 2020-01-01}
  - {person_id: sam, dwelling_id: D1, from_date: 2026-06-30}
  - {person_id: eve, dwelling_id: D2, from_date: 2020-01-01}
"""
_TODAY_CELLS = """
tenancies.2.from_date: [2026-07-01]
relations.0.from_date: [2026-07-01, null]
residences.1.from_date: [2026-07-01]
residences.3.from_date: [2026-07-01]
residences.3:
residences.4:
"""
WORLDS: st.SearchStrategy[World] = st.one_of(
    near(_AWAY, _CELLS, most=2), near(_AWAY, _CELLS, most=4), near(_TODAY, _TODAY_CELLS)
)
