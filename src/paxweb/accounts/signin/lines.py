"""Lines of the ledger about signing in. A name that was typed is written as its keyed hash, never as itself."""

from allauth.account.internal.flows.login import get_authentication_records
from django.db import transaction
from django.http import HttpRequest

from paxweb.accounts.models import User
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind


def signed_in(request: HttpRequest, user: User) -> int:
    """Somebody signed in: by which ways, in order."""
    ways = [str(record.get("type") or record["method"]) for record in get_authentication_records(request, user)]
    return write_change(Line(kind=Kind.CHANGE, act="signin.in", user_id=user.pk, detail={"ways": ways}))


def signed_out(user: User) -> int:
    """Somebody signed out."""
    return write_change(Line(kind=Kind.CHANGE, act="signin.out", user_id=user.pk))


def refused(why: str, *, name: str = "", user: User | None = None) -> int:
    """A try to sign in was refused: why, and the keyed hash of the name or whose second factor it was."""
    detail = {"why": why, **({"name": name} if name else {})}
    with transaction.atomic():
        return write_change(
            Line(kind=Kind.REFUSAL, act="signin.refused", user_id=user.pk if user else None, detail=detail)
        )


def factor_changed(user: User, act: str, kind: str) -> int:
    """Somebody's way of signing in changed: `act` is added, removed, codes or password; `kind` is which."""
    return write_change(Line(kind=Kind.CHANGE, act=f"factor.{act}", user_id=user.pk, detail={"kind": kind}))
