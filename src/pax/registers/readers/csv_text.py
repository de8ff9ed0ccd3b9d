"""CSV as Swedish systems write it: any of four delimiters, four encodings, three line ends; each row with its line."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from pax.registers.readers.headings import columns_of, known_columns, required_columns
from pax.registers.readers.raw import Opening, Raw, relation_of
from pax.registers.readers.recognise import LONGEST_LINE, Heading, NotReadable, Writing, as_utf8, heading, writing

FIRST_ROW_ONLY = 1
_LINE_END = re.compile(r"\r\n|\r|\n")
_NARROW = 6
"""Of a table with fewer columns, a cell of two lines with as many delimiters as a row may be somebody's text."""


def read_csv(opening: Opening, raw: str, path: Path) -> Raw:
    """Read one file into the raw table `raw`: text columns under the names the register gives, file and line.

    Ragged rows go to quarantine. Raises `DeliveryRefused` when the file cannot be read as a table.
    """
    source = opening.source
    within = source.header.within if source.header.find else FIRST_ROW_ONLY
    try:
        written = writing(path, source.expect.encoding)
        text = as_utf8(path, written.encoding, opening.scratch)
        head = heading(
            text,
            required_columns(opening, raw),
            known=known_columns(opening, raw),
            delimiter=source.expect.delimiter,
            within=within,
        )
        return _Table(opening, raw, path, text, head, written).read()
    except NotReadable as error:
        raise opening.refused(str(error), file=path.name) from None


