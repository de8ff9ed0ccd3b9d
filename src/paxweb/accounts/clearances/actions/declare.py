"""Say whom one stands close to; and end what somebody has said, as an access officer."""

from collections.abc import Callable, Collection

from django.db import transaction

from pax.vocabulary import Text
from pax.vocabulary.hiding import hidden
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed, demand, demand_another
from paxweb.accounts.keys import subject_key
from paxweb.accounts.models import Board, Declared, Notice
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind

_hooks: list[Callable[[int], None]] = []
_ended: list[Callable[[int, Collection[str]], None]] = []


def when_declared(hook: Callable[[int], None]) -> None:
    """Call `hook(person id)` in the transaction in which somebody declares something."""
    _hooks.append(hook)


def when_ended(hook: Callable[[int, Collection[str]], None]) -> None:
    """Call `hook(person id, keys)` in the transaction in which what somebody declared is ended."""
    _ended.append(hook)


def end_declared(actor: Actor, board: Board, declared: Declared, reason: str) -> None:
    """An access officer ends what somebody else has declared: it keeps them away no longer, at any board.

    What registers say keeps them away as before. Raises `NotAllowed`: one's own, no right, or ended already.
    """
    demand(actor, board.pk, "access.end")
    demand_another(actor, declared.user_id)
    with transaction.atomic():
        same = Declared.objects.filter(
            user=declared.user_id, subject_kind=declared.subject_kind, declared_at=declared.declared_at,
            withdrawn_at=None,
        )  # fmt: skip
        keys = list(same.values_list("subject_key", flat=True))
        if not same.update(withdrawn_at=now(), ended_by_id=actor.id, reason=reason):
            raise NotAllowed(Text("Anmälan är redan avslutad.", "The declaration has ended already."))
        for hook in _ended:
            hook(declared.user_id, keys)
        Notice.objects.create(
            user_id=declared.user_id, kind="declared.ended", about_id=actor.id, board=board, made_at=now()
        )
        detail = {"user": declared.user_id, "kind": declared.subject_kind}
        write_change(Line(kind=Kind.CHANGE, act="access.end_declared", user_id=actor.id, board=board.pk, detail=detail))


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
