"""From a source's own tables to canonical column names: by `columns` and `words`, or by the register's `map.sql`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pax.registers.delivered import Findings
from pax.registers.readers.raw import Raw
from pax.registers.source import Source
from pax.store import ENGINE_ERRORS, Engine
from pax.vocabulary import Schema, WrongUse

_SECTION = re.compile(r"^-- (table|note|view|step): (.+?)[ \t]*$", re.MULTILINE)
_WORDS = "CREATE OR REPLACE TEMP TABLE pax_words (column_name VARCHAR, theirs VARCHAR, ours VARCHAR)"

_MADE = {"view": "VIEW", "step": "TABLE"}

_WORD = """coalesce((SELECT map(list(theirs), list(ours)) FROM pax_words WHERE column_name = '{column}')
    [lower(pax_text(CAST("{name}" AS VARCHAR)))], CAST("{name}" AS VARCHAR)) AS "{name}\""""


@dataclass(frozen=True, slots=True)
class Shaped:
    """One canonical table of a delivery, still as text: SQL that gives canonical names, src_file and src_line."""

    table: str
    relation: str


def shape(engine: Engine, source: Source, raws: Iterable[Raw], schema: Schema) -> list[Shaped]:
    """Name the columns of each raw table as ours. Raises `WrongUse` when `map.sql` does not fit `fills`."""
    mounted = list(raws)
    engine.run(_WORDS)
    for column, words in source.words.items():
        for theirs, ours in words.items():
            engine.run(
                "INSERT INTO pax_words VALUES ($column, lower($theirs), $ours)",
                {"column": column, "theirs": theirs, "ours": ours},
            )
    if source.map_sql:
        return list(_by_sql(engine, source, mounted, schema))
    return [Shaped(raw.name, _translated(raw, source.words, schema)) for raw in mounted]


def _by_sql(engine: Engine, source: Source, raws: list[Raw], schema: Schema) -> Iterator[Shaped]:
    engine.run("CREATE SCHEMA IF NOT EXISTS raw")
    for raw in raws:
        engine.run(f'CREATE OR REPLACE VIEW raw."{raw.name}" AS {_as_text(engine, raw)}')
    for (kind, table), select in sections(source.map_sql).items():
        if kind in _MADE:
            _columns(engine, source, select)
            engine.run(f'CREATE OR REPLACE TEMP {_MADE[kind]} "{table}" AS {select}')
        if kind != "table":
            continue
        if table not in source.fills:
            raise _misfit(source, f"map.sql fills {table}, which register.yml does not name")
        # Joins keep no order, and equal files must give equal rows in equal order.
        given = _columns(engine, source, select)
        order = ", ".join(["src_file", "src_line", *(f'"{name}"' for name in schema[table].key if name in given)])
        said = Raw(table, select, tuple(name for name in schema[table].names if name in given), {})
        spoken = _translated(said, source.words, schema) if source.words else select
        yield Shaped(table, f"SELECT * FROM ({spoken}) ORDER BY {order}")  # noqa: S608  the layout's own SQL


def _as_text(engine: Engine, raw: Raw) -> str:
    """The raw table with every column as text, whatever kind its file gives it."""
    kinds = {name: kind for name, kind, *_ in engine.rows(f"DESCRIBE {raw.relation}")}
    typed = [name for name in raw.columns if name != "src_line" and kinds[name] != "VARCHAR"]
    texts = ", ".join(f'CAST("{name}" AS VARCHAR) AS "{name}"' for name in typed)
    replaced = f" REPLACE ({texts})" if typed else ""
    return f"SELECT *{replaced} FROM ({raw.relation})"  # noqa: S608  names of the layout, no value


def _columns(engine: Engine, source: Source, select: str) -> frozenset[str]:
    """The columns a section gives; `WrongUse` when it is no SQL that fits the raw tables."""
    try:
        return frozenset(name for name, *_ in engine.rows(f"DESCRIBE {select}"))
    except ENGINE_ERRORS:
        raise _misfit(source, "a section of map.sql does not fit the raw tables of register.yml") from None


def _misfit(source: Source, problem: str) -> WrongUse:
    place = f"registers/{source.id}/map.sql"
    return WrongUse(problem, file=place, ask="whoever keeps the register's layout", then="correct map.sql")


def sections(text: str) -> Mapping[tuple[str, str], str]:
    """The `SELECT`s of a map.sql by (kind, title).

    A section begins with `-- table: NAME` or with `-- note: TABLE.COLUMN: problem`; a note's rows (src_file, src_line,
    named) tell of what was kept. `-- view: NAME` is there for the sections below it; `-- step: NAME` too, and is worked
    out once (a view is worked out wherever it is named, which multiplies long expressions).
    """
    parts = _SECTION.split(text)
    titled = zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    return {(kind, title): body.strip().rstrip(";") for kind, title, body in titled}


def note(engine: Engine, source: Source, findings: Findings) -> None:
    """Ask the notes of a map.sql and tell what they find."""
    for (kind, title), select in sections(source.map_sql).items():
        if kind != "note":
            continue
        place, _, problem = title.partition(": ")
        column = place.rpartition(".")[2]
        told: dict[str, int] = {}
        engine.run(f"CREATE OR REPLACE TEMP TABLE pax_noted AS {select}")
        listed = f"SELECT src_file, src_line, named FROM pax_noted ORDER BY rowid LIMIT {Findings.LISTED}"  # noqa: S608  ours
        for file, line, named in engine.rows(listed):
            findings.note(file, line, column, problem, named=named or "")
            told[file] = told.get(file, 0) + 1
        for file, times in engine.rows("SELECT src_file, count(*) FROM pax_noted GROUP BY src_file"):
            if times > told.get(file, 0):
                findings.note(file, 0, column, problem, times=times - told.get(file, 0))


def _translated(raw: Raw, words: Mapping[str, Mapping[str, str]], schema: Schema) -> str:
    """The raw relation with the register's own words put into ours; a word that is not listed stays as it is."""
    named = [name for name in raw.columns if name in schema[raw.name].names]
    columns = ", ".join(
        _WORD.format(column=f"{raw.name}.{name}", name=name) if f"{raw.name}.{name}" in words else f'"{name}"'
        for name in named
    )
    # Names are the schema's own; the words are rows of a table.
    return f"SELECT {columns}, src_file, src_line FROM ({raw.relation})"  # noqa: S608  schema names
