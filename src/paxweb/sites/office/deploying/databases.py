"""The database: which, who owns it, whether its tables are up to date, and whether people are in place."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from paxweb.accounts.clearances.limits import holds
from paxweb.accounts.models import Board, Clearance, Role
from paxweb.frame.clock import now
from paxweb.sites.office.deploying.findings import Finding, fine, look, refused

KEEPER = "whoever keeps the database"
_ROLE = "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
_OWNED = """
    SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND pg_has_role(current_user, c.relowner, 'USAGE')
"""
_DRIFT = 2.0
_LOCAL = ("", "localhost", "127.0.0.1", "::1")


def database_found(*, deploy: bool) -> Iterator[Finding]:
    """Reachable, migrated; with `deploy` also fit for what is kept in it."""
    try:
        waiting = _waiting()
    except Error:
        yield refused("database", "it cannot be reached", KEEPER, "look at DATABASE_URL and the server")
        return
    if waiting:
        yield refused("database", f"{waiting} changes of the tables wait", KEEPER, "run pax-office migrate")
        return
    yield fine("database", "the tables are up to date")
    if deploy:
        yield from (_sqlite() if connection.vendor == "sqlite" else _postgresql())
        yield from _system()
        yield from _people()


def _waiting() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _sqlite() -> Iterator[Finding]:
    boards = Board.objects.count()
    if boards > 1:
        says = f"SQLite holds {boards} boards: nothing but our own filters stands between them"
        yield refused("database", says, KEEPER, "use PostgreSQL by DATABASE_URL")
    else:
        yield look("database", "SQLite, one board", KEEPER, "use PostgreSQL when more than one person works here")


def _postgresql() -> Iterator[Finding]:
    superuser, bypass, creates = _one(_ROLE)
    owned = _one(_OWNED)[0]
    if superuser or bypass or creates:
        says = "the application's role is above the policies"
        yield refused("database", says, KEEPER, "take SUPERUSER, BYPASSRLS and CREATEROLE from it")
    if owned:
        says = f"the application's role owns {owned} tables, and so is above their policies"
        yield refused("database", says, KEEPER, "let PAX_OWNER_URL's role own them, and run pax-office migrate by it")
    if not (superuser or bypass or creates or owned):
        yield fine("database", "the application's role owns nothing and is under the policies")
    said: dict[str, Any] = settings.DATABASES["default"]
    options = said.get("OPTIONS", {})
    host = str(said.get("HOST", ""))
    if host not in _LOCAL and not host.startswith("/") and options.get("sslmode") != "verify-full":
        yield refused(
            "database", "its server is elsewhere and is not reached by verified TLS", KEEPER, "add ?sslmode=verify-full"
        )
    yield from _drift()


def _drift() -> Iterator[Finding]:
    apart = abs((_one("SELECT clock_timestamp()")[0] - now()).total_seconds())
    if apart > _DRIFT:
        yield refused(
            "clock", f"the database's clock is {apart:.0f} s from ours", KEEPER, "let both follow one time server"
        )
    else:
        yield fine("clock", "the database's clock and ours agree")


def _one(query: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row: tuple[Any, ...] = cursor.fetchall()[0]
    return row


def _system() -> Iterator[Finding]:
    found = run_checks(databases=["default"], include_deployment_checks=False)
    for each in found:
        if each.level >= ERROR:
            yield refused(
                "system",
                f"{each.id}: {str(each.msg).splitlines()[0]}",
                "the technician",
                str(each.hint or "see the guide").rstrip("."),
            )


def _people() -> Iterator[Finding]:
    if not Board.objects.exists():
        yield refused(
            "boards", "there are none", "whoever runs the office", "run pax-office boards with municipality.toml"
        )
    for board in Board.objects.order_by("id"):
        officers = Clearance.objects.filter(label__board=board, role=Role.ACCESS_OFFICER).select_related("label")
        standing = [one for one in officers if holds(one)]
        if not standing:
            yield refused(
                "people",
                f"{board.pk} has no access officer",
                "the board",
                "decide who, and let pax-office appoint make them",
            )
        elif all(one.confirmed_at is None for one in standing):
            yield look(
                "people",
                f"{board.pk}: no second person has confirmed the access officer",
                "the second person",
                "sign within 7 days",
            )
        else:
            yield fine("people", f"{board.pk} has an access officer whom two people stand behind")
