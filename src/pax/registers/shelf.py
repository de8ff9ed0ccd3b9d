"""Finds the deliveries in a folder: `<register>/<YYYY-MM-DD>/files`, or tables of the exchange format directly."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unicodedata import category

from pax.vocabulary import WrongUse, check_digit, fictitious_check_digit

EXCHANGE = "exchange"
TABLE_FORMATS = (".csv", ".parquet")
_BESIDE = ("municipality.toml", "answers.csv", "areas.geojson")
_NUMBER = re.compile(r"(?<!\d)(\d\d)?(\d{6})[-+_ ]?(\d{3})(\d)(?!\d)", re.ASCII)
_NEWBORN = 3
"""Years: a number that is younger in a file's name is the moment when the file was made (202606301207)."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    """A delivery as it lies on the shelf, unopened. `date` None = the short form, which carries no date."""

    register: str
    date: date | None
    files: tuple[Path, ...]


def look(folder: Path, registers: Collection[str], tables: Collection[str]) -> tuple[Found, ...]:
    """Every delivery in `folder`, unopened, sorted by register and date.

    Raises `WrongUse` that names what does not belong there, or a folder that is not one.
    """
    if not folder.is_dir():
        raise _wrong(folder.name, "there is no such folder of deliveries", "give the folder that holds the deliveries")
    entries = [entry for entry in sorted(folder.iterdir()) if not _beside(entry)]
    direct = [entry for entry in entries if entry.is_file()]
    folders = [entry for entry in entries if not entry.is_file() and _known(entry, registers)]
    found = [delivery for entry in folders for delivery in _dated(entry, tables)]
    if direct:
        short = tuple(_tables(direct, "", tables))
        if any(delivery.register == EXCHANGE for delivery in found):
            raise _wrong(EXCHANGE, "tables lie both directly in the folder and under exchange", "keep one of the two")
        found.append(Found(EXCHANGE, None, short))
    return tuple(sorted(found, key=lambda delivery: (delivery.register, delivery.date or date.max)))


def _wrong(place: str, problem: str, then: str) -> WrongUse:
    return WrongUse(problem, file=place, ask="you", then=then)


def _beside(entry: Path) -> bool:
    return entry.name in _BESIDE or entry.name.startswith("README")


def _known(entry: Path, registers: Collection[str]) -> bool:
    if entry.name in registers:
        return True
    then = f"name the folder as its register ({', '.join(registers)}), or take it away"
    raise _wrong(entry.name, "no register has this name", then)


def _dated(folder: Path, tables: Collection[str]) -> Iterator[Found]:
    """The deliveries of one register, one per folder named as a date."""
    for entry in sorted(folder.iterdir()):
        if _beside(entry):
            continue
        day = _day(entry.name)
        if day is None or not entry.is_dir() or entry.is_symlink():
            then = "put the files in a folder named as the day of the delivery, YYYY-MM-DD"
            raise _wrong(f"{folder.name}/{entry.name}", "not a folder named as a date", then)
        files = [path for path in sorted(entry.iterdir()) if not _beside(path)]
        place = f"{folder.name}/{entry.name}/"
        _hold_names(files, place.rstrip("/"), day)
        for path in files:
            if not path.is_file() or path.is_symlink():
                raise _wrong(place + path.name, "not a file", "put only files in a delivery")
        kept = tuple(_tables(files, place, tables)) if folder.name == EXCHANGE else tuple(files)
        if kept:
            yield Found(folder.name, day, kept)


def _hold_names(files: list[Path], place: str, day: date) -> None:
    """Refuse file names that cannot be written, or that tell whom the file is about: names stand in every report."""
    for path in files:
        if any(category(character) in ("Cc", "Cs") for character in path.name):
            problem = "a file's name is not written in UTF-8, or holds control characters"
            raise _wrong(place, problem, "name the file otherwise")
        if any(_is_person(found, day.year - _NEWBORN) for found in _NUMBER.finditer(path.name)):
            problem = "a file is named by a person's number, and file names stand in reports"
            raise _wrong(place, problem, "name the files otherwise, by a count for instance")


def _is_person(found: re.Match[str], latest: int) -> bool:
    """True for what is a person's number, born in `latest` at the latest: by its day and its check digit."""
    century, six, serial, check = found.groups()
    if int(check) not in (check_digit(six + serial), fictitious_check_digit(six + serial)):
        return False
    day = int(six[4:]) % 60
    years = [int(each + six[:2]) for each in ((century,) if century else ("19", "20"))]
    return any(1870 <= year <= latest and _day(f"{year}-{six[2:4]}-{day:02}") is not None for year in years)


def _day(name: str) -> date | None:
    if _DATE.fullmatch(name) is None:
        return None
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None


def _tables(files: list[Path], place: str, tables: Collection[str]) -> Iterator[Path]:
    seen = set()
    for path in files:
        if path.suffix not in TABLE_FORMATS or path.stem not in tables:
            then = "name each file as a table of registers/canonical.yml, .csv or .parquet"
            raise _wrong(place + path.name, "no canonical table has this name", then)
        if path.stem in seen:
            raise _wrong(place + path.name, "the table lies there both as CSV and as Parquet", "keep one of the two")
        seen.add(path.stem)
        yield path
