"""Organisations, who has a part in them, and the incomes and cars of people with aid."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pax.town.aid import Cases
from pax.town.days import NO_DAY, YEAR, Bools, Ints, month_start, to_date
from pax.town.frames import Chunk, Serial, Words, org_code
from pax.town.life import Life
from pax.town.numbers import org_numbers

HOUSING, LANDLORD, INSURANCE, STUDY_SUPPORT = range(4)
_NAMED = ("Skobybostäder AB", "Skoby Fastigheter AB", "Försäkringskassan", "Centrala studiestödsnämnden")
_KINDS = ("Bygg", "Städ", "Livs", "Transport", "Restaurang", "Frisör", "Konsult", "Måleri", "El", "Rör")
FORMS = ("AB", "HB", "E", "I", "BRF", "S")
_PREFIX = {"AB": 556, "HB": 969, "E": 556, "I": 802, "BRF": 769, "S": 202}
SOURCES = ("employer", "fk", "csn", "a_kassa", "pension")
WORKS = 0.4  # cases whose applicant earns something. Assumed
CAR = 0.25  # households with aid that own one old car. Assumed
EMPLOYERS_PER_PERSON, COMPANIES_PER_PERSON = 1 / 400, 1 / 40  # assumed


@dataclass(frozen=True, slots=True)
class Companies:
    """Organisation 0 … n-1: the named ones, employers with at least ten employees, then small companies."""

    form: Ints  # index into FORMS
    employers: int
    chief: Ints  # a person for each small company
    start: Ints
    employees: Ints

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.form)

    @classmethod
    def found(cls, life: Life, today: int, chance: np.random.Generator) -> "Companies":
        """Companies of a town of this size."""
        here = np.flatnonzero(life.home[: life.count] >= 0)
        adult = here[(life.birth[here] < today - 25 * YEAR) & (life.birth[here] > today - 70 * YEAR)]
        employers = 5 + round(len(here) * EMPLOYERS_PER_PERSON)
        small = min(len(adult) // 2, 5 + round(len(here) * COMPANIES_PER_PERSON))
        chiefs = np.sort(chance.choice(adult, small, replace=False))
        form = np.concatenate(
            [[0, 0, 5, 5], np.zeros(employers, int), chance.choice(5, small, p=[0.7, 0.08, 0, 0.12, 0.1])]
        )
        staff = np.concatenate([[80, 40, 500, 500], chance.integers(12, 400, employers), chance.integers(0, 9, small)])
        start = today - chance.integers(400, 9000, len(form))
        return cls(form, employers, chiefs, start, staff)

    def numbers(self, more: Sequence[int]) -> Ints:
        """Ten digits for each of these and then `more`, given by their prefixes."""
        prefixes = np.concatenate([[_PREFIX[FORMS[form]] for form in self.form], np.array(more, int)])
        return org_numbers(prefixes, np.arange(len(prefixes)) * 7 % 1_000_000)


def company_rows(
    companies: Companies, life: Life, cases: Cases, today: int, chance: np.random.Generator
) -> dict[str, list[Chunk]]:
    """Rows of `organisations`, `organisation_roles`, `incomes`, `aid_declared_incomes` and `vehicles`."""
    first_small = 4 + companies.employers
    in_aid = np.zeros(life.count, bool)
    in_aid[cases.member] = True
    incomes, declared = _incomes(companies, cases, today, chance)
    return {
        "organisations": [_organisations(companies, today)],
        "organisation_roles": [_roles(companies, first_small, in_aid)],
        "incomes": [incomes],
        "aid_declared_incomes": [declared],
        "vehicles": [_cars(cases, today, chance)],
    }


def _organisations(companies: Companies, today: int) -> Chunk:
    count = companies.count
    nth = np.arange(count)
    names = [*_NAMED, *(f"{_KINDS[n % 10]} {n} i Skoby" for n in range(4, count))]
    return {
        "org_id": -2 - nth,
        "name": names,
        "legal_form": Words(companies.form, FORMS),
        "registered_on": companies.start,
        "employees": companies.employees,
        "city": Words(np.zeros(count, int), ("SKOBY",)),
        "f_tax": np.ones(count, bool),
        "vat": np.ones(count, bool),
        "employer": companies.employees > 0,
    }


def _roles(companies: Companies, first: int, in_aid: Bools) -> Chunk:
    """One board member a small company; nobody with aid has one, unless planted."""
    free = np.flatnonzero(~in_aid[companies.chief])
    return {
        "org_id": -2 - (first + free),
        "person_id": companies.chief[free],
        "role": Words(np.zeros(len(free), int), ("board_member",)),
        "from_date": companies.start[first + free],
    }


def _incomes(companies: Companies, cases: Cases, today: int, chance: np.random.Generator) -> tuple[Chunk, Chunk]:
    """Monthly net pay of some applicants, and the same sum declared for the month after: when it counts."""
    working = np.flatnonzero(chance.random(len(cases.applicant)) < WORKS)
    starts = np.array([month_start(today, -back) for back in range(26, -3, -1)])
    until = np.where(cases.closed[working] == NO_DAY, today, cases.closed[working])
    earned = (starts[None, 1:-2] >= cases.opened[working][:, None]) & (starts[None, 2:-1] <= until[:, None] + 31)
    row, month = np.nonzero(earned)
    month = month + 1
    case = working[row]
    net = (2_000 + chance.integers(0, 70, len(working)) * 100)[row] * 100
    employer = 4 + chance.integers(0, companies.employers, len(working))[row]
    incomes: Chunk = {
        "person_id": cases.applicant[case],
        "source": Words(np.zeros(len(case), int), SOURCES),
        "payer_id": org_code(0) - employer,
        "period_from": starts[month],
        "period_to": starts[month + 1] - 1,
        "gross": net * 4 // 3 // 100 * 100,
        "net": net,
    }
    declared: Chunk = {
        "aid_case_id": Serial("S", case),
        "person_id": cases.applicant[case],
        "period_from": starts[month + 1],
        "period_to": np.append(starts, starts[-1] + 31)[month + 2] - 1,
        "amount": net,
    }
    return incomes, declared


def _cars(cases: Cases, today: int, chance: np.random.Generator) -> Chunk:
    owners = cases.applicant[chance.random(len(cases.applicant)) < CAR]
    year = to_date(today).year
    return {
        "vehicle_id": Serial("F", np.arange(len(owners))),
        "from_date": today - chance.integers(100, 2000, len(owners)),
        "owner_id": owners,
        "make": Words(chance.integers(0, 3, len(owners)), ("Volvo", "Saab", "Toyota")),
        "model_year": year - chance.integers(9, 25, len(owners)),
    }
