"""Worlds around HO-02's conditions; one day of overlap is too many here."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
PARAMETERS: dict[str, object] = {"overlap_days": 0}
_THREE = """
tenancies:
  - {tenancy_id: T1, holder_id: dana, dwelling_id: D1, kind: first_hand, from_date: 2020-01-01, to_date: 2026-05-06}
  - {tenancy_id: T2, holder_id: dana, dwelling_id: D2, kind: first_hand, from_date: 2026-01-01}
  - {tenancy_id: T3, holder_id: dana, dwelling_id: D3, kind: first_hand, from_date: 2022-01-01, to_date: 2024-06-30}
  - {tenancy_id: T4, holder_id: bob, dwelling_id: D1, kind: first_hand, from_date: 2020-01-01}
"""
_CELLS = """
tenancies.0.to_date: [2025-12-31, 2026-01-01, null]
tenancies.0.dwelling_id: [D2, null]
tenancies.0.from_date: [2024-06-30, 2024-07-01]
tenancies.0.kind: [student, null]
tenancies.0.holder_id: [bob]
tenancies.0:
tenancies.1.from_date: [2026-05-06, 2026-05-07, 2026-06-30, 2026-07-01, null]
tenancies.1.to_date: [2026-05-04, 2026-07-31]
tenancies.1.holder_id: [bob]
tenancies.1.kind: [block]
tenancies.2.to_date: [2024-06-29, 2024-07-01, null]
tenancies.2.from_date: [2026-05-06, 2026-05-07]
tenancies.2:
tenancies.3.holder_id: [dana]
"""
_TODAY = """
tenancies:
  - {tenancy_id: T1, holder_id: dana, dwelling_id: D1, kind: first_hand, from_date: 2020-01-01}
  - {tenancy_id: T2, holder_id: dana, dwelling_id: D2, kind: first_hand, from_date: 2026-06-30}
"""
_TODAY_CELLS = """
tenancies.0.to_date: [2026-06-29, 2026-06-30]
tenancies.1.from_date: [2026-07-01, 2026-06-29]
tenancies.1.to_date: [2026-07-31]
"""
WORLDS: st.SearchStrategy[World] = st.one_of(
    near(_THREE, _CELLS, most=2), near(_THREE, _CELLS, most=4), near(_TODAY, _TODAY_CELLS, most=2)
)
