"""Ordinary aid: households that declare what is true and are paid month by month."""

from dataclasses import dataclass

import numpy as np

from pax.town.calibration import AID_ELSEWHERE, AID_PERSONS
from pax.town.days import NO_DAY, YEAR, Bools, Ints, month_start
from pax.town.frames import NOBODY, Chunk, Serial, Words, org_code
from pax.town.homes import COMPANY, OTHER_LANDLORD, OWNED, PRIVATE
from pax.town.leases import Leases, rent
from pax.town.life import Life
from pax.town.numbers import bank_account, giro

PLACEMENTS = ("none", "shelter", "care", "other_municipality")
ROLES = ("applicant", "co_applicant", "child")
PURPOSES = ("rent", "living", "other")
ACCOUNT_KINDS = ("person", "organisation")
OFFICIALS = tuple(f"handläggare {n + 1}" for n in range(12))
MONTHS = 26  # how far back payments are delivered. Assumed
RENT_PAID = 0.5  # cases whose rent the board pays to the landlord. Assumed
CLOSED = 0.35  # cases that have been closed. Assumed


@dataclass(frozen=True, slots=True)
class Cases:
    """Case 0 … n-1: applicant, partner (or NOBODY), dwelling, days, rent in öre, and the members as three columns."""

    applicant: Ints
    partner: Ints
    dwelling: Ints
    opened: Ints
    closed: Ints
    rent: Ints
    rent_paid: Bools
    member_case: Ints
    member: Ints
    member_role: Ints


def grant(life: Life, leases: Leases, taken: Bools, people: int, as_of: int, chance: np.random.Generator) -> Cases:
    """Cases of whole households, none with other adults at home, until about `people` × the published share have aid.

    `taken`: dwellings that have lodgers and the like, and get none.
    """
    heads = life.head[(life.head >= 0) & ~taken & (life.homes.owner != OWNED)]
    heads = heads[_plain(life, as_of)[heads]]
    home = life.home[heads]
    size = np.bincount(life.home[: life.count][life.home[: life.count] >= 0], minlength=life.homes.count)[home]
    order = chance.permutation(len(heads))
    enough = np.searchsorted(np.cumsum(size[order]), people * (AID_PERSONS - AID_ELSEWHERE))
    heads = np.sort(heads[order[: int(enough) + 1]])
    home = life.home[heads]
    settled = _settled(life)[home]
    opened = np.maximum(settled + 1, as_of - chance.integers(95, 1500, len(heads)))
    closing = as_of - chance.integers(5, 400, len(heads))
    closed = np.where((chance.random(len(heads)) < CLOSED) & (closing > opened + 60), closing, NO_DAY)
    member_case, member, role = _members(life, heads)
    return Cases(
        heads,
        life.partner[heads],
        home,
        opened,
        closed,
        _declared(life, leases, home),
        chance.random(len(heads)) < RENT_PAID,
        member_case,
        member,
        role,
    )


def _plain(life: Life, as_of: int) -> Bools:
    """Heads of working age whose home holds nobody grown but them and their partner, settled for a while."""
    count = life.count
    grown = life.dependants() & (life.birth[:count] <= as_of - 18 * YEAR + 1)
    with_grown = np.zeros(life.homes.count, bool)
    with_grown[life.home[:count][grown]] = True
    home = np.maximum(life.home[:count], 0)
    age = (as_of - life.birth[:count]) / YEAR
    partner = life.partner[:count]
    both = (partner < 0) | (age[np.maximum(partner, 0)] > 19)
    steady = _settled(life)[home] < as_of - 100
    plain: Bools = (life.home[:count] >= 0) & ~with_grown[home] & (age > 20) & (age < 64) & both & steady
    return plain


def _settled(life: Life) -> Ints:
    """The last day, by dwelling, on which someone came otherwise than by birth."""
    here = np.flatnonzero(life.home[: life.count] >= 0)
    here = here[life.since[here] != life.birth[here]]
    last = np.full(life.homes.count, NO_DAY)
    np.maximum.at(last, life.home[here], life.since[here])
    begun = np.where(life.head >= 0, life.spell_from, NO_DAY)
    latest: Ints = np.maximum(last, begun)
    return latest


def _members(life: Life, heads: Ints) -> tuple[Ints, Ints, Ints]:
    case = np.full(life.homes.count, NOBODY)
    case[life.home[heads]] = np.arange(len(heads))
    everyone = life.members(case >= 0)
    cases = case[life.home[everyone]]
    role = np.where(everyone == heads[cases], 0, np.where(everyone == life.partner[heads[cases]], 1, 2))
    return cases, everyone, role


