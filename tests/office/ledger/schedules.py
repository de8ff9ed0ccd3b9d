"""Several connections at work on one ledger: in an order given, or all at once."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.db import Error, OperationalError, connections, transaction

from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind, Member
from paxweb.ledger.sealing import seal_once
from tests.office.ledger.log import DANA, MONDAY, reach

LINE = Line(Kind.CHANGE, "item.take", user_id=1, board="housing", about=(DANA,))
WRITERS = ("first", "second", "third")
SEALER = "sealer"


@contextmanager
def at_work(shared: str) -> Iterator[None]:
    """Three writers and a sealer, each on a connection of its own, none of them patient."""
    for name in (*WRITERS, SEALER):
        reach(shared, name, timeout=0.01)
    try:
        yield
    finally:
        for name in (*WRITERS, SEALER):
            connections[name].close()
            del connections[name]


def play(steps: Sequence[tuple[str, str]]) -> set[int]:
    """Play the steps; the ids committed. A step that meets SQLite's only writer did not happen."""
    begun: dict[str, list[int]] = {}
    committed: set[int] = set()
    for act, writer in [*steps, *(("commit", name) for name in WRITERS)]:
        if act == "seal":
            seal_if_free()
            sealed = set(Member.objects.using(SEALER).values_list("entry_id", flat=True))
            assert not sealed & {number for numbers in begun.values() for number in numbers}
        elif act == "write":
            _write_if_free(writer, begun)
        elif writer in begun:
            written = begun.pop(writer)
            connections[writer].set_rollback(act == "undo")
            transaction.Atomic(writer, True, False).__exit__(None, None, None)
            committed |= set(written) if act == "commit" else set()
    return committed


def seal_if_free() -> None:
    """Seal; on SQLite the only writer may be in the way."""
    try:
        seal_once(MONDAY, using=SEALER)
    except OperationalError:
        assert connections[SEALER].vendor == "sqlite"


def _write_if_free(writer: str, begun: dict[str, list[int]]) -> None:
    if writer not in begun:
        if begun and connections[writer].vendor == "sqlite":
            return
        transaction.Atomic(writer, True, False).__enter__()
    begun.setdefault(writer, []).append(write_change(LINE, using=writer))


def together(shared: str, acts: Sequence[Callable[[], None]]) -> list[threading.Thread]:
    """Start each act in a thread of its own, with a connection of its own. An error of the database ends the test."""
    file = Path(connections[shared].settings_dict["NAME"])

    def run(act: Callable[[], None]) -> None:
        if shared != "default":
            reach("default", shared, file)
        try:
            act()
        finally:
            connections[shared].close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    return threads


def write_in_turns(shared: str, seed: int, kept: list[int], failed: list[str]) -> None:
    """Twelve transactions of one to four lines, every fifth undone; the ids of the committed are added to `kept`."""
    try:
        for turn in range(12):
            with transaction.atomic(using=shared):
                written = [write_change(LINE, using=shared) for _ in range(1 + (seed + turn) % 4)]
                undone = (seed + turn) % 5 == 0
                transaction.set_rollback(undone, using=shared)
            kept.extend([] if undone else written)
    except Error as problem:
        failed.append(str(problem))
