"""School data as SS 12000 exchanges it: persons with their enrolments, duties and school units, as saved JSON.

The standard of 2020 is read as its interface answers (`{"data": […]}`), as Skolverket's reduced form has it
(`{"persons": […]}`), as a list or an object; that of 2018 as SCIM resources. What an object is, its own fields say;
groups and activities are passed by. Sources: Skolverket, dnp-ss12000-reference-api (Apache-2.0); SS 12000:2018's
fields as Sambruk's EGIL exchanges them.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from pax.registers.readers.json_stream import Element, elements
from pax.registers.readers.raw import Opening, Raw, relation_of
from pax.registers.readers.recognise import NotReadable
from pax.registers.readers.rows import Rows

LISTS = ("data", "persons", "duties", "organisations", "groups", "activities", "Resources")
TABLES: Mapping[str, tuple[str, ...]] = {
    "people": ("id", "person_id", "src_line"),
    "enrolments": ("person_id", "unit_id", "from_date", "to_date", "cancelled", "src_line"),
    "duties": ("holder", "unit_id", "role", "from_date", "to_date", "src_line"),
    "units": ("id", "code", "src_line"),
}
SCIM_USER = "urn:scim:schemas:extension:sis:school:1.0:User"
_UNMARKED = ("Ingen", False)
MOST_TOLD = 10_000
Object = Mapping[str, object]
Row = dict[str, object]
Rowed = Iterator[tuple[str, Row]]


class _Misshapen(ValueError):
    """A field that is of another kind than the standard says; the message is its name."""


@dataclass(slots=True)
class _Marks:
    """Who is protected: the marked, and where any file of the delivery marks anybody, those without a mark."""

    protected: set[str] = field(default_factory=set)
    without: set[str] = field(default_factory=set)
    written: bool = False

    def take(self, person: str | None, holder: Object) -> None:
        mark = holder.get("securityMarking")
        self.written = self.written or mark is not None
        if person is None or (isinstance(mark, str | bool) and mark in _UNMARKED):
            return
        (self.without if mark is None else self.protected).add(person.replace("-", ""))

    def counting(self) -> set[str]:
        return self.protected | (self.without if self.written else set())


def read_ss12000(opening: Opening) -> Iterator[Raw]:
    """Read every file of the delivery. Raises `DeliveryRefused` for what is no JSON."""
    opening.scratch.mkdir(parents=True, exist_ok=True)
    marks = _Marks()
    counts: dict[str, int] = {}
    relations: dict[str, list[str]] = {name: [] for name in TABLES}
    for path in opening.files:
        targets = {name: opening.scratch / f"{path.name}.{name}.parquet" for name in TABLES}
        try:
            counts[path.name] = _read(opening, path, targets, marks)
        except NotReadable as error:
            raise opening.refused(str(error), file=path.name) from None
        except RecursionError:
            raise opening.refused("the JSON is nested without end", file=path.name) from None
        for name, target in targets.items():
            relations[name].append(relation_of(target, path.name))
    opening.findings.marked |= marks.counting()
    for name, columns in TABLES.items():
        yield Raw(name, " UNION ALL BY NAME ".join(relations[name]), columns, counts)


def _read(opening: Opening, path: Path, targets: Mapping[str, Path], marks: _Marks) -> int:
    count = known = 0
    with ExitStack() as stack:
        writers = {name: stack.enter_context(Rows(target, TABLES[name])) for name, target in targets.items()}
        for element in elements(path, opening.source.expect.encoding, LISTS):
            count += 1
            try:
                rows = list(rows_of(element.value, marks))
            except _Misshapen as fault:
                _leave_out(opening, path.name, element, str(fault))
                continue
            known += bool(rows) or _is_passed_by(element.value)
            for name, row in rows:
                writers[name].add({**row, "src_line": element.line})
    if count and not known and not opening.findings.left_out().get(path.name):
        raise NotReadable("the JSON holds neither persons, duties nor organisations of SS 12000")
    return count


def _leave_out(opening: Opening, file: str, element: Element, name: str) -> None:
    findings = opening.findings
    if len(findings.quarantine) >= MOST_TOLD:
        findings.unlisted[file] = findings.unlisted.get(file, 0) + 1
        return
    findings.leave_out(file, element.line, name, "the field is not as SS 12000 has it", named=str(element.value))


def _is_passed_by(value: object) -> bool:
    return isinstance(value, dict) and any(key in value for key in ("groupType", "activityType", "studentGroupType"))


def rows_of(value: object, marks: _Marks) -> Rowed:
    """The raw rows of one object, by raw table; none for one that is not read."""
    if not isinstance(value, dict):
        raise _Misshapen("")
    for sign, read in _KINDS:
        if sign in value:
            yield from read(value, marks)
            return


def _person(holder: Object, marks: _Marks) -> Rowed:
    """A person of 2020, with enrolments and (where they came along) duties."""
    civic = holder.get("civicNo")
    person = _text(civic, "value") if civic is not None else None
    marks.take(person, holder)
    yield "people", {"id": _text(holder, "id"), "person_id": person}
    for each in _list(holder, "enrolments"):
        yield "enrolments", {"person_id": person, "unit_id": _reference(each, "enroledAt", "id"), **_period(each)}
    embedded = holder.get("_embedded")
    for each in _list(embedded, "duties") if isinstance(embedded, dict) else ():
        yield "duties", {**_held(each), "holder": _text(holder, "id")}


def _user(holder: Object, marks: _Marks) -> Rowed:
    """A user of 2018."""
    more = holder.get(SCIM_USER, {})
    if not isinstance(more, dict):
        raise _Misshapen("user")
    person = _text(more, "civicNo")
    marks.take(person, more)
    yield "people", {"id": _text(holder, "externalId") or _text(holder, "id"), "person_id": person}
    for each in _list(more, "enrolments"):
        yield "enrolments", {"person_id": person, "unit_id": _text(each, "value"), **_period(each)}


def _duty(holder: Object, _: _Marks) -> Rowed:
    yield "duties", {**_held(holder), "holder": _reference(holder, "person", "id")}


def _held(holder: object) -> Row:
    period = _period(holder)
    period.pop("cancelled")
    return {"unit_id": _reference(holder, "dutyAt", "id"), "role": _text(holder, "dutyRole"), **period}


def _employment(holder: Object, _: _Marks) -> Rowed:
    yield (
        "duties",
        {
            "holder": _reference(holder, "user", "value"),
            "unit_id": _reference(holder, "employedAt", "value"),
            "role": _text(holder, "employmentRole"),
        },
    )


def _unit(holder: Object, _: _Marks) -> Rowed:
    yield "units", {"id": _text(holder, "id") or _text(holder, "externalId"), "code": _text(holder, "schoolUnitCode")}


_KINDS: tuple[tuple[str, Callable[[Object, _Marks], Rowed]], ...] = (
    ("dutyRole", _duty),
    ("employmentRole", _employment),
    (SCIM_USER, _user),
    ("userName", _user),
    ("enrolments", _person),
    ("civicNo", _person),
    ("givenName", _person),
    ("schoolUnitCode", _unit),
    ("organisationType", _unit),
)
"""What an object is, by the first of these fields that it has."""


def _period(holder: object) -> Row:
    cancelled = holder.get("cancelled") if isinstance(holder, dict) else None
    if cancelled is not None and not isinstance(cancelled, bool):
        raise _Misshapen("cancelled")
    return {
        "from_date": _text(holder, "startDate"),
        "to_date": _text(holder, "endDate"),
        "cancelled": "true" if cancelled else "false",
    }


def _text(holder: object, name: str) -> str | None:
    """A field of text; nothing for none and for an empty one."""
    if not isinstance(holder, dict):
        raise _Misshapen(name)
    value = holder.get(name)
    if value is not None and not isinstance(value, str):
        raise _Misshapen(name)
    return value or None


def _reference(holder: object, name: str, within: str) -> str | None:
    if not isinstance(holder, dict):
        raise _Misshapen(name)
    target = holder.get(name)
    return None if target is None else _text(target, within)


def _list(holder: object, name: str) -> list[object]:
    value = holder.get(name) if isinstance(holder, dict) else None
    if value is not None and not isinstance(value, list):
        raise _Misshapen(name)
    return value or []
