"""Every address of the office, for every role, inside and outside, team-only and recused, on both databases.

Three times: as it is; with `visible_to` showing everything, so that the policies stand alone (PostgreSQL); and with the
policies off, so that the querysets stand alone.
"""

from typing import Any

import pytest
from django.db import connection

from paxweb.accounts import identity
from paxweb.accounts.doorlist import Page, pages
from paxweb.accounts.models import ChildQuerySet, GuardedQuerySet
from tests.office.access.matrix import Office, expected, line, make_office, row_of

WITHOUT_A_DOOR = {
    "root",
    "account_login",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "account_logout",
    "account_reauthenticate",
    "account_begin",
    "api:document",
}
"""The list of ten: before anybody is signed in, the step that asks for a factor anew, and the API's own document."""

PAGES = [page for page in pages() if page.door is not None]
ON_ITEMS = [page for page in PAGES if page.about == "item"]


def _named(page: Page) -> str:
    return page.name


@pytest.fixture
def office(db: None) -> Office:
    """The office of the matrix."""
    return make_office()


def test_ten_addresses_have_no_door_and_no_other() -> None:
    assert len(WITHOUT_A_DOOR) == 10
    assert {page.name for page in pages() if page.door is None} == WITHOUT_A_DOOR


def test_the_file_has_a_row_for_each_page_and_none_for_a_page_that_is_gone() -> None:
    assert sorted(set(expected()) - {page.name for page in PAGES}) == []
    assert len(PAGES) > 40


@pytest.mark.parametrize("page", PAGES, ids=_named)
def test_a_page_opens_for_whom_the_matrix_says(office: Office, page: Page) -> None:
    row = row_of(page, office)
    assert line(row) == line(expected().get(page.name, dict.fromkeys(row, "?"))), f"in matrix.csv: {line(row)}"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="policies are PostgreSQL's")
@pytest.mark.parametrize("page", ON_ITEMS, ids=_named)
def test_the_policies_alone_hold_the_matrix(office: Office, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    for queryset in (GuardedQuerySet, ChildQuerySet):
        monkeypatch.setattr(queryset, "visible_to", _everything)
    assert line(row_of(page, office)) == line(expected()[page.name])


def _everything(self: Any, actor: object) -> object:  # noqa: ANN401  any queryset
    return self.all()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="without policies this is the first test again")
@pytest.mark.parametrize("page", ON_ITEMS, ids=_named)
def test_the_querysets_alone_hold_the_matrix(office: Office, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "OFFICE", "pax_tests")
    assert line(row_of(page, office)) == line(expected()[page.name])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="policies are PostgreSQL's")
def test_with_both_locks_off_the_matrix_would_notice(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for queryset in (GuardedQuerySet, ChildQuerySet):
        monkeypatch.setattr(queryset, "visible_to", _everything)
    monkeypatch.setattr(identity, "OFFICE", "pax_tests")
    page = next(page for page in ON_ITEMS if page.name == "signals:item")
    assert line(row_of(page, office)) != line(expected()[page.name])
