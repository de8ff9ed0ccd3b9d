"""XLSX: the zip is weighed before it is opened, the heading row is found, every cell becomes text."""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from pax.registers.readers.headings import columns_of, known_columns, required_columns
from pax.registers.readers.raw import Opening, Raw, relation_of
from pax.registers.readers.recognise import MOST_COLUMNS, Names, NotReadable, plain

MOST_BYTES = 1 << 30
"""Unpacked size of a whole workbook; a million rows of leases are a third of this."""
MOST_TIMES = 300
"""Unpacked over packed size of one part; sheets of ordinary lists lie between 5 and 40."""
MOST_PARTS = 2_000
_SMALL = 1 << 20
_PLACES = 8  # a sheet's sums end in ...0000000002: no register means more decimals
_BATCH = 20_000
_CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError,
           OSError, EOFError, NotImplementedError, RuntimeError, ParseError, zlib.error)  # fmt: skip


def read_xlsx(opening: Opening, raw: str, path: Path) -> Raw:
    """Read the sheet whose heading row is that of the raw table; `src_line` is the sheet's row.

    Raises `DeliveryRefused` for what is no workbook, a zip bomb, or a workbook in which no sheet has the columns.
    """
    try:
        weigh(path)
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except NotReadable as error:
        raise opening.refused(str(error), file=path.name) from None
    except _BROKEN:
        raise opening.refused("the file is not an XLSX workbook, or is cut short", file=path.name) from None
    try:
        sheet, first, cells = _heading(opening, raw, book)
        return _rows(opening, raw, path, sheet, first, cells)
    except NotReadable as error:
        raise opening.refused(str(error), file=path.name) from None
    except _BROKEN:
        raise opening.refused("the workbook cannot be read to its end", file=path.name) from None
    finally:
        book.close()


def weigh(path: Path) -> None:
    """Unpack every part once, in small pieces, and refuse what grows without bounds or defines entities.

    Sizes are counted as they come, since a zip's own table of contents can lie. Raises `NotReadable`.
    """
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS:
            raise NotReadable("the workbook has too many parts")
        total = 0
        for part in parts:
            size = 0
            tail = b""
            with archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if total + size > MOST_BYTES or (size > _SMALL and size > MOST_TIMES * part.compress_size):
                        raise NotReadable("the workbook unpacks to far more than it holds (a zip bomb)")
                    if _defines(tail + chunk):
                        raise NotReadable("the workbook defines XML entities")
                    tail = chunk[-16:]
            total += size


def _defines(text: bytes) -> bool:
    """True when XML text declares a document type, in one-byte or two-byte characters."""
    upper = text.upper()
    return b"<!DOCTYPE" in upper or b"<!ENTITY" in upper or b"<\0!\0D\0O\0C" in upper or b"\0<\0!\0D\0O\0C" in upper


def _heading(opening: Opening, raw: str, book: Any) -> tuple[Any, int, tuple[str, ...]]:  # noqa: ANN401  openpyxl is untyped
    """The sheet, the row and the cells that name the columns: the row that knows most of them."""
    names = Names(known_columns(opening, raw))
    within = opening.source.header.within if opening.source.header.find else 1
    best: tuple[int, Any, int, tuple[str, ...]] | None = None
    for sheet in book.worksheets:
        if opening.source.expect.sheet not in (None, sheet.title):
            continue
        rows = sheet.iter_rows(max_row=within, max_col=MOST_COLUMNS + 1, values_only=True)
        for number, row in enumerate(rows, 1):
            cells = tuple("" if cell is None else str(cell) for cell in row)
            score = names.recognised(cells)
            if best is None or score > best[0]:
                best = (score, sheet, number, cells)
    if best is None or best[0] == 0:
        raise NotReadable("no sheet has a row that names the columns")
    cells = tuple(best[3])
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    names.check(cells, required_columns(opening, raw))
    return best[1], best[2], cells


def _rows(opening: Opening, raw: str, path: Path, sheet: Any, first: int, cells: tuple[str, ...]) -> Raw:  # noqa: ANN401  openpyxl
    columns = columns_of(opening, raw, cells, path.name)
    kept = [(at, name) for at, name in enumerate(columns) if name is not None]
    names = tuple(name for _, name in kept)
    schema = pa.schema([*((name, pa.string()) for name in names), ("src_line", pa.int32())])
    target = opening.scratch / f"{path.name}.parquet"
    opening.scratch.mkdir(parents=True, exist_ok=True)
    count = 0
    heading = tuple(plain(cell) for cell in cells)
    with pq.ParquetWriter(target, schema, compression="lz4") as writer:
        for batch in _batches(_numbered(sheet, first, len(cells))):
            if any(tuple(plain(text or "") for text in row) == heading for _, row in batch):
                raise NotReadable("the sheet has two heading rows")
            arrays = [pa.array([row[at] for _, row in batch], pa.string()) for at, _ in kept]
            lines = pa.array([number for number, _ in batch], pa.int32())
            writer.write_batch(pa.RecordBatch.from_arrays([*arrays, lines], schema=schema))
            count += len(batch)
    return Raw(raw, relation_of(target, path.name), names, {path.name: count})


def _numbered(sheet: Any, first: int, width: int) -> Iterator[tuple[int, list[str | None]]]:  # noqa: ANN401  openpyxl
    """Every row below the heading that holds anything, as text, with its row number in the sheet."""
    rows = sheet.iter_rows(min_row=first + 1, max_col=width, values_only=True)
    for number, row in enumerate(rows, first + 1):
        texts = [text_of(cell) for cell in row]
        if any(texts):
            yield number, texts + [None] * (width - len(texts))


def _batches(rows: Iterator[tuple[int, list[str | None]]]) -> Iterator[Sequence[tuple[int, list[str | None]]]]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def text_of(cell: object) -> str | None:
    """A cell as text: dates in ISO form, whole numbers without decimals, truth as true and false."""
    match cell:
        case None:
            return None
        case bool():
            return "true" if cell else "false"
        case datetime():
            return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(" ")
        case date():
            return cell.isoformat()
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(round(cell, _PLACES))
        case _:
            return str(cell)
