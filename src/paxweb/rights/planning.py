"""The retention plan: which records are kept how long and on what ground, read from the municipality's own file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from pax.content import find, parse_yaml
from pax.vocabulary import Text, WrongUse

WHAT = ("items", "cases", "requests")
_LINE = frozenset({"id", "what", "boards", "keep_days", "title", "ground"})
LEAST_DAYS = 30


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One kind of record. `boards`: only of these boards; empty: of every board."""

    id: str
    what: str
    keep_days: int
    title: Text
    ground: str
    confirmed: bool
    boards: tuple[str, ...] = ()

    def latest(self, today: date) -> date:
        """The last day that is old enough today."""
        return today - timedelta(days=self.keep_days)


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan, and a hash over its bytes: a decision names the plan it was made from."""

    lines: tuple[PlanLine, ...]
    digest: str

    def of_board(self, board_id: str) -> tuple[PlanLine, ...]:
        """The lines that hold for a board: its own before the ones for every board."""
        own = tuple(line for line in self.lines if board_id in line.boards)
        named = {line.what for line in own}
        return own + tuple(line for line in self.lines if not line.boards and line.what not in named)

    def line(self, board_id: str, line_id: str) -> PlanLine | None:
        """A line by its id, where it holds for the board."""
        return next((line for line in self.of_board(board_id) if line.id == line_id), None)


def plan() -> Plan:
    """The municipality's plan, or the example. Raises `WrongUse` where the file cannot be read."""
    given = settings.PAX_RETENTION_PLAN
    path = Path(given) if given else find().folder("municipality") / "retention.yml"
    try:
        content = path.read_bytes()
    except OSError:
        raise _wrong(path.name, "cannot be read") from None
    return _parsed(content, path.name)


@lru_cache(maxsize=8)
def _parsed(content: bytes, name: str) -> Plan:
    try:
        told = parse_yaml(content.decode(), name)
        lines = tuple(_line(row) for row in told["lines"])
    except (KeyError, TypeError, ValueError, UnicodeDecodeError):
        raise _wrong(name, "is no retention plan") from None
    if len({line.id for line in lines}) != len(lines):
        raise _wrong(name, "names a line twice")
    return Plan(lines, sha256(content).hexdigest())


def _line(row: Mapping[str, Any]) -> PlanLine:
    ground = row["ground"]
    line = PlanLine(
        str(row["id"]), str(row["what"]), int(row["keep_days"]), Text(row["title"]["sv"], row["title"]["en"]),
        f"{ground['act']} {ground['section']}", bool(ground.get("confirmed", False)), tuple(row.get("boards", ())),
    )  # fmt: skip
    if line.what not in WHAT or line.keep_days < LEAST_DAYS or set(row) - _LINE:
        raise ValueError
    return line


def _wrong(name: str, problem: str) -> WrongUse:
    return WrongUse(
        f"the retention plan {problem}", file=name, ask="whoever keeps the plan",
        then="compare it with municipality/retention.yml",
    )  # fmt: skip
