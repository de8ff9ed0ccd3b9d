"""Columns before they are text: persons, dwellings, days as integers, turned into canonical Arrow types at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pax.town.days import NO_DAY, Ints
from pax.vocabulary import Schema, Table
from pax.vocabulary.canonical import Column, ColumnType, IdKind

NOBODY = -1
"""No person, dwelling or organisation."""


@dataclass(frozen=True, slots=True)
class Words:
    """Few words said often: a code per row (-1 = empty) and what each code says."""

    codes: Ints
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Serial:
    """Keys made of a letter and a number (-1 = empty), seven digits."""

    prefix: str
    numbers: Ints


Values = Ints | Words | Serial | Sequence[Any]
Chunk = Mapping[str, Values]


def org_code(organisation: int) -> int:
    """An organisation in a column that holds persons and organisations: -2, -3, …"""
    return -2 - organisation


@dataclass(frozen=True, slots=True)
class Keys:
    """What the integers stand for: numbers of persons (12 digits) and organisations (10) as int64."""

    persons: Ints
    organisations: Ints


def dwelling_id(index: int) -> str:
    """The id of a dwelling, as a Riksnyckel has at most fourteen characters."""
    return f"LGH{index:07d}"


def serial_id(prefix: str, number: int) -> str:
    """One key as `Serial` writes it."""
    return f"{prefix}{number:07d}"


ARROW = {
    ColumnType.TEXT: pa.string(),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.DECIMAL: pa.decimal128(18, 4),
    ColumnType.MONEY: pa.decimal128(14, 2),
    ColumnType.DATE: pa.date32(),
    ColumnType.TIMESTAMP: pa.timestamp("us"),
    ColumnType.BOOLEAN: pa.bool_(),
}


def to_arrow(schema: Schema, name: str, chunks: Sequence[Chunk], keys: Keys) -> pa.Table:
    """One canonical table from its chunks, with every canonical column."""
    columns = schema[name].columns
    parts = [_part(columns, chunk, keys) for chunk in chunks if length(chunk)]
    fields = pa.schema([(column.name, ARROW[column.type]) for column in columns])
    return pa.concat_tables(parts) if parts else fields.empty_table()


def length(chunk: Chunk) -> int:
    """How many rows a chunk has."""
    for values in chunk.values():
        if isinstance(values, Words):
            return len(values.codes)
        return len(values.numbers) if isinstance(values, Serial) else len(values)
    return 0


def _part(columns: Sequence[Column], chunk: Chunk, keys: Keys) -> pa.Table:
    rows = length(chunk)
    arrays = {}
    for column in columns:
        values = chunk.get(column.name)
        target = ARROW[column.type]
        arrays[column.name] = pa.nulls(rows, target) if values is None else _array(column, values, keys).cast(target)
    return pa.table(arrays)


def _array(column: Column, values: Values, keys: Keys) -> pa.Array:
    if isinstance(values, Words):
        codes = pa.array(values.codes, pa.int32(), mask=values.codes < 0)
        return pa.DictionaryArray.from_arrays(codes, pa.array(list(values.words), pa.string())).cast(pa.string())
    if isinstance(values, Serial):
        return _serials(values)
    if not isinstance(values, np.ndarray):
        fraction = column.type in (ColumnType.MONEY, ColumnType.DECIMAL)
        return pa.array(values, pa.float64() if fraction else ARROW[column.type])
    return _integers(column, values, keys)


def _serials(values: Serial) -> pa.Array:
    digits = pc.utf8_lpad(pa.array(values.numbers, pa.int64(), mask=values.numbers < 0).cast(pa.string()), 7, "0")
    return pc.binary_join_element_wise(values.prefix, digits, "")


def _integers(column: Column, values: Ints, keys: Keys) -> pa.Array:
    if column.id in (IdKind.PERSON, IdKind.PARTY, IdKind.ORGANISATION):
        return _parties(values, keys)
    if column.id is IdKind.DWELLING:
        return _serials(Serial("LGH", values))
    if column.type is ColumnType.DATE:
        return pa.array(values.astype(np.int32), pa.int32(), mask=values == NO_DAY).cast(pa.date32())
    if column.type is ColumnType.MONEY:
        return pa.array(values / 100.0, pa.float64(), mask=values == NO_DAY).cast(pa.decimal128(14, 2))
    if column.type is ColumnType.BOOLEAN:
        return pa.array(values.astype(bool), pa.bool_())
    if column.type is ColumnType.DECIMAL:
        return pa.array(values.astype(np.float64), pa.float64(), mask=values == NO_DAY).cast(pa.decimal128(18, 4))
    return pa.array(values, pa.int64(), mask=values == NO_DAY)


def _parties(values: Ints, keys: Keys) -> pa.Array:
    person = values >= 0
    organisation = values <= org_code(0)
    numbers = np.zeros(len(values), np.int64)
    numbers[person] = keys.persons[values[person]]
    numbers[organisation] = keys.organisations[-2 - values[organisation]]
    return pa.array(numbers, pa.int64(), mask=~(person | organisation)).cast(pa.string())


def sorted_rows(table: Table, rows: pa.Table) -> pa.Table:
    """The rows ordered by the table's key, so that nothing tells by its place how it was made."""
    return rows.sort_by([(name, "ascending") for name in table.key])
