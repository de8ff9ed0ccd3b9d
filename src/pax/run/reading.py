"""A run folder read back: what explain, score, diff and the next run need, from the folder alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pax.vocabulary import WrongUse


@dataclass(frozen=True)
class RunFolder:
    """A run folder whose files are those its `run.json` names, byte for byte."""

    path: Path
    document: Mapping[str, Any]

    @classmethod
    def open(cls, path: Path) -> "RunFolder":
        """Read `run.json` and compare every file with it. `WrongUse` when the folder is none, or has been changed."""
        try:
            document = json.loads((path / "run.json").read_text(encoding="utf-8"))
            files: Mapping[str, Any] = document["files"]
        except (OSError, ValueError, KeyError, TypeError):
            raise _wrong(path.name, "not a run folder", "name a folder that pax run wrote") from None
        for name, described in files.items():
            if not (path / name).is_file() or sha256((path / name).read_bytes()).hexdigest() != described["sha256"]:
                raise _wrong(name, "the file is not the one the run wrote", "run again; a run folder is never changed")
        return cls(path, document)

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of `<name>.parquet`, none when the file was left out."""
        file = self.path / f"{name}.parquet"
        return pq.read_table(file).to_pylist() if file.name in self.document["files"] else []

    @cached_property
    def rules(self) -> dict[str, dict[str, Any]]:
        """`rules.json` by rule id."""
        return {rule["id"]: rule for rule in json.loads((self.path / "rules.json").read_text(encoding="utf-8"))}

    @cached_property
    def labels(self) -> dict[tuple[str, str], dict[str, Any]]:
        """`subjects.parquet` by kind and id."""
        return {(row["kind"], row["id"]): row for row in self.rows("subjects")}

    def first_seen(self) -> dict[str, date]:
        """Signal id → the day it was first seen."""
        return {row["signal_id"]: row["first_seen_on"] for row in self.rows("signals")}

    def signals(self) -> list[tuple[str, str]]:
        """(signal id, rule id) of every signal."""
        return [(row["signal_id"], row["rule_id"]) for row in self.rows("signals")]

    def signal(self, prefix: str) -> dict[str, Any]:
        """The one signal whose id begins so; `WrongUse` when there is none or several."""
        found = [row for row in self.rows("signals") if prefix and row["signal_id"].startswith(prefix)]
        if len(found) == 1:
            return found[0]
        problem = f"{len(found)} signals begin so" if found else "no signal of the run has this id"
        raise _wrong("signals.parquet", problem, "give the id, or enough of its beginning to be the only one")


def _wrong(file: str, problem: str, then: str) -> WrongUse:
    return WrongUse(problem, file=file, ask="you", then=then)
