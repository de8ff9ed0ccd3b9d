"""The population register as Skatteverket's notice file: Navetavisering, XML in ISO 8859-1, one post per number.

Source: Skatteverket, Navetavisering.xsd (element names and order); SkyddadFolkbokforing has been added since.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import escape

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pax.town.days import Ints
from pax.vocabulary.identity import fictitious_check_digit

_SLICE = 50_000  # posts held in memory at once
_MARKS = {
    "none": ("N", "N"),
    "sekretessmarkering": ("J", "N"),
    "skyddad_folkbokforing": ("N", "J"),
    None: ("", "N"),  # a missing mark
}
_UNKNOWN_MARK = ("X", "N")

Row = Mapping[str, str | None]


def write_navet(tables: Mapping[str, pa.Table], as_of: date, folder: Path) -> Path:
    """Write persons, relations and residences as one file of posts; the path of the file.

    A stay that does not end the day before the next begins is taken for one that ended abroad.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "navet.xml"
    persons = tables["persons"]
    beside = [_Beside(tables[name]) for name in ("relations", "residences")]
    places = _Places(tables["dwellings"])
    with path.open("w", encoding="iso-8859-1", newline="\n") as file:
        _head(file, persons.num_rows, as_of)
        for start in range(0, persons.num_rows, _SLICE):
            part = _texts(persons.slice(start, _SLICE))
            for person in part:
                relations, residences = (table.of(str(person["person_id"])) for table in beside)
                file.write(_post(person, relations, residences, places.get))
        file.write("</Folkbokforingsposter>\n</Navetavisering>\n")
    return path


