"""SSBTEK's saved answers: one SOAP envelope about one person, an answer from each agency inside.

Three agencies put a document of their own within: Försäkringskassan JSON and CSN XML, both as base64, Skatteverket XML
as text. Everything is opened with the same guards. An agency whose block is missing, empty or an error did not answer:
what it knows is unknown, never zero. Source: SSBTEK v10, contract of 2025-01-30 (reference only), and the answers that
Sundsvallskommun/api-service-financial-aid tests with (MIT).
"""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pax.registers.readers.raw import Opening, Raw, relation_of
from pax.registers.readers.recognise import NotReadable
from pax.registers.readers.rows import Rows
from pax.registers.readers.xml_guard import BROKEN, DEEPEST, feed, new_parser

AGENCIES = ("AF", "CSN", "FK", "SKV", "SO", "TNS", "MIV")
MOST_BYTES = 1 << 25
TABLES = {
    "answers": ("person_id", "agency", "answered", "src_line"),
    "payments": ("person_id", "source", "payer", "period_from", "period_to", "gross", "net", "src_line"),
    "vehicles": ("person_id", "vehicle_id", "make", "model_year", "src_line"),
}
_PERSON = ("IdentitetsbeteckningFysiskPerson", "IdentificationNumber", "personnummer")
Plain = dict[str, object]
Row = Mapping[str, object]


