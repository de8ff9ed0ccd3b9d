"""Looks at a file nobody has described: what it is, how it is written, where its headings stand, its first rows."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from pax.registers.readers.recognise import DELIMITERS, HEAD, MOST_COLUMNS, Names, NotReadable, as_utf8, writing
from pax.registers.readers.xlsx import text_of, weigh
from pax.registers.readers.xml_guard import BROKEN, feed, new_parser
from pax.vocabulary import DeliveryRefused

WITHIN = 30
MOST_ROWS = 2_000
_LISTS = 4
_ASK = "whoever gave you the file"


@dataclass(frozen=True, slots=True)
class SeenList:
    """One list of rows: `path` of its records (JSON, XML; else empty), its headings and the first rows' texts."""

    path: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def values(self, at: int) -> list[str]:
        """The non-empty texts of a column."""
        return [row[at].strip() for row in self.rows if at < len(row) and row[at].strip()]


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was seen: the reader for it, and how it is written in words for a table."""

    path: Path
    reader: str
    facts: Mapping[str, str]
    lists: tuple[SeenList, ...]


def see(path: Path, known: Sequence[str], scratch: Path) -> Seen:
    """Look at the file; `known` are headings some register has. Raises `DeliveryRefused` for what holds no list."""
    try:
        with path.open("rb") as file:
            start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
        if start.startswith(b"#") and b"_START" in start:
            raise NotReadable("it is a file of Navet's term codes, which the register navet_terms reads as it is")
        return _by_start(start)(path, Names(known), scratch)
    except (NotReadable, OSError, ValueError, RecursionError, KeyError, TypeError, *BROKEN) as error:
        problem = str(error) if isinstance(error, NotReadable) else "the file is broken, cut short, or no list at all"
        then = "ask for it as CSV or as a workbook with a row of headings"
        raise DeliveryRefused(problem, file=path.name, ask=_ASK, then=then) from None


def _by_start(start: bytes) -> Callable[[Path, Names, Path], Seen]:
    for magic, looking in ((b"PK\x03\x04", _xlsx), (b"PAR1", _parquet), (b"<", _xml), (b"[", _json), (b"{", _json)):
        if start.startswith(magic):
            return looking
    return _csv


def _csv(path: Path, names: Names, scratch: Path) -> Seen:
    written = writing(path)
    with as_utf8(path, written.encoding, scratch).open("rb") as file:
        text = file.read(8 * HEAD).decode("utf-8", errors="ignore")
    best: tuple[float, str, int, list[list[str]]] | None = None
    for delimiter in DELIMITERS:
        rows = list(_rows(text, delimiter))
        at, score = _heading(rows, names)
        if best is None or score > best[0]:
            best = (score, delimiter, at, rows)
    if best is None or best[0] < 2:
        raise NotReadable("no row of the file names its columns")
    _, delimiter, at, rows = best
    shown = {"\t": "tab"}.get(delimiter, delimiter)
    facts = {"encoding": written.encoding, "delimiter": shown, "heading": str(at + 1)}
    return Seen(path, "csv", facts, (_listed("", rows, at),))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        for _, row in zip(
            range(MOST_ROWS + WITHIN), csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), strict=False
        ):
            yield row
    except csv.Error:
        return


def _heading(rows: Sequence[Sequence[str]], names: Names) -> tuple[int, float]:
    """The row that names the columns: known headings count most, then cells that are words, above rows as wide."""
    best = (0, 0.0)
    for at, row in enumerate(rows[:WITHIN]):
        words = [cell for cell in row if cell.strip() and not cell.strip().replace("-", "").replace(" ", "").isdigit()]
        filled = [cell for cell in row if cell.strip()]
        if len(filled) < 2 or len(words) < len(filled) or len(set(filled)) < len(filled):
            continue
        wide = sum(1 for below in rows[at + 1 : at + 6] if len(below) == len(row) and any(below))
        score = 3.0 * names.recognised(row) + len(filled) * (1 if wide else 0.2) - 0.01 * at
        if score > best[1]:
            best = (at, score)
    return best


def _listed(path: str, rows: Sequence[Sequence[str]], at: int) -> SeenList:
    kept = [place for place, cell in enumerate(rows[at]) if cell.strip()]
    headings = tuple(rows[at][place].lstrip("\ufeff").strip() for place in kept)
    below = (tuple(row[place] if place < len(row) else "" for place in kept) for row in rows[at + 1 :])
    return SeenList(path, headings, tuple(row for row in below if any(row)))


def _xlsx(path: Path, names: Names, _: Path) -> Seen:
    weigh(path)
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        best: tuple[float, str, int, list[list[str]]] | None = None
        for sheet in book.worksheets:
            cells = sheet.iter_rows(max_row=MOST_ROWS + WITHIN, max_col=MOST_COLUMNS, values_only=True)
            rows = [[text_of(cell) or "" for cell in row] for row in cells]
            at, score = _heading(rows, names)
            if best is None or score > best[0]:
                best = (score, sheet.title, at, rows)
    finally:
        book.close()
    if best is None or best[0] < 2:
        raise NotReadable("no sheet has a row that names its columns")
    return Seen(path, "xlsx", {"sheet": best[1], "heading": str(best[2] + 1)}, (_listed("", best[3], best[2]),))


def _parquet(path: Path, names: Names, _: Path) -> Seen:
    try:
        batch = next(pq.ParquetFile(path).iter_batches(MOST_ROWS), None)
    except pa.ArrowException:
        raise NotReadable("the file is not Parquet, or is cut short") from None
    if batch is None:
        raise NotReadable("the file is empty")
    rows = [["" if cell is None else str(cell) for cell in row.values()] for row in batch.to_pylist()]
    return Seen(path, "parquet", {}, (_listed("", [batch.schema.names, *rows], 0),))


def _json(path: Path, names: Names, _: Path) -> Seen:
    text = path.read_text(encoding=writing(path, lines=False).encoding).lstrip("\ufeff")
    try:
        document = json.loads(text, parse_int=str, parse_float=str)
    except ValueError:
        document = [json.loads(line, parse_int=str, parse_float=str) for line in text.splitlines() if line.strip()]
    lists = [_flat(place, records) for place, records in _lists(document, "")]
    if not lists:
        raise NotReadable("the JSON holds no list of records")
    return Seen(path, "json", {"records": ", ".join(each.path for each in lists)}, tuple(lists))


def _lists(value: object, place: str) -> Iterator[tuple[str, list[Mapping[str, object]]]]:
    """Every list of records that is reached through objects alone, with its path as the JSON reader writes it."""
    if isinstance(value, list):
        records: list[Mapping[str, object]] = [each for each in value[:MOST_ROWS] if isinstance(each, dict)]
        if records:
            yield f"{place}[]", records
    elif isinstance(value, dict):
        for name, inside in value.items():
            yield from _lists(inside, f"{place}.{name}" if place else name)


def _flat(place: str, records: Sequence[Mapping[str, object]]) -> SeenList:
    flat = [dict(_leaves(record, "")) for record in records]
    headings = tuple(dict.fromkeys(name for record in flat for name in record))
    return SeenList(place, headings, tuple(tuple(record.get(name, "") for name in headings) for record in flat))


def _leaves(record: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{prefix}{name}.")
        elif not isinstance(value, list) and value is not None:
            yield prefix + name, str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(slots=True)
class _Walk:
    """Every element of an XML file by its path, with the texts and attributes below it."""

    open: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    inside: list[dict[str, str]] = field(default_factory=list)
    found: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.open.append(name.rpartition(" ")[2])
        self.texts.append("")
        self.inside.append({f"@{each.rpartition(' ')[2]}": value for each, value in attributes.items()})

    def characters(self, text: str) -> None:
        self.texts[-1] += text[:1000]

    def end(self, _: str) -> None:
        path, values = "/".join(self.open), self.inside.pop()
        name, text = self.open.pop(), self.texts.pop().strip()
        below = {f"{name}/{inner}": value for inner, value in values.items()} | ({name: text} if text else {})
        if values:
            self.found.setdefault(path, []).append(values)
        if self.inside:
            self.inside[-1] = {**below, **self.inside[-1]}


def _xml(path: Path, names: Names, _: Path) -> Seen:
    walk = _Walk()
    feed(new_parser(walk.start, walk.end, walk.characters), path)
    scores = {
        place: len(records[:MOST_ROWS]) * len(Counter(name for record in records for name in record)) - place.count("/")
        for place, records in walk.found.items()
        if "/" in place
    }
    if not scores:
        raise NotReadable("the XML holds no list of records")
    best = sorted(scores, key=lambda place: -scores[place])[:_LISTS]
    lists = tuple(_flat("//" + place.rpartition("/")[2], walk.found[place]) for place in best)
    return Seen(path, "xml", {"records": best[0]}, lists)
