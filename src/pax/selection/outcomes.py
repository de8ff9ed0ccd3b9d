"""`outcomes.csv`: what became of signals and draws, sent back from the office (`domain.md`). No name, no number."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pax.vocabulary import WrongUse

ANSWERS = frozenset({"yes", "no", "cannot_tell"})
FINDINGS = frozenset({"right", "wrong_in_favour", "wrong_to_disadvantage", "unclear"})
"""What an inquiry found: right, wrong in the person's favour, wrong to their disadvantage, unclear."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

CAUSES = frozenset({"authority", "person_unintended", "person_intent_suspected", "deceived", "register_lag", "unknown"})
"""Why it was wrong, in the words of `domain.md`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One signal or one draw (exactly one of the two ids), its first answer, and what an inquiry came to, if any.

    `subject_id` is the engine's id, empty for whoever is protected; `hours` is time spent, at most two decimals.
    """

    signal_id: str
    draw_id: str
    rule_id: str
    rule_version: int | None
    subject_id: str
    first_answer: str
    finding: str
    cause: str
    decided_on: date | None
    hours: Decimal | None

    def __post_init__(self) -> None:
        if bool(self.signal_id) == bool(self.draw_id):
            raise ValueError("an outcome is of one signal or of one draw")
        for value, words in ((self.first_answer, ANSWERS), (self.finding, FINDINGS), (self.cause, CAUSES)):
            if value and value not in words:
                raise ValueError("a word that outcomes do not know")


COLUMNS = tuple(field.name for field in fields(Outcome))


def cells(outcome: Outcome) -> tuple[str, ...]:
    """One row, as text. What a spreadsheet would take for a formula gets an apostrophe before it."""
    texts = ("" if value is None else str(value) for value in astuple(outcome))
    return tuple(f"'{text}" if text.startswith(_FORMULA) else text for text in texts)


def write_outcomes(outcomes: Iterable[Outcome], path: Path) -> int:
    """Write a new file (mode 600, never over another) and say how many rows; equal rows give equal bytes."""
    rows = sorted(cells(one) for one in outcomes)
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            path.chmod(0o600)
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(rows)
    except FileExistsError:
        raise WrongUse("the file is already there", file=path.name, ask="you", then="name a new one") from None
    return len(rows)


def read_outcomes(path: Path) -> Iterator[Outcome]:
    """The outcomes of a file, in its order. `WrongUse` names the line and column of what is not one."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        if tuple(next(lines, ())) != COLUMNS:
            raise _wrong(path, 1, None, f"the heading is not {','.join(COLUMNS)}")
        for number, row in enumerate(lines, start=2):
            if len(row) != len(COLUMNS):
                raise _wrong(path, number, None, f"there are {len(row)} columns, not {len(COLUMNS)}")
            yield _outcome(path, number, dict(zip(COLUMNS, row, strict=True)))


def _outcome(path: Path, number: int, row: dict[str, str]) -> Outcome:
    column = "rule_version"
    try:
        version = int(row[column]) if row[column] else None
        column = "decided_on"
        day = date.fromisoformat(row[column]) if row[column] else None
        column = "hours"
        hours = Decimal(row[column]) if row[column] else None
        column = "signal_id, draw_id, first_answer, finding, cause"
        text = {
            name: row[name].removeprefix("'")
            for name in ("signal_id", "draw_id", "rule_id", "subject_id", "first_answer")
        }
        return Outcome(
            **text, rule_version=version, finding=row["finding"], cause=row["cause"], decided_on=day, hours=hours
        )
    except (ValueError, InvalidOperation):
        raise _wrong(path, number, column, "the value is not one of those an outcome may have") from None


def _wrong(path: Path, line: int, column: str | None, problem: str) -> WrongUse:
    return WrongUse(problem, file=path.name, line=line, column=column, ask="the office", then="write the file again")
