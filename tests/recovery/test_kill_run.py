"""`pax run` killed at fifty moments: the run folder is not there, or it is whole; the next run sweeps what was left."""

import hashlib
import shutil
from pathlib import Path

from pax.run import RunFolder
from pax.run.leftovers import SUFFIX
from tests.engine.run.small_world import AID, deliver, municipality_file, small_world, with_aid
from tests.recovery import commands
from tests.recovery.killing import KILLS, files, killed, moments, whole


def test_run_killed_at_fifty_moments_leaves_a_whole_folder_or_none(tmp_path: Path) -> None:
    given = (municipality_file(tmp_path), AID, deliver(with_aid(small_world()), tmp_path / "in"))
    out = tmp_path / "runs" / "RUN"
    out.parent.mkdir()
    seconds = min(whole(commands.run, *given, out.with_name(name)) for name in ("LAST", "WHOLE"))
    last, expected = files(out.with_name("LAST")), _answers(out.with_name("WHOLE"))
    at_work = finished = 0
    for moment in moments(5, seconds):
        at_work += killed(moment, commands.run, *given, out)
        assert files(out.with_name("LAST")) == last
        if out.exists():
            finished += 1
            assert _answers(out) == expected
            shutil.rmtree(out)
    assert at_work >= KILLS // 2, "the machine was so slow that hardly a kill met the work"
    assert finished < KILLS
    whole(commands.run, *given, out)
    assert _answers(out) == expected
    assert [path.name for path in out.parent.iterdir() if path.name.endswith(SUFFIX)] == []


def _answers(folder: Path) -> dict[str, bytes]:
    """Every file of a run folder but for how long it took; each is what `run.json` says it is."""
    document = RunFolder.open(folder).document
    found = files(folder)
    named = {name: each["sha256"] for name, each in document["files"].items()}
    assert {name: hashlib.sha256(found[name]).hexdigest() for name in named} == named
    assert set(found) - set(named) == {"run.json", "timings.json"}
    return {name: content for name, content in found.items() if name != "timings.json"}
