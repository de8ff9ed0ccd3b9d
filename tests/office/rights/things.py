"""Papers of requests as the matrix asks for them: of an item for a team only, or that somebody is kept away from."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

from paxweb.accounts.models import Guarded, User
from paxweb.accounts.walls import wall_of
from paxweb.frame.clock import now, today
from paxweb.rights.actions.issue import digest_of
from paxweb.rights.drafts import Draft, Line, Value, close, seal_draft
from paxweb.rights.models import (
    Correction,
    Deletion,
    Given,
    Hold,
    PersonRequest,
    Record,
    RecordsRequest,
    Stage,
    Verdict,
    Volume,
    VolumeRoot,
    VolumeState,
)
from paxweb.rights.planning import plan
from tests.office.world import World

Maker = Callable[[World, str, str, bool], UUID]


def _alike(world: World, board: str, root: UUID, *, team_only: bool) -> dict[str, Any]:
    """What every paper has. The matrix keeps people away from the id it is given: the paper's, and its root's."""
    return {
        "pk": root, "wall": wall_of(board, world.boards[board].secrecy), "team_only": team_only,
        "board": world.boards[board], "root_id": root,
    }  # fmt: skip


def _request(world: World, word: str, board: str, team_only: bool) -> UUID:
    root = uuid4()
    PersonRequest.objects.create(
        **_alike(world, board, root, team_only=team_only), kind="access", name="Namn Namnsson", numbers=[], keys=[],
        identity_checked="document", diary_number="D 1", received_on=today(), due_on=today(), stage=Stage.OPEN,
        opened_by=_nobody(world), opened_at=now(),
    )  # fmt: skip
    return root


def _volume(world: World, word: str, board: str, team_only: bool) -> UUID:
    pk = _request(world, word, board, team_only)
    request = PersonRequest.objects.get(pk=pk)
    line = Line(
        "r1", "cases.Note", "1", str(pk), "A", "A", "", (Value("text", "en anteckning", free=True),), place="x:1"
    )
    with _keyed():
        draft = seal_draft(board, pk, Draft((line,)))
    Volume.objects.create(
        **_alike(world, board, pk, team_only=team_only), request=request, lines=1, draft=draft,
    )  # fmt: skip
    VolumeRoot.objects.create(volume_id=pk, root_id=pk)
    return pk


def _correction(world: World, word: str, board: str, team_only: bool) -> UUID:
    root = uuid4()
    Correction.objects.create(
        **_alike(world, board, root, team_only=team_only), record="cases.Note", place="x:1", field="text", old="a",
        new="b", ground="g", reason="r", digest="0" * 64, by=_nobody(world), at=now(),
    )  # fmt: skip
    return root


def _records(world: World, word: str, board: str, team_only: bool) -> UUID:
    root = uuid4()
    RecordsRequest.objects.create(
        **_alike(world, board, root, team_only=team_only), diary_number="D 2", received_on=today(), asked_for="allt",
        opened_by=_nobody(world), opened_at=now(),
    )  # fmt: skip
    return root


def _record(world: World, word: str, board: str, team_only: bool) -> UUID:
    root = _records(world, word, board, team_only)
    with _keyed():
        box = close(board, f"record:{root}", {"title": "", "text": "en text", "content": "", "ending": "pdf"})
    Record.objects.create(
        **_alike(world, board, root, team_only=team_only), request=RecordsRequest.objects.get(pk=root), kind="note",
        row="1", label="1", box=box, laid_at=now(),
    )  # fmt: skip
    return root


def _hold(world: World, word: str, board: str, team_only: bool) -> UUID:
    root = uuid4()
    Hold.objects.create(
        **_alike(world, board, root, team_only=team_only), reason="r", until=today(), by=_nobody(world), at=now()
    )
    return root


def _nobody(world: World) -> User:
    """Somebody none of the matrix's people are."""
    return world.people["Charlie"]


class _keyed:  # noqa: N801  reads as a word where it is used
    """Boxes are sealed under a key that the tests of access do not otherwise have."""

    def __enter__(self) -> None:
        assert settings.PAX_KEYS, "give the test keys of its boards: tests.office.access.conftest"

    def __exit__(self, *_: object) -> None:
        return None


PAPERS: dict[type[Guarded], Maker] = {
    PersonRequest: _request,
    Volume: _volume,
    Correction: _correction,
    RecordsRequest: _records,
    Record: _record,
    Hold: _hold,
}


def papers_that_wait(world: World, board: str) -> list[dict[str, object]]:
    """What the addresses of this room can stand for, for the test of hostile inputs: each in the states it needs."""
    folder = Path(settings.PAX_KEYS) / board
    if not (folder / "subject.key").exists():
        (folder / "subject.key").write_bytes(b"s" * 32)
    volume, refused, waiting = (make(world, "", board, False) for make in (_volume, _correction, _correction))
    _propose(Volume.objects.get(pk=volume), world)
    Correction.objects.filter(pk=refused).update(verdict=Verdict.REFUSED, signed_at=now())
    record = _record(world, "", board, False)
    Record.objects.filter(pk=record).update(
        given=Given.GIVE, copy=close(board, f"copy:{record}", "00"), digest="1" * 64
    )
    told = {"language": "sv", "day": "2026-11-23", "record": dict.fromkeys(("asked", "reasons", "court"), "ord")}
    told["record"] |= {"refused": ["en"], "provision": "OSL", "send_to": "vi"}  # type: ignore[operator]  # a dict
    RecordsRequest.objects.filter(pk=record).update(
        decision=close(board, f"refusal:{record}", told), decision_digest="2" * 64, decided_by=_nobody(world),
        decided_at=now(),
    )  # fmt: skip
    deletion = Deletion.objects.create(
        board_id=board, plan_line="cases", plan_digest=plan().digest, ground="g", diary_number="D", before=today(),
        preview={"roots": 1, "tables": {}, "sample": []}, digest="0" * 64, proposed_by=_nobody(world),
        proposed_at=now(),
    )  # fmt: skip
    same = {
        "asked": volume, "volume": volume, "line": "r1", "field": "text", "form": "json", "records": record,
        "record": record, "deletion_id": deletion.pk,
    }  # fmt: skip
    return [{**same, "correction": refused}, {**same, "correction": waiting}]


def _propose(volume: Volume, world: World) -> None:
    told = {"parts": [], "withheld": [], "left_out": {"about_others": 0, "waiting_to_be_read": 0}}
    files = {"pdf": b"%PDF", "json": json.dumps(told).encode()}
    sealed = {name: close(volume.board_id, f"{name}:{volume.pk}", content.hex()) for name, content in files.items()}
    digest = digest_of(files["pdf"], files["json"])
    waits = {"state": VolumeState.PROPOSED, "proposed_by": _nobody(world), "proposed_at": now(), "digest": digest}
    Volume.objects.filter(pk=volume.pk).update(**sealed, **waits)
