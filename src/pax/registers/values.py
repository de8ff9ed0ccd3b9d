"""One column's value in SQL: how its text becomes the canonical type, and what is wrong when it does not.

Every function takes the SQL name of a column of trimmed, non-empty text (or of a typed Parquet column) and gives SQL.
The names come from `canonical.yml`; no value is ever part of the text.
"""

from dataclasses import dataclass, replace

from pax.vocabulary import Column, ColumnType, IdKind

LONGEST_CELL = 32_768
"""Bytes of one cell: more than an XLSX cell can hold (32,767 characters) is no field of a register."""

_NEVER = "CAST(NULL AS VARCHAR)"
_NO = "FALSE"
_PEOPLE = ("holder_id", "payee_id")
"""Parties that are people far more often than businesses."""
_TEN = "ten digits are read as a sole trader's business: a person's number has twelve"
_INTEGERS = ("BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UBIGINT", "UINTEGER", "USMALLINT", "UTINYINT", "HUGEINT")


@dataclass(frozen=True, slots=True)
class Reading:
    """SQL of one column: its canonical value, why it is refused (NULL = it is not), whether it was odd but kept.

    `steps` are computed once, each before the next, and may be named in what follows as x_, y_ and z_COLUMN. (DuckDB
    reads a macro's argument anew, patterns and all, for every place it stands in: that cost more than small tables do.)
    """

    value: str
    fault: str
    odd: str = _NO
    oddity: str = ""
    steps: tuple[str, ...] = ()


def reading(column: Column, source: str, found: str, kinds: str = "") -> Reading:
    """How `source` (an SQL name of DuckDB type `found`) is read as the column.

    `kinds` is the SQL name of the column that says what kind of subject this one names, where there is one.
    """
    if found != "VARCHAR":
        typed = _typed(column, source, found)
        if typed is not None:
            return typed
    if column.type is ColumnType.TEXT:
        return _guarded(_identifier(column, source, kinds), source)
    return _READINGS[column.type](source, column.name)


def fits(column: Column, found: str) -> bool:
    """True when a column of the DuckDB type `found` is read as it is: text, or of a type that means the same."""
    return found == "VARCHAR" or _typed(column, "x", found) is not None


def _typed(column: Column, source: str, found: str) -> Reading | None:
    """A Parquet column that already has a fitting type; None = read its text."""
    kind = column.type
    if kind in (ColumnType.DATE, ColumnType.TIMESTAMP) and found in ("DATE", "TIMESTAMP", kind.sql):
        return _dated(kind, f"CAST({source} AS {kind.sql})")
    if kind is ColumnType.BOOLEAN and found == "BOOLEAN":
        return Reading(source, _NEVER)
    if kind is ColumnType.INTEGER and found in _INTEGERS:
        return _tried(kind, source, "not a whole number")
    if kind in (ColumnType.DECIMAL, ColumnType.MONEY) and (
        found in (*_INTEGERS, "DOUBLE", "FLOAT") or found.startswith("DECIMAL")
    ):
        return _tried(kind, source, "not a number within bounds")
    return None


def _tried(kind: ColumnType, source: str, problem: str) -> Reading:
    value = f"TRY_CAST({source} AS {kind.sql})"
    return Reading(value, f"CASE WHEN {source} IS NOT NULL AND {value} IS NULL THEN '{problem}' END")


def _guarded(inner: Reading, source: str) -> Reading:
    """Text that no field of a register holds: a NUL byte, or a cell longer than any sheet's."""
    fault = (
        f"CASE WHEN strlen({source}) > {LONGEST_CELL} THEN 'the cell is longer than any field' "
        f"WHEN contains({source}, chr(0)) THEN 'a NUL byte in the cell' ELSE {inner.fault} END"
    )
    return replace(inner, fault=fault)


