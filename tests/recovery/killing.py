"""Starts a command in a process of its own and kills it at a moment that was drawn: SIGKILL, which nothing can catch.

Processes come from a fork server that has read the command line's modules already, so that a moment falls in the work
and not in the start of Python.
"""

import multiprocessing
import random  # noqa: TID251  moments are drawn from a seed of the test's own
import resource
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tests.recovery.commands as commands

KILLS = 50
_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload([commands.__name__])


def moments(seed: int, seconds: float) -> list[float]:
    """So many moments as there are kills, one in each equal part of the time the work takes, in a drawn order."""
    drawn = random.Random(seed)  # noqa: S311  no secret
    found = [(part + drawn.random()) * seconds / KILLS for part in range(KILLS)]
    drawn.shuffle(found)
    return found


def whole(command: Callable[..., None], *given: object) -> float:
    """Let the command run to its end; gives how many seconds it worked."""
    with _started(command, *given) as (process, begun):
        process.join()
        assert process.exitcode == 0
        return time.perf_counter() - begun


def killed(after: float, command: Callable[..., None], *given: object) -> bool:
    """Kill the command so many seconds into its work; gives whether it was still at work."""
    with _started(command, *given) as (process, begun):
        time.sleep(max(0.0, after - (time.perf_counter() - begun)))
        process.kill()
        process.join()
        return bool(process.exitcode == -signal.SIGKILL)


def limited(most_bytes: int, command: Callable[..., None], *given: object) -> int | None:
    """Run the command with no file allowed to grow beyond so many bytes; gives how it ended."""
    with _started(_with_limit, most_bytes, command, *given) as (process, _):
        process.join()
        return process.exitcode


def _with_limit(most_bytes: int, command: Callable[..., None], *given: object) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    command(*given)


@contextmanager
def _started(
    command: Callable[..., None], *given: object
) -> Iterator[tuple[multiprocessing.process.BaseProcess, float]]:
    """A process that has begun its work: the clock starts when it says so."""
    ready, says = _SERVER.Pipe(duplex=False)
    process = _SERVER.Process(target=_work, args=(says, command, given))
    process.start()
    says.close()
    try:
        ready.recv()
        yield process, time.perf_counter()
    finally:
        ready.close()
        if process.is_alive():
            process.kill()
        process.join()
        process.close()


def _work(
    says: "multiprocessing.connection.Connection", command: Callable[..., None], given: tuple[object, ...]
) -> None:
    says.send(None)
    command(*given)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
