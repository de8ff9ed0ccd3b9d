"""A whole town: the ordinary people first, then special households and the cases of the answer key."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pax.town import aid, leases, registers
from pax.town.arrivals import earlier_stays, first_households
from pax.town.calibration import PERSONS_PER_DWELLING
from pax.town.chance import stream
from pax.town.companies import Companies, company_rows
from pax.town.days import Ints, to_day
from pax.town.frames import NOBODY, Chunk, Keys, length, sorted_rows, to_arrow
from pax.town.homes import Homes, area_id, area_name, build_homes, homes_chunk
from pax.town.life import Life, empty_life
from pax.town.names import Pools, given_names, pools, surnames
from pax.town.numbers import PERSONAL, person_numbers
from pax.town.planted import copies, plant
from pax.town.quarter import QUARTER, live
from pax.town.special import Hosts, settle_special
from pax.town.stage import OWN, Answer, Stage, Start
from pax.vocabulary import Report, Schema

QUARTERS = 80  # twenty years
# What special households and the answer key add, and what share of the ordinary town asked for is there in the end:
# measured on the town itself.
FEWEST_SPECIAL, SPECIAL_SHARE, RESIDENTS_PER_COPY, SETTLED_SHARE = 75, 0.071, 800, 0.975
_ORGANISATION = re.compile(r"\{org:(\d+)\}")
FEWEST = 300  # residents of the ordinary town, however few are asked for


@dataclass(frozen=True, slots=True)
class Town:
    """Everything as canonical Arrow tables, and what is true of it."""

    tables: Mapping[str, pa.Table]
    answers: tuple[tuple[str, ...], ...]
    households: tuple[tuple[str, str, str], ...]  # kind, household, person number
    residents: int
    as_of: date


@dataclass(slots=True)
class _Draft:
    """What is being put together."""

    life: Life
    who: registers.Ordinary
    stays: tuple[Ints, Ints, Ints, Ints]
    companies: Companies
    chunks: dict[str, list[Chunk]]


def build(people: int, seed: int, as_of: date, schema: Schema, report: Report) -> Town:
    """About `people` residents on `as_of`. The same arguments give the same town.

    Fewer than the answer key needs (about 1,200) give a town that is as small as it can be.
    """
    today = to_day(as_of)
    names = pools(seed)
    life = _lived(_ordinary_size(people), seed, today, report)
    draft = _ordinary(life, names, seed, today)
    report.step("special households and planted cases", 0, 0)
    stage = _staged(draft, people, seed, today)
    return _finished(draft, stage, names, seed, schema, as_of, report)


def _ordinary_size(people: int) -> int:
    special = FEWEST_SPECIAL + SPECIAL_SHARE * people
    return max(FEWEST, round((people - copies(people) * RESIDENTS_PER_COPY - special) / SETTLED_SHARE))


def _lived(residents: int, seed: int, today: int, report: Report) -> Life:
    homes = build_homes(round(residents / PERSONS_PER_DWELLING), stream(seed, "homes"))
    life = empty_life(homes, int(residents * 2) + 2000)
    chance = stream(seed, "life")
    start = today - QUARTERS * QUARTER
    first_households(life, start, chance)
    for quarter in range(QUARTERS):
        live(life, start + quarter * QUARTER, chance)
        report.step("twenty years", quarter + 1, QUARTERS)
    life.close()
    return life


def _ordinary(life: Life, names: Pools, seed: int, today: int) -> _Draft:
    who = registers.choose(life, today, stream(seed, "registers"))
    earlier = earlier_stays(life, stream(seed, "earlier"))
    person, since, until, place = (np.concatenate(part) for part in zip(*life.stays, earlier, strict=True))
    stays = person, since, until, place
    companies = Companies.found(life, today, stream(seed, "companies"))
    chunks: dict[str, list[Chunk]] = defaultdict(list)
    chunks["persons"] += registers.persons(life, who, names, today, stream(seed, "names"))
    chunks["person_groups"].append(registers.groups(life, who))
    chunks["relations"] += registers.relations(life, who, today)
    chunks["residences"].append(registers.residences(life, who, stays, life.homes))
    chunks["dwellings"].append(homes_chunk(life.homes))
    return _Draft(life, who, stays, companies, chunks)


def _staged(draft: _Draft, people: int, seed: int, today: int) -> Stage:
    life, chunks = draft.life, draft.chunks
    as_number = _as_known(draft.who, life.count, stream(seed, "old numbers"))
    signed = leases.sign(life, today, stream(seed, "leases"))
    chunks["tenancies"] += leases.lease_rows(signed, as_number)
    hosts = Hosts.choose(life, draft.who, people, stream(seed, "hosts"))
    cases = aid.grant(life, signed, hosts.taken, people, today, stream(seed, "aid"))
    chunks["aid_cases"].append(aid.case_rows(cases, as_number, stream(seed, "officials")))
    chunks["aid_members"].append(aid.member_rows(life, cases, as_number))
    paid = aid.payment_rows(life, cases, today, stream(seed, "payments"))
    chunks["aid_payments"] += paid
    for table, rows in company_rows(draft.companies, life, cases, today, stream(seed, "work")).items():
        chunks[table] += rows
    stage = Stage(
        today,
        Start(
            person=draft.who.size,
            dwelling=life.homes.count,
            property=life.homes.properties,
            lease=len(signed.head),
            case=len(cases.applicant),
            payment=sum(length(chunk) for chunk in paid),
            vehicle=sum(length(chunk) for chunk in chunks["vehicles"]),
            organisation=draft.companies.count,
            areas=life.homes.areas,
        ),
        stream(seed, "stage"),
    )
    settle_special(stage, life, hosts, people)
    plant(stage, people)
    stage.close()
    return stage


def _as_known(who: registers.Ordinary, count: int, chance: np.random.Generator) -> Ints:
    """The number a board knows a person by: for three in ten of those who had another, still the old one."""
    numbers = np.arange(count)
    late = chance.random(len(who.renumbered)) < 0.3
    numbers[who.renumbered[late]] = who.old_numbers()[late]
    return numbers


def _finished(
    draft: _Draft, stage: Stage, names: Pools, seed: int, schema: Schema, as_of: date, report: Report
) -> Town:
    keys = _keys(draft, stage)
    chunks = draft.chunks
    _name_everyone(stage, names, stream(seed, "stage names"))
    _resolve_triggers(stage, keys)
    for table, rows in stage.rows.items():
        chunks[table].append({name: _encoded(values, name) for name, values in rows.items()})
    _areas(chunks, draft.life.homes)
    tables = {}
    for done, name in enumerate(sorted(chunks)):
        report.step("tables", done + 1, len(chunks))
        tables[name] = sorted_rows(schema[name], to_arrow(schema, name, chunks.pop(name), keys))
    tables["tenancies"] = leases.with_names(tables["tenancies"], tables["persons"])
    answers = tuple(_answer(answer, keys) for answer in stage.answers)
    households = tuple(
        (kind, household, str(keys.persons[person]))
        for kind, household, members in stage.households
        for person in members
    )
    residents = _residents(tables)
    return Town(tables, answers, households, residents, as_of)


def _residents(tables: Mapping[str, pa.Table]) -> int:
    """Persons with an open residence in the municipality."""
    stays = tables["residences"]
    here = pc.and_(pc.is_null(stays.column("to_date")), pc.equal(stays.column("municipality_code"), OWN))
    return int(pc.sum(here.cast(pa.int64())).as_py())


def _keys(draft: _Draft, stage: Stage) -> Keys:
    life, who = draft.life, draft.who
    old = who.renumbered
    birth = np.concatenate([life.birth[: life.count], who.parent_birth, life.birth[old], np.array(stage.birth, int)])
    male = np.concatenate([life.male[: life.count], who.parent_is_father, life.male[old], np.array(stage.male, int)])
    plain = np.full(life.count + len(who.parents), PERSONAL)
    form = np.concatenate([plain, who.old_form, np.array(stage.form, int)])
    return Keys(person_numbers(birth, male == 1, form), draft.companies.numbers(stage.organisations))


def _name_everyone(stage: Stage, names: Pools, chance: np.random.Generator) -> None:
    persons = stage.rows["persons"]
    at = np.array(persons["person_id"]) - stage.start.person
    replaced = np.array([NOBODY if value is None else value for value in persons["replaced_by"]])
    same = np.where(replaced >= 0, replaced - stage.start.person, at)
    region, male = np.array(stage.region), np.array(stage.male) == 1
    given, family = given_names(names, region, male, chance), surnames(names, region, np.arange(len(region)))
    persons["given_name"] = [given.words[code] for code in given.codes[same]]
    persons["surname"] = [family.words[code] for code in family.codes[same]]


def _resolve_triggers(stage: Stage, keys: Keys) -> None:
    """A trigger's subject is a person's index until here."""
    triggers = stage.rows["triggers"]
    triggers["subject_id"] = [
        str(keys.persons[subject]) if isinstance(subject, int) else subject for subject in triggers["subject_id"]
    ]


_INDEXED = (
    *("person_id", "related_id", "replaced_by", "dwelling_id", "declared_dwelling_id", "holder_id", "landlord_id"),
    *("applicant_id", "payee_id", "subtenant_id", "owner_id", "org_id", "employer_id", "payer_id"),
)


def _encoded(values: list[object], name: str) -> Ints | list[object]:
    """Indices as an array; everything else as it is."""
    if name not in _INDEXED:
        return values
    return np.array([NOBODY if value is None else value for value in values], np.int64)


def _areas(chunks: dict[str, list[Chunk]], homes: Homes) -> None:
    ids = [area_id(area) for area in range(homes.areas)]
    per_area = np.bincount(homes.prop % homes.areas, minlength=homes.areas) * PERSONS_PER_DWELLING
    chunks["areas"].append(
        {
            "area_id": ids,
            "name": [area_name(area) for area in range(homes.areas)],
            "kind": ["district"] * homes.areas,
            "residents": [round(residents) for residents in per_area],
        }
    )


def _answer(answer: Answer, keys: Keys) -> tuple[str, ...]:
    subject = answer.subject
    if isinstance(subject, int):
        known = keys.organisations if answer.subject_kind == "organisation" else keys.persons
        subject = str(known[subject])
    return (
        answer.rule,
        answer.subject_kind,
        subject,
        _ORGANISATION.sub(lambda found: str(keys.organisations[int(found[1])]), answer.anchor),
        answer.kind,
        answer.explanation,
        answer.expected,
        answer.why,
    )