def _identifier(column: Column, source: str, kinds: str) -> Reading:
    first, second = f"x_{column.name}", f"y_{column.name}"
    twelve = f"pax_twelve({source})"
    match column.id:
        case IdKind.PERSON:
            fault, step = f"pax_person_fault({source}, {second})", f"pax_person_code({source}, {first})"
            return Reading(f"pax_person({source})", fault, steps=(twelve, step))
        case IdKind.ORGANISATION:
            fault, step = f"pax_organisation_fault({source}, {second})", f"pax_party_code({source}, {first})"
            return Reading(f"pax_party({source}, {second})", fault, steps=(twelve, step))
        case IdKind.PARTY:
            fault, step = f"pax_party_fault({second})", f"pax_party_code({source}, {first})"
            odd = (
                f"coalesce({second} >= 100 AND pax_is_sole_trader({source}), FALSE)" if column.name in _PEOPLE else _NO
            )
            return Reading(
                f"pax_party({source}, {second})", fault, odd, _TEN if column.name in _PEOPLE else "", (twelve, step)
            )
        case IdKind.ACCOUNT:
            value, fault = f"pax_account({source}, {first})", f"pax_account_fault({first})"
            odd = f"pax_account_odd({source}, {first})"
            return Reading(value, fault, odd, "an account of unknown form", (f"pax_giro_code({source})",))
        case IdKind.SUBJECT if kinds:
            return _subject(source, kinds, first, second)
    if column.words:
        return _worded(column, source)
    return Reading(source, _NEVER)


def _worded(column: Column, source: str) -> Reading:
    words = ", ".join("'" + word.replace("'", "''") + "'" for word in column.words)
    if column.name == "protection":
        odd = f"coalesce({source} NOT IN ({words}), TRUE)"
        return Reading(source, _NEVER, odd, "no known protection mark, which counts as protected")
    return Reading(source, _NEVER, f"coalesce({source} NOT IN ({words}), FALSE)", "an unknown word")


def _subject(source: str, kinds: str, first: str, second: str) -> Reading:
    value = (
        f"CASE {kinds} WHEN 'person' THEN pax_person({source}) WHEN 'organisation' THEN pax_party({source}, {second}) "
        f"WHEN 'account' THEN pax_account({source}, pax_giro_code({source})) ELSE {source} END"
    )
    fault = (
        f"CASE {kinds} WHEN 'person' THEN pax_person_fault({source}, pax_person_code({source}, {first})) "
        f"WHEN 'organisation' THEN pax_organisation_fault({source}, {second}) "
        f"WHEN 'account' THEN pax_account_fault(pax_giro_code({source})) END"
    )
    return Reading(value, fault, steps=(f"pax_twelve({source})", f"pax_party_code({source}, {first})"))


def _dated(kind: ColumnType, value: str) -> Reading:
    """A date the register can mean: 1800 to 2199. 9999-12-31 and 2999-12-31 mean "until further notice": empty."""
    open_end = f"CAST({value} AS DATE) IN (DATE '9999-12-31', DATE '2999-12-31')"
    outside = f"(year({value}) < 1800 OR year({value}) > 2199)"
    return Reading(
        f"CASE WHEN NOT ({open_end}) THEN {value} END",
        f"CASE WHEN {outside} AND NOT ({open_end}) THEN 'a date outside 1800 to 2199' END",
    )


def _date(source: str, name: str) -> Reading:
    quick, digits, day = f"x_{name}", f"y_{name}", f"z_{name}"
    inner = _dated(ColumnType.DATE, day)
    fault = (
        f"CASE WHEN {source} IS NULL OR {digits} = '00000000' THEN NULL "
        f"WHEN {day} IS NULL THEN 'not a date' ELSE {inner.fault} END"
    )
    steps = (
        f"pax_quick_date({source})",
        f"CASE WHEN {quick} IS NULL AND {source} IS NOT NULL THEN pax_digits_of_date({source}) END",
        f"CASE WHEN {digits} IS NULL THEN {quick} ELSE pax_day_of({digits}) END",
    )
    odd = f"coalesce({digits} <> '00000000' AND ends_with({digits}, '00'), FALSE)"
    return Reading(inner.value, fault, odd, "an incomplete date: the last possible day", steps)


def _timestamp(source: str, name: str) -> Reading:
    moment = f"x_{name}"
    inner = _dated(ColumnType.TIMESTAMP, moment)
    fault = (
        f"CASE WHEN {source} IS NULL THEN NULL WHEN {moment} IS NULL THEN 'not a point in time' ELSE {inner.fault} END"
    )
    return Reading(inner.value, fault, steps=(f"pax_timestamp({source})",))


