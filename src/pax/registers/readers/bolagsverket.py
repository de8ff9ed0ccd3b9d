"""Bolagsverket's weekly file of every organisation (värdefulla datamängder): three million rows, read line by line.

UTF-8 text, `;`, every field in quotation marks, eleven columns; as text or as the zip it comes in. A cell is made of
values with `$` between (`5560000000$ORGNR-IDORG`), several of them with `|`. Descriptions hold stray quotation marks
and line breaks, so a row begins where a line begins with an identity, and what is too much belongs to the description.
A sole trader's identity is a person's number: whoever no register beside names is passed by, and kept nowhere.
Source: Bolagsverket, Nedladdningsbara filer: filens struktur och innehåll (2026); the codes ending in -AVSLAVOMFO, by
which a proceeding is over, stand in the file and not on the page.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pax.registers.readers.bods_judge import DAY
from pax.registers.readers.raw import Opening, Raw, relation_of
from pax.registers.readers.recognise import NotReadable, other_file
from pax.registers.readers.rows import Rows
from pax.registers.readers.streets import street_and_number
from pax.vocabulary import IdKind

HEADING = (
    "organisationsidentitet",
    "namnskyddslopnummer",
    "registreringsland",
    "organisationsnamn",
    "organisationsform",
    "avregistreringsdatum",
    "avregistreringsorsak",
    "pagandeAvvecklingsEllerOmstruktureringsforfarande",
    "registreringsdatum",
    "verksamhetsbeskrivning",
    "postadress",
)
COLUMNS = ("org_id", "person_id", "name_number", "name", "legal_form", "registered_on", "deregistered_on", "proceeding",
           "proceeding_date", "street", "number", "care_of", "postal_code", "city", "src_line")  # fmt: skip
MOST_TIMES = 100
"""Unpacked over packed size; the real file unpacks to four times."""
LONGEST_ROW = 1 << 20
MOST_TOLD = 10_000
_SMALL = 1 << 24
_DESCRIPTION = HEADING.index("verksamhetsbeskrivning")
_IDENTITY = re.compile(r'"?\d{10,12}\$[A-Z0-9_]+-IDORG"?;', re.ASCII)
_TRADER = re.compile(r"\d{2}(\d{10})\$", re.ASCII)
_NAMING = (IdKind.PERSON, IdKind.PARTY, IdKind.ORGANISATION, IdKind.SUBJECT)
_CARE_OF = re.compile(r"^\s*c\s*/\s*o\s+", re.IGNORECASE)
_UNDER_WAY = (("KK", "bankruptcy"), ("LI", "liquidation"), ("FR", "reorganisation"), ("AC", "AC"), ("RES", "RES"))
"""What a proceeding is, the weightiest first. Mergers, divisions and conversions are none."""
_ENDED_IN = {"KKAV": ("KK", "bankruptcy"), "LIAV": ("LI", "liquidation")}
"""Causes of deregistration that are the end of a proceeding: what it was stays known."""
_BROKEN_ZIP = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def read_bolagsverket(opening: Opening, raw: str, path: Path) -> Raw:
    """Read the file into the raw table `raw`, one row per registered name. Raises `DeliveryRefused`."""
    opening.scratch.mkdir(parents=True, exist_ok=True)
    target = opening.scratch / f"{path.name}.parquet"
    count = passed_by = 0
    named = _named(opening)
    try:
        with _opened(path) as file, Rows(target, COLUMNS) as rows:
            for line, cells in _File(opening, path.name, file).rows():
                count += 1
                trader = _TRADER.match(cells[0]) if cells else None
                if trader is not None and trader[1] not in named:
                    passed_by += 1
                elif cells:
                    rows.add({**row_of(cells), "src_line": line})
    except NotReadable as error:
        raise opening.refused(str(error), file=path.name) from None
    except UnicodeDecodeError:
        raise opening.refused("the text is not UTF-8", file=path.name) from None
    except _BROKEN_ZIP:
        raise opening.refused("the zip archive is broken or cut short", file=path.name) from None
    if passed_by:
        opening.findings.note(path.name, 0, "org_id", "sole traders whom no register beside names are not stored")
    return Raw(raw, relation_of(target, path.name), COLUMNS[:-1], {path.name: count})


def _named(opening: Opening) -> frozenset[str]:
    """The last ten digits of everybody whom the registers at hand name: persons, payees, suppliers, owners, causes."""
    columns = [
        f"""SELECT right("{column.name}", 10) FROM "{name}" WHERE "{column.name}" IS NOT NULL"""  # noqa: S608  canonical names
        for name in opening.source.needs
        for column in opening.schema[name].columns
        if column.id in _NAMING
    ]
    return frozenset(ten for (ten,) in opening.engine.rows(" UNION ".join(columns))) if columns else frozenset()


@contextmanager
def _opened(path: Path) -> Iterator[io.TextIOWrapper]:
    """The text of the file, or of the one file in the zip."""
    with path.open("rb") as file:
        start = file.read(64)
        file.seek(0)
        if not start.strip():
            raise NotReadable("the file is empty")
        if not start.startswith(b"PK"):
            instead = other_file(start)
            if instead is not None:
                raise NotReadable(f"the file is {instead}, not Bolagsverket's text")
            yield io.TextIOWrapper(file, encoding="utf-8-sig", newline="\n")
            return
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) != 1:
                raise NotReadable("the zip archive holds other than one file")
            with archive.open(parts[0]) as part:
                weighed = io.BufferedReader(_Weighed(part, parts[0].compress_size), 1 << 16)
                yield io.TextIOWrapper(weighed, encoding="utf-8-sig", newline="\n")


class _Weighed(io.RawIOBase):
    """What a zip unpacks to, counted as it comes, since the zip's own table of contents can lie."""

    def __init__(self, part: IO[bytes], packed: int) -> None:
        self.part, self.most, self.size = part, max(_SMALL, MOST_TIMES * packed), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # RawIOBase leaves the type of its buffer open
        piece = self.part.read(len(view))
        view[: len(piece)] = piece
        self.size += len(piece)
        if self.size > self.most:
            raise NotReadable("the zip archive unpacks to far more than it holds (a zip bomb)")
        return len(piece)


