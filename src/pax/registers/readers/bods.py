"""Beneficial ownership as statements (BODS 0.4): a JSON list, or JSON Lines, read one statement at a time.

Every statement is judged by the standard's rules before it is used; one that breaks any is left out, with the keyword
and the field. A statement is about an entity, a person or a relationship: one raw table each. Which statement of a
record stands, and what becomes an owner, is `map.sql`'s to say. Source: Open Ownership, data-standard 0.4 (Apache-2.0).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

from pax.registers.readers.bods_judge import Fault, Judge
from pax.registers.readers.json_stream import Element, elements, text_of
from pax.registers.readers.raw import Opening, Raw, relation_of
from pax.registers.readers.recognise import NotReadable
from pax.registers.readers.rows import Rows
from pax.registers.readers.streets import street_and_number

RULES = "statement.yml"
MOST_TOLD = 10_000
_EVERY = ("statement_id", "record_id", "status", "stated_on", "component", "src_line")
TABLES: Mapping[str, tuple[str, ...]] = {
    "entities": (*_EVERY, "kind", "org_id", "other_id", "name", "founded_on", "dissolved_on", "street", "number",
                 "postal_code"),
    "people": (*_EVERY, "kind", "person_id"),
    "relationships": (*_EVERY, "subject", "subject_reason", "party", "party_reason", "owning", "from_date", "to_date",
                      "share_min", "share_max"),
}  # fmt: skip
_TABLE_OF = {"entity": "entities", "person": "people", "relationship": "relationships"}
_BOARD = frozenset({"boardMember", "boardChair"})
"""Interests that are a seat and no share: alone they make nobody an owner."""
_SWEDISH = re.compile(r"bolagsverket|organisationsn|personn|samordningsn|skatteverket", re.IGNORECASE)
_ORGANISATION = re.compile(r"(?:16)?\d{2}[2-9]\d{3}-?\d{4}", re.ASCII)
_PERSON = re.compile(r"(?:18|19|20)\d{6}-?\d{4}", re.ASCII)
_SHORT_PERSON = re.compile(r"(\d{6})[-+]?\d{4}", re.ASCII)

Details = Mapping[str, object]
Row = dict[str, object]


def read_bods(opening: Opening) -> Iterator[Raw]:
    """Read every file of the delivery. Raises `DeliveryRefused` for what is no list of statements."""
    opening.scratch.mkdir(parents=True, exist_ok=True)
    judge = Judge.read(opening.source.folder / RULES)
    counts: dict[str, int] = {}
    relations: dict[str, list[str]] = {name: [] for name in TABLES}
    for path in opening.files:
        targets = {name: opening.scratch / f"{path.name}.{name}.parquet" for name in TABLES}
        try:
            counts[path.name] = _read(opening, judge, path, targets)
        except NotReadable as error:
            raise opening.refused(str(error), file=path.name) from None
        except RecursionError:
            raise opening.refused("the JSON is nested without end", file=path.name) from None
        for name, target in targets.items():
            relations[name].append(relation_of(target, path.name))
    for name, columns in TABLES.items():
        yield Raw(name, " UNION ALL BY NAME ".join(relations[name]), columns, counts)


def statements(path: Path) -> Iterator[tuple[str, Element]]:
    """Every statement of a file with its path in it (`$[0]`). Raises `NotReadable` for a file that is no list of them.

    JSON Lines is one statement on each line; an object over several lines is neither that nor a list.
    """
    for place, element in enumerate(elements(path, "utf-8")):
        if not element.listed and element.last_line > element.line:
            raise NotReadable("the file is neither a list of statements nor one statement on each line ($: type)")
        yield f"$[{place}]", element


def _read(opening: Opening, judge: Judge, path: Path, targets: Mapping[str, Path]) -> int:
    count = 0
    with ExitStack() as stack:
        writers = {name: stack.enter_context(Rows(target, TABLES[name])) for name, target in targets.items()}
        for place, element in statements(path):
            count += 1
            faults = judge.faults(element.value, place)
            if faults:
                _leave_out(opening, path.name, element, faults[0], place)
                continue
            name, row = row_of(element.value)
            writers[name].add({**row, "src_line": element.line})
    return count


def _leave_out(opening: Opening, file: str, element: Element, fault: Fault, place: str) -> None:
    """One statement to quarantine: told one by one as far as `MOST_TOLD`, and beyond that counted."""
    if len(opening.findings.quarantine) >= MOST_TOLD:
        opening.findings.unlisted[file] = opening.findings.unlisted.get(file, 0) + 1
        return
    within = fault.path.removeprefix(place).lstrip(".") or "the statement itself"
    problem = f"a statement breaks BODS 0.4: {fault.keyword} at {within}"
    opening.findings.leave_out(file, element.line, fault.name, problem, named=str(element.value))


def row_of(statement: object) -> tuple[str, Row]:
    """The raw table and row of one valid statement."""
    assert isinstance(statement, dict)  # noqa: S101  the judge has said so
    details = statement["recordDetails"]
    kind = str(statement["recordType"])
    every: Row = {
        "statement_id": statement["statementId"],
        "record_id": statement["recordId"],
        "status": statement.get("recordStatus"),
        "stated_on": statement["statementDate"],
        "component": text_of(details["isComponent"]),
    }
    return _TABLE_OF[kind], {**every, **_DETAILS[kind](details)}


def _entity(details: Details) -> Row:
    kind = details["entityType"]
    address = next((each for each in _objects(details, "addresses") if each.get("type") in ("registered", None)), {})
    numbers = list(_objects(details, "identifiers"))
    street, house = street_and_number(text_of(address.get("address")))
    return {
        "kind": kind.get("type") if isinstance(kind, dict) else None,
        "org_id": next((number for number in map(_organisation, numbers) if number), None),
        "other_id": next((number for number in map(_foreign, numbers) if number), None),
        "name": text_of(details.get("name")),
        "founded_on": details.get("foundingDate"),
        "dissolved_on": details.get("dissolutionDate"),
        "street": street,
        "number": house,
        "postal_code": text_of(address.get("postCode")),
    }


def _person(details: Details) -> Row:
    born = text_of(details.get("birthDate"))
    numbers = (_personal(each, born) for each in _objects(details, "identifiers"))
    return {"kind": details["personType"], "person_id": next((number for number in numbers if number), None)}


def _relationship(details: Details) -> Row:
    interests = list(_objects(details, "interests"))
    begun = [str(each["startDate"]) for each in interests if "startDate" in each]
    ended = [str(each["endDate"]) for each in interests if "endDate" in each]
    least, most = shares(interests)
    return {
        **_end(details["subject"], "subject"),
        **_end(details["interestedParty"], "party"),
        "owning": text_of(not interests or any(each.get("type") not in _BOARD for each in interests)),
        "from_date": min(begun, default=None),
        "to_date": max(ended) if interests and len(ended) == len(interests) else None,
        "share_min": text_of(least),
        "share_max": text_of(most),
    }


_DETAILS: Mapping[str, Callable[[Details], Row]] = {"entity": _entity, "person": _person, "relationship": _relationship}


def shares(interests: Sequence[Details]) -> tuple[Decimal | None, Decimal | None]:
    """The largest share, per cent, that is certain, and the largest that is possible, of shares or else of votes.

    An interest that has ended counts nothing; a bound that is exclusive is given as the bound.
    """
    lasting = [each for each in interests if "endDate" not in each] or list(interests)
    for kinds in (("shareholding",), ("votingRights",), ()):
        said = [each["share"] for each in lasting if "share" in each and (not kinds or each.get("type") in kinds)]
        least = [bound for share in said for bound in _bound(share, "exact", "minimum", "exclusiveMinimum")]
        most = [bound for share in said for bound in _bound(share, "exact", "maximum", "exclusiveMaximum")]
        if least or most:
            return max(least, default=None), max(most, default=None)
    return None, None


def _bound(share: object, *names: str) -> list[Decimal]:
    """The first of the named bounds that the share has."""
    return [Decimal(share[name]) for name in names if name in share][:1] if isinstance(share, dict) else []


def _end(end: object, name: str) -> Row:
    """One end of a relationship: the record it names, or the reason why it names none."""
    if isinstance(end, dict):
        return {f"{name}_reason": end["reason"]}
    return {name: end}


def _objects(details: Details, name: str) -> Iterator[Details]:
    listed = details.get(name)
    yield from (each for each in listed if isinstance(each, dict)) if isinstance(listed, list) else ()


def _is_swedish(number: Details) -> bool:
    scheme = str(number.get("scheme") or "")
    return scheme.upper().startswith(("SE-", "SWE-")) or bool(_SWEDISH.search(str(number.get("schemeName") or "")))


def _organisation(number: Details) -> str | None:
    """A Swedish organisation number among an entity's identifiers."""
    text = str(number.get("id") or "").replace(" ", "")
    return text.replace("-", "") if _is_swedish(number) and _ORGANISATION.fullmatch(text) else None


def _foreign(number: Details) -> str | None:
    """Any other register's number, with the register's code: `GB-COH:01234567`."""
    scheme, text = number.get("scheme"), number.get("id")
    return None if _is_swedish(number) or not scheme or not text else f"{scheme}:{text}"


def _personal(number: Details, born: str | None) -> str | None:
    """A Swedish person's number; ten digits get their century from the date of birth, or are not used."""
    text = str(number.get("id") or "").replace(" ", "")
    if not _is_swedish(number):
        return None
    if _PERSON.fullmatch(text):
        return text.replace("-", "")
    short = _SHORT_PERSON.fullmatch(text)
    digits = (born or "").replace("-", "")
    if short is None or len(digits) != 8 or digits[2:] != short[1]:
        return None
    return digits[:2] + re.sub(r"[-+]", "", text)
