"""Rows of text become rows of a canonical table; those that break a promise go to quarantine.

One pass in SQL writes every row with its canonical values and, where one is broken, the first broken column. Small
queries over that file then tell what was found. No value ever leaves the SQL but as its shape.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pax.registers.delivered import Findings
from pax.registers.source import Limit
from pax.registers.values import LONGEST_CELL, Reading, fits, reading
from pax.store import PROVENANCE, Engine
from pax.vocabulary import Column, Table

MAY_BE_EMPTY = frozenset(
    {
        ("tenancies", "holder_id"),  # an estate, or a tenant the landlord knows by name alone
        ("lease_certificates", "employer_id"),
        ("relations", "related_id"),  # a relative who never had a number (FodelsetidNr)
        ("relations", "from_date"),  # Navet leaves it out
        ("incomes", "payer_id"),
        ("vehicles", "from_date"),
        ("organisation_roles", "from_date"),
        ("beneficial_owners", "owner_id"),  # an owner abroad, or none found
        ("beneficial_owners", "from_date"),
        ("care_grants", "provider_id"),
        ("school_enrolments", "from_date"),  # SS 12000 of 2018 and Skolverket's reduced form tell only what is now
        ("staff", "from_date"),
    }
)
"""Key columns a row may leave empty because the real source does; every other empty key is quarantine."""

PERIODS = (
    ("from_date", "to_date"),
    ("period_from", "period_to"),
    ("opened_on", "closed_on"),
    ("started_at", "ended_at"),
)
"""Columns that begin and end a period, wherever a table has both."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A table's rows on disk with their verdict: canonical columns, src_file, src_line, `bad` (0 = usable).

    `dropped` names the engine's table of rows (rid) that share a key with another and are not used; `doubled` says
    whether there are any. `shelved`: the file is one of the store's, which has usable rows and their `rid` only; those
    of the others that still count (protected persons) are in `apart`.
    """

    table: Table
    path: Path
    rows: int
    doubled: bool = False
    shelved: bool = False
    apart: Path | None = None

    @property
    def dropped(self) -> str:
        """Name of the table of dropped rows; unique, since each stage has its own file name."""
        return f"dropped_{self.path.stem.replace('-', '_')}"


_Tally = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Check:
    """One thing that can be wrong with a row: which column, the SQL of the fault, the SQL name of its text."""

    column: str
    fault: str
    text: str


def check(engine: Engine, table: Table, relation: str, path: Path, findings: Findings, limit: Limit) -> Checked:
    """Write `relation` (canonical column names, src_file, src_line) to `path` as canonical rows with a verdict.

    Broken rows are told one by one as far as `limit` lets any delivery through, and beyond that counted.
    """
    found = {name: kind for name, kind, *_ in engine.rows(f"DESCRIBE {relation}")}
    for column in table.columns:
        if column.name in found and not fits(column, found[column.name]):
            found[column.name] = _OTHER
    readings = {column.name: _read(column, found) for column in table.columns if column.name in found}
    checks = _checks(table, readings)
    stage = f"read_parquet('{_escaped(path)}')"
    path.parent.mkdir(parents=True, exist_ok=True)
    select = _statement(table, relation, found, readings, checks)
    engine.run(f"COPY ({select}) TO '{_escaped(path)}' (FORMAT parquet, COMPRESSION lz4)")
    rows, broken, noted = _tally(engine, stage, readings)
    if broken:
        _tell_quarantine(engine, stage, checks, findings, limit.most(rows))
    _tell_odd(engine, stage, readings, noted, findings)
    return Checked(table, path, rows)


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")


def _read(column: Column, found: Mapping[str, str]) -> Reading:
    kinds = "t_subject_kind" if "subject_kind" in found else ""
    source = found[column.name]
    return reading(column, f"t_{column.name}", source if _is_typed(source) else "VARCHAR", kinds)


_OTHER = "other"
"""A kind of column that does not fit: its text is read."""


def _is_typed(kind: str) -> bool:
    return kind in _TYPED or kind.startswith("DECIMAL")


_WHOLE = frozenset(
    ["BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UBIGINT", "UINTEGER", "USMALLINT", "UTINYINT", "HUGEINT"]
)
_TYPED = _WHOLE | {"DATE", "TIMESTAMP", "BOOLEAN", "DOUBLE", "FLOAT"}


def _text(name: str, kind: str) -> str:
    if kind == "VARCHAR":
        return f'pax_text("{name}") AS t_{name}'
    if _is_typed(kind):
        return f'"{name}" AS t_{name}'
    return f'pax_text(CAST("{name}" AS VARCHAR)) AS t_{name}'


def _checks(table: Table, readings: Mapping[str, Reading]) -> list[_Check]:
    checks = []
    for column in table.columns:
        if column.name not in readings:
            continue
        checks.append(_Check(column.name, f"f_{column.name}", f"t_{column.name}"))
        if column.key and (table.name, column.name) not in MAY_BE_EMPTY:
            fault = f"CASE WHEN v_{column.name} IS NULL THEN 'the key is empty' END"
            checks.append(_Check(column.name, fault, f"t_{column.name}"))
    for begins, ends in PERIODS:
        if begins in readings and ends in readings:
            fault = f"CASE WHEN v_{ends} < v_{begins} AND NOT n_{begins} THEN 'ends before it begins' END"
            checks.append(_Check(ends, fault, f"t_{ends}"))
    return checks


def _statement(
    table: Table, relation: str, found: Mapping[str, str], readings: Mapping[str, Reading], checks: list[_Check]
) -> str:
    """The one pass: text → steps → value, fault and oddity per column → canonical row with the first fault."""
    verdict = " ".join(f"WHEN {check.fault} IS NOT NULL THEN {at}" for at, check in enumerate(checks, 1))
    problem = " ".join(f"WHEN {at} THEN {check.fault}" for at, check in enumerate(checks, 1))
    text = " ".join(f"WHEN {at} THEN CAST({check.text} AS VARCHAR)" for at, check in enumerate(checks, 1))
    columns = ", ".join(f'{_value(column, readings)} AS "{column.name}"' for column in table.columns)
    odd = "".join(
        f", n_{name}, CASE WHEN n_{name} THEN CAST(t_{name} AS VARCHAR) END AS o_{name}"
        for name, read in readings.items()
        if read.oddity
    )
    judged = _judged(relation, found, readings)
    return (
        f"SELECT {columns}, src_file, src_line, bad{odd}, {_named(readings)} AS named, "  # noqa: S608  canonical names
        f"CASE bad {problem} END AS bad_problem, CASE bad {text} END AS bad_text "
        f"FROM (SELECT *, CASE {verdict} ELSE 0 END AS bad FROM ({judged}))"
    )


def _judged(relation: str, found: Mapping[str, str], readings: Mapping[str, Reading]) -> str:
    """Each column's text (t_), steps (x_, y_, z_), value (v_), fault (f_) and oddity (n_)."""
    texts = ", ".join(_text(name, found[name]) for name in readings)
    inner = f"SELECT src_file, src_line, {texts} FROM ({relation})"  # noqa: S608  names of canonical.yml, no value
    for at, prefix in enumerate("xyz"):
        steps = [f"{read.steps[at]} AS {prefix}_{name}" for name, read in readings.items() if len(read.steps) > at]
        if steps:
            inner = f"SELECT *, {', '.join(steps)} FROM ({inner})"  # noqa: S608  names of canonical.yml, no value
    parts = ", ".join(
        f"({read.value}) AS v_{name}, ({read.fault}) AS f_{name}, ({read.odd}) AS n_{name}"
        for name, read in readings.items()
    )
    return f"SELECT *, {parts} FROM ({inner})"  # noqa: S608  names of canonical.yml, no value