class _File:
    """The rows of one file while it is read. Lines are counted from 1, the heading included."""

    def __init__(self, opening: Opening, name: str, file: io.TextIOWrapper) -> None:
        self.opening, self.name, self.file, self.line = opening, name, file, 0

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row's first line and its cells; no cells for one that goes to quarantine."""
        heading = self._next()
        _hold_heading(heading)
        first, text = 0, ""
        while line := self._next():
            if line == heading:
                raise NotReadable("the file has two heading rows")
            if first and not _begins(line):
                text += line if len(text) < LONGEST_ROW else ""
                continue
            if first:
                yield first, self._cells(first, text)
            first, text = (self.line, line) if line.strip() else (0, "")
        if first:
            if not text.endswith("\n") and _split(text) is None:
                raise NotReadable("the file ends in the middle of a row")
            yield first, self._cells(first, text)

    def _next(self) -> str:
        self.line += 1
        line = self.file.readline(LONGEST_ROW)
        if len(line) == LONGEST_ROW:
            raise NotReadable("a line has no end")
        return line

    def _cells(self, line: int, text: str) -> list[str]:
        cells = _split(text)
        if cells is not None and "\0" not in text:
            return cells
        findings = self.opening.findings
        if len(findings.quarantine) < MOST_TOLD:
            problem = "a row with another number of columns" if cells is None else "a NUL byte in the row"
            findings.leave_out(self.name, line, "", problem, named=text)
        else:
            findings.unlisted[self.name] = findings.unlisted.get(self.name, 0) + 1
        return []


def _hold_heading(heading: str) -> None:
    found = [cell.strip().strip('"').casefold() for cell in heading.strip().split(";")]
    missing = [name for name in HEADING if name.casefold() not in found]
    if missing:
        raise NotReadable(f"columns are missing: {', '.join(missing)}")
    if found != [name.casefold() for name in HEADING]:
        raise NotReadable(f"the file has other columns than the {len(HEADING)} that Bolagsverket has published")


def _begins(line: str) -> bool:
    """True where a row begins: with an identity, or with a whole row of whatever kind."""
    if _IDENTITY.match(line) is not None:
        return True
    text = line.rstrip("\r\n")
    return text.startswith('"') and text.endswith('"') and text.count('";"') == len(HEADING) - 1


def _split(text: str) -> list[str] | None:
    """The cells of a row, or None where there are too few. Too many are one description."""
    text = text.rstrip("\r\n")
    if text.startswith('"'):
        if not text.endswith('"') or len(text) < 2:
            return None
        cells, between = [cell.replace('""', '"') for cell in text[1:-1].split('";"')], '";"'
    else:
        cells, between = text.split(";"), ";"
    more = len(cells) - len(HEADING)
    if more < 0:
        return None
    after = _DESCRIPTION + more + 1
    return [*cells[:_DESCRIPTION], between.join(cells[_DESCRIPTION:after]), *cells[after:]]


def row_of(cells: Sequence[str]) -> dict[str, object]:
    """One row by our names."""
    (identity, number, _, names, form, deregistered, cause, proceedings, registered, _, address) = cells
    street, care_of, city, code, *_ = [*address.split("$"), "", "", "", ""]
    if re.fullmatch(r"\d{3}\s?\d{2}", city.strip()):
        city, code = code, city
    place, house = street_and_number(street)
    word, day = proceeding(proceedings, cause, deregistered)
    org_id = identity.partition("$")[0]
    return {
        "org_id": org_id,
        "person_id": org_id if _TRADER.match(identity) else None,
        "name_number": number,
        "name": name_of(names),
        "legal_form": form.removesuffix("-ORGFO"),
        "registered_on": registered,
        "deregistered_on": deregistered,
        "proceeding": word,
        "proceeding_date": day,
        "street": place,
        "number": house,
        "care_of": _CARE_OF.sub("", care_of),
        "postal_code": code.replace(" ", ""),
        "city": city,
    }


def name_of(names: str) -> str:
    """The registered name (FORETAGSNAMN) among those of a cell, else the first."""
    each = [name.split("$") for name in names.split("|") if name]
    registered = [name for name in each if len(name) > 1 and name[1].startswith("FORETAGSNAMN")]
    return (registered or each or [[""]])[0][0]


def proceeding(cell: str, cause: str, deregistered: str) -> tuple[str | None, str | None]:
    """The proceeding under way and the day it began; for a deregistered organisation, the one it ended in."""
    begun: dict[str, str] = {}
    ended: dict[str, str] = {}
    for entry in filter(None, cell.split("|")):
        code, *rest = entry.split("$")
        day = next((part for part in reversed(rest) if DAY.fullmatch(part)), "")
        if code.endswith("-AVSLAVOMFO"):
            ended[code[:2]] = max(day, ended.get(code[:2], ""))
        else:
            base = code.removesuffix("-AVOMFO")
            begun[base] = max(day, begun.get(base, ""))
    last = _ENDED_IN.get(cause.partition("-")[0])
    if last is not None:
        return last[1], begun.get(last[0]) or deregistered or None
    for base, word in _UNDER_WAY:
        if base in begun and (base not in ended or ended[base] < begun[base]) and not deregistered:
            return word, begun[base] or None
    return None, None
