"""`rules.lock`: which version of which rule was checked, so that a change shows and a check need not be made twice.

`sql` is the SHA-256 of what is asked (the SQL and the parameters' defaults): it may change only with the version.
`checked` is that of all the check rested on: the files of the rule, the views below it, the schema, the allow-list.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pax.rules.model import Rule, View

NAME = "rules.lock"
_HEAD = (
    "# Written by `pax rules lock`. A rule whose SQL or defaults change gets a new version before it is locked anew.\n"
)


@dataclass(frozen=True, slots=True)
class Locked:
    """One line of the lock. A `draft` was checked but is in use nowhere: its SQL may change under its version."""

    version: int
    sql: str
    checked: str
    draft: bool


def read_lock(folder: Path) -> dict[str, Locked]:
    """The locked rules and views by id; empty when there is no lock yet."""
    path = folder / NAME
    if not path.is_file():
        return {}
    source = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: _read(one) for name, one in source.items()}


def _read(one: Mapping[str, object]) -> Locked:
    return Locked(int(str(one["version"])), str(one["sql"]), str(one["checked"]), one.get("draft") is True)


def write_lock(folder: Path, entries: Mapping[str, Locked]) -> None:
    """Write the lock, sorted by id."""
    lines = [
        f'[{name}]\nversion = {one.version}\nsql = "{one.sql}"\nchecked = "{one.checked}"\n'
        + ("draft = true\n" if one.draft else "")
        for name, one in sorted(entries.items())
    ]
    (folder / NAME).write_text("\n".join([_HEAD, *lines]), encoding="utf-8")


def asked_hash(one: Rule | View) -> str:
    """The SHA-256 of what a rule or view asks: its SQL and its parameters' types and defaults."""
    parameters = one.parameters if isinstance(one, Rule) else {}
    plain = {name: [spec.type.value, str(spec.default)] for name, spec in sorted(parameters.items())}
    return hashlib.sha256(f"{one.sql}\n{json.dumps(plain, sort_keys=True)}".encode()).hexdigest()


def files_hash(files: Iterable[Path]) -> str:
    """The SHA-256 over the names and contents of files; one that does not exist counts as empty."""
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes() if file.is_file() else b""
        digest.update(f"{file.name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
