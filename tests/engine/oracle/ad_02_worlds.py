"""Worlds around AD-02's conditions; three arrivals in two groups are many here, and three residents at once."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
PARAMETERS: dict[str, object] = {"people": 3, "groups": 2, "most_residents": 2}
_PASSING = """
dwellings: [{dwelling_id: D1}]
persons:
  - {person_id: a, birth_date: 1980-01-01}
  - {person_id: b, birth_date: 1980-01-01}
  - {person_id: c, birth_date: 2025-01-01}
  - {person_id: d, birth_date: 1980-01-01}
relations:
  - {person_id: a, related_id: m_a, kind: MO}
  - {person_id: b, related_id: m_b, kind: MO}
  - {person_id: c, related_id: a, kind: MO}
residences:
  - {person_id: a, dwelling_id: D1, from_date: 2024-06-30, to_date: 2025-01-31}
  - {person_id: b, dwelling_id: D1, from_date: 2024-08-01, to_date: 2025-01-30}
  - {person_id: c, dwelling_id: D1, from_date: 2025-02-01, to_date: 2025-06-30}
  - {person_id: d, dwelling_id: D1, from_date: 2020-01-01, to_date: 2024-07-31}
  - {person_id: b, dwelling_id: D1, from_date: 2025-07-01, to_date: 2026-06-29}
  - {person_id: a, dwelling_id: D8, from_date: 2015-01-01, to_date: 2016-01-01}
  - {person_id: b, dwelling_id: D9, from_date: 2015-07-06, to_date: 2016-01-01}
"""
_CELLS = """
dwellings.0:
dwellings.0.category: [student, elderly_or_disabled, ordinary]
dwellings.0.collective: [true]
persons.2.birth_date: [2025-01-02, 2024-12-31, null]
persons.3.deregistration_code: [UV]
persons.3.deregistration_date: [2024-07-15, 2024-06-30, 2024-07-31]
persons.1.birth_date: [2010-01-01]
relations.0:
relations.1:
relations.2:
relations.2.related_id: [m_c, b]
relations.1.related_id: [m_a]
residences.0.from_date: [2024-06-29, 2024-07-01, 2024-08-01]
residences.0.to_date: [2025-02-01, 2026-06-30, null]
residences.1.from_date: [2024-07-31, 2025-02-01]
residences.1.to_date: [2025-01-31, 2025-06-29]
residences.1:
residences.2.from_date: [2025-01-31, 2025-01-30]
residences.2.dwelling_id: [D2, null]
residences.2.to_date: [null, 2025-07-01]
residences.3.to_date: [2024-08-01, null, 2024-06-29, 2024-06-30]
residences.3.from_date: [2024-08-02]
residences.4.to_date: [null, 2026-06-30]
residences.4.from_date: [2026-06-30, 2026-07-01]
residences.5.dwelling_id: [D9]
residences.6.dwelling_id: [D8]
residences.6.from_date: [2015-07-05, 2015-07-07]
"""
_LONERS = """
persons: [{person_id: a, birth_date: 1980-01-01}, {person_id: b, birth_date: 1980-01-01}]
relations: [{person_id: z, related_id: m_z, kind: MO}, {person_id: z, related_id: y, kind: M}]
residences:
  - {person_id: a, dwelling_id: D1, from_date: 2025-01-01, to_date: 2025-01-31}
  - {person_id: b, dwelling_id: D1, from_date: 2025-02-01, to_date: 2025-02-28}
  - {person_id: c, dwelling_id: D1, from_date: 2025-03-01, to_date: 2025-03-31}
  - {person_id: d, dwelling_id: D1, from_date: 2025-04-01, to_date: 2025-04-30}
  - {person_id: e, dwelling_id: D1, from_date: 2025-05-01, to_date: 2025-05-31}
  - {person_id: f, dwelling_id: D2, from_date: 2026-06-30}
"""
_LONERS_CELLS = """
persons.0:
persons.1:
relations.0.person_id: [a, e]
relations.1.related_id: [b, d]
relations.1.person_id: [a, c]
residences.0:
residences.1:
residences.2:
residences.3.from_date: [2025-03-01]
residences.4.from_date: [2025-04-01, 2025-03-01]
residences.5.dwelling_id: [D1]
"""
WORLDS: st.SearchStrategy[World] = st.one_of(
    near(_PASSING, _CELLS, most=2), near(_PASSING, _CELLS, most=4), near(_LONERS, _LONERS_CELLS)
)
