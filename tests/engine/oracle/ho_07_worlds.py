"""Worlds around HO-07's conditions; two strangers are many here, and two groups (of more than one adult each)."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
PARAMETERS: dict[str, object] = {"people": 2, "groups": 2}
_STRANGERS = """
tenancies:
  - {tenancy_id: T1, holder_id: dana, dwelling_id: D1, from_date: 2020-01-01}
  - {tenancy_id: T1, holder_id: dan, dwelling_id: D1, from_date: 2020-01-01, to_date: 2026-06-30}
  - {tenancy_id: T2, holder_id: dan, dwelling_id: D2, from_date: 2026-06-30}
dwellings: [{dwelling_id: D1, category: ordinary}]
holder_reports:
  - {tenancy_id: T1, reported_on: 2025-06-29, unknown_person_count: 1}
  - {tenancy_id: T2, reported_on: 2026-06-30, unknown_person_count: 0}
persons:
  - {person_id: dana, birth_date: 1980-01-01}
  - {person_id: a, birth_date: 1980-01-01}
  - {person_id: b, birth_date: 2008-06-30}
  - {person_id: c, birth_date: 1980-01-01}
relations:
  - {person_id: a, related_id: m_a, kind: MO}
  - {person_id: b, related_id: m_b, kind: MO}
  - {person_id: c, related_id: m_a, kind: MO}
residences:
  - {person_id: dana, dwelling_id: D1, from_date: 2026-06-30}
  - {person_id: a, dwelling_id: D1, from_date: 2025-01-01}
  - {person_id: b, dwelling_id: D1, from_date: 2025-01-02}
  - {person_id: c, dwelling_id: D1, from_date: 2026-04-02, to_date: 2026-06-30}
  - {person_id: b, dwelling_id: D8, from_date: 2020-01-01, to_date: 2020-12-31}
  - {person_id: c, dwelling_id: D9, from_date: 2020-07-05, to_date: 2020-12-31}
"""
_CELLS = """
tenancies.0.from_date: [2026-06-30, 2026-07-01, null]
tenancies.0.holder_id: [a, c, m_b]
tenancies.0.dwelling_id: [null]
tenancies.1.holder_id: [m_a, b, c]
tenancies.1.to_date: [2026-06-29]
tenancies.1:
tenancies.2.from_date: [2026-07-01]
tenancies.2.dwelling_id: [D1]
dwellings.0.category: [student, elderly_or_disabled, null]
dwellings.0.collective: [true]
dwellings.0:
holder_reports.0.reported_on: [2025-06-30, 2026-06-30, 2026-07-01]
holder_reports.1.unknown_person_count: [1, null]
persons.0:
persons.1.birth_date: [2008-07-01, null]
persons.1.deregistration_code: [AV, UV]
persons.2.birth_date: [2008-07-01]
persons.3.birth_date: [2010-01-01]
relations.0:
relations.1:
relations.2:
relations.1.related_id: [m_a, dana, dan]
relations.2.related_id: [m_c, b, dana]
relations.0.from_date: [2026-06-30, 2026-07-01]
residences.0:
residences.0.from_date: [2026-07-01]
residences.0.to_date: [2026-06-30]
residences.0.person_id: [dan]
residences.1.from_date: [2025-01-02, 2026-06-30]
residences.2.to_date: [2026-06-29]
residences.3.from_date: [2026-04-03, 2025-01-02]
residences.3.to_date: [2026-06-29, null]
residences.3:
residences.4.dwelling_id: [D9]
residences.5.dwelling_id: [D8, D1]
residences.5.from_date: [2020-07-06]
residences.5.person_id: [dana, dan]
"""
_LONERS = """
tenancies: [{tenancy_id: T1, holder_id: dana, dwelling_id: D1, from_date: 2020-01-01}]
persons:
  - {person_id: a, birth_date: 1980-01-01}
  - {person_id: b, birth_date: 1980-01-01}
  - {person_id: c, birth_date: 1980-01-01}
  - {person_id: d, birth_date: 1980-01-01}
  - {person_id: e, birth_date: 1980-01-01}
  - {person_id: f, birth_date: 1980-01-01}
relations: [{person_id: f, related_id: z, kind: M}, {person_id: z, related_id: m_z, kind: MO}]
residences:
  - {person_id: dana, dwelling_id: D1, from_date: 2020-01-01}
  - {person_id: a, dwelling_id: D1, from_date: 2025-01-01}
  - {person_id: b, dwelling_id: D1, from_date: 2025-01-02}
  - {person_id: c, dwelling_id: D1, from_date: 2025-01-03}
  - {person_id: d, dwelling_id: D1, from_date: 2025-01-04}
  - {person_id: e, dwelling_id: D1, from_date: 2025-01-05}
  - {person_id: f, dwelling_id: D9, from_date: 2025-01-06}
"""
_LONERS_CELLS = """
persons.0:
persons.1:
relations.0.related_id: [a, b, e]
residences.1:
residences.2:
residences.3:
residences.4.from_date: [2025-01-03, 2025-01-05]
residences.5.from_date: [2025-01-01]
residences.6.dwelling_id: [D1]
"""
WORLDS: st.SearchStrategy[World] = st.one_of(
    near(_STRANGERS, _CELLS, most=2), near(_STRANGERS, _CELLS, most=4), near(_LONERS, _LONERS_CELLS)
)
