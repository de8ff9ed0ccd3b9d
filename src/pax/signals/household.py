"""The rows around one person, dwelling, lease or case: all that any rule needs to answer about it, and no more.

A lease or a case names few rows and is followed for nothing; a person or a dwelling is a step. Three steps reach what
every rule of the catalogue joins (a holder's spouse's home; a resident's own case); a test asks every rule both ways.
Of a property, last of all, the dwellings are found, and nothing from there on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from pax.rules import Rule, RuleBook
from pax.signals.asking import Asked
from pax.signals.evidence import party_kind
from pax.store import Index, Tables, write_rows
from pax.vocabulary import IdKind, Schema

STEPS = 3
_FREE = frozenset({"lease", "case"})
_STEP = frozenset({"person", "dwelling", "organisation"})
_KINDS = frozenset({kind.value for kind in IdKind}) - {"area", "record", "account", "subject"}
_UNFOLLOWED = frozenset({"landlord_id", "payer_id", "payee_id"})
"""Columns that many rows share: a landlord, an employer, whoever is paid. Their other rows are no household."""

Ids = Mapping[str, str]
"""Column → kind of identifier."""


def looked_up(name: str, schema: Schema, book: RuleBook) -> Ids:
    """The identifiers by which a table or view is looked up: of a property, only its dwellings are."""
    ids = id_columns(name, schema, book)
    return {column: kind for column, kind in ids.items() if kind != "property" or name == "dwellings"}


def id_columns(name: str, schema: Schema, book: RuleBook) -> Ids:
    """The identifiers of a table or view that lead to a household's other rows."""
    if name in schema:
        kinds = {column.name: column.id.value for column in schema[name].columns if column.id is not None}
    else:
        kinds = dict(book.views[name].columns) if name in book.views else {}
    return {column: kind for column, kind in kinds.items() if kind in _KINDS and column not in _UNFOLLOWED}


def read_by(rules: Sequence[Rule]) -> frozenset[str]:
    """The tables and views that the rules' windows hold, and what tells where their rows come from."""
    return frozenset(name for rule in rules for name in (*rule.reads, *rule.uses))


@dataclass(slots=True)
class _Walk:
    """A walk from one identifier: the rows seen so far, and the identifiers not yet followed, by kind."""

    index: Index
    columns: Mapping[str, Ids]
    lookups: Mapping[str, Ids]
    rows: dict[str, list[pa.Table]] = field(default_factory=lambda: defaultdict(list))
    seen: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    known: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def follow(self, ids: Mapping[str, set[str]]) -> dict[str, set[str]]:
        """Fetch every row that names one of these; the identifiers in those rows that are new."""
        found: dict[str, set[str]] = defaultdict(set)
        for table, columns in self.lookups.items():
            for column, kind in columns.items():
                wanted = _wanted(kind, ids)
                if wanted:
                    for one, values in self._fetch(table, column, wanted):
                        found[one] |= values
        new = {kind: values - self.known[kind] for kind, values in found.items()}
        for kind, values in new.items():
            self.known[kind] |= values
        return {kind: values for kind, values in new.items() if values}

    def _fetch(self, table: str, column: str, wanted: Collection[str]) -> Iterator[tuple[str, set[str]]]:
        rows = self.index.rows(table, column, wanted)
        fresh = [rowid not in self.seen[table] for rowid in rows.column("rowid").to_pylist()]
        rows = rows.filter(pa.array(fresh, pa.bool_()))
        self.seen[table].update(rows.column("rowid").to_pylist())
        self.rows[table].append(rows.drop_columns(["rowid"]))
        for name, kind in self.columns[table].items():
            yield from _by_kind(kind, rows.column(name).unique().to_pylist())


def _wanted(kind: str, ids: Mapping[str, set[str]]) -> set[str]:
    if kind == IdKind.PARTY.value:
        return ids.get("person", set()) | ids.get("organisation", set())
    return ids.get(kind, set())


def _by_kind(kind: str, values: Sequence[str | None]) -> Iterator[tuple[str, set[str]]]:
    named = {value for value in values if value is not None}
    if kind != IdKind.PARTY.value:
        yield kind, named
        return
    for value in named:
        yield party_kind(value) or kind, {value}


def household(
    index: Index, rules: Sequence[Rule], book: RuleBook, schema: Schema, asked: Asked, tables: Tables, out: Path
) -> Tables:
    """The tables and views of the rules cut down to the household of what is asked, as Parquet files in `out`.

    A table of the rules that the index lacks stays whole.
    """
    names = sorted(read_by(rules) & index.tables)
    walk = _Walk(
        index,
        {name: id_columns(name, schema, book) for name in names},
        {name: looked_up(name, schema, book) for name in names},
    )
    kind, one = asked
    walk.known[kind].add(one)
    ahead: dict[str, set[str]] = {kind: {one}}
    for _ in range(STEPS):
        ahead = _follow_free(walk, ahead)
        ahead = walk.follow({kind: ids for kind, ids in ahead.items() if kind in _STEP})
    _follow_free(walk, ahead)
    walk.follow({"property": set(walk.known["property"])})
    cut = {}
    for name in names:
        rows = pa.concat_tables([index.rows(name, "", ()).drop_columns(["rowid"]), *walk.rows[name]])
        cut[name] = out / f"{name}.parquet"
        write_rows(rows, cut[name])
    return tables.adding(cut)


def _follow_free(walk: _Walk, ahead: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Follow leases and cases until none is new; what else is ahead, with what they led to."""
    later: dict[str, set[str]] = defaultdict(set)
    while ahead:
        free = {kind: ids for kind, ids in ahead.items() if kind in _FREE}
        for kind, ids in ahead.items():
            if kind not in _FREE:
                later[kind] |= ids
        ahead = walk.follow(free) if free else {}
    return later
