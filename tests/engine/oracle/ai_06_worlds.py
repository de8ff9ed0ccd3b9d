"""Worlds around AI-06's conditions."""

from datetime import date

from hypothesis import strategies as st

from tests.engine.oracle.near import World, near

AS_OF = date(2026, 6, 30)
_PLANTED = """
persons:
  - {person_id: dana, birth_date: 1990-05-05}
aid_cases:
  - {aid_case_id: C1, opened_on: 2020-01-01}
aid_members:
  - {aid_case_id: C1, person_id: dana, from_date: 2025-01-01, role: applicant}
organisations:
  - {org_id: A, legal_form: AB, f_tax: true}
  - {org_id: B, legal_form: HB}
organisation_roles:
  - {org_id: A, person_id: dana, role: board_member, from_date: 2020-01-01}
beneficial_owners:
  - {org_id: B, owner_id: dana, from_date: 2020-01-01, share_min: 25}
"""
_CELLS = """
persons.0.birth_date: [2008-06-30, 2008-07-01, null]
persons.0:
aid_cases.0.opened_on: [2026-06-30, 2026-07-01, null]
aid_cases.0.closed_on: [2026-06-29, 2026-06-30]
aid_members.0.from_date: [2026-06-30, 2026-07-01]
aid_members.0.to_date: [2026-06-29, 2026-06-30]
aid_members.0.role: [child, co_applicant, null]
aid_members.0.person_id: [bob]
organisations.0.legal_form: [I, BRF, EK, E, null, XX]
organisations.0.deregistered_on: [2026-06-29, 2026-06-30, 2026-07-01]
organisations.0.proceeding: [bankruptcy, liquidation, odd]
organisations.0.f_tax: [false, null]
organisations.1:
organisations.1.deregistered_on: [2026-06-30]
organisation_roles.0.role: [chief_executive, signatory, sole_trader, sole_trader, deputy, auditor]
organisation_roles.0.from_date: [null, 2026-06-30, 2026-07-01]
organisation_roles.0.to_date: [2026-06-29, 2026-06-30]
organisation_roles.0.org_id: [B]
organisation_roles.0.person_id: [bob]
beneficial_owners.0.share_min: [24.99, 25.01, null]
beneficial_owners.0.from_date: [null, 2026-06-30, 2026-07-01]
beneficial_owners.0.to_date: [2026-06-29, 2026-06-30]
beneficial_owners.0.org_id: [A]
"""
WORLDS: st.SearchStrategy[World] = near(_PLANTED, _CELLS)
