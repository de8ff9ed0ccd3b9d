"""What a site writes to the machine's own log: what failed and where, never a value. The ledger is another thing."""

import logging
import traceback
from types import TracebackType


class Bare(logging.Formatter):
    """Level, name and a fixed text; of an error its kind and the lines it came through. No arguments, no messages.

    The text of an error may hold what somebody wrote or is called (a database names the value it refused), and an
    argument of a line may be an address with an id in it.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line, and one more for each step of an error."""
        said = f"{record.levelname} {record.name}: {record.msg if isinstance(record.msg, str) else 'no text'}"
        return said + self._error(record)

    def _error(self, record: logging.LogRecord) -> str:
        if not record.exc_info or record.exc_info[0] is None:
            return ""
        kind, _, trace = record.exc_info
        return f"\n  {kind.__module__}.{kind.__qualname__}{_steps(trace)}"


def _steps(trace: TracebackType | None) -> str:
    steps = traceback.extract_tb(trace)
    return "".join(f"\n    {step.filename}:{step.lineno} in {step.name}" for step in steps)
