"""Worlds around HO-06's conditions."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
_PASSED = """
tenancies:
  - {tenancy_id: T2, holder_id: dana, dwelling_id: D1, acquired_by: exchange, from_date: 2024-03-01,
     to_date: 2024-06-30}
  - {tenancy_id: T1, holder_id: bob, dwelling_id: D1, acquired_by: takeover, from_date: 2025-03-01}
  - {tenancy_id: T1, holder_id: eve, dwelling_id: D1, acquired_by: exchange, from_date: 2025-04-01}
  - {tenancy_id: T3, holder_id: carl, dwelling_id: D1, acquired_by: transfer, from_date: 2025-08-01,
     to_date: 2025-12-31}
relations:
  - {person_id: dana, related_id: sam, kind: B}
  - {person_id: bob, related_id: m_b, kind: MO}
residences:
  - {person_id: dana, dwelling_id: D1, from_date: 2024-03-01, to_date: 2026-01-31}
  - {person_id: bob, dwelling_id: D1, from_date: 2024-03-02}
  - {person_id: dana, dwelling_id: D8, from_date: 2020-01-01, to_date: 2020-12-31}
  - {person_id: bob, dwelling_id: D9, from_date: 2020-07-05, to_date: 2020-12-31}
"""
_CELLS = """
tenancies.0.acquired_by: [queue, transfer]
tenancies.0.to_date: [2024-06-29, null]
tenancies.0.from_date: [2024-02-29, 2024-03-02, null]
tenancies.0.holder_id: [bob, m_b]
tenancies.0.dwelling_id: [D2, null]
tenancies.1.acquired_by: [queue, exchange, transfer, null]
tenancies.1.from_date: [2025-03-02, 2024-03-01, 2026-06-30, 2026-07-01]
tenancies.1.to_date: [2025-06-01]
tenancies.1.tenancy_id: [T4]
tenancies.2.from_date: [2025-02-28, 2025-03-01]
tenancies.2.holder_id: [sam, dana]
tenancies.2.tenancy_id: [T3]
tenancies.2.acquired_by: [unknown]
tenancies.2:
tenancies.3.from_date: [2025-02-01, 2025-03-01]
tenancies.3.holder_id: [bob]
tenancies.3.to_date: [null]
relations.0.related_id: [bob, m_b]
relations.0.from_date: [2026-06-30, 2026-07-01]
relations.0.kind: [M, VF]
relations.1.related_id: [sam]
residences.0.from_date: [2024-03-02]
residences.1.person_id: [eve]
residences.2.dwelling_id: [D9]
residences.3.dwelling_id: [D8]
residences.3.from_date: [2020-07-06, 2020-01-01, 2020-07-04]
"""
_TODAY = """
tenancies:
  - {tenancy_id: T1, holder_id: dana, dwelling_id: D1, acquired_by: exchange, from_date: 2026-03-01}
  - {tenancy_id: T2, holder_id: bob, dwelling_id: D1, acquired_by: transfer, from_date: 2026-06-30}
residences:
  - {person_id: dana, dwelling_id: D8, from_date: 2020-01-01, to_date: 2020-12-31}
  - {person_id: bob, dwelling_id: D8, from_date: 2020-07-05, to_date: 2020-12-31}
"""
_TODAY_CELLS = """
tenancies.0.holder_id: [bob]
tenancies.1.from_date: [2026-07-01]
tenancies.1.holder_id: [dana, eve]
tenancies.1.acquired_by: [exchange, takeover]
residences.1.from_date: [2020-07-06]
residences.1.person_id: [eve]
residences.1:
"""
WORLDS: st.SearchStrategy[World] = st.one_of(
    near(_PASSED, _CELLS, most=2), near(_PASSED, _CELLS, most=4), near(_TODAY, _TODAY_CELLS, most=2)
)
