"""Worlds around AD-03's conditions; two moves are many here, and two groups."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
PARAMETERS: dict[str, object] = {"moves": 2, "groups": 2}
_KNOWN = """
dwellings:
  - {dwelling_id: D1}
persons:
  - {person_id: a, birth_date: 1980-01-01}
  - {person_id: b, birth_date: 1980-01-01, deregistration_code: UV, deregistration_date: 2026-02-28}
  - {person_id: c, birth_date: 1980-01-01}
relations:
  - {person_id: a, related_id: m_a, kind: MO}
  - {person_id: b, related_id: m_b, kind: MO}
  - {person_id: c, related_id: m_c, kind: MO}
residences:
  - {person_id: a, dwelling_id: X1, from_date: 2020-01-01, to_date: 2025-06-29}
  - {person_id: a, dwelling_id: X2, from_date: 2025-06-30, to_date: 2025-12-31}
  - {person_id: a, dwelling_id: D1, from_date: 2026-01-01}
  - {person_id: b, dwelling_id: X3, from_date: 2021-01-01, to_date: 2025-09-30}
  - {person_id: b, municipality_code: "0180", from_date: 2025-10-01, to_date: 2025-10-31}
  - {person_id: b, dwelling_id: D1, from_date: 2025-11-01, to_date: 2026-02-28}
  - {person_id: c, dwelling_id: D1, from_date: 2022-01-01, to_date: 2025-06-30}
  - {person_id: c, dwelling_id: X5, from_date: 2025-07-01, to_date: 2025-08-01}
  - {person_id: c, dwelling_id: X6, from_date: 2025-08-02}
"""
_KNOWN_CELLS = """
dwellings.0:
dwellings.0.collective: [true, false]
persons.0.birth_date: [2008-06-30, 2008-07-01, null]
persons.1.birth_date: [2008-07-01]
persons.2.birth_date: [2008-07-01]
persons.1.deregistration_code: [OB, GN]
persons.1.deregistration_date: [2025-10-31, 2025-11-01, 2025-11-02, null]
persons.2.deregistration_code: [AV]
persons.2.deregistration_date: [2025-06-30, 2025-07-01, 2021-12-31]
relations.0:
relations.1:
relations.2:
relations.0.related_id: [b, m_b, m_c]
relations.1.from_date: [2026-06-30, 2026-07-01]
relations.2.related_id: [m_a]
residences.1.from_date: [2025-06-28, 2025-07-01]
residences.1:
residences.2.from_date: [2026-06-30, 2026-07-01]
residences.2.dwelling_id: [D2]
residences.3.to_date: [2025-07-03, 2025-07-02]
residences.4.municipality_code: ["1480"]
residences.4.to_date: [2025-11-15, 2025-10-15]
residences.5.from_date: [2025-10-15, 2026-01-01]
residences.6.to_date: [2025-06-29, 2025-06-28]
residences.7:
residences.7.dwelling_id: [X6]
"""
_OTHERS = """
persons: [{person_id: a, birth_date: 1980-01-01}, {person_id: b, birth_date: 1980-01-01}]
relations: []
residences:
  - {person_id: a, dwelling_id: X1, from_date: 2020-01-01, to_date: 2025-06-30}
  - {person_id: b, dwelling_id: X2, from_date: 2020-01-02, to_date: 2025-06-30}
  - {person_id: c, dwelling_id: X3, from_date: 2020-01-03, to_date: 2025-06-30}
  - {person_id: d, dwelling_id: X4, from_date: 2020-01-04, to_date: 2025-06-30}
  - {person_id: e, dwelling_id: X5, from_date: 2020-01-05, to_date: 2025-06-30}
  - {person_id: a, dwelling_id: Y1, from_date: 2025-07-01, to_date: 2025-07-31}
  - {person_id: b, dwelling_id: Y2, from_date: 2025-07-02, to_date: 2025-07-31}
  - {person_id: c, dwelling_id: Y3, from_date: 2025-07-03, to_date: 2025-07-31}
  - {person_id: d, dwelling_id: Y4, from_date: 2025-07-04, to_date: 2025-07-31}
  - {person_id: e, dwelling_id: Y5, from_date: 2025-07-05, to_date: 2025-07-31}
  - {person_id: a, dwelling_id: D1, from_date: 2025-08-01}
  - {person_id: b, dwelling_id: D1, from_date: 2025-08-02}
  - {person_id: c, dwelling_id: D1, from_date: 2025-08-03}
  - {person_id: d, dwelling_id: D1, from_date: 2025-08-04}
  - {person_id: e, dwelling_id: D1, from_date: 2025-08-05}
"""
_STRANGERS = _OTHERS.replace("relations: []\n", "")
_STRANGERS_CELLS = """
residences.1.dwelling_id: [X1]
residences.3.dwelling_id: [X3]
residences.9.from_date: [2025-06-29]
residences.10.from_date: [2025-08-02]
residences.11.from_date: [2025-08-03]
residences.14:
residences.14.dwelling_id: [D2]
residences.14.to_date: [2025-08-31]
residences.13:
residences.12:
"""
_COUPLE = _OTHERS.replace(
    "relations: []",
    """relations:
  - {person_id: a, related_id: m_a, kind: MO}
  - {person_id: b, related_id: m_b, kind: MO}
  - {person_id: c, related_id: a, kind: MO}
  - {person_id: d, related_id: c, kind: M}
  - {person_id: e, related_id: b, kind: FA}""",
)
_COUPLE_CELLS = """
persons.0:
persons.1.birth_date: [2010-01-01]
relations.0.related_id: [m_b]
relations.1:
relations.2.related_id: [b, m_c]
relations.3:
relations.3.related_id: [e]
relations.4:
relations.4.related_id: [d]
residences.1.dwelling_id: [X1]
residences.6.dwelling_id: [Y1]
residences.11.from_date: [2025-08-01]
residences.12:
residences.13:
residences.14:
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
  - {person_id: b, dwelling_id: X0, from_date: 2020-01-01, to_date: 2025-07-31}
  - {person_id: b, dwelling_id: Y0, from_date: 2025-08-01, to_date: 2025-08-31}
  - {person_id: b, dwelling_id: D1, from_date: 2025-09-01}
  - {person_id: c, dwelling_id: X1, from_date: 2020-01-02, to_date: 2025-07-31}
  - {person_id: c, dwelling_id: Y1, from_date: 2025-08-02, to_date: 2025-08-31}
  - {person_id: c, dwelling_id: D1, from_date: 2025-09-02}
  - {person_id: d, dwelling_id: X2, from_date: 2020-01-03, to_date: 2025-07-31}
  - {person_id: d, dwelling_id: Y2, from_date: 2025-08-03, to_date: 2025-08-31}
  - {person_id: d, dwelling_id: D1, from_date: 2025-09-03}
"""
_IN_LAWS_CELLS = """
persons.1:
relations.1:
relations.2:
relations.2.related_id: [c]
residences.6:
"""
WORLDS: st.SearchStrategy[World] = st.one_of(
    near(_KNOWN, _KNOWN_CELLS),
    near(_STRANGERS, _STRANGERS_CELLS, most=2),
    near(_COUPLE, _COUPLE_CELLS),
    near(_IN_LAWS, _IN_LAWS_CELLS, most=2),
    near(_IN_LAWS.replace("_id: a,", "_id: z,"), _IN_LAWS_CELLS, most=2),
)
