"""`pax receive` killed at fifty moments: each delivery is in the store whole, or not at all."""

import shutil
from pathlib import Path

import pytest

from pax.registers import depot
from pax.registers.depot import Fault, State
from pax.vocabulary import Silent
from tests.engine.depot.stock import AT, HOMES, NOTICES, POPULATION, Stock, municipality_file, snapshot, stock
from tests.recovery import commands
from tests.recovery.killing import KILLS, killed, moments, whole

BOARD = "social_services"
NEW = (POPULATION, NOTICES, ("aid", "2026-06-30"))


@pytest.fixture
def before(tmp_path: Path) -> Stock:
    """A store with homes in it, and three more deliveries on the shelf."""
    held = stock(tmp_path).lay(HOMES)
    municipality_file(tmp_path, "exchange", "navet", "navet_changes", "aid")
    held.deliver()
    held.clear().lay(*NEW)
    return held


def _again(held: Stock) -> Path:
    """The store as it was before, to be received into once more."""
    root = held.folder / "attempt"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(held.root, root)
    return root


def test_receive_killed_at_fifty_moments_leaves_the_store_as_before_or_as_after(before: Stock) -> None:
    given = (before.folder / "municipality.toml", BOARD)
    seconds = min(whole(commands.receive, *given, _again(before), before.shelf) for _ in range(2))
    first = snapshot(before.root)
    ids = {each.delivery_id for each in depot.listed(depot.contents(depot.open_store(before.folder / "attempt")))}
    at_work, seen = 0, set()
    for number, moment in enumerate(moments(4, seconds)):
        root = _again(before)
        at_work += killed(moment, commands.receive, *given, root, before.shelf)
        seen.add(_hold_whole(root, first, ids))
        if number % 5 == 0:
            _hold_next_receive_works(before, root, ids)
    assert at_work >= KILLS // 2, "the machine was so slow that hardly a kill met the work"
    assert len(seen) > 1, "every kill met the same state"


def _hold_whole(root: Path, first: dict[str, bytes], ids: set[str]) -> int:
    """Nothing of before is changed; what is new is whole. Gives how many deliveries are in."""
    store = depot.open_store(root)
    now = snapshot(root)
    assert {name: now.get(name) for name in first if name != "journal.jsonl"} == {
        name: content for name, content in first.items() if name != "journal.jsonl"
    }
    assert now["journal.jsonl"].startswith(first["journal.jsonl"])
    assert {each.fault for each in depot.verify(store, Silent()).faults} <= {Fault.UNFINISHED}
    listed = depot.listed(depot.contents(store))
    assert {each.delivery_id for each in listed} <= ids
    assert {each.state for each in listed} <= {State.IN_FORCE, State.WAITING}
    return len(listed)


def _hold_next_receive_works(held: Stock, root: Path, ids: set[str]) -> None:
    """It takes what is missing, leaves what is there, sweeps what was left, and what is in force can be read."""
    left = list((root / ".writing").iterdir()) if (root / ".writing").exists() else []
    there = {each.number: each.delivery_id for each in depot.listed(depot.contents(depot.open_store(root)))}
    arrivals = depot.deliver(root, [held.shelf], held.wish(), AT, Silent())
    assert {str(each.became) for each in arrivals} <= {"taken", "known"}
    listed = depot.listed(depot.contents(depot.open_store(root)))
    assert {each.delivery_id for each in listed} == ids
    assert there.items() <= {each.number: each.delivery_id for each in listed}.items()
    assert list((root / ".writing").iterdir()) == [], f"of {len(left)} things left some are there still"
    assert depot.verify(depot.open_store(root), Silent()).faults == ()
