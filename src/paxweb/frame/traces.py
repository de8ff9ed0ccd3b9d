"""What a site writes to the machine's own log: what failed and where, never a value. The ledger is another thing."""

import logging
import re
import traceback
from types import TracebackType

_PLACE = re.compile(r"%(?:\(\w+\))?[sdr]")
"""Where an argument would stand in a text."""


class Bare(logging.Formatter):
    """Level, name and a fixed text; of a request which kind, of an error where. No arguments, no messages.

    The text of an error may hold what somebody wrote or is called (a database names the value it refused), and an
    argument of a line may be an address with an id in it.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line, and one more for each step of an error."""
        text = _PLACE.sub("…", record.msg) if isinstance(record.msg, str) else "no text"
        return f"{record.levelname} {record.name}: {text}" + _answered(record) + self._error(record)

    def _error(self, record: logging.LogRecord) -> str:
        if not record.exc_info or record.exc_info[0] is None:
            return ""
        kind, _, trace = record.exc_info
        return f"\n  {kind.__module__}.{kind.__qualname__}{_steps(trace)}"


def _answered(record: logging.LogRecord) -> str:
    """Of a line about a request: the answer's number and the kind of address, as our own table writes it."""
    status = getattr(record, "status_code", None)
    if not isinstance(status, int):
        return ""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return f" ({status} at {match.route if match else 'no address of ours'})"


def _steps(trace: TracebackType | None) -> str:
    steps = traceback.extract_tb(trace)
    return "".join(f"\n    {step.filename}:{step.lineno} in {step.name}" for step in steps)
