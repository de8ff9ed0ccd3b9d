"""Worlds around HO-05's conditions."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
_OVER = """
tenancies:
  - {tenancy_id: T1, holder_id: dana, dwelling_id: D1, from_date: 2020-01-01}
  - {tenancy_id: T1, holder_id: dan, dwelling_id: D1, to_date: 2026-06-30}
  - {tenancy_id: T2, holder_id: sara, dwelling_id: D2, from_date: 2020-01-01}
  - {tenancy_id: T3, holder_id: bob, dwelling_id: D1, from_date: 2020-01-01}
sublet_permits:
  - {tenancy_id: T1, from_date: 2025-05-01, to_date: 2026-05-01, subtenant_id: sara}
  - {tenancy_id: T1, from_date: 2024-05-01, to_date: 2025-04-30, subtenant_id: sven}
  - {tenancy_id: T2, from_date: 2026-06-30, subtenant_id: sara}
persons: [{person_id: sara}, {person_id: sven, deregistration_code: UV, deregistration_date: 2026-07-01}]
residences:
  - {person_id: sara, dwelling_id: D1, from_date: 2025-05-01}
  - {person_id: sven, dwelling_id: D1, from_date: 2024-05-01, to_date: 2026-06-30}
"""
_CELLS = """
tenancies.0:
tenancies.0.from_date: [2026-06-30, 2026-07-01, null]
tenancies.0.dwelling_id: [D2, null]
tenancies.0.to_date: [2026-06-29]
tenancies.1:
tenancies.1.to_date: [2026-06-29]
tenancies.1.dwelling_id: [null]
tenancies.2.dwelling_id: [D1]
tenancies.2.from_date: [2026-06-30, 2026-07-01]
tenancies.2.to_date: [2026-06-29, 2026-06-30]
tenancies.3.holder_id: [sara, sven]
sublet_permits.0.to_date: [2026-05-02, null, 2026-04-30]
sublet_permits.0.subtenant_id: [null, sven, dana]
sublet_permits.1.to_date: [2026-05-02, 2026-06-29, 2026-06-30]
sublet_permits.2.tenancy_id: [T1]
sublet_permits.2.from_date: [2026-07-01]
sublet_permits.2:
persons.0.deregistration_code: [FI, AV]
persons.0.deregistration_date: [2026-06-30]
persons.1.deregistration_date: [2026-06-30, null]
persons.1.deregistration_code: [GN]
residences.0.to_date: [2026-06-29, 2026-06-30]
residences.0.dwelling_id: [D2, null]
residences.0.from_date: [2026-06-30, 2026-07-01]
residences.1.to_date: [2026-06-29, null]
residences.1:
"""
WORLDS: st.SearchStrategy[World] = st.one_of(near(_OVER, _CELLS, most=2), near(_OVER, _CELLS, most=4))