def _declared(life: Life, leases: Leases, home: Ints) -> Ints:
    """The rent of the open lease where the company knows it, else what such a flat costs."""
    known = np.full(life.homes.count, NOBODY)
    open_leases = leases.end == NO_DAY
    known[leases.dwelling[open_leases]] = leases.rent[open_leases]
    return np.where(known[home] >= 0, known[home], rent(life.homes, home))


def case_rows(cases: Cases, as_number: Ints, chance: np.random.Generator) -> Chunk:
    """Rows of `aid_cases`."""
    count = len(cases.applicant)
    return {
        "aid_case_id": Serial("S", np.arange(count)),
        "applicant_id": as_number[cases.applicant],
        "opened_on": cases.opened,
        "closed_on": cases.closed,
        "declared_dwelling_id": cases.dwelling,
        "declared_rent": cases.rent,
        "placement": Words(np.zeros(count, int), PLACEMENTS),
        "assigned_to": Words(chance.integers(0, len(OFFICIALS), count), OFFICIALS),
    }


def member_rows(life: Life, cases: Cases, as_number: Ints) -> Chunk:
    """Rows of `aid_members`: from the day the case opened, or the child was born."""
    case = cases.member_case
    born = life.birth[cases.member]
    begun = np.maximum(cases.opened[case], born)
    closed = cases.closed[case]
    ended = (closed != NO_DAY) & (begun > closed)  # born after the case had closed: no member of it
    rows = np.flatnonzero(~ended)
    return {
        "aid_case_id": Serial("S", case[rows]),
        "person_id": as_number[cases.member[rows]],
        "from_date": begun[rows],
        "to_date": closed[rows],
        "role": Words(cases.member_role[rows], ROLES),
        "counted_share": np.ones(len(rows), int),
    }


def payment_rows(life: Life, cases: Cases, as_of: int, chance: np.random.Generator) -> list[Chunk]:
    """Rows of `aid_payments`: for every whole month of a case one for living costs, and one for rent where it is paid.

    A month is paid for on the 25th of the month before.
    """
    starts = np.array([month_start(as_of, -back) for back in range(MONTHS, -3, -1)])
    begins, ends, pays = starts[1:-1], starts[2:] - 1, starts[:-2] + 24
    open_from = cases.opened[:, None]
    open_to = np.where(cases.closed == NO_DAY, as_of + 40, cases.closed)[:, None]
    case, month = np.nonzero((begins[None, :] >= open_from) & (ends[None, :] <= open_to) & (pays[None, :] <= as_of))
    living = (4_000 + 400 * chance.integers(0, 8, len(cases.applicant)))[case] * 100 + month % 7 * 1700
    rented = cases.rent_paid[case]
    when = begins, ends, pays
    own = _payments(0, case, month, when, cases.applicant[case], living, 1, cases)
    landlord = np.where(life.homes.owner[cases.dwelling] == PRIVATE, OTHER_LANDLORD, COMPANY)
    rent_case, rent_month = case[rented], month[rented]
    to_landlord = org_code(0) - landlord[rent_case]
    paid = _payments(len(case), rent_case, rent_month, when, to_landlord, cases.rent[rent_case], 0, cases)
    return [own, paid]


def _payments(
    first: int,
    case: Ints,
    month: Ints,
    when: tuple[Ints, Ints, Ints],
    payee: Ints,
    amount: Ints,
    purpose: int,
    cases: Cases,
) -> Chunk:
    begins, ends, pays = when
    count = len(case)
    accounts = [giro(1), giro(2), *(bank_account(person) for person in cases.applicant.tolist())]
    account = np.where(payee < 0, -2 - payee, case + 2)
    return {
        "payment_id": Serial("U", first + np.arange(count)),
        "aid_case_id": Serial("S", case),
        "payee_id": payee,
        "account": Words(account, accounts),
        "account_kind": Words((payee < 0).astype(int), ACCOUNT_KINDS),
        "purpose": Words(np.full(count, purpose), PURPOSES),
        "amount": amount,
        "pay_date": pays[month],
        "period_from": begins[month],
        "period_to": ends[month],
        "cancelled": np.zeros(count, bool),
        "outside_system": np.zeros(count, bool),
    }
