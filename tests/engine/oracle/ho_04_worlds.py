"""Worlds around HO-04's conditions."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
_SHOWN = """
tenancies:
  - {tenancy_id: T1, holder_id: dana, dwelling_id: D1, kind: student, from_date: 2024-08-01}
study_certificates:
  - {tenancy_id: T1, shown_on: 2025-01-01, valid_to: 2026-03-02}
  - {tenancy_id: T1, shown_on: 2026-06-30, valid_to: 2025-03-02}
"""
_SHOWN_CELLS = """
tenancies.0.kind: [first_hand]
tenancies.0.from_date: [2026-03-03, 2026-03-04, null]
tenancies.0.to_date: [2026-06-29, 2026-06-30, 2026-07-01]
tenancies.0.holder_id: [bob]
study_certificates.0.valid_to: [2026-03-03, 2026-03-01, null, 2027-01-01]
study_certificates.0.shown_on: [2026-07-01]
study_certificates.0.tenancy_id: [T2]
study_certificates.0:
study_certificates.1.valid_to: [2026-03-03, null]
study_certificates.1.shown_on: [2026-07-01]
study_certificates.1:
"""
_NEVER = """
tenancies:
  - {tenancy_id: T2, holder_id: bob, dwelling_id: D2, kind: student, from_date: 2026-03-02, to_date: 2026-06-30}
  - {tenancy_id: T3, holder_id: eve, kind: student, from_date: 2026-03-03}
study_certificates:
  - {tenancy_id: T3, shown_on: 2025-01-01, valid_to: 2026-03-03}
"""
_NEVER_CELLS = """
tenancies.0.from_date: [2026-03-01, 2026-03-03]
tenancies.0.to_date: [2026-06-29, null]
tenancies.1.from_date: [2026-03-04, 2026-03-02]
tenancies.1:
study_certificates.0:
study_certificates.0.tenancy_id: [T2]
study_certificates.0.valid_to: [2026-03-02, 2026-03-01]
study_certificates.0.shown_on: [2026-06-30, 2026-07-01]
"""
WORLDS: st.SearchStrategy[World] = st.one_of(near(_SHOWN, _SHOWN_CELLS), near(_NEVER, _NEVER_CELLS))