class _Table:
    """One CSV file while it is read. Rows are numbered from 1, the heading included; lines are physical."""

    def __init__(self, opening: Opening, raw: str, path: Path, text: Path, head: Heading, written: Writing) -> None:
        self.opening, self.raw, self.path, self.text, self.head, self.written = opening, raw, path, text, head, written
        self.ragged: dict[int, str] = {}
        self.row = 0
        self.line = head.lines_before_data + 1

    def read(self) -> Raw:
        """Stream the file into Parquet under scratch."""
        target = self.opening.scratch / f"{self.path.name}.parquet"
        columns = columns_of(self.opening, self.raw, self.head.cells, self.path.name)
        kept = [(at, name) for at, name in enumerate(columns) if name is not None]
        names = [name for _, name in kept]
        schema = pa.schema([*((name, pa.string()) for name in names), ("src_line", pa.int32())])
        rows = 0
        with pq.ParquetWriter(target, schema, compression="lz4") as writer:
            for batch in self._batches(len(columns)):
                lines = self._lines(batch)
                self._refuse_hidden_rows(batch, lines)
                filled = self._filled(batch, lines)
                self._refuse_second_heading(batch)
                arrays = [batch.column(at) for at, _ in kept]
                numbered = pa.RecordBatch.from_arrays([*arrays, lines], schema=schema)
                used = numbered if filled is None else numbered.filter(filled)
                writer.write_batch(used)
                rows += used.num_rows
        self._end()
        return Raw(
            self.raw, relation_of(target, self.path.name), tuple(names), {self.path.name: rows + len(self.ragged)}
        )

    def _batches(self, width: int) -> Iterator[pa.RecordBatch]:
        names = [f"c{at}" for at in range(width)]
        options = {
            "read_options": pacsv.ReadOptions(
                use_threads=False, block_size=LONGEST_LINE, skip_rows=self.head.lines_before_data, column_names=names
            ),
            "parse_options": pacsv.ParseOptions(
                delimiter=self.head.delimiter,
                newlines_in_values=self.written.quotes,
                ignore_empty_lines=False,
                invalid_row_handler=self._keep_ragged,
            ),
            "convert_options": pacsv.ConvertOptions(
                column_types={name: pa.string() for name in names}, strings_can_be_null=False, check_utf8=True
            ),
        }
        try:
            yield from pacsv.open_csv(self.text, **options)
        except pa.ArrowInvalid as error:
            if "Empty CSV file" not in str(error):
                raise self.opening.refused("the file cannot be read to its end", file=self.path.name) from None

    def _keep_ragged(self, row: pacsv.InvalidRow) -> str:
        self.ragged[row.number - self.head.lines_before_data] = row.text
        return "skip"

    def _lines(self, batch: pa.RecordBatch) -> pa.Array:
        """The first physical line of each row: one more than the row before, and one more per line break in it."""
        breaks = self._breaks(batch)
        if not breaks and not self.ragged:
            first = self.line
            self.line += batch.num_rows
            self.row += batch.num_rows
            return pa.array(range(first, self.line), pa.int32())
        lines = []
        for extra in breaks or [0] * batch.num_rows:
            self._pass_ragged()
            lines.append(self.line)
            self.row += 1
            self.line += 1 + extra
        return pa.array(lines, pa.int32())

    def _breaks(self, batch: pa.RecordBatch) -> list[int]:
        """Line breaks within the cells of each row; empty when there is none in the whole batch."""
        if not self.written.quotes:
            return []
        total = pa.repeat(pa.scalar(0, pa.int32()), batch.num_rows)
        for column in batch.columns:
            both = pc.add(pc.count_substring(column, "\n"), pc.count_substring(column, "\r"))
            total = pc.add(total, pc.subtract(both, pc.count_substring(column, "\r\n")))
        return [int(found) for found in total.to_pylist()] if pc.any(pc.greater(total, 0)).as_py() else []

    def _pass_ragged(self) -> None:
        """Quarantine the ragged rows that stand before the next whole one."""
        while (self.row + 1) in self.ragged:
            text = self.ragged[self.row + 1]
            if _LINE_END.search(text):
                for at, cell in enumerate(next(csv.reader([text], delimiter=self.head.delimiter), [])):
                    self._refuse_hidden(at, cell, self.line)
            self.opening.findings.leave_out(
                self.path.name, self.line, "", "a row with another number of columns", named=text
            )
            self.line += 1 + text.count("\n") + text.count("\r") - text.count("\r\n")
            self.row += 1

    def _refuse_hidden_rows(self, batch: pa.RecordBatch, lines: pa.Array) -> None:
        """Refuse a batch in which a quotation mark that was opened and not closed made one cell of many rows."""
        if not self.written.quotes:
            return
        for at, column in enumerate(batch.columns):
            several = pc.match_substring_regex(column, r"[\r\n]")
            for row in pc.indices_nonzero(several).to_pylist() if pc.any(several).as_py() else ():
                self._refuse_hidden(at, column[row].as_py(), lines[row].as_py())

    def _refuse_hidden(self, at: int, cell: str, line: int) -> None:
        if hides_rows(cell, at, len(self.head.cells), self.head.delimiter):
            problem = "a quotation mark is opened in this row and hides the rows that follow"
            raise self.opening.refused(problem, file=self.path.name, line=line)

    def _filled(self, batch: pa.RecordBatch, lines: pa.Array) -> pa.Array | None:
        """Which rows hold anything at all; None when all do. Wholly empty rows are not data."""
        filled = None
        for column in batch.columns:
            some = pc.greater(pc.binary_length(column), 0)
            filled = some if filled is None else pc.or_(filled, some)
            if pc.all(filled).as_py():
                return None
        return filled

    def _refuse_second_heading(self, batch: pa.RecordBatch) -> None:
        same = None
        for at, cell in enumerate(self.head.cells):
            equal = pc.equal(batch.column(at), cell.lstrip("\ufeff"))
            same = equal if same is None else pc.and_(same, equal)
            if not pc.any(same).as_py():
                return
        raise self.opening.refused("the file has two heading rows", file=self.path.name)

    def _end(self) -> None:
        last = self.row + 1
        self._pass_ragged()
        if self.row >= last and not self.written.ends_with_line_end:
            problem = "the file ends in the middle of a row"
            raise self.opening.refused(problem, file=self.path.name, line=self.line - 1)


def hides_rows(cell: str, at: int, width: int, delimiter: str) -> bool:
    """True when the lines of a cell in column `at` are what remains of its row, whole rows, and how another begins.

    A text of several lines has fewer delimiters, or has them elsewhere.
    """
    lines = [line.count(delimiter) for line in _LINE_END.split(cell.rstrip("\r\n"))]
    if len(lines) < 2 or width < (_NARROW if len(lines) == 2 else 3):
        return False
    whole = all(count >= width - 1 for count in lines[1:-1])
    return whole and lines[0] >= width - 1 - at and lines[-1] >= at
