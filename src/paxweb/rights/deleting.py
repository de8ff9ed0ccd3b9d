"""A decided deletion is carried out, in steps that can be stopped and gone on with, and proved when it is done."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import timedelta
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, models, transaction
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from pax.vocabulary import WrongUse
from paxweb.accounts.access import machine
from paxweb.accounts.keys import subject_key
from paxweb.cases.models import Case
from paxweb.documents.destroying import erase
from paxweb.frame.clock import day_of, now, today
from paxweb.ledger.anchors import read_key
from paxweb.ledger.canonical import as_json
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.rights.chosen import chosen
from paxweb.rights.models import Deleted, Deletion, DeletionState
from paxweb.rights.planning import PlanLine, plan
from paxweb.rights.tables import digest_of, pointing, rows_of

MACHINE: Final = "machine:retention"
A_STEP = 25
"""Items, cases or requests in one transaction."""
_AT_ONCE = 900
"""Ids in one statement: SQLite takes a limited number."""

Pause = Callable[[], None]


def delete_decided(deletion_id: UUID, pause: Pause = lambda: None) -> DeletionState:
    """Carry out a deletion that two people have decided; how it then stands. Goes on where it was stopped.

    Each step: the documents' keys and files of its cases, then one transaction with its rows, what it counted and a
    line. What was put on hold meanwhile stays.
    """
    with machine(MACHINE):
        _forget_overwritten()
        deletion = Deletion.objects.select_related("board").get(pk=deletion_id)
        if deletion.state not in (DeletionState.DECIDED, DeletionState.RUNNING):
            return DeletionState(deletion.state)
        line = _line_of(deletion)
        while step := _next(deletion, line):
            _one_step(deletion, *step)
            pause()
        _finish(deletion)
        _empty_journal()
    return DeletionState.DONE


def go_on(pause: Pause = lambda: None) -> int:
    """Carry out every deletion that is decided and not done; how many. What a killed job left is gone on with."""
    with machine(MACHINE):
        waiting = Deletion.objects.filter(state__in=(DeletionState.DECIDED, DeletionState.RUNNING))
        found = list(waiting.order_by("signed_at").values_list("pk", flat=True))
    for each in found:
        delete_decided(each, pause)
    return len(found)


def preview(board_id: str, line: PlanLine, before: Any) -> dict[str, Any]:  # noqa: ANN401  a date, or its lookup
    """Rows per table that would go, how many items, cases or requests, and the first of them by number or day.

    What only a team may see is counted, for it goes too; by its number it would be known.
    """
    counts: Counter[str] = Counter()
    roots, sample = 0, list[str]()
    for model, found in chosen(board_id, line, before):
        ids = list(found.order_by("pk").values_list("pk", flat=True))
        roots += len(ids)
        sample += [_told(row) for row in found.filter(team_only=False).order_by("pk")[:10]]
        for start in range(0, len(ids), 500):
            for table, rows in rows_of(model, ids[start : start + 500]):
                counts[table._meta.label] += rows.count()
    return {
        "roots": roots,
        "tables": {name: count for name, count in sorted(counts.items()) if count},
        "sample": sample,
    }


def _told(row: models.Model) -> str:
    """A row in words that tell of nobody."""
    for name in ("number", "diary_number"):
        if getattr(row, name, ""):
            return str(getattr(row, name))
    return f"{getattr(row, 'family', '')} {getattr(row, 'arrived_on', '')}".strip()


def _line_of(deletion: Deletion) -> PlanLine:
    line = plan().line(deletion.board_id, deletion.plan_line)
    if line is None or plan().digest != deletion.plan_digest:
        raise WrongUse(
            "the retention plan is not the one that was decided on", ask="the registrar",
            then="decide anew from the plan as it is now; nothing more was deleted",
        )  # fmt: skip
    return line


def _next(deletion: Deletion, line: PlanLine) -> tuple[type[models.Model], list[UUID]] | None:
    for model, found in chosen(deletion.board_id, line, deletion.before):
        ids = list(found.order_by("pk").values_list("pk", flat=True)[:A_STEP])
        if ids:
            return model, ids
    return None


def _one_step(deletion: Deletion, model: type[models.Model], ids: list[UUID]) -> None:
    destroyed = [erase(each) for each in ids] if model is Case else []
    with transaction.atomic():
        held = Deletion.objects.select_for_update().get(pk=deletion.pk)
        counts, digests = _delete(model, ids)
        counts["documents.key"] += sum(proof.key for proof in destroyed)
        counts["documents.file"] += sum(proof.files for proof in destroyed)
        Deleted.objects.create(
            deletion=held, n=held.steps.count() + 1, roots=len(ids), counts={n: c for n, c in counts.items() if c},
            digests=digests, at=now(),
        )  # fmt: skip
        Deletion.objects.filter(pk=held.pk).update(state=DeletionState.RUNNING)
        write_change(
            Line(
                Kind.MACHINE, "retention.delete", machine=MACHINE, board=held.board_id, items=tuple(ids),
                detail={"deletion": str(held.pk), "rows": sum(counts.values())},
            )
        )  # fmt: skip


def _delete(model: type[models.Model], ids: list[UUID]) -> tuple[Counter[str], dict[str, str]]:
    """Delete table by table, what hangs deepest first; which rows, as counts and hashes."""
    counts: Counter[str] = Counter()
    gone: dict[type[models.Model], set[object]] = defaultdict(set)
    for table, rows in rows_of(model, ids):
        found = list(rows.values_list("pk", flat=True))
        gone[table].update(found)
        for start in range(0, len(found), _AT_ONCE):
            part = found[start : start + _AT_ONCE]
            _detach(table, part)
            table._default_manager.filter(pk__in=part)._raw_delete(DEFAULT_DB_ALIAS)
    for table, pks in gone.items():
        counts[table._meta.label] += len(pks)
    return counts, {table._meta.label: digest_of(table, pks) for table, pks in gone.items() if pks}


def _detach(table: type[models.Model], ids: list[object]) -> None:
    """What only points at a row that goes, and stays, points at nothing."""
    for relation in pointing(table):
        if relation.on_delete is models.SET_NULL and ids:
            name = relation.field.name
            child: Any = relation.related_model
            child._default_manager.filter(**{f"{name}__in": ids}).update(**{name: None})


def _finish(deletion: Deletion) -> None:
    with transaction.atomic():
        held = Deletion.objects.select_for_update().get(pk=deletion.pk)
        told = proof_of(held)
        key, named = _signing_key(held.board_id)
        told["key"] = {"which": named, "public": bytes(key.verify_key).hex()}
        signature = key.sign(as_json(told).encode()).signature.hex()
        Deletion.objects.filter(pk=held.pk).update(
            state=DeletionState.DONE, done_at=now(), preview={**held.preview, "sample": []}, proof=told,
            signature=signature,
            backups_until=today() + timedelta(days=settings.PAX_BACKUP_DAYS),
        )  # fmt: skip
        write_change(
            Line(
                Kind.MACHINE, "retention.done", machine=MACHINE, board=held.board_id,
                detail={"deletion": str(held.pk), "proof": sha256(as_json(told).encode()).hexdigest()},
            )
        )  # fmt: skip


def proof_of(deletion: Deletion) -> dict[str, Any]:
    """What was deleted, by which decision, how many rows of each table, and what backups still hold until when."""
    counts: Counter[str] = Counter()
    chained: dict[str, Any] = defaultdict(sha256)
    for step in deletion.steps.order_by("n"):
        counts.update(step.counts)
        for table, digest in sorted(step.digests.items()):
            chained[table].update(bytes.fromhex(digest))
    day = today()
    return {
        "deletion": str(deletion.pk), "board": deletion.board_id, "plan_line": deletion.plan_line,
        "plan": deletion.plan_digest, "decision": deletion.digest, "before": deletion.before.isoformat(),
        "decided_on": day_of(deletion.signed_at).isoformat() if deletion.signed_at else "",
        "done_on": day.isoformat(),
        "roots": sum(step.roots for step in deletion.steps.all()),
        "tables": {
            name: {"rows": count, "which": chained[name].hexdigest() if name in chained else ""}
            for name, count in sorted(counts.items())
        },
        "backups_hold_rows_until": (day + timedelta(days=settings.PAX_BACKUP_DAYS)).isoformat(),
        "backups_hold_keys_until": (day + timedelta(days=settings.PAX_CASE_KEYS_KEEP_DAYS)).isoformat(),
    }  # fmt: skip


def holds_true(proof: Mapping[str, Any], signature: str, public: bytes) -> bool:
    """Whether a proof was signed by this key, exactly as it stands."""
    try:
        VerifyKey(public).verify(as_json(dict(proof)).encode(), bytes.fromhex(signature))
    except (BadSignatureError, ValueError):
        return False
    return True


def _signing_key(board_id: str) -> tuple[SigningKey, str]:
    """The key of the log's anchors where this process has it; else one made from the board's own."""
    if settings.PAX_ANCHOR_KEY and Path(settings.PAX_ANCHOR_KEY).is_file():
        return read_key(Path(settings.PAX_ANCHOR_KEY)), "anchor"
    own = subject_key(board_id)
    if own is None:
        raise WrongUse("the board's keys are not here", ask="the technician", then="put them in the folder PAX_KEYS")
    return SigningKey(blake2b(b"deletions", key=own, person=b"pax proof", digest_size=32).digest()), "board"


def _forget_overwritten() -> None:
    """SQLite keeps what was deleted in the file's free space unless told not to."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _empty_journal() -> None:
    """SQLite's journal holds the pages as they were until it is emptied into the file."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
