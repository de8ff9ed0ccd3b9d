"""A process that rests ends when it is asked to, however often and by whomever it is asked."""

import signal
import subprocess
import sys

import pytest

RESTING = """
from paxweb.frame.stopping import Stopping
stopping = Stopping()
print("rests", flush=True)
print(stopping.rest(600), flush=True)
"""


@pytest.mark.parametrize("asked", [(signal.SIGTERM,), (signal.SIGINT,), (signal.SIGINT, signal.SIGTERM) * 50])
def test_a_resting_process_ends_when_asked(asked: tuple[signal.Signals, ...]) -> None:
    process = subprocess.Popen([sys.executable, "-c", RESTING], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "rests\n"
        for number in asked:
            process.send_signal(number)
        said, _ = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    assert (said, process.returncode) == ("True\n", 0)
