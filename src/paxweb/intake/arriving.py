"""A finished run folder is taken in: in steps nobody sees, then one short transaction. Killed anywhere, it goes on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from pax.api.folders import refused
from pax.api.rows import Ends, Hiding, Items
from pax.api.runs import Keys, OpenedRun, open_run
from pax.content import find, schema
from pax.vocabulary import Report
from paxweb.accounts.models import Board
from paxweb.accounts.walls import nobody, wall_of
from paxweb.frame.clock import now, today
from paxweb.intake.laying import COLUMNS, Laid, Lay
from paxweb.intake.loading import put
from paxweb.intake.models import Origin, Question, Run, RunState, SheetRow, Subject
from paxweb.intake.recusing import recuse_run
from paxweb.intake.tidying import sweep, tidy
from paxweb.intake.turning import put_in_force
from paxweb.intake.withholding import withhold

STEP = 2_000
"""Rows that one transaction writes, at most (but for a single row of the folder that needs more)."""

Pause = Callable[[], None]
"""Called between steps, so that others get at the database."""


def receive_run(path: Path, board: Board, keys: Keys, report: Report, pause: Pause = lambda: None) -> Run:
    """Take the run folder of a board in, or go on where it was left, and put it in force. Done before: nothing changes.

    `report.step` is called inside every step's transaction with the rows of the folder done: if it raises, the step is
    undone. Raises `FolderRefused`; nothing of a refused folder is kept.
    """
    with closing(open_run(path, keys.run, board.pk)) as opened:
        run = _run_of(opened, board)
        if run.state == RunState.ARRIVING:
            _Arriving(opened, run, keys, report, pause).take_in()
            opened.verify()
            put_in_force(run, now())
        tidy(run, report, pause)
    run.refresh_from_db()
    return run


def _run_of(opened: OpenedRun, board: Board) -> Run:
    """The run of this folder, as known already or new; any other that was arriving is swept away."""
    for other in Run.objects.filter(board=board, state=RunState.ARRIVING).exclude(sha256=opened.sha256):
        sweep(other)
    newest = Run.objects.filter(board=board, state=RunState.IN_FORCE).first()
    known = Run.objects.filter(board=board, sha256=opened.sha256).first()
    if known and known.state != RunState.SWEPT:
        return known
    if newest and newest.as_of > opened.as_of:
        raise refused("run.json", "the run is older than the one in force", "send the newest run")
    with transaction.atomic():
        fresh = {
            "state": RunState.ARRIVING, "stage": "", "position": 0, "as_of": opened.as_of,
            "document": opened.document, "rules": opened.rules, "arrived_at": now(),
        }  # fmt: skip
        run, _ = Run.objects.update_or_create(board=board, sha256=opened.sha256, defaults=fresh)
    return run


Laying = Callable[[Any], Iterable[Laid]]


@dataclass(frozen=True, slots=True)
class _Stage:
    """One table of the folder: how many rows, the rows from a place on, and how one is laid down."""

    name: str
    rows: int
    after: Callable[[int], Iterator[Any]]
    lay: Laying


@dataclass(slots=True)
class _Arriving:
    """One run while it is taken in."""

    opened: OpenedRun
    run: Run
    keys: Keys
    report: Report
    pause: Pause

    def take_in(self) -> None:
        """Every row of the folder, stage by stage. First of all: who is protected, and what is held on them."""
        hiding = Hiding.under(self.keys.subject)
        lay = _lay(self.opened, self.run, hiding)
        self._stages([self._table("protected", lay.protected)])
        withhold(self.run, self.keys.subject)
        items = Items.of(self.opened, self.keys.run)
        self._stages(
            [
                self._table("conflicts", lay.conflict),
                _Stage("items", len(items), items.after, lay.item),
                self._table("evidence", lay.evidence),
                self._table("context", lay.context),
                self._table("edges", lay.edge),
                self._table("area_counts", lay.area_count),
            ]
        )
        recuse_run(self.run, self.pause)
        withhold(self.run, self.keys.subject)

    def _table(self, name: str, lay: Laying) -> _Stage:
        def after(start: int) -> Iterator[Any]:
            for batch in self.opened.batches(name, start):
                yield from batch

        return _Stage(name, self.opened.rows(name), after, lay)

    def _stages(self, stages: list[_Stage]) -> None:
        """The stages that are not done yet; the first of them from where it was left."""
        for stage in stages:
            if _ORDER.index(stage.name) < _ORDER.index(self.run.stage or _ORDER[0]):
                continue
            start = self.run.position if stage.name == self.run.stage else 0
            for position, laid in _steps(stage, start):
                self._write(stage, position, laid)
                self.pause()

    def _write(self, stage: _Stage, position: int, laid: list[Laid]) -> None:
        by_table: dict[type[models.Model], list[tuple[Any, ...]]] = {}
        for model, row in laid:
            by_table.setdefault(model, []).append(row)
        with transaction.atomic():
            Run.objects.filter(pk=self.run.pk).update(stage=stage.name, position=position)
            self.report.step(stage.name, position, stage.rows)
            for model, names in COLUMNS.items():
                put(model, names, by_table.get(model, ()))
        self.run.stage, self.run.position = stage.name, position


_ORDER = ("protected", "conflicts", "items", "evidence", "context", "edges", "area_counts")


def _steps(stage: _Stage, start: int) -> Iterator[tuple[int, list[Laid]]]:
    """(place reached, rows to write) such that a step writes at most `STEP` rows; the last reaches the end."""
    held: list[Laid] = []
    place = start
    for row in stage.after(start):
        laid = list(stage.lay(row))
        if held and len(held) + len(laid) > STEP:
            yield place, held
            held = []
        held += laid
        place += 1
    yield place, held


def _lay(opened: OpenedRun, run: Run, hiding: Hiding) -> Lay:
    known = dict(Origin.objects.filter(board=run.board).values_list("engine_id", "item_id"))
    newest = Question.objects.filter(item__board=run.board, run=Coalesce(F("item__next_run"), F("item__run")))
    lay = Lay(
        run_id=run.pk,
        board_id=run.board_id,
        day=today(),
        hiding=hiding,
        ends=Ends(schema(find())),
        nobody=nobody(run.board_id).pk,
        walls=_walls(opened, run),
        subjects={(row["kind"], row["id"]): row for batch in opened.batches("subjects") for row in batch},
        known=known,
        hashes=dict(newest.values_list("item_id", "facts_hash")),
    )
    engine_ids = {item_id: engine_id for engine_id, item_id in known.items()}
    mains = Subject.objects.filter(run=run, main=True).values_list("item_id", "kind", "entity_id")
    lay.mains = {engine_ids[item_id]: (item_id, (kind, entity)) for item_id, kind, entity in mains}
    if run.stage == "context":
        _count_places(opened, run, lay)
    return lay


def _count_places(opened: OpenedRun, run: Run, lay: Lay) -> None:
    """How many rows the item has that the last step ended in."""
    if run.position:
        last = next(opened.batches("context", run.position - 1))[0]
        item_id, _ = lay.mains[last["item_id"]]
        lay.places[item_id] = SheetRow.objects.filter(run=run, item=item_id).count()


def _walls(opened: OpenedRun, run: Run) -> Mapping[str, int]:
    """The wall of every rule's items: the rule's secrecy, or else the board's. A draw lies behind its rule's wall."""
    board: list[str] = list(opened.document["board"]["secrecy"])
    return {rule_id: wall_of(run.board_id, rule["secrecy"] or board).pk for rule_id, rule in opened.rules.items()}
