"""What Django checks before the office starts: a secret of its own, and on PostgreSQL a role that the policies bind."""

from collections.abc import Sequence

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

ROLE = """
SELECT r.rolname, r.rolsuper, r.rolbypassrls,
       EXISTS (SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
               WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relowner = r.oid)
FROM pg_roles AS r WHERE r.rolname IN (session_user, current_user)
"""
CLOSED = """
SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relrowsecurity AND has_table_privilege(c.oid, 'SELECT') ORDER BY c.relname
"""


@register(Tags.security)
def secret(**_: object) -> Sequence[CheckMessage]:
    """Sessions and forms are signed with a key that somebody has made."""
    try:
        long_enough = len(settings.SECRET_KEY) >= 32
    except ImproperlyConfigured:
        long_enough = False
    if long_enough:
        return []
    return [
        Error(
            "the secret key is missing or shorter than 32 characters",
            hint='set PAX_SECRET_KEY, made by: python -c "import secrets; print(secrets.token_urlsafe(48))"',
            id="pax.E001",
        )
    ]


@register(Tags.security, deploy=True)
def bound_role(**_: object) -> Sequence[CheckMessage]:
    """The role the office signs in with owns nothing, passes by no policy, and sees nothing before it says who asks."""
    return _role_of(DEFAULT_DB_ALIAS) if connections[DEFAULT_DB_ALIAS].vendor == "postgresql" else []


def refuse_unsafe() -> None:
    """Raise `ImproperlyConfigured` where the office must not start: without a secret, or with an unbound role."""
    wrong = [*secret(), *bound_role()]
    if wrong:
        raise ImproperlyConfigured("; ".join(f"{message.msg} ({message.hint})" for message in wrong))


def _role_of(alias: str) -> list[CheckMessage]:
    with connections[alias].cursor() as cursor:
        cursor.execute(ROLE)
        roles = cursor.fetchall()
        cursor.execute(CLOSED)
        closed = [name for (name,) in cursor.fetchall()]
    words = ("is a superuser", "passes by policies (BYPASSRLS)", "owns tables")
    wrong = [f"{name} {word}" for name, *flags in roles for word, flag in zip(words, flags, strict=True) if flag]
    wrong += [f"the role sees rows of {table} before it says who asks" for table in closed if _sees(alias, table)]
    hint = "sign in as pax_office (ops/roles.sql); run migrations as pax_owner"
    return [Error(problem, hint=hint, id="pax.E002") for problem in wrong]


def _sees(alias: str, table: str) -> bool:
    connection = connections[alias]
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {connection.ops.quote_name(table)})")  # noqa: S608  a name read from pg_class
            return bool(cursor.fetchall()[0][0])
    except DatabaseError:
        return False
