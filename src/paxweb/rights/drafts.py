"""What a machine found about somebody, line by line, and the box it lies in."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from pax.vocabulary import Text
from paxweb.accounts.keys import key_file, subject_key
from paxweb.seal.boxes import BoxUnopened, KeyAway, close_box, open_box, sealing_key


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a line. `name`: its path; `says`: text | code | role | kind, or one of `naming`; `free`: by hand."""

    name: str
    value: str
    says: str = "text"
    free: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row about the person. `sure`: by number or key; else by name alone, and left out until somebody confirms it.

    `root`: id of the item or case, empty for others. `place`: what names the row wherever it stands. `shared`: other
    persons stand there too.
    """

    id: str
    model: str
    row: str
    root: str
    title_sv: str
    title_en: str
    when: str
    values: tuple[Value, ...]
    sure: bool = True
    shared: bool = False
    withheld: bool = False
    place: str = ""

    def title(self, language: str) -> str:
        """What kind of row it is."""
        return Text(self.title_sv, self.title_en).said(language)


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything collected for one volume. `others`: rows about somebody else that were left out; `waits`: questions
    that nobody has read yet, told of once they are read or the answer is due."""

    lines: tuple[Line, ...]
    others: int = 0
    waits: int = 0
    receivers: tuple[str, ...] = ()


def keys_of_board(board_id: str) -> bytes:
    """The key boxes of a board are sealed with. Raises `KeyAway` without one."""
    key = subject_key(board_id)
    if key is None:
        raise KeyAway(key_file(board_id))
    return sealing_key(key)


def close(board_id: str, place: str, value: object) -> bytes:
    """Seal a value for one place."""
    return close_box(keys_of_board(board_id), place, value)


def opened(board_id: str, place: str, box: bytes) -> Any:  # noqa: ANN401  JSON
    """The value of a box. Raises `Shut`."""
    try:
        return open_box(keys_of_board(board_id), place, bytes(box))
    except BoxUnopened:
        raise BoxUnopened(key_file(board_id)) from None


def seal_draft(board_id: str, volume_id: UUID, draft: Draft) -> bytes:
    """The draft in its box."""
    return close(board_id, f"draft:{volume_id}", asdict(draft))


def open_draft(board_id: str, volume_id: UUID, box: bytes | memoryview) -> Draft:
    """The draft of a volume."""
    told: Mapping[str, Any] = opened(board_id, f"draft:{volume_id}", bytes(box))
    lines = tuple(Line(**{**line, "values": tuple(Value(**each) for each in line["values"])}) for line in told["lines"])
    return Draft(lines, told["others"], told["waits"], tuple(told["receivers"]))


def numbered(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines with ids of their own within a volume, in reading order."""
    return tuple(Line(**{**_shallow(line), "id": f"r{n}"}) for n, line in enumerate(lines, start=1))


def _shallow(line: Line) -> dict[str, Any]:
    return {name: getattr(line, name) for name in Line.__slots__}


def leaves(value: object, path: str = "") -> list[tuple[str, str]]:
    """Every value inside a JSON value with its path: `facts.rent`, `written.0`."""
    match value:
        case Mapping():
            return [leaf for key in value for leaf in leaves(value[key], f"{path}.{key}" if path else str(key))]
        case str():
            return [(path, value)]
        case Sequence():
            return [leaf for n, inner in enumerate(value) for leaf in leaves(inner, f"{path}.{n}" if path else str(n))]
        case None:
            return []
        case bool():
            return [(path, "yes" if value else "no")]
        case _:
            return [(path, json.dumps(value, default=str))]
