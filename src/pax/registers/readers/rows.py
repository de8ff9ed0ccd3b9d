"""Rows of text on their way to a Parquet file under scratch, a batch at a time."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from pax.registers.readers.recognise import NotReadable

BATCH = 4_000
HALF = "a text holds half of a character"


class Rows:
    """Writes rows with the given columns; `src_line` is a number, all else text. Use in a `with`.

    Raises `NotReadable` for text that is none: JSON can write half of a character (`\\ud800`).
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.columns = tuple(columns)
        fields = [(name, pa.int32() if name == "src_line" else pa.string()) for name in self.columns]
        self.schema = pa.schema(fields)
        self.path = path
        self.waiting: dict[str, list[object]] = {name: [] for name in self.columns}

    def __enter__(self) -> Self:
        self.writer = pq.ParquetWriter(self.path, self.schema, compression="lz4")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._flush()
        finally:
            self.writer.close()

    def add(self, row: Mapping[str, object]) -> None:
        """One row; a column it does not name is empty."""
        for name, values in self.waiting.items():
            values.append(row.get(name))
        if len(self.waiting["src_line"]) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        try:
            arrays = [pa.array(self.waiting[name], self.schema.field(name).type) for name in self.columns]
        except UnicodeEncodeError:
            raise NotReadable(HALF) from None
        self.writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=self.schema))
        for values in self.waiting.values():
            values.clear()