def _integer(source: str, name: str) -> Reading:
    value = f"x_{name}"
    fault = f"CASE WHEN {source} IS NOT NULL AND {value} IS NULL THEN 'not a whole number' END"
    return Reading(value, fault, steps=(f"pax_integer({source})",))


def _number(kind: ColumnType, places: int, source: str, name: str) -> Reading:
    plain, number = f"x_{name}", f"y_{name}"
    value = f"TRY_CAST({number} AS {kind.sql})"
    fault = (
        f"CASE WHEN {source} IS NULL THEN NULL WHEN {number} IS NULL THEN 'not a number' "
        f"WHEN pax_places({number}) > {places} THEN 'more than {places} decimals' "
        f"WHEN {value} IS NULL THEN 'not a number within bounds' END"
    )
    return Reading(value, fault, steps=(f"pax_plain({source})", f"CASE WHEN pax_is_number({plain}) THEN {plain} END"))


def _money(source: str, name: str) -> Reading:
    return _number(ColumnType.MONEY, 2, source, name)


def _decimal(source: str, name: str) -> Reading:
    return _number(ColumnType.DECIMAL, 4, source, name)


def _boolean(source: str, name: str) -> Reading:
    value = f"x_{name}"
    fault = f"CASE WHEN {source} IS NOT NULL AND {value} IS NULL THEN 'neither yes nor no' END"
    return Reading(value, fault, steps=(f"pax_boolean({source})",))


_READINGS = {
    ColumnType.DATE: _date,
    ColumnType.TIMESTAMP: _timestamp,
    ColumnType.INTEGER: _integer,
    ColumnType.DECIMAL: _decimal,
    ColumnType.MONEY: _money,
    ColumnType.BOOLEAN: _boolean,
}

