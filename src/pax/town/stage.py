"""Where special households and planted cases are put together by hand: persons, homes, leases, aid, one call each.

Days are integers; `ago(n)` is n days before the as-of date, `for_days(n)` the first day of a stay that by then has
lasted n days. Everyone put here has, unless said otherwise, a recorded parent elsewhere and an earlier life in another
municipality.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

import numpy as np

from pax.town import numbers
from pax.town.days import YEAR, to_date
from pax.town.frames import NOBODY, org_code, serial_id
from pax.town.homes import COMPANY, STREETS, area_id, coordinates, postal_code, property_name
from pax.town.life import municipality_code
from pax.town.names import REGIONS

Rows = dict[str, list[Any]]
OWN = "0999"


@dataclass(frozen=True, slots=True)
class Start:
    """Where the stage's own numbers begin: behind those of the ordinary town."""

    person: int
    dwelling: int
    property: int
    lease: int
    case: int
    payment: int
    vehicle: int
    organisation: int
    areas: int


class Kind(TypedDict, total=False):
    """What a dwelling can be besides an ordinary home."""

    area_m2: int | None
    category: str
    known: str | None


@dataclass(slots=True)
class Answer:
    """One line of the answer key. `subject` is a person's index, or an id as text."""

    rule: str
    subject_kind: str
    subject: int | str
    anchor: str
    kind: str
    explanation: str
    expected: str
    why: str


