"""A long-running process that is asked to end: by Ctrl-C, by its parent, or by both at once."""

import signal
import time
from types import FrameType

_STEP = 0.2
"""Seconds between looks at whether the end was asked for, while resting."""


class Stopping:
    """Becomes true when the process is asked to end; what it does is finished first.

    The handler sets a plain flag: an Event's lock is held by a handler that a second signal interrupts, and Ctrl-C
    together with the parent's own signal is two.
    """

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def rest(self, seconds: float) -> bool:
        """Wait so long, or until the end is asked for; whether it was."""
        until = time.monotonic() + seconds
        while not self.asked and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _STEP))
        return self.asked

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
