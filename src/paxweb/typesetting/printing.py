"""A paper in, a PDF out: accessible and made to last (PDF/A-2a, PDF/UA-1), within bounds of time and memory."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from threading import BoundedSemaphore

from pax.vocabulary import PaxError
from paxweb.typesetting.paper import Paper, as_data
from paxweb.typesetting.texts import texts_of, unprintable

SECONDS, MEMORY, LARGEST = 20, 1_500_000_000, 4_000_000
"""A paper may take this much processor time, address space (bytes) and text (characters of JSON)."""

AT_ONCE = 2
"""Presses that run at the same time in one process of the site; whoever comes later waits for a turn."""

_PRESS = Path(__file__).resolve().parent / "press.py"
_LAYOUT = _PRESS.parent / "paper.typ"
_turns = BoundedSemaphore(AT_ONCE)


class NotPrinted(PaxError):
    """The paper cannot be printed. `sign` is the code of a sign that cannot be shown, when that is why."""

    def __init__(self, problem: str, then: str, sign: str = "") -> None:
        super().__init__(problem, ask="whoever wrote the text", then=then)
        self.sign = sign


def print_paper(paper: Paper, *, seconds: int = SECONDS) -> bytes:
    """The PDF of a paper, as tagged PDF/A-2a that is PDF/UA-1 too. The same paper gives the same bytes.

    Raises `NotPrinted`: a sign that cannot be seen or that the font lacks, too much text, too long a time.
    """
    return typeset(_LAYOUT, as_data(paper), made_at=paper.made_at, seconds=seconds)


def typeset(
    template: Path, data: Mapping[str, object], *, made_at: datetime | None = None, seconds: int = SECONDS
) -> bytes:
    """The PDF of a layout of one's own (a `.typ` file, which reads `json(bytes(sys.inputs.data))`) and its data.

    The layout sees no file outside its own folder, no network, and no fonts but those typst carries. `made_at` stands
    in the metadata; without it the moment of printing does. Raises `NotPrinted`.
    """
    for text in texts_of(data):
        if (sign := unprintable(text)) is not None:
            raise _unseen(sign)
    timestamp = None if made_at is None else int(made_at.timestamp())
    given = json.dumps({"template": str(template.resolve()), "data": json.dumps(data), "timestamp": timestamp}).encode()
    if len(given) > LARGEST:
        raise NotPrinted("the paper is too long to be printed", "divide it into several")
    with _turns:
        answer = _pressed(given, seconds)
    if answer[:1] != b"+":
        raise _refused(answer[1:].decode())
    return answer[1:]


def _pressed(given: bytes, seconds: int) -> bytes:
    try:
        ran = subprocess.run(  # noqa: S603  our own file under our own Python, the text on standard input
            [sys.executable, "-I", str(_PRESS), str(seconds), str(MEMORY)],
            input=given, capture_output=True, timeout=2 * seconds, check=False, env={},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise _too_much() from None
    if ran.returncode != 0 or not ran.stdout:
        raise _too_much()
    return ran.stdout


def _too_much() -> NotPrinted:
    return NotPrinted("the paper took too much time or memory to print", "divide it into several")


def _unseen(sign: str) -> NotPrinted:
    return NotPrinted(f"a text holds a sign that cannot be printed ({sign})", "write it with other letters", sign)


def _refused(message: str) -> NotPrinted:
    """typst names the text that a font cannot show; of it only the sign's code is told on."""
    quoted = message.partition('`"')[2].partition('"`')[0]
    if "could not be displayed" in message or "codepoint" in message:
        sign = quoted[3:-1].upper() if quoted.startswith("\\u{") else f"{ord(quoted[0]):04X}" if quoted else "?"
        return _unseen(f"U+{sign}")
    return NotPrinted("the paper does not fulfil PDF/A-2a and PDF/UA-1", "tell whoever keeps the layout")
