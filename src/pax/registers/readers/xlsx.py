"""XLSX: the zip is weighed before it is opened, the heading row is found, every cell becomes text."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple
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
_SHEETS = "xl/worksheets/"
_UNWORKED = re.compile(
    rb'<c\s(?![^<>]*\st="str")[^<>]*>\s*<f[^<>]*(?:/>|>[^<]{0,400}</f>)\s*(?:<v\s*/>|<v>\s*</v>|</c>)'
)
"""No part of it passes the next tag: a hostile sheet would else be looked through once for each of its signs."""
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError,
           OSError, EOFError, NotImplementedError, RuntimeError, ParseError, zlib.error)  # fmt: skip


def read_xlsx(opening: Opening, raw: str, path: Path) -> Raw:
    """Read the sheet whose heading row is that of the raw table; `src_line` is the sheet's row.

    Raises `DeliveryRefused` for what is no workbook, a zip bomb, or a workbook in which no sheet has the columns.
    """
    try:
        if weigh(path):
            opening.findings.note(path.name, 0, "", "formulas were saved without their values, which are unknown")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except NotReadable as error:
        raise opening.refused(str(error), file=path.name) from None
    except _BROKEN:
        raise opening.refused("the file is not an XLSX workbook, or is cut short", file=path.name) from None
    try:
        found = _heading(opening, raw, book, path.name)
        return _rows(opening, raw, path, found)
    except NotReadable as error:
        raise opening.refused(str(error), file=path.name) from None
    except _BROKEN:
        raise opening.refused("the workbook cannot be read to its end", file=path.name) from None
    finally:
        book.close()


def weigh(path: Path) -> bool:
    """Unpack every part once, in small pieces, and refuse what grows without bounds or defines entities.

    Sizes are counted as they come, since a zip's own table of contents can lie. True when a formula in some sheet has
    no value, as programs write them that do not work them out. Raises `NotReadable`.
    """
    unworked = False
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
                    if part.filename.startswith(_SHEETS):
                        unworked = unworked or _UNWORKED.search(tail + chunk) is not None
                    tail = chunk[-1024:]
            total += size
    return unworked


def _defines(text: bytes) -> bool:
    """True when XML text declares a document type, in one-byte or two-byte characters."""
    upper = text.upper()
    return b"<!DOCTYPE" in upper or b"<!ENTITY" in upper or b"<\0!\0D\0O\0C" in upper or b"\0<\0!\0D\0O\0C" in upper


class _Found(NamedTuple):
    """A sheet's heading row: how many of the known names it has, its number, its cells."""

    score: int
    sheet: Any
    row: int
    cells: tuple[str, ...]


def _heading(opening: Opening, raw: str, book: Any, file: str) -> _Found:  # noqa: ANN401  openpyxl is untyped
    """The row that names the columns: of the sheets that people see, else of a hidden one.

    Raises `NotReadable` when none does, or when two sheets have the whole list: one of them would be lost.
    """
    names = Names(known_columns(opening, raw))
    wanted = required_columns(opening, raw)
    sheets = [sheet for sheet in book.worksheets if opening.source.expect.sheet in (None, sheet.title)]
    for sheet in sheets:
        sheet.reset_dimensions()  # what a sheet says of its own size may be wrong
    found = [best for sheet in sheets if (best := _best(opening, names, sheet)).score]
    seen = [each for each in found if each.sheet.sheet_state == "visible"]
    if not found:
        raise NotReadable("no sheet has a row that names the columns")
    whole = [each for each in found if _holds_list(names, wanted, each)]
    open_to_see = [each for each in whole if each in seen]
    if len(open_to_see) > 1:
        raise NotReadable("two sheets name the columns; send one, or say in register.yml (expect.sheet) which it is")
    best = next(iter(open_to_see), None) or max(seen or found, key=lambda each: each.score)
    if best in seen and len(whole) > len(open_to_see):
        opening.findings.note(file, 0, "", "a hidden sheet names the columns too and is not read")
    names.check(best.cells, wanted)
    return best


def _best(opening: Opening, names: Names, sheet: Any) -> _Found:  # noqa: ANN401  openpyxl is untyped
    """The row of a sheet that knows most of the names, the first of equals."""
    within = opening.source.header.within if opening.source.header.find else 1
    best = _Found(0, sheet, 0, ())
    for number, row in enumerate(sheet.iter_rows(max_row=within, max_col=MOST_COLUMNS + 1, values_only=True), 1):
        cells = tuple("" if cell is None else str(cell) for cell in row)
        score = names.recognised(cells)
        if score > best.score:
            best = _Found(score, sheet, number, _without_empty_end(cells))
    return best


def _without_empty_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _holds_list(names: Names, wanted: Sequence[Sequence[str]], found: _Found) -> bool:
    """True when a sheet has every column that is wanted and at least one row."""
    met = set(names.met(found.cells))
    if any(not met & set(group) for group in wanted):
        return False
    return next(_numbered(found.sheet, found.row, len(found.cells)), None) is not None


def _rows(opening: Opening, raw: str, path: Path, found: _Found) -> Raw:
    _, sheet, first, cells = found
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
