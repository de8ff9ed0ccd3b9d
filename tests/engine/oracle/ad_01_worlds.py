"""Worlds around AD-01's conditions; one adult to a room here, and two groups are many."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
PARAMETERS: dict[str, object] = {"groups": 2, "adults_without_rooms": 4, "extra_adults": 0}
_FULL = """
dwellings:
  - {dwelling_id: D1, rooms: 3, area_m2: 31.9}
  - {dwelling_id: D2, rooms: 1}
persons:
  - {person_id: a, birth_date: 1980-01-01}
  - {person_id: b, birth_date: 2008-06-30}
  - {person_id: c, birth_date: 1980-01-01}
  - {person_id: d, birth_date: 1980-01-01}
  - {person_id: k, birth_date: 2010-01-01}
relations:
  - {person_id: a, related_id: m_a, kind: MO}
  - {person_id: b, related_id: m_b, kind: MO}
  - {person_id: c, related_id: m_a, kind: MO}
  - {person_id: d, related_id: m_b, kind: MO}
residences:
  - {person_id: a, dwelling_id: D1, from_date: 2025-01-01}
  - {person_id: b, dwelling_id: D1, from_date: 2025-01-02}
  - {person_id: c, dwelling_id: D1, from_date: 2026-04-02, to_date: 2026-06-30}
  - {person_id: d, dwelling_id: D1, from_date: 2025-01-04}
  - {person_id: k, dwelling_id: D1, from_date: 2025-01-05}
  - {person_id: a, dwelling_id: D8, from_date: 2020-01-01, to_date: 2020-12-31}
  - {person_id: d, dwelling_id: D9, from_date: 2020-07-05, to_date: 2020-12-31}
"""
_CELLS = """
dwellings.0:
dwellings.0.rooms: [null, 4, 1]
dwellings.0.area_m2: [32, null, 31.99]
dwellings.0.category: [student, elderly_or_disabled, ordinary]
dwellings.0.collective: [true]
dwellings.0.dwelling_id: [D2]
persons.0.birth_date: [2008-07-01, null]
persons.1.birth_date: [2008-07-01, 2008-06-29]
persons.1.deregistration_code: [AV, GN]
persons.2.deregistration_code: [UV]
persons.2.deregistration_date: [2026-06-30, 2026-07-01]
persons.3:
persons.4.birth_date: [2008-06-30]
relations.0:
relations.1:
relations.2:
relations.3:
relations.1.related_id: [m_a]
relations.3.related_id: [m_a, a]
relations.3.from_date: [2026-06-30, 2026-07-01]
residences.0.to_date: [2026-06-29]
residences.1.from_date: [2025-01-01]
residences.1.dwelling_id: [D2]
residences.2.from_date: [2026-04-03, 2025-01-04]
residences.2.to_date: [2026-06-29, null]
residences.3:
residences.4:
residences.5.dwelling_id: [D9]
residences.6.dwelling_id: [D8]
residences.6.from_date: [2020-07-06, 2020-07-04]
residences.6.person_id: [b]
"""
_UNKNOWN = _FULL.replace("rooms: 3, area", "area")
_LONERS = """
dwellings: [{dwelling_id: D1, rooms: 1}]
persons:
  - {person_id: a, birth_date: 1980-01-01}
  - {person_id: b, birth_date: 1980-01-01}
  - {person_id: c, birth_date: 1980-01-01}
  - {person_id: d, birth_date: 1980-01-01}
  - {person_id: e, birth_date: 1980-01-01}
  - {person_id: k, birth_date: 2010-01-01}
  - {person_id: C, birth_date: 2010-01-01}
relations: [{person_id: z, related_id: m_z, kind: MO}, {person_id: z, related_id: y, kind: M}]
residences:
  - {person_id: a, dwelling_id: D1, from_date: 2025-01-01}
  - {person_id: b, dwelling_id: D1, from_date: 2025-01-02}
  - {person_id: c, dwelling_id: D1, from_date: 2025-01-03}
  - {person_id: d, dwelling_id: D1, from_date: 2025-01-04}
  - {person_id: e, dwelling_id: D1, from_date: 2025-01-05}
  - {person_id: k, dwelling_id: D1, from_date: 2025-01-06}
  - {person_id: C, dwelling_id: D1, from_date: 2025-01-07}
  - {person_id: a, dwelling_id: D8, from_date: 2020-01-01, to_date: 2020-12-31}
  - {person_id: k, dwelling_id: D8, from_date: 2020-02-01, to_date: 2020-12-31}
  - {person_id: b, dwelling_id: D9, from_date: 2020-01-01, to_date: 2020-12-31}
  - {person_id: C, dwelling_id: D9, from_date: 2020-02-01, to_date: 2020-12-31}
"""
_LONERS_CELLS = """
relations.0.person_id: [a, e]
relations.1.related_id: [b, d]
relations.1.person_id: [a, c]
residences.0:
residences.1:
residences.2:
residences.3.from_date: [2025-01-03, 2025-01-05]
residences.4.from_date: [2025-01-01]
"""
_TWO = """
dwellings: [{dwelling_id: D1, rooms: 1}]
persons:
  - {person_id: a, birth_date: 1980-01-01}
  - {person_id: b, birth_date: 1980-01-01}
  - {person_id: c, birth_date: 2008-07-01}
  - {person_id: d, birth_date: 2008-07-01}
relations:
  - {person_id: a, related_id: m_a, kind: MO}
  - {person_id: b, related_id: m_b, kind: MO}
  - {person_id: c, related_id: m_c, kind: MO}
residences:
  - {person_id: a, dwelling_id: D1, from_date: 2025-01-01}
  - {person_id: b, dwelling_id: D1, from_date: 2025-01-02}
  - {person_id: c, dwelling_id: D1, from_date: 2025-01-03}
  - {person_id: d, dwelling_id: D1, from_date: 2025-01-04}
"""
_TWO_CELLS = """
dwellings.0.rooms: [0, 2]
persons.2.birth_date: [2008-06-30]
persons.3.birth_date: [2008-06-30]
relations.1:
relations.1.related_id: [a]
"""
WORLDS: st.SearchStrategy[World] = st.one_of(
    near(_FULL, _CELLS, most=2),
    near(_UNKNOWN, _CELLS),
    near(_FULL, _CELLS, most=4),
    near(_LONERS, _LONERS_CELLS),
    near(_TWO, _TWO_CELLS),
)