VALUE_MACROS = r"""
CREATE OR REPLACE MACRO pax_text(t) AS CASE
    WHEN t = '' THEN NULL
    WHEN t < '!' OR ends_with(t, ' ') OR ends_with(t, chr(9)) OR ends_with(t, chr(10)) OR ends_with(t, chr(13))
        OR contains(t, chr(160)) OR contains(t, chr(65279))
    THEN nullif(trim(t, ' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160) || chr(65279)), '')
    ELSE t END;
CREATE OR REPLACE MACRO pax_quick_date(t) AS CASE
    WHEN strlen(t) = 10 AND substr(t, 5, 1) = '-' AND substr(t, 8, 1) = '-' THEN TRY_CAST(t AS DATE) END;
CREATE OR REPLACE MACRO pax_ymd(y, m, d) AS y || lpad(m, 2, '0') || lpad(d, 2, '0');
CREATE OR REPLACE MACRO pax_without_time(t) AS
    trim(regexp_replace(t, '[T ]\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?$', ''));
CREATE OR REPLACE MACRO pax_month(t) AS nullif(list_position(
    ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
    left(lower(regexp_extract(t, '[A-Za-z]+')), 3)), 0);
CREATE OR REPLACE MACRO pax_digits_of_day(t) AS CASE
    WHEN regexp_full_match(t, '\d{8}') THEN t
    WHEN regexp_full_match(t, '\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{4}\.\d{1,2}\.\d{1,2}')
    THEN pax_ymd(left(t, 4), regexp_extract(t, '^\d{4}\D(\d+)', 1), regexp_extract(t, '(\d+)$', 1))
    WHEN regexp_full_match(t, '\d{1,2}-\d{1,2}-\d{4}|\d{1,2}/\d{1,2}[/ -] ?\d{4}|\d{1,2}\.\d{1,2}\. ?\d{4}')
    THEN pax_ymd(right(t, 4), regexp_extract(t, '^\d+\D(\d+)', 1), regexp_extract(t, '^(\d+)', 1))
    WHEN regexp_full_match(t, '\d{1,2}[ -][A-Za-z]{3,9}\.?[ -]\d{4}')
    THEN pax_ymd(right(t, 4), CAST(pax_month(t) AS VARCHAR), regexp_extract(t, '^(\d+)', 1)) END;
CREATE OR REPLACE MACRO pax_digits_of_date(t) AS CASE
    WHEN strlen(t) = 10 AND regexp_full_match(t, '\d{4}-\d{2}-\d{2}') THEN replace(t, '-', '')
    WHEN strlen(t) = 8 AND regexp_full_match(t, '\d{8}') THEN t
    WHEN strlen(t) < 40 THEN list_transform([pax_without_time(t)], lambda b: pax_digits_of_day(b))[1] END;
CREATE OR REPLACE MACRO pax_day_of(d) AS CASE
    WHEN left(d, 4) = '0000' THEN NULL
    WHEN right(d, 4) = '0000' THEN TRY_CAST(left(d, 4) || '-12-31' AS DATE)
    WHEN right(d, 2) = '00' THEN last_day(TRY_CAST(left(d, 4) || '-' || substr(d, 5, 2) || '-01' AS DATE))
    ELSE TRY_CAST(left(d, 4) || '-' || substr(d, 5, 2) || '-' || right(d, 2) AS DATE) END;
CREATE OR REPLACE MACRO pax_date(t) AS list_transform([pax_digits_of_date(t)], lambda d: pax_day_of(d))[1];
CREATE OR REPLACE MACRO pax_timestamp(t) AS CASE
    WHEN regexp_full_match(t, '\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?)?Z?')
    THEN TRY_CAST(replace(replace(t, 'T', ' '), 'Z', '') AS TIMESTAMP) END;
CREATE OR REPLACE MACRO pax_integer(t) AS CASE
    WHEN regexp_full_match(t, '[+-]?\d{1,18}(\.0+)?') THEN TRY_CAST(split_part(t, '.', 1) AS BIGINT) END;
CREATE OR REPLACE MACRO pax_bare(t) AS regexp_replace(regexp_replace(
    replace(replace(t, chr(8722), '-'), chr(8211), '-'), '[\s\x{00A0}\x{2009}\x{202F}''’]', '', 'g'),
    '(?i)^(kr|SEK)|(kr\.?|SEK|:-)$', '', 'g');
CREATE OR REPLACE MACRO pax_signed(t) AS CASE
    WHEN regexp_full_match(t, '[^-+()]+[-+]') THEN right(t, 1) || left(t, -1)
    WHEN regexp_full_match(t, '\([^-+()]+\)') THEN '-' || substr(t, 2, length(t) - 2) ELSE t END;
CREATE OR REPLACE MACRO pax_pointed(t) AS CASE
    WHEN regexp_full_match(t, '[+-]?\d{1,3}(\.\d{3}){2,}|[+-]?\d{1,3}(,\d{3}){2,}')
    THEN replace(replace(t, '.', ''), ',', '')
    WHEN NOT contains(t, ',') THEN t
    WHEN contains(t, '.') AND strpos(t, ',') > strpos(t, '.') THEN replace(replace(t, '.', ''), ',', '.')
    WHEN contains(t, '.') THEN replace(t, ',', '')
    ELSE replace(t, ',', '.') END;
CREATE OR REPLACE MACRO pax_plain(t) AS CASE
    WHEN regexp_full_match(t, '[+-]?\d+(\.\d{1,2})?') THEN t
    WHEN regexp_full_match(t, '[+-]?\d+,\d{1,2}') THEN replace(t, ',', '.')
    WHEN strlen(t) < 80
    THEN list_transform(list_transform([pax_bare(t)], lambda b: pax_signed(b)), lambda b: pax_pointed(b))[1] END;
CREATE OR REPLACE MACRO pax_is_number(t) AS
    strlen(t) < 40 AND regexp_full_match(t, '[+-]?(\d+(\.\d*)?|\.\d+)');
CREATE OR REPLACE MACRO pax_places(t) AS strlen(rtrim(split_part(t, '.', 2), '0'));
CREATE OR REPLACE MACRO pax_boolean(t) AS CASE
    WHEN lower(t) IN ('true', '1', 'ja', 'j', 'yes') THEN TRUE
    WHEN lower(t) IN ('false', '0', 'nej', 'n', 'no') THEN FALSE END;
"""
"""The macros the readings call: what a date, a number and a yes may look like in a Swedish file."""
