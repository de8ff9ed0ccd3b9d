"""What a text file is written in: encoding, delimiter, heading row. Looked at, never assumed."""

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CHUNK = 1 << 20
DELIMITERS = (",", ";", "\t", "|")
MOST_COLUMNS = 1_000
LONGEST_LINE = 16 * CHUNK
"""Bytes of one line: a million-character cell is read (and quarantined), a file that is one line is not."""
HEAD = 1 << 18
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_OTHER_FILES = {
    b"PK\x03\x04": "a zip archive (XLSX?)",
    b"%PDF": "a PDF",
    b"PAR1": "Parquet",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture",
    b"<?xml": "XML",
    b"{\\rtf": "an RTF document",
}


class NotReadable(ValueError):
    """The file is not text of a form that is read. The message says why and never quotes it."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How a text file is written. `quotes`: a quotation mark occurs, so a cell may hold a line break."""

    encoding: str
    quotes: bool
    ends_with_line_end: bool
    size: int


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading row: its delimiter, its cells, its first physical line, the physical lines before data."""

    delimiter: str
    cells: tuple[str, ...]
    line: int
    lines_before_data: int


class Utf8Sleuth:
    """Whether bytes that pass by are UTF-8 beyond ASCII: in a one-byte encoding å, ä and ö never happen to be."""

    def __init__(self) -> None:
        self._decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
        self._foreign = False

    def seen(self, chunk: bytes) -> bytes:
        """Look at the next bytes, and give them on."""
        if self._decoder is not None and not (chunk.isascii() and not self._decoder.getstate()[0]):
            self._foreign = True
            try:
                self._decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                self._decoder = None
        return chunk

    @property
    def is_utf_8(self) -> bool:
        """True when all of it was UTF-8 and something was not ASCII."""
        return self._foreign and self._decoder is not None


def other_file(start: bytes) -> str | None:
    """What the file is instead, by its first bytes; None when nothing is known against its being text."""
    for magic, name in _OTHER_FILES.items():
        if start.startswith(magic):
            return name
    return None


def writing(path: Path, declared: str | None = None, *, lines: bool = True) -> Writing:
    """Find the encoding of the whole file: the declared one, a byte-order mark's, UTF-8, else windows-1252.

    Raises `NotReadable` when no encoding fits, when the file is empty or of another type, or (if it is to have `lines`)
    has a line without end.
    """
    with path.open("rb") as file:
        start = file.read(64)
    if not start.strip():
        raise NotReadable("the file is empty")
    instead = other_file(start)
    if instead is not None:
        raise NotReadable(f"the file is {instead}, not CSV")
    for encoding in _candidates(start, declared):
        scanned = _scan(path, encoding, LONGEST_LINE if lines else None)
        if scanned is not None and not (declared == encoding and _is_utf_8_instead(path, encoding)):
            return scanned
    raise NotReadable(
        f"the text is not {declared}" if declared else "the text is neither UTF-8, UTF-16 nor windows-1252"
    )


def _candidates(start: bytes, declared: str | None) -> tuple[str, ...]:
    marked = tuple(encoding for bom, encoding in _BOMS if start.startswith(bom))
    if declared is not None:
        return marked if marked and declared.lower().replace("_", "-").startswith("utf") else (declared,)
    return marked or ("utf-8", "windows-1252")


def _is_utf_8_instead(path: Path, declared: str) -> bool:
    """True when a file of a declared one-byte encoding is UTF-8, whose letters would be read as others."""
    if declared.lower().startswith("utf"):
        return False
    sleuth = Utf8Sleuth()
    with path.open("rb") as file:
        while sleuth.seen(file.read(CHUNK)):
            pass
    return sleuth.is_utf_8


def _scan(path: Path, encoding: str, longest: int | None) -> Writing | None:
    """Decode the file once, a piece at a time; None when it is not of that encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    quotes, size, since_line_end, last = False, 0, 0, ""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            try:
                text = decoder.decode(chunk)
            except UnicodeDecodeError:
                return None
            quotes = quotes or '"' in text
            size += len(chunk)
            end = max(text.rfind("\n"), text.rfind("\r"))
            since_line_end = since_line_end + len(text) if end < 0 else len(text) - end - 1
            if longest is not None and since_line_end > longest:
                raise NotReadable("a line has no end")
            last = text[-1:] or last
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return Writing(encoding, quotes, last in ("\n", "\r"), size)


