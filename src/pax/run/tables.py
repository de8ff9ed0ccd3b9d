"""Rows of ours as Arrow tables of the run folder's schemas."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa


def table_of(schema: pa.Schema, rows: Sequence[Sequence[Any]]) -> pa.Table:
    """The rows, in their order, as a table of exactly that schema."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )
