"""Worlds around AD-06's conditions; three people are many here, and two groups."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
PARAMETERS: dict[str, object] = {"people": 3, "groups": 2, "stay_days": 30}
_KNOWN = """
dwellings:
  - {dwelling_id: D1, category: ordinary}
persons:
  - {person_id: a, birth_date: 1980-01-01}
  - {person_id: b, birth_date: 1980-01-01}
  - {person_id: c, birth_date: 2015-01-01}
relations:
  - {person_id: a, related_id: m_a, kind: MO}
  - {person_id: b, related_id: m_b, kind: MO}
  - {person_id: c, related_id: a, kind: MO}
residences:
  - {person_id: a, dwelling_id: D1, from_date: 2024-06-01, to_date: 2024-06-30}
  - {person_id: b, dwelling_id: D1, from_date: 2026-06-05, to_date: 2026-06-30}
  - {person_id: c, dwelling_id: D1, from_date: 2025-03-02, to_date: 2025-03-20}
  - {person_id: c, dwelling_id: D1, from_date: 2025-03-21, to_date: 2025-03-31}
  - {person_id: a, dwelling_id: X1, from_date: 2018-01-01, to_date: 2023-06-30}
  - {person_id: b, dwelling_id: X2, from_date: 2018-02-01, to_date: 2023-06-30}
  - {person_id: dana, dwelling_id: D1, from_date: 2025-04-01, to_date: 2025-05-01}
"""
_KNOWN_CELLS = """
dwellings.0:
dwellings.0.category: [student, elderly_or_disabled, null]
dwellings.0.collective: [true, false]
persons.0.birth_date: [null, 2008-07-01]
persons.1.birth_date: [2010-01-01]
persons.1.deregistration_code: [AV, UV]
persons.1.deregistration_date: [2026-06-30, 2026-07-01]
persons.2.birth_date: [2025-01-30, 2025-01-31, 2025-03-02, 2008-06-30]
persons.2.deregistration_code: [AV]
relations.0.related_id: [b, m_b]
relations.0:
relations.1:
relations.2:
relations.2.related_id: [b, m_c]
residences.0.from_date: [2024-05-31, 2024-06-02]
residences.0.to_date: [2024-06-29, 2024-07-01]
residences.1.to_date: [null, 2026-07-01, 2026-06-29]
residences.1.from_date: [2026-05-31, 2026-06-01]
residences.1.dwelling_id: [D2, null]
residences.2.from_date: [2025-03-01]
residences.3.from_date: [2025-03-22, 2025-03-23, 2025-08-01]
residences.3.dwelling_id: [D2]
residences.3:
residences.5.dwelling_id: [X1]
residences.6.to_date: [2025-04-30, 2025-05-02]
"""
_STRANGERS = """
relations: []
residences:
  - {person_id: a, dwelling_id: D1, from_date: 2025-01-01, to_date: 2025-01-20}
  - {person_id: b, dwelling_id: D1, from_date: 2025-02-01, to_date: 2025-02-20}
  - {person_id: c, dwelling_id: D1, from_date: 2025-03-01, to_date: 2025-03-20}
  - {person_id: d, dwelling_id: D1, from_date: 2025-04-01, to_date: 2025-04-20}
  - {person_id: e, dwelling_id: D1, from_date: 2025-05-01, to_date: 2025-05-20}
  - {person_id: d, dwelling_id: X1, from_date: 2020-01-01, to_date: 2020-12-31}
  - {person_id: e, dwelling_id: X1, from_date: 2020-07-05, to_date: 2020-12-31}
  - {person_id: a, dwelling_id: D1, from_date: 2025-06-01, to_date: 2025-06-20}
"""
_STRANGERS_CELLS = """
residences.0:
residences.1:
residences.2.to_date: [2025-03-31, 2025-03-30]
residences.3.to_date: [2025-05-20]
residences.4.from_date: [2025-04-01, 2025-04-30, 2025-04-20, 2025-04-21]
residences.4.to_date: [null]
residences.6.from_date: [2020-07-04, 2020-07-06]
"""
_CHAIN = _STRANGERS.replace(
    "relations: []",
    """persons: [{person_id: a, birth_date: 1980-01-01}, {person_id: b, birth_date: 1980-01-01}]
relations:
  - {person_id: a, related_id: c, kind: M}
  - {person_id: c, related_id: d, kind: P}
  - {person_id: d, related_id: e, kind: P}
  - {person_id: b, related_id: m_b, kind: FA}""",
)
_CHAIN_CELLS = """
persons.0:
persons.1:
relations.0:
relations.1:
relations.2:
relations.3:
relations.3.related_id: [e, m_a]
relations.1.from_date: [2026-07-01]
residences.0:
residences.1:
residences.2:
residences.3:
residences.4:
residences.7:
"""
_TOGETHER = """
persons:
  - {person_id: a, birth_date: 1980-01-01}
  - {person_id: b, birth_date: 1980-01-01}
  - {person_id: c, birth_date: 1980-01-01}
relations: [{person_id: a, related_id: m_a, kind: MO}, {person_id: b, related_id: m_b, kind: MO}]
residences:
  - {person_id: a, dwelling_id: D1, from_date: 2020-01-01, to_date: 2021-01-01}
  - {person_id: b, dwelling_id: D1, from_date: 2020-02-01, to_date: 2021-01-01}
  - {person_id: a, dwelling_id: D1, from_date: 2025-01-01, to_date: 2025-01-20}
  - {person_id: b, dwelling_id: D1, from_date: 2025-02-01, to_date: 2025-02-20}
  - {person_id: c, dwelling_id: D1, from_date: 2025-02-02, to_date: 2025-02-20}
"""
_TOGETHER_CELLS = """
persons.2.birth_date: [2010-01-01]
residences.0.dwelling_id: [X1]
residences.1.dwelling_id: [X1]
residences.1.from_date: [2020-07-05, 2020-07-06]
residences.4.from_date: [2025-02-01]
"""
_IN_LAWS = """
persons:
  - {person_id: b, birth_date: 1980-01-01}
  - {person_id: c, birth_date: 1980-01-01}
  - {person_id: d, birth_date: 1980-01-01}
relations:
  - {person_id: b, related_id: a, kind: M}
  - {person_id: c, related_id: a, kind: MO}
  - {person_id: d, related_id: b, kind: MO}
residences:
  - {person_id: b, dwelling_id: D1, from_date: 2025-01-01, to_date: 2025-01-20}
  - {person_id: c, dwelling_id: D1, from_date: 2025-02-01, to_date: 2025-02-20}
  - {person_id: d, dwelling_id: D1, from_date: 2025-03-01, to_date: 2025-03-20}
"""
_IN_LAWS_CELLS = """
persons.1:
relations.1:
relations.2:
relations.2.related_id: [c]
residences.2:
"""
WORLDS: st.SearchStrategy[World] = st.one_of(
    near(_KNOWN, _KNOWN_CELLS),
    near(_STRANGERS, _STRANGERS_CELLS, most=2),
    near(_CHAIN, _CHAIN_CELLS),
    near(_TOGETHER, _TOGETHER_CELLS),
    near(_IN_LAWS, _IN_LAWS_CELLS, most=2),
    near(_IN_LAWS.replace("_id: a,", "_id: z,"), _IN_LAWS_CELLS, most=2),
)
