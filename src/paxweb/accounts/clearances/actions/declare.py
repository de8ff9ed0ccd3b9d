"""Say whom one stands close to."""

from collections.abc import Callable

from django.db import transaction

from pax.vocabulary import Text
from pax.vocabulary.hiding import hidden
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed
from paxweb.accounts.keys import subject_key
from paxweb.accounts.models import Board, Declared
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind

_hooks: list[Callable[[int], None]] = []


def when_declared(hook: Callable[[int], None]) -> None:
    """Call `hook(person id)` in the transaction in which somebody declares something."""
    _hooks.append(hook)


def declare(actor: Actor, kind: str, identifier: str) -> int:
    """Hash what one stands close to under every board's key, at once; the value and the reason are kept nowhere.

    `kind` is person, organisation or dwelling. Raises `NotAllowed` when no board's key is on the server.
    """
    keys = {board: subject_key(board) for board in Board.objects.order_by("id").values_list("id", flat=True)}
    hashes = [hidden(key, kind, identifier) for key in keys.values() if key is not None]
    if not hashes:
        raise NotAllowed(
            Text(
                "Nycklarna saknas på servern. Säg till teknikern.",
                "The keys are missing on the server. Tell the technician.",
            )
        )
    with transaction.atomic():
        at = now()
        Declared.objects.bulk_create(
            Declared(user_id=actor.id, subject_kind=kind, subject_key=key, declared_at=at) for key in hashes
        )
        for hook in _hooks:
            hook(actor.id)
        detail = {"kind": kind, "boards": len(hashes)}
        write_change(Line(kind=Kind.CHANGE, act="declare.own", user_id=actor.id, detail=detail))
    return len(hashes)