def as_utf8(path: Path, encoding: str, scratch: Path) -> Path:
    """The file as UTF-8 without a byte-order mark: itself, or a copy under `scratch`."""
    if encoding == "utf-8":
        return path
    scratch.mkdir(parents=True, exist_ok=True)
    copy = scratch / f"{path.name}.utf8"
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as source, copy.open("wb") as target:
        while chunk := source.read(CHUNK):
            target.write(decoder.decode(chunk).encode())
    return copy


def heading(
    path: Path, wanted: Sequence[Sequence[str]], *, known: Sequence[str], delimiter: str | None, within: int
) -> Heading:
    """Find the row that names the columns in a UTF-8 file, among its first `within` rows.

    Of each group of `wanted` (alternatives) one must be there. Raises `NotReadable` naming those that no row has.
    """
    with path.open("rb") as file:
        head = file.read(HEAD).decode("utf-8", errors="ignore")
    names = Names(known)
    best: tuple[int, Heading] | None = None
    for candidate in (delimiter,) if delimiter else DELIMITERS:
        for row in _rows(head, candidate, within):
            score = names.recognised(row.cells)
            if best is None or score > best[0]:
                best = (score, row)
    if best is None or best[0] == 0:
        raise NotReadable("no row of the file names its columns")
    names.check(best[1].cells, wanted)
    return best[1]


def plain(name: str) -> str:
    """A column name as it is compared: without case, surrounding or repeated spaces, or byte-order mark."""
    return " ".join(name.replace("\ufeff", "").replace("\u00a0", " ").split()).casefold()


def loose(name: str) -> str:
    """A column name by its letters and digits alone: `Konto_nr`, `konto nr` and `KONTONR` are one, å is a."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in parts if character.isalnum())


class Names:
    """The names a layout knows, and how the cells of a heading row meet them: as written first, loosely then."""

    def __init__(self, known: Sequence[str]) -> None:
        self._plain: Mapping[str, str] = {plain(name): name for name in reversed(known)}
        self._loose: Mapping[str, str] = {loose(name): name for name in reversed(known)}

    def met(self, cells: Sequence[str]) -> list[str | None]:
        """For each cell the known name it means, or None. A name is met once, by the cell that writes it best."""
        met = [self._plain.get(plain(cell)) for cell in cells]
        taken = {name for name in met if name is not None}
        for at, cell in enumerate(cells):
            name = self._loose.get(loose(cell)) if met[at] is None and cell.strip() else None
            if name is not None and name not in taken:
                met[at] = name
                taken.add(name)
        return met

    def recognised(self, cells: Sequence[str]) -> int:
        """How many of the known names the cells meet."""
        return len({name for name in self.met(cells) if name is not None})

    def check(self, cells: Sequence[str], wanted: Sequence[Sequence[str]]) -> None:
        """Raise `NotReadable` when columns are missing, named twice, or far too many."""
        if len(cells) > MOST_COLUMNS:
            raise NotReadable(f"the file has more than {MOST_COLUMNS} columns")
        met = set(self.met(cells))
        missing = [_said(group) for group in wanted if not met & set(group)]
        if missing:
            raise NotReadable(f"columns are missing: {', '.join(missing)}")
        written = [plain(cell) for cell in cells if cell.strip()]
        if len(set(written)) < len(written):
            raise NotReadable("two columns have the same name")
        if met == {None}:
            raise NotReadable("no column has a known name")


def _said(group: Sequence[str]) -> str:
    return group[0] if len(group) == 1 else f"{group[0]} (or {' or '.join(group[1:3])})"


def _rows(head: str, delimiter: str, within: int) -> Iterator[Heading]:
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    before = 0
    try:
        for _, cells in zip(range(within), reader, strict=False):
            yield Heading(delimiter, tuple(cells), before + 1, reader.line_num)
            before = reader.line_num
    except csv.Error:
        return