@dataclass(slots=True)
class Element:
    """An XML element without its namespace; `inner` is the document within it, once opened."""

    name: str
    line: int
    attributes: Mapping[str, str]
    children: list["Element"] = field(default_factory=list)
    text: str = ""
    inner: object = None

    def all(self, name: str) -> Iterator["Element"]:
        """Every element of that name below this one, in the order of the file, those of documents within too."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.all(name)
        if isinstance(self.inner, Element):
            yield from self.inner.all(name)

    def said(self, name: str) -> str | None:
        """The text of the first element of that name below this one."""
        return next((child.text for child in self.all(name) if child.text), None)

    def plain(self) -> object:
        """The element as nested text, as JSON would say it; empty elements are left out."""
        if self.inner is not None:
            return self.inner.plain() if isinstance(self.inner, Element) else self.inner
        if not self.children and not self.attributes:
            return self.text
        values: Plain = dict(self.attributes)
        for child in self.children:
            value = child.plain()
            if value in ("", {}):
                continue
            if child.name in values:
                before = values[child.name]
                values[child.name] = [*before, value] if isinstance(before, list) else [before, value]
            else:
                values[child.name] = value
        return values


def read_ssbtek(opening: Opening) -> Iterator[Raw]:
    """Read every envelope of the delivery. Raises `DeliveryRefused` for what is none, or names two people."""
    opening.scratch.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    relations: dict[str, list[str]] = {name: [] for name in TABLES}
    for path in opening.files:
        written = {name: opening.scratch / f"{path.name}.{name}.parquet" for name in TABLES}
        try:
            rows = _rows(read_envelope(path), opening)
            for name, found in rows.items():
                with Rows(written[name], TABLES[name]) as writer:
                    for row in found:
                        writer.add(row)
        except NotReadable as error:
            raise opening.refused(str(error), file=path.name) from None
        except RecursionError:
            raise opening.refused("the JSON within is nested without end", file=path.name) from None
        counts[path.name] = len(rows["payments"]) + len(rows["vehicles"])
        for name, target in written.items():
            relations[name].append(relation_of(target, path.name))
    for name, columns in TABLES.items():
        yield Raw(name, " UNION ALL BY NAME ".join(relations[name]), columns, counts)


def read_envelope(path: Path) -> Element:
    """One envelope with the documents within opened. Raises `NotReadable`."""
    if path.stat().st_size > MOST_BYTES:
        raise NotReadable("the file is larger than any answer")
    root = parsed(path)
    if root.name != "Envelope" or not list(root.all("svarsdata")):
        raise NotReadable("the XML is no answer of SSBTEK")
    for name, opened in (("svar", _xml_within), ("lefiJsonSvar", _json_within)):
        for element in root.all(name):
            if element.text:
                element.inner = opened(element)
    return root


def parsed(source: Path | bytes) -> Element:
    """A document as elements. Raises `NotReadable`."""
    top = Element("", 0, {})
    open_elements = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(open_elements) > DEEPEST:
            raise NotReadable("the XML is nested deeper than any answer")
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(" ")[2], parser.CurrentLineNumber, local)
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def end(_: str) -> None:
        element = open_elements.pop()
        element.text = element.text.strip()

    def characters(text: str) -> None:
        open_elements[-1].text += text

    parser = new_parser(start, end, characters)
    try:
        if isinstance(source, Path):
            feed(parser, source)
        else:
            parser.Parse(source, True)
    except NotReadable:
        raise
    except BROKEN:
        raise NotReadable("the XML is broken or cut short") from None
    return top.children[0]


def _xml_within(element: Element) -> Element:
    text = element.text
    try:
        within = text.encode() if text.startswith("<") else base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NotReadable("an agency's answer is neither XML nor base64") from None
    return parsed(within.lstrip())


def _json_within(element: Element) -> object:
    try:
        return json.loads(base64.b64decode(element.text, validate=True), parse_float=str, parse_int=str)
    except (binascii.Error, ValueError, RecursionError):
        raise NotReadable("an agency's answer is no base64 of JSON") from None


def _rows(envelope: Element, opening: Opening) -> dict[str, list[Row]]:
    """The rows of each raw table, all about the one person that the envelope is about."""
    data = next(envelope.all("svarsdata"))
    blocks = {child.name: child for child in data.children}
    person = _person(data)
    if person and any(element.text == "true" for element in data.all("Sekretessmarkering")):
        opening.findings.marked.add(person)
    answers = [
        {"agency": agency, "answered": str(_answered(blocks.get(agency))), "src_line": data.line} for agency in AGENCIES
    ]
    payments = [*_unemployment(data), *_study(data), *_insurance(data)]
    vehicles = [
        {
            "vehicle_id": each.said("regnr"),
            "make": each.said("fabrikat"),
            "model_year": each.said("fordonsar"),
            "src_line": each.line,
        }
        for each in data.all("fordon")
        if each.children
    ]
    found: dict[str, list[Row]] = {"answers": list(answers), "payments": payments, "vehicles": list(vehicles)}
    return {name: [{**row, "person_id": person} for row in rows] for name, rows in found.items()}


def _answered(block: Element | None) -> bool:
    """True when the agency answered: an error, an absent or an empty block is no answer."""
    return block is not None and any(child.name == "data" and child.children for child in block.children)


def _person(data: Element) -> str | None:
    """Whom the envelope is about; all agencies must say the same."""
    said = {element.text.replace("-", "") for name in _PERSON for element in data.all(name) if element.text}
    for person in data.all("Person"):
        if "personnummer" in person.attributes:
            said.add(person.attributes.get("sekel", "") + person.attributes["personnummer"])
    if len(said) > 1:
        raise NotReadable("the agencies answer about different people in one envelope")
    return said.pop() if said else None


def _unemployment(data: Element) -> Iterator[Row]:
    for fund in data.all("Arbetsloshetsersattning"):
        for paid in fund.all("Utbetalningar"):
            yield {
                "source": "a_kassa",
                "payer": fund.said("SvarandeOrganisation"),
                "period_from": paid.said("AvserFrom"),
                "period_to": paid.said("AvserTom"),
                "net": paid.said("NettoEfterSkatt"),
                "src_line": paid.line,
            }


def _study(data: Element) -> Iterator[Row]:
    """CSN: what has been paid; what is only planned is no income yet."""
    outer = {element.line for element in data.all("svar")}
    for paid in data.all("Utbetalning"):
        if paid.said("utbetstatus") in (None, "Utbetald"):
            day = paid.said("utbetdatum")
            line = min(outer, default=data.line)
            yield {
                "source": "csn",
                "payer": "CSN",
                "period_from": day,
                "period_to": day,
                "net": paid.said("totbelopp"),
                "src_line": line,
            }


def _insurance(data: Element) -> Iterator[Row]:
    for answer in data.all("lefiJsonSvar"):
        for agency in _listed(answer.inner, "utlamnare"):
            code = _text(agency, "utlamnare", "kod") or "FK"
            for paid in _deep(agency, "utbetalningar"):
                yield {
                    "source": "pension" if code == "PM" else "fk",
                    "payer": code,
                    "period_from": _text(paid, "period", "fromDatum") or _text(paid, "datum"),
                    "period_to": _text(paid, "period", "tomDatum") or _text(paid, "datum"),
                    "gross": _text(paid, "bruttobelopp", "summa"),
                    "net": _text(paid, "nettobelopp", "summa"),
                    "src_line": answer.line,
                }


def _listed(value: object, name: str) -> list[object]:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def _deep(value: object, name: str) -> Iterator[object]:
    """The elements of every list of that name, however deep."""
    if isinstance(value, dict):
        yield from _listed(value, name)
        for key, inner in value.items():
            if key != name:
                yield from _deep(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _deep(inner, name)


def _text(value: object, *path: str) -> str | None:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, str) else None
