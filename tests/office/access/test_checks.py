"""The office does not start where the policies would not bind it, or without a secret of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.core.checks import CheckMessage
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from paxweb.accounts.checks import bound_role, refuse_unsafe, secret
from tests.office.world import World

pytestmark = pytest.mark.django_db
on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="roles are PostgreSQL's")


@contextmanager
def _as(role: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET SESSION AUTHORIZATION {role}")
        try:
            yield
        finally:
            cursor.execute("RESET SESSION AUTHORIZATION")


def _said(problems: Sequence[CheckMessage]) -> str:
    return " · ".join(str(problem.msg) for problem in problems)


@pytest.mark.parametrize("value", ["", "short"])
def test_a_missing_or_short_secret_is_refused_with_what_to_do(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paxweb.accounts.checks.settings", SimpleNamespace(SECRET_KEY=value))
    assert [(message.id, "PAX_SECRET_KEY" in (message.hint or "")) for message in secret()] == [("pax.E001", True)]
    with pytest.raises(ImproperlyConfigured, match="secret key"):
        refuse_unsafe()


@on_postgres
def test_the_offices_role_passes(world: World) -> None:
    with _as("pax_office"):
        assert _said(bound_role()) == ""


@on_postgres
def test_a_superuser_that_owns_the_tables_is_refused_and_told_so(world: World) -> None:
    said = _said(bound_role())
    assert "pax_tests is a superuser" in said
    assert "pax_tests owns tables" in said
    assert "the role sees rows of intake_item before it says who asks" in said


@on_postgres
def test_a_role_that_passes_by_policies_is_refused(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER ROLE pax_office BYPASSRLS")
    with _as("pax_office"):
        said = _said(bound_role())
    assert "pax_office passes by policies (BYPASSRLS)" in said
    assert "the role sees rows of intake_item" in said


@on_postgres
def test_a_role_that_owns_one_table_is_refused(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_board OWNER TO pax_office")
    with _as("pax_office"):
        assert _said(bound_role()) == "pax_office owns tables"


@on_postgres
def test_a_policy_that_lets_everything_through_is_seen(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE POLICY careless ON intake_item TO pax_office USING (true)")
    with _as("pax_office"):
        assert "the role sees rows of intake_item before it says who asks" in _said(bound_role())
