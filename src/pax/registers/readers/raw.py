"""What every reader gives back: a table of text as its file has it, each row with its file and line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pax.registers.delivered import Findings
from pax.registers.source import Source
from pax.store import Engine
from pax.vocabulary import DeliveryRefused, Schema


@dataclass(frozen=True, slots=True)
class Raw:
    """One table as delivered. `relation` is SQL that gives `columns`, `src_file` and `src_line` (from 1)."""

    name: str
    relation: str
    columns: tuple[str, ...]
    rows: Mapping[str, int]

    def with_columns(self, names: Iterable[str]) -> "Raw":
        """The table with these columns too: those that it lacks are unknown in every row."""
        lacking = tuple(name for name in names if name not in self.columns)
        if not lacking:
            return self
        empty = ", ".join(f'CAST(NULL AS VARCHAR) AS "{name}"' for name in lacking)
        relation = f"SELECT *, {empty} FROM ({self.relation})"  # noqa: S608  names of the layout, no value
        return replace(self, relation=relation, columns=(*self.columns, *lacking))


@dataclass(frozen=True, slots=True)
class Opening:
    """A delivery being opened: its layout, its files, where to work, whom to tell what was found."""

    source: Source
    files: Sequence[Path]
    schema: Schema
    engine: Engine
    scratch: Path
    wanted: frozenset[str]
    findings: Findings = field(default_factory=Findings)

    def refused(
        self, problem: str, *, file: str | None = None, line: int | None = None, column: str | None = None
    ) -> DeliveryRefused:
        """The delivery is refused as a whole; whoever sent it must act."""
        return DeliveryRefused(
            problem,
            register=self.source.id,
            file=file,
            line=line,
            column=column,
            ask=f"whoever delivers the register {self.source.id}",
            then="send the file again, whole and in the agreed layout; the delivery before it stays in use",
        )


def relation_of(path: Path, name: str) -> str:
    """SQL of a table written under scratch, each row with the name of the file it came from."""
    file, shown = str(path).replace("'", "''"), name.replace("'", "''")
    return f"SELECT *, '{shown}' AS src_file FROM read_parquet('{file}')"  # noqa: S608  our own file, a quoted name
