"""Protected persons in cases: everything written in a case they stand in is taken out of sight, and sealed.

A case is not told apart word by word as an item is: who stands beside whom is written in plain words. So all words of
the case go, and of what is written later too, until a person confirms that protection has ended.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import models, transaction

from paxweb.accounts.access import machine
from paxweb.accounts.keys import key_file, subject_key
from paxweb.cases import rooms
from paxweb.cases.models import Box, Case, Consent, Event, Named, Note, Party, Proposal, Shielded, Task
from paxweb.frame.clock import now
from paxweb.intake.models import ProtectedKey, Run, RunState, Withheld
from paxweb.intake.sealing import take
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.seal.boxes import KeyAway, sealing_key

MACHINE: Final = "machine:intake"
HIDDEN: Mapping[type[models.Model], tuple[str, ...]] = {
    Case: ("title", "cause", "ground"),
    Party: ("entity_id", "label", "id_number", "address"),
    Event: ("written",),
    Proposal: ("written", "extra"),
    Consent: ("name", "purpose"),
    Note: ("text",),
    Task: ("text",),
}
"""What is taken from a row of each kind."""
_STEP = 400


def shield_new(case: Case) -> None:
    """Seal what was just written in a case where somebody is protected. In the caller's transaction."""
    if not Shielded.objects.filter(case=case, lifted_at=None).exists():
        return
    with machine(MACHINE):
        keys = Shielded.objects.filter(case=case, lifted_at=None).values_list("subject_key", flat=True)
        _seal(case, sorted(keys), now())
    case.refresh_from_db()


def note_protected(case: Case) -> None:
    """Keep who of those in a new case is protected: by the newest run, or already in the item it comes from."""
    named = Named.objects.filter(case=case).values("subject_key")
    newest = Run.objects.filter(board=case.board_id, state=RunState.IN_FORCE)
    with machine(MACHINE):
        keys = set(
            ProtectedKey.objects.filter(run__in=newest, subject_key__in=named).values_list("subject_key", flat=True)
        )
        if case.item_id is not None:
            held = Withheld.objects.filter(item_id=case.item_id, lifted_at=None)
            keys |= set(held.values_list("subject_key", flat=True))
        _keep(case, keys, now())


def shield_board(run: Run, key: bytes) -> int:
    """A run has been taken in: seal the cases its protected persons stand in; how many.

    Each case is a transaction of its own with its line in the ledger.
    """
    found: dict[UUID, set[str]] = {}
    keys = sorted(set(ProtectedKey.objects.filter(run=run).values_list("subject_key", flat=True)))
    for start in range(0, len(keys), _STEP):
        named = Named.objects.filter(case__board=run.board, subject_key__in=keys[start : start + _STEP])
        for case_id, one in named.values_list("case_id", "subject_key"):
            found.setdefault(case_id, set()).add(one)
    return sum(_shield(case_id, each, key) for case_id, each in sorted(found.items()))


def mark_ended(run: Run) -> None:
    """Protection that this run no longer names has ended, until a newer one names it again. Nothing is lifted."""
    held = Shielded.objects.filter(case__board=run.board, lifted_at=None)
    named = ProtectedKey.objects.filter(run=run).values("subject_key")
    held.exclude(subject_key__in=named).filter(ended_at=None).update(ended_at=now())
    held.filter(subject_key__in=named).update(ended_at=None)


def _shield(case_id: UUID, keys: Collection[str], key: bytes) -> int:
    with transaction.atomic():
        case = Case.objects.get(pk=case_id)
        new = _keep(case, keys, now())
        taken = _seal(case, sorted(keys), now(), key)
        if not new and not taken:
            return 0
        write_change(
            Line(
                Kind.MACHINE, "case.withhold", machine=MACHINE, board=case.board_id, items=(case.pk,),
                about=tuple(sorted(keys)),
            )
        )  # fmt: skip
        case.refresh_from_db()
        rooms.changed(case)
    return 1


def _keep(case: Case, keys: Collection[str], at: datetime) -> int:
    """Whose protection begins now, anew too: what was written while it was lifted was written in the open."""
    standing = set(Shielded.objects.filter(case=case, lifted_at=None).values_list("subject_key", flat=True))
    for one in sorted(set(keys) - standing):
        Shielded.objects.update_or_create(
            case=case, subject_key=one,
            defaults={"since": at, "ended_at": None, "lifted_at": None, "lifted_by": None},
        )  # fmt: skip
    return len(set(keys) - standing)


def _rows(case: Case) -> Iterator[tuple[models.Model, tuple[str, ...]]]:
    for model, fields in HIDDEN.items():
        where = {"pk": case.pk} if model is Case else {"case_id": case.pk}
        for row in model._default_manager.filter(**where):
            yield row, fields
    for kept in rooms.kept():
        rows = kept.model._default_manager.filter(**{kept.case: case.pk})
        for row in rows.exclude(kept.spared(case)) if kept.spared else rows:
            yield row, kept.fields


def _seal(case: Case, keys: list[str], at: datetime, key: bytes | None = None) -> int:
    """Seal what is not sealed; how many rows. What was sealed stays so because of these keys too."""
    board_key = key or subject_key(case.board_id)
    if board_key is None:
        raise KeyAway(key_file(case.board_id))
    sealed = {(box.model, box.row): box for box in Box.objects.filter(case=case)}
    taken = 0
    for row, fields in list(_rows(case)):
        box = sealed.get((row._meta.label, str(row.pk)))
        if box is None:
            content = take(row, fields, sealing_key(board_key))
            Box.objects.create(
                case=case, model=row._meta.label, row=str(row.pk), fields=list(fields), keys=keys, box=content,
                sealed_at=at,
            )  # fmt: skip
            taken += 1
        elif not set(keys) <= set(box.keys):
            Box.objects.filter(pk=box.pk).update(keys=sorted({*box.keys, *keys}))
    return taken