@dataclass(slots=True)
class Stage:
    """Rows in the making."""

    as_of: int
    start: Start
    chance: np.random.Generator
    rows: dict[str, Rows] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    birth: list[int] = field(default_factory=list)
    male: list[int] = field(default_factory=list)
    region: list[int] = field(default_factory=list)
    form: list[int] = field(default_factory=list)
    organisations: list[int] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    households: list[tuple[str, str, tuple[int, ...]]] = field(default_factory=list)
    homes: list[dict[str, Any]] = field(default_factory=list)
    counters: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    first_stay: dict[int, int] = field(default_factory=dict)
    person_row: dict[int, int] = field(default_factory=dict)
    open_stay: dict[int, int] = field(default_factory=dict)
    immigrants: set[int] = field(default_factory=set)

    # ---- days

    def ago(self, days: int) -> int:
        """The day so many days before the as-of date."""
        return self.as_of - days

    def for_days(self, days: int) -> int:
        """The first day of a stay that has lasted so many days on the as-of date."""
        return self.as_of - days + 1

    def between(self, low: int, high: int) -> int:
        """A number drawn between both, inclusive."""
        return int(self.chance.integers(low, high + 1))

    # ---- rows

    def count(self, table: str) -> int:
        """How many rows a table has so far."""
        columns = self.rows[table]
        return len(next(iter(columns.values()))) if columns else 0

    def row(self, table: str, **values: object) -> None:
        """One row; columns not named stay empty."""
        columns, count = self.rows[table], self.count(table)
        for name, value in values.items():
            if name not in columns:
                columns[name] = [None] * count
            columns[name].append(value)
        for column in columns.values():
            if len(column) == count:
                column.append(None)

    # ---- persons

    def number(self, birth: int, male: int, region: int = 0, form: int = numbers.PERSONAL) -> int:
        """A number alone, without a row in `persons`; its index."""
        self.birth.append(birth)
        self.male.append(male)
        self.region.append(region)
        self.form.append(form)
        return self.start.person + len(self.birth) - 1

    def person(
        self,
        age: float = 0,
        *,
        born: int | None = None,
        male: int | None = None,
        region: int | None = None,
        kin: bool = True,
        protection: str | None = "none",
        immigrated: bool = False,
        form: int = numbers.PERSONAL,
    ) -> int:
        """A person with a row in `persons`. `age` 0 draws 24-60, a whole number any day of that year.

        `kin`: a mother elsewhere is recorded.
        """
        years = age or self.between(24, 60)
        within = self.between(0, 300) if isinstance(years, int) else 0
        birth = born if born is not None else self.as_of - int(years * YEAR) - 20 - within
        sex = self.between(0, 1) if male is None else male
        where = region if region is not None else (self.between(1, 3) if immigrated else 0)
        who = self.number(birth, sex, where, form)
        self.person_row[who] = self.count("persons")
        self.row(
            "persons",
            person_id=who,
            id_kind="personnummer" if form == numbers.PERSONAL else "samordningsnummer",
            birth_date=to_date(birth) if form <= numbers.COORDINATION else None,
            protection=protection,
            civil_status="OG",
        )
        self.row("person_groups", person_id=who, sex="KM"[sex], birth_region=REGIONS[where])
        if immigrated:
            self.immigrants.add(who)
        if kin:
            mother = self.number(birth - int(27 * YEAR), 0, where)
            self.row("relations", person_id=who, related_id=mother, kind="MO", from_date=to_date(birth))
        return who

    def at(self, who: int) -> int:
        """The birth day of a person of the stage."""
        return self.birth[who - self.start.person]

    def mark(self, who: int, **values: object) -> None:
        """Change a person's row in `persons`."""
        columns, at = self.rows["persons"], self.person_row[who]
        for name, value in values.items():
            if name not in columns:
                columns[name] = [None] * len(columns["person_id"])
            columns[name][at] = value

    def gone(self, who: int, day: int, code: str = "AV") -> None:
        """The person died (AV), emigrated (UV), disappeared (OB) …; an open residence ends that day."""
        self.mark(who, deregistration_code=code, deregistration_date=to_date(day))
        if code in ("AV", "UV", "OB") and who in self.open_stay:
            self.rows["residences"]["to_date"][self.open_stay.pop(who)] = to_date(day)

    def renumbered(self, who: int, *, form: int = numbers.COORDINATION, protection: str = "none") -> int:
        """An older number of the person, replaced by theirs; its index."""
        at = who - self.start.person
        old = self.number(self.birth[at], self.male[at], self.region[at], form)
        personal = form == numbers.PERSONAL
        self.row(
            "persons",
            person_id=old,
            id_kind="personnummer" if personal else "samordningsnummer",
            replaced_by=who,
            birth_date=to_date(self.birth[at]) if form <= numbers.COORDINATION else None,
            protection=protection,
            deregistration_code="GN" if personal else "GS",
            deregistration_date=to_date(self.ago(1500)),
        )
        return old

    # ---- family

    def parent(self, child: int, *parents: int) -> None:
        """The recorded parents of a child, both ways; guardians too while the child is under eighteen."""
        birth = self.at(child)
        day = to_date(birth)
        for parent in parents:
            kind = "FA" if self.male[parent - self.start.person] else "MO"
            self.row("relations", person_id=child, related_id=parent, kind=kind, from_date=day)
            self.row("relations", person_id=parent, related_id=child, kind="B", from_date=day)
            if birth > self.as_of - 18 * YEAR:
                self.row("relations", person_id=child, related_id=parent, kind="V", from_date=day)
                self.row("relations", person_id=parent, related_id=child, kind="VF", from_date=day)

    def child(self, age: float, *parents: int, male: int | None = None) -> int:
        """A child of these parents."""
        child = self.person(age, male=male, kin=False)
        self.parent(child, *parents)
        return child

    def married(self, one: int, other: int, since: int, until: int | None = None) -> None:
        """A marriage, both ways."""
        end = None if until is None else to_date(until)
        for person, spouse in ((one, other), (other, one)):
            self.row("relations", person_id=person, related_id=spouse, kind="M", from_date=to_date(since), to_date=end)
            self.mark(person, civil_status="G" if until is None else "S", civil_status_date=end or to_date(since))

    # ---- homes

    def dwelling(
        self,
        rooms: int | None = 3,
        *,
        area_m2: int | None = -1,
        category: str = "ordinary",
        usage: str = "residential",
        landlord: int | None = COMPANY,
        prop: int | None = None,
        built: int | None = None,
        known: str | None = None,
        known_until: int | None = None,
    ) -> int:
        """A dwelling, in a property of its own unless one is given; its index. `known` puts it in `known_addresses`."""
        if prop is None:
            prop = self.new_property()
        nth = len(self.homes)
        size = (rooms or 2) * 21 + 17 if area_m2 == -1 else area_m2
        dwelling = self.start.dwelling + nth
        self.homes.append({"property": property_name(prop)})
        self.row(
            "dwellings",
            dwelling_id=dwelling,
            **self._address(prop),
            area_m2=size,
            rooms=rooms,
            kitchen="kitchen",
            category=category,
            usage=usage,
            built_on=to_date(self.ago(self.between(5000, 20000)) if built is None else built),
            landlord_id=NOBODY if landlord is None else org_code(landlord),
        )
        if known:
            end = None if known_until is None else to_date(known_until)
            self.row("known_addresses", dwelling_id=dwelling, reason=known, to_date=end)
        return dwelling

    def _address(self, prop: int) -> dict[str, object]:
        """Where the next flat of a property lies: its address and place."""
        within = self.counters[f"flats of {prop}"]
        self.counters[f"flats of {prop}"] += 1
        area = prop % self.start.areas
        easting, northing = coordinates(prop, self.start.areas)
        return {
            "property_id": property_name(prop),
            "street": STREETS[prop % len(STREETS)],
            "number": str(prop // len(STREETS) + 1),
            "staircase": "ABCDEFGHIJ"[within // 8 % 10],
            "apartment_number": f"1{within % 8 // 2}0{within % 2 + 1}",
            "postal_code": postal_code(area),
            "city": "SKOBY",
            "easting": easting,
            "northing": northing,
            "area_id": area_id(area),
        }

    def new_property(self) -> int:
        """The index of a property nobody has used."""
        self.counters["properties"] += 1
        return self.start.property + self.counters["properties"] - 1

    def unlisted_dwelling(self, prop: int) -> int:
        """A dwelling that people are registered in, but that the register of dwellings lacks."""
        self.homes.append({"property": property_name(prop)})
        return self.start.dwelling + len(self.homes) - 1

    def property_of(self, dwelling: int) -> str:
        """The designation of a dwelling of the stage."""
        return str(self.homes[dwelling - self.start.dwelling]["property"])

    def lives(self, who: int, dwelling: int, since: int, until: int | None = None, care_of: str | None = None) -> None:
        """The person is registered in a dwelling of the stage."""
        self._stay(who, since, until, dwelling, self.property_of(dwelling), OWN, "dwelling", care_of)

    def lives_in(self, who: int, dwelling: int, prop: str, since: int) -> None:
        """The person is registered in a dwelling of the ordinary town."""
        self._stay(who, since, None, dwelling, prop, OWN, "dwelling", None)

    def on_property(self, who: int, prop: int, since: int) -> None:
        """The person is registered on a property, in no dwelling."""
        self._stay(who, since, None, NOBODY, property_name(prop), OWN, "property", None)

    def away(self, who: int, since: int, until: int | None = None, code: int = 17) -> None:
        """The person is registered in another municipality."""
        self._stay(who, since, until, NOBODY, None, municipality_code(-1000 - code), "unknown", None)

    def _stay(
        self,
        who: int,
        since: int,
        until: int | None,
        dwelling: int,
        prop: str | None,
        code: str,
        how: str,
        care_of: str | None,
    ) -> None:
        self.first_stay[who] = min(since, self.first_stay.get(who, since))
        if until is None:
            self.open_stay[who] = self.count("residences")
        self.row(
            "residences",
            person_id=who,
            from_date=to_date(since),
            to_date=None if until is None else to_date(until),
            dwelling_id=dwelling,
            property_id=prop,
            municipality_code=code,
            placement=how,
            care_of=care_of,
        )

    def strangers(self, dwelling: int, count: int, since: int, *, until: int | None = None, gap: int = 3) -> list[int]:
        """Grown people with kin elsewhere who move in apart: the last on `since`, each other `gap` days earlier."""
        people = []
        for nth in reversed(range(count)):
            person = self.person(self.between(20, 60))
            self.lives(person, dwelling, since - nth * gap, until)
            people.append(person)
        return people

    # ---- leases

    def lease(
        self,
        holders: int | Sequence[int],
        dwelling: int,
        since: int,
        until: int | None = None,
        *,
        kind: str = "first_hand",
        acquired: str = "queue",
        rent: float = 7_500,
        holder_until: Sequence[int | None] = (),
    ) -> str:
        """A lease of one or several holders; its id. `rent` in kronor."""
        serial = self.next_id("H", self.start.lease)
        everyone = [holders] if isinstance(holders, int) else list(holders)
        ends = list(holder_until) or [until] * len(everyone)
        for holder, end in zip(everyone, ends, strict=True):
            self.row(
                "tenancies",
                tenancy_id=serial,
                holder_id=holder,
                dwelling_id=dwelling,
                landlord_id=org_code(COMPANY),
                kind=kind,
                acquired_by=acquired,
                monthly_rent=rent,
                from_date=to_date(since),
                to_date=None if end is None else to_date(end),
            )
        return serial

    def next_id(self, prefix: str, first: int) -> str:
        """The next key of a kind."""
        self.counters[prefix] += 1
        return serial_id(prefix, first + self.counters[prefix] - 1)

    def close(self) -> None:
        """Give everyone a life before: another municipality from birth, unless they immigrated or were born here."""
        for who, first in sorted(self.first_stay.items()):
            if who not in self.immigrants and first > self.at(who):
                code = 20 + who % 800
                self.away(who, self.at(who), first - 1, code)
