"""Worlds around HO-08's conditions; three leases are many here."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
PARAMETERS: dict[str, object] = {"leases": 3}
_THREE = """
lease_certificates:
  - {tenancy_id: T1, employer_id: acme, issued_on: 2025-06-30}
  - {tenancy_id: T2, employer_id: acme, issued_on: 2026-01-01}
  - {tenancy_id: T3, employer_id: acme, issued_on: 2026-06-30}
  - {tenancy_id: T3, employer_id: beta, issued_on: 2026-06-30}
organisations: [{org_id: acme, employees: 9}, {org_id: beta, employees: 9}]
"""
_CELLS = """
lease_certificates.0.issued_on: [2025-06-29, null]
lease_certificates.0.employer_id: [beta]
lease_certificates.1:
lease_certificates.1.employer_id: [beta]
lease_certificates.2.issued_on: [2026-07-01]
lease_certificates.3.tenancy_id: [T4]
lease_certificates.3.employer_id: [acme]
organisations.0:
organisations.0.employees: [10, 0, null]
"""
WORLDS: st.SearchStrategy[World] = near(_THREE, _CELLS, most=3)
