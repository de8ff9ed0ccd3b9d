"""How counts, shares and problems are said, in Swedish and English."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pax.content import read_yaml
from pax.registers.delivered import KEPT, QUARANTINED
from pax.vocabulary import Text

SMALL = 5
_UNDER = "<5"


def few(rows: int) -> str:
    """A count of people's rows: 1 to 4 are said as `<5`, so that no count points at one of them (decision 90)."""
    return _UNDER if 0 < rows < SMALL else str(rows)


def share(part: float) -> str:
    """A share as a percentage with one decimal; 100 only of all, 0 only of none."""
    percent = round(100 * part, 1)
    if percent == 100 and part < 1:
        percent = 99.9
    if percent == 0 and part > 0:
        percent = 0.1
    return f"{percent:.1f} %"


def signed(change: float) -> str:
    """A change with its sign, in percent."""
    return f"{100 * change:+.1f} %"


def code_counts(known: Mapping[str, int], other: int) -> dict[str | None, str]:
    """Code → its count as shown; None stands for every other code.

    Counts of 1 to 4 are hidden, and when what is hidden could be reckoned from the total, the next smallest too.
    """
    counts: dict[str | None, int] = {code: rows for code, rows in known.items()}
    counts[None] = other
    hidden = {code for code, rows in counts.items() if 0 < rows < SMALL}
    if hidden and sum(counts[code] for code in hidden) < SMALL:
        shown = sorted((rows, str(code), code) for code, rows in counts.items() if rows >= SMALL)
        hidden |= {code for _, _, code in shown[:1]}
    return {
        code: (_UNDER if rows < SMALL else "–") if code in hidden else str(rows)
        for code, rows in counts.items()
        if rows
    }


def problem_text(problem: str) -> Text:
    """A problem in both languages; one without a Swedish wording is said in English."""
    for mark, said in ((QUARANTINED, Text("åt sidan: ", "left out: ")), (KEPT, Text("kvar: ", "kept: "))):
        if problem.startswith(mark):
            bare = problem.removeprefix(mark)
            return Text(said.sv + _swedish().get(bare, bare), said.en + bare)
    return Text(_swedish().get(problem, problem), problem)


@cache
def _swedish() -> Mapping[str, str]:
    """Every problem's Swedish wording."""
    wordings: dict[str, str] = read_yaml(Path(__file__).with_name("problems.yml"))
    return wordings