def _named(readings: Mapping[str, Reading]) -> str:
    """SQL of whatever has the form of a person number, in rows of which something will be told."""
    odd = " OR ".join(["bad > 0", *(f"n_{name}" for name, read in readings.items() if read.oddity)])
    texts = ", ".join(f"left(CAST(t_{name} AS VARCHAR), {LONGEST_CELL})" for name in readings)
    numbers = f"regexp_extract_all(concat_ws(' ', {texts}), '(?:18|19|20)\\d{{6}}-?\\d{{4}}')"
    return f"CASE WHEN {odd} THEN array_to_string({numbers}, ' ') END"


def _value(column: Column, readings: Mapping[str, Reading]) -> str:
    if column.name not in readings:
        return f"CAST(NULL AS {column.type.sql})"
    for begins, ends in PERIODS:
        if column.name == begins and ends in readings:
            # An incomplete first day is its last possible one, but never after the period's end.
            return f"CASE WHEN n_{begins} THEN least(v_{begins}, v_{ends}) ELSE v_{begins} END"
    return f"v_{column.name}"


def _tell_quarantine(engine: Engine, stage: str, checks: list[_Check], findings: Findings, most: int) -> None:
    """Tell the broken rows one by one, and count those beyond the first `most` + 1."""
    broken = f"SELECT src_file, src_line, bad, bad_problem, bad_text, named FROM {stage} WHERE bad > 0"  # noqa: S608  our file
    shown = f"SELECT src_file, src_line, bad, bad_problem, pax_shape(bad_text), named FROM ({broken})"  # noqa: S608  ours
    for file, line, bad, problem, shape, named in engine.rows(f"{shown} ORDER BY src_file, src_line LIMIT {most + 1}"):
        findings.leave_out(file, line, checks[bad - 1].column, problem, shape or "", named or "")
    count_beyond(engine, broken, most, findings)


