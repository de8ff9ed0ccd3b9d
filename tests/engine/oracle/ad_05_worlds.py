"""Worlds around AD-05's conditions."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
_PREMISES = """
dwellings:
  - {dwelling_id: D1, property_id: F1, usage: non_residential, built_on: 2026-01-01}
  - {dwelling_id: D2, property_id: F1, usage: residential}
residences:
  - {person_id: dana, dwelling_id: D1, property_id: F2, placement: dwelling, from_date: 2026-04-02}
  - {person_id: bob, dwelling_id: D2, property_id: F1, placement: dwelling, from_date: 2020-01-01}
persons:
  - {person_id: dana, birth_date: 1980-01-01}
"""
_PREMISES_CELLS = """
dwellings.0.usage: [residential, null]
dwellings.0.collective: [true, false]
dwellings.0.property_id: [null]
dwellings.1.usage: [non_residential]
dwellings.0:
residences.0.from_date: [2026-04-01, 2026-04-03]
residences.0.to_date: [2026-06-29, 2026-06-30]
residences.0.placement: [property, null]
residences.0.municipality_code: ["0180", "0999"]
residences.0.property_id: [null, F1]
residences.0.dwelling_id: [null, D2, D9]
residences.1.dwelling_id: [D1]
residences.1.from_date: [2026-04-03]
persons.0.deregistration_code: [AV, GN]
persons.0.deregistration_date: [2026-06-30, 2026-07-01]
"""
_MISSING = """
dwellings:
  - {dwelling_id: D2, property_id: F1, usage: residential, built_on: 2025-06-29}
  - {dwelling_id: D3, property_id: F1, usage: residential}
  - {dwelling_id: D4, property_id: F2, usage: residential, built_on: 1970-01-01}
residences:
  - {person_id: dana, dwelling_id: D1, property_id: F1, placement: dwelling, from_date: 2026-01-01, to_date: 2026-04-28}
  - {person_id: dana, dwelling_id: D1, property_id: F1, placement: dwelling, from_date: 2026-04-30}
  - {person_id: bob, dwelling_id: D1, property_id: F2, placement: dwelling, from_date: 2026-04-03}
"""
_MISSING_CELLS = """
dwellings.0.built_on: [2025-06-28, 2025-06-30, null]
dwellings.0.property_id: [null, F2]
dwellings.1.built_on: [2025-06-28, 2025-06-30, 1970-01-01]
dwellings.1.property_id: [null, F3]
dwellings.1:
dwellings.2.dwelling_id: [D1]
residences.0.to_date: [2026-04-27, 2026-04-29]
residences.0.dwelling_id: [D5]
residences.0.placement: [property]
residences.1.placement: [property]
residences.1.property_id: [null, F2, F9]
residences.1.from_date: [2026-07-01]
residences.1.to_date: [2026-06-29, 2026-06-30]
residences.2.from_date: [2026-04-02, 2020-01-01]
residences.2.property_id: [F1, F9, null]
residences.2.municipality_code: ["0180", "0999"]
"""
WORLDS: st.SearchStrategy[World] = st.one_of(near(_PREMISES, _PREMISES_CELLS), near(_MISSING, _MISSING_CELLS))
