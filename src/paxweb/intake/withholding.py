"""Protected persons: whatever is held on them is taken out of sight at once. A mark is all anyone sees.

What is taken is sealed under a key outside the database, so that it can be put back when protection ends and a person
confirms it. What cannot be told apart goes too: a home, account, lease or case that a row names beside the person, and
the whole question of an item they stand in.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from pax.api.rows import Ends, Hiding
from pax.content import find, schema
from paxweb.frame.clock import now
from paxweb.intake.models import Item, Named, ProtectedKey, Run, Withheld
from paxweb.intake.rooms import hidden_or_back, rooms, withheld_too
from paxweb.intake.sealing import HIDDEN, seal_row
from paxweb.intake.standing import Standing
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.seal.boxes import sealing_key

MACHINE = "machine:intake"
_KEYS = 400


def withhold(run: Run, subject_key: bytes) -> int:
    """Take out of sight everything held on those the run names as protected; in how many items something was taken.

    Each item is a transaction of its own with its line in the ledger. May be called again: what is taken stays taken.
    """
    _forget_overwritten()
    hiding, ends = Hiding.under(subject_key), Ends(schema(find()))
    found: dict[UUID, set[str]] = {}
    for item_id, key in _standing(run):
        found.setdefault(item_id, set()).add(key)
    for item_id, keys in sorted(found.items()):
        _withhold(Item.objects.get(pk=item_id), frozenset(keys), hiding, ends, sealing_key(subject_key))
    elsewhere = withheld_too(run, subject_key)
    if found or elsewhere:
        _empty_journal()
    return len(found)


def _standing(run: Run) -> Iterator[tuple[UUID, str]]:
    """(item, key) of everyone protected who stands in an item and is not withheld there, or stands there anew."""
    keys = sorted(set(ProtectedKey.objects.filter(run=run).values_list("subject_key", flat=True)))
    for start in range(0, len(keys), _KEYS):
        part = keys[start : start + _KEYS]
        held = Withheld.objects.filter(item__board=run.board, subject_key__in=part, lifted_at=None)
        done = set(held.values_list("item_id", "subject_key"))
        named = Named.objects.filter(item__board=run.board, subject_key__in=part)
        for item_id, key, of_run in named.values_list("item_id", "subject_key", "run_id"):
            if of_run == run.pk or (item_id, key) not in done:
                yield item_id, key


def _withhold(item: Item, keys: frozenset[str], hiding: Hiding, ends: Ends, key: bytes) -> None:
    at = now()
    with transaction.atomic():
        Withheld.objects.filter(item=item, subject_key__in=keys).exclude(lifted_at=None).update(since=at)
        for one in sorted(keys):
            Withheld.objects.update_or_create(
                item=item, subject_key=one,
                defaults={"ended_at": None, "lifted_at": None, "lifted_by": None}, create_defaults={"since": at},
            )  # fmt: skip
        for row, because in list(Standing(item, keys, hiding, ends).rows()):
            seal_row(row, HIDDEN[type(row)], item.pk, because, key, at)
        _withhold_rooms(item, keys, key, at)
        hidden_or_back(item.pk)
        write_change(
            Line(
                Kind.MACHINE, "intake.withhold", machine=MACHINE, board=item.board_id, items=(item.pk,),
                about=tuple(sorted(keys)),
            )
        )  # fmt: skip


def _withhold_rooms(item: Item, keys: frozenset[str], key: bytes, at: datetime) -> None:
    for room in rooms():
        for row in room.model._default_manager.filter(**{room.item: item.pk}):
            seal_row(row, room.fields, item.pk, keys, key, at)


def _forget_overwritten() -> None:
    """SQLite keeps what was overwritten in the file's free space unless told not to."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _empty_journal() -> None:
    """SQLite's journal holds the pages as they were until it is emptied into the file."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