def count_beyond(engine: Engine, broken: str, most: int, findings: Findings) -> None:
    """Count, by file, the lines of the broken rows that come after the first `most` + 1."""
    beyond = (
        f"SELECT src_file, count(DISTINCT src_line) FROM (SELECT * FROM ({broken}) "  # noqa: S608  our own query
        f"ORDER BY src_file, src_line OFFSET {most + 1}) GROUP BY src_file"
    )
    for file, times in engine.rows(beyond):
        findings.unlisted[file] = findings.unlisted.get(file, 0) + times


def _tell_odd(engine: Engine, stage: str, readings: Mapping[str, Reading], noted: _Tally, findings: Findings) -> None:
    """Notes of kept rows: the first hundred by line, the others as a count."""
    for file, counts in noted.items():
        for name, times in counts.items():
            listed = (
                f"SELECT src_line, pax_shape(o_{name}), named FROM {stage} "  # noqa: S608  a name of canonical.yml
                f"WHERE n_{name} AND bad = 0 AND src_file = $file ORDER BY src_line LIMIT {Findings.LISTED}"
            )
            for line, shape, named in engine.rows(listed, {"file": file}):
                findings.note(file, line, name, readings[name].oddity, shape or "", named or "")
            if times > Findings.LISTED:
                findings.note(file, 0, name, readings[name].oddity, times=times - Findings.LISTED)


def _tally(engine: Engine, stage: str, readings: Mapping[str, Reading]) -> tuple[int, int, _Tally]:
    """How many rows there are, how many are broken, and per file how many kept ones are odd in which column."""
    odd = [name for name, read in readings.items() if read.oddity]
    counts = "".join(f", count_if(n_{name} AND bad = 0)" for name in odd)
    query = f"SELECT src_file, count(*), count_if(bad > 0){counts} FROM {stage} GROUP BY src_file ORDER BY src_file"  # noqa: S608  canonical names
    found = engine.rows(query)
    noted = {file: {name: times for name, times in zip(odd, rest, strict=True) if times} for file, _, _, *rest in found}
    return sum(row[1] for row in found), sum(row[2] for row in found), noted


def stage_of(checked: Checked) -> str:
    """SQL of every row of a checked table, with `rid`, its place in the file."""
    if checked.shelved:
        return _on_shelf(checked)
    names = ", ".join(f'"{name}"' for name in (*checked.table.names, *PROVENANCE[2:], "bad"))
    file = _escaped(checked.path)
    return f"(SELECT {names}, file_row_number AS rid FROM read_parquet('{file}', file_row_number = true))"  # noqa: S608  schema


def _on_shelf(checked: Checked) -> str:
    """The rows of a file in the store; a column that canonical.yml got after it was written is empty."""
    typed = ", ".join(f'CAST(NULL AS {column.type.sql}) AS "{column.name}"' for column in checked.table.columns)
    names = ", ".join(f'"{name}"' for name in (*checked.table.names, *PROVENANCE[2:], "bad", "rid"))
    parts = [f"SELECT {typed} WHERE FALSE", _file(checked.path, 0)]
    if checked.apart is not None:
        parts.append(_file(checked.apart, 1))
    return f"(SELECT {names} FROM ({' UNION ALL BY NAME '.join(parts)}))"  # noqa: S608  schema's names


def _file(path: Path, bad: int) -> str:
    return f"SELECT *, {bad} AS bad FROM read_parquet('{_escaped(path)}')"  # noqa: S608  a file of ours


def usable(checked: Checked) -> str:
    """SQL of the rows that are used, with `rid`; in the order of the file unless rows were dropped."""
    dropped = f" AND rid NOT IN (SELECT rid FROM {checked.dropped})" if checked.doubled else ""  # noqa: S608  our own table
    return f"SELECT * FROM {stage_of(checked)} WHERE bad = 0{dropped}"  # noqa: S608  our own tables