def _texts(table: pa.Table) -> list[Row]:
    """The rows with dates as YYYYMMDD and all else as text."""
    names = table.column_names
    columns = [_text(table.column(name)).to_pylist() for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.strftime(column, format="%Y%m%d") if pa.types.is_date(column.type) else column.cast(pa.string())


class _Beside:
    """The rows of a table, sorted by person, that go into the posts; read a slice at a time."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self._people: Ints = table.column("person_id").cast(pa.int64()).to_numpy()
        self._from = self._to = 0
        self._rows: list[Row] = []

    def of(self, person: str) -> list[Row]:
        """This person's rows. Persons must be asked for in ascending order."""
        first, last = (int(np.searchsorted(self._people, int(person), side)) for side in ("left", "right"))
        if last > self._to:
            self._from, self._to = first, min(max(last, first + _SLICE), len(self._people))
            self._rows = _texts(self._table.slice(self._from, self._to - self._from))
        return self._rows[first - self._from : last - self._from]


class _Places:
    """Staircase, apartment and postal address by dwelling."""

    def __init__(self, dwellings: pa.Table) -> None:
        names = ("dwelling_id", "staircase", "apartment_number", "street", "number", "postal_code", "city")
        self._places: dict[str, Row] = {str(row["dwelling_id"]): row for row in _texts(dwellings.select(names))}

    def get(self, dwelling: str | None) -> Row:
        """What is known of a dwelling; nothing of one that the register lacks."""
        return self._places.get(dwelling or "", {})


Place = Callable[[str | None], Row]


def _head(file: TextIO, posts: int, as_of: date) -> None:
    body = "16202100099"
    sender, day = body[:11] + str(fictitious_check_digit(body[2:11])), f"{as_of:%Y%m%d}"
    file.write(
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
        "<Navetavisering>\n"
        "<Aviseringsinformation>"
        f"<Medieleverantor><OrgNr>{sender}</OrgNr><Organisationsnamn>Påhittad avisering</Organisationsnamn>"
        f"</Medieleverantor><Mediemottagare><OrgNr>{sender}</OrgNr></Mediemottagare>"
        "<Filinformation><BestallningsId>00000999-FO01-0001</BestallningsId>"
        "<Bestallningstyp>Grunduttag</Bestallningstyp><Produkt>GRUND</Produkt>"
        f"<Utfil><Filnamn>navet.xml</Filnamn><Effektueringsdatum>{day}</Effektueringsdatum>"
        f"<AntalPoster>{posts}</AntalPoster><AntalPosterTotalt>{posts}</AntalPosterTotalt>"
        "<AntalFiler>1</AntalFiler><FilNr>1</FilNr><JobbId>1</JobbId></Utfil></Filinformation>"
        "</Aviseringsinformation>\n<Folkbokforingsposter>\n"
    )


def _post(person: Row, relations: Sequence[Row], residences: Sequence[Row], place: Place) -> str:
    marked, protected = _MARKS.get(person["protection"], _UNKNOWN_MARK)
    now = residences[-1] if residences else None
    return "".join(
        (
            "<Folkbokforingspost>\n",
            f"<Sekretessmarkering>{marked}</Sekretessmarkering>",
            f"<SkyddadFolkbokforing>{protected}</SkyddadFolkbokforing>\n<Personpost>",
            *_identity(person),
            *(_home(now, place(now["dwelling_id"])) if now else ()),
            *(_address(now, place(now["dwelling_id"])) if now else ()),
            *_civil(person),
            *_relations(relations),
            "</Personpost>\n",
            *_history(residences, place),
            "</Folkbokforingspost>\n",
        )
    )


def _element(name: str, value: str | None) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _identity(person: Row) -> Iterator[str]:
    number = str(person["person_id"])
    kind = "TilldelatPersonNrSamordningsNr" if int(number[6:8]) >= 60 else "PersonNr"
    yield f"<PersonId><{kind}>{number}</{kind}></PersonId>"
    yield _element("HanvisningsPersonNr", person["replaced_by"])
    if person["deregistration_code"]:
        code, day = person["deregistration_code"], person["deregistration_date"]
        yield f"<Avregistrering><AvregistreringsorsakKod>{code}</AvregistreringsorsakKod>"
        yield f"{_element('Avregistreringsdatum', day)}</Avregistrering>"
    yield f"<Namn>{_element('Fornamn', person['given_name'])}{_element('Efternamn', person['surname'])}</Namn>"


def _home(stay: Row, place: Row) -> Iterator[str]:
    code = str(stay["municipality_code"])
    yield f"\n<Folkbokforing><Folkbokforingsdatum>{stay['from_date']}</Folkbokforingsdatum>"
    yield f"<LanKod>{code[:2]}</LanKod><KommunKod>{code[2:]}</KommunKod>"
    yield _element("Fastighetsbeteckning", stay["property_id"])
    yield _element("Trappuppgang", place.get("staircase"))
    yield _element("Lagenhet", place.get("apartment_number"))
    if stay["placement"] == "municipality":
        yield "<FiktivtNr>1</FiktivtNr>"
    yield "<Folkbokforingstyp>FB</Folkbokforingstyp></Folkbokforing>"


def _address(stay: Row, place: Row) -> Iterator[str]:
    if not stay["dwelling_id"]:
        return
    street = f"{place['street']} {place['number']}" if place else None
    yield "<Adresser><Folkbokforingsadress>"
    yield _element("CareOf", stay["care_of"]) + _element("Utdelningsadress2", street)
    yield _element("PostNr", place.get("postal_code")) + _element("Postort", place.get("city"))
    yield f"</Folkbokforingsadress><Riksnycklar>{_element('LagenhetsId', stay['dwelling_id'])}</Riksnycklar></Adresser>"


def _civil(person: Row) -> Iterator[str]:
    if person["civil_status"]:
        yield f"<Civilstand><CivilstandKod>{person['civil_status']}</CivilstandKod>"
        yield f"{_element('Civilstandsdatum', person['civil_status_date'])}</Civilstand>"


def _relations(relations: Sequence[Row]) -> Iterator[str]:
    if not relations:
        return
    yield "\n<Relationer>"
    for row in relations:
        yield f"<Relation><RelationId><PersonNr>{row['related_id']}</PersonNr></RelationId>"
        yield f"<Relationstyp>{row['kind']}</Relationstyp>{_element('RelationFromdatum', row['from_date'])}"
        yield f"{_element('RelationTomdatum', row['to_date'])}</Relation>"
    yield "</Relationer>"


def _history(residences: Sequence[Row], place: Place) -> Iterator[str]:
    if len(residences) < 2:
        return
    yield "<Historik>"
    for stay, following in pairwise(residences):
        yield from _home(stay, place(stay["dwelling_id"]))
        if stay["to_date"] and _next_day(stay["to_date"]) != following["from_date"]:
            yield f"\n<Folkbokforing><Folkbokforingsdatum>{stay['to_date']}</Folkbokforingsdatum>"
            yield "<Folkbokforingstyp>UV</Folkbokforingstyp></Folkbokforing>"
    yield "</Historik>\n"


def _next_day(day: str) -> str:
    ordinal = date(int(day[:4]), int(day[4:6]), int(day[6:])).toordinal() + 1
    return date.fromordinal(ordinal).strftime("%Y%m%d")
