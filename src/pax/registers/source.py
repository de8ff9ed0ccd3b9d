"""`register.yml` as a type: what a register promises, where its layout comes from, and how it becomes canonical."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pax.content import Content, read_yaml
from pax.vocabulary import Text, WrongUse

ASK = "whoever keeps the register's layout"
Reader = Literal[
    "exchange",
    "csv",
    "xlsx",
    "navet_xml",
    "parquet",
    "json",
    "xml",
    "terms",
    "ssbtek",
    "table",
    "bods",
    "bolagsverket",
    "ss12000",
    "ssbt",
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Texts(_Part):
    sv: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Layout(_Part):
    """Where the layout comes from: published by its owner, or assumed until a real file has been seen."""

    kind: Literal["published", "assumed"]
    source: str = Field(min_length=1)
    date: date


class Header(_Part):
    """Whether the heading row is the first one, or is to be found within the first rows."""

    find: bool = False
    within: Annotated[int, Field(ge=1, le=200)] = 30


class Limit(_Part):
    """How many rows may break a promise before the delivery is refused: the larger of the two."""

    rows: Annotated[int, Field(ge=0)] = 20
    share: Annotated[float, Field(ge=0, le=1)] = 0.01

    def most(self, total: int) -> int:
        """How many of `total` rows may be broken."""
        return max(self.rows, int(self.share * total))


class Expect(_Part):
    """What else is promised: columns and files that may be absent; encoding and the like when known beforehand.

    `one_of` are groups of our columns of which a file must have at least one, and may lack the others.
    """

    optional: tuple[str, ...] = ()
    optional_files: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    encoding: str | None = None
    delimiter: Literal[",", ";", "\t", "|"] | None = None
    sheet: str | None = None


class _Document(_Part):
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: _Texts
    purposes: Annotated[tuple[str, ...], Field(min_length=1)]
    secrecy: tuple[str, ...]
    retention_days: Annotated[int, Field(gt=0)]
    layout: Layout
    reader: Reader
    files: Mapping[str, str]
    rows: Mapping[str, str] = Field(default_factory=dict)
    header: Header = Header()
    delivery: Literal["full", "changes"]
    changes: str | None = None
    replaces: Mapping[str, tuple[str, str]] = Field(default_factory=dict)
    like: str | None = None
    columns: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)
    fills: tuple[str, ...] | Literal["all"]
    needs: tuple[str, ...] = ()
    addresses: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    quarantine_limit: Limit = Limit()
    expect: Expect = Expect()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Columns of which a file must have one: ours, and the names they may have in the file."""

    ours: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One register as its folder describes it. `map_sql` is the text of `map.sql`, empty when renaming is enough.

    `files` raw table → file pattern; `rows` raw table → path of its records (json, xml); `columns` raw table → their
    column → ours, several of theirs for one of ours being alternatives; `words` "table.column" → their word → ours;
    `needs` canonical tables of other registers, which `map.sql` looks things up in; `addresses` raw table → the columns
    that together write an address.

    A register of `changes` changes another: what it brings takes the place of that one's rows, `replaces` table →
    (table, column): the rows of the first whose column has a value that stands in the second of this delivery.
    """

    id: str
    title: Text
    purposes: tuple[str, ...]
    secrecy: tuple[str, ...]
    retention_days: int
    layout: Layout
    reader: Reader
    files: Mapping[str, str]
    rows: Mapping[str, str]
    header: Header
    delivery: Literal["full", "changes"]
    changes: str | None
    replaces: Mapping[str, tuple[str, str]]
    columns: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[str, str]]
    fills: tuple[str, ...]
    needs: tuple[str, ...]
    addresses: Mapping[str, tuple[str, ...]]
    limit: Limit
    expect: Expect
    map_sql: str = ""
    folder: Path = field(default=Path())

    def alternatives(self, raw: str) -> Mapping[str, tuple[str, ...]]:
        """Our column → the names it may have in a file of that raw table, the one to prefer first."""
        names: dict[str, tuple[str, ...]] = {}
        for theirs, ours in self.columns.get(raw, {}).items():
            names[ours] = (*names.get(ours, ()), theirs)
        return names

    def wanted_columns(self, raw: str) -> tuple[Wanted, ...]:
        """What a file of that raw table must have: one column of each."""
        names = self.alternatives(raw)
        groups = [group for group in self.expect.one_of if set(group) <= set(names)]
        free = {*self.expect.optional, *(ours for group in groups for ours in group)}
        alone = tuple(Wanted((ours,), theirs) for ours, theirs in names.items() if ours not in free)
        return alone + tuple(Wanted(group, tuple(name for ours in group for name in names[ours])) for group in groups)


def register_ids(content: Content) -> tuple[str, ...]:
    """Every register there is a layout for, sorted."""
    return tuple(sorted(path.parent.name for path in content.folder("registers").glob("*/register.yml")))


def read_source(content: Content, register: str, tables: Mapping[str, object]) -> Source:
    """Read one register's layout; `tables` are the canonical ones. `WrongUse` names the file and each key at fault."""
    path = content.folder("registers") / register / "register.yml"
    name = f"registers/{register}/register.yml"
    try:
        document = _Document.model_validate(read_yaml(path))
    except ValidationError as error:
        raise _wrong(name, "; ".join(_faults(error))) from None
    faults = list(_contradictions(document, register, tables))
    if faults:
        raise _wrong(name, "; ".join(faults))
    mapping = path.parents[1] / (document.like or register) / "map.sql"
    return Source(
        id=document.id,
        title=Text(document.title.sv, document.title.en),
        purposes=document.purposes,
        secrecy=document.secrecy,
        retention_days=document.retention_days,
        layout=document.layout,
        reader=document.reader,
        files=document.files,
        rows=document.rows,
        header=document.header,
        delivery=document.delivery,
        changes=document.changes,
        replaces=document.replaces,
        columns=document.columns,
        words=document.words,
        fills=tuple(tables) if document.fills == "all" else tuple(document.fills),
        needs=document.needs,
        addresses=document.addresses,
        limit=document.quarantine_limit,
        expect=document.expect,
        map_sql=mapping.read_text(encoding="utf-8") if mapping.is_file() else "",
        folder=path.parent,
    )


def _wrong(name: str, problem: str) -> WrongUse:
    return WrongUse(problem, file=name, ask=ASK, then="correct the file (docs/guides/add-a-register.md)")


def _faults(error: ValidationError) -> list[str]:
    """Each fault by its key; never the value that stood there."""
    said = {"extra_forbidden": "is no key of register.yml", "missing": "is missing"}
    return [
        f"{'.'.join(map(str, fault['loc']))} {said.get(fault['type'], fault['msg'])}"
        for fault in error.errors(include_input=False, include_url=False)
    ]


def _contradictions(document: _Document, register: str, tables: Mapping[str, object]) -> list[str]:
    faults = []
    if document.id != register:
        faults.append(f"id is {document.id}, but the folder is {register}")
    named = () if document.fills == "all" else document.fills
    faults += [f"fills names {table}, which is no canonical table" for table in named if table not in tables]
    faults += [f"needs names {table}, which is no canonical table" for table in document.needs if table not in tables]
    if document.reader == "xml":
        faults += [f"rows does not say where {raw} is" for raw in document.files if raw not in document.rows]
    faults += ["addresses needs dwellings" for _ in document.addresses if "dwellings" not in document.needs]
    if (document.delivery == "changes") != (document.changes is not None):
        faults.append("changes must say which register is changed, when delivery is changes and only then")
    faults += [f"columns names {raw}, which files does not" for raw in document.columns if raw not in document.files]
    return faults
