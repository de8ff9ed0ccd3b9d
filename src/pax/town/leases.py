"""The housing company's leases, out of who led which dwelling when."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pax.town.days import NO_DAY, YEAR, Bools, Ints
from pax.town.frames import NOBODY, Chunk, Serial, Words, org_code
from pax.town.homes import COMPANY, MUNICIPAL, Homes
from pax.town.life import ACQUIRED, EXCHANGED, QUEUE, TAKEN_OVER, TRANSFERRED, Life

LEASE_KINDS = ("first_hand", "student", "senior", "block", "company", "social")
KEPT_YEARS = 3  # leases that ended longer ago are no longer on the list. Assumed
NOTICE = 75  # at most so many days are paid twice: under the 125 of HO-02 and the 90 of HO-01
_FAR = 1 << 30
_SWAP_GAP = 400  # no ordinary exchange is passed on within this many days: HO-06 asks within 365
CO_HOLDERS = 0.5  # couples who move in together and both sign. Assumed


@dataclass(frozen=True, slots=True)
class Leases:
    """Lease 0 … n-1: dwelling, head, rent in öre, from, to (NO_DAY = until further notice)."""

    dwelling: Ints
    head: Ints
    rent: Ints
    start: Ints
    end: Ints
    how: Ints
    co_holder: Ints
    co_end: Ints


def rent(homes: Homes, dwelling: Ints) -> Ints:
    """A month's rent in öre: whole kronor, 1,150-1,400 kr a square metre and year. Assumed."""
    area = homes.rooms[dwelling] * 21 + 16 + homes.prop[dwelling] % 9
    per_year = 1150 + homes.prop[dwelling] % 251
    monthly: Ints = area * per_year // 12 * 100
    return monthly


def sign(life: Life, as_of: int, chance: np.random.Generator) -> Leases:
    """Leases of the company's dwellings that are open or ended within three years."""
    homes, head, beside, start, end, how = (np.concatenate(part) for part in zip(*life.spells, strict=True))
    rows = np.flatnonzero(life.homes.owner[homes] == MUNICIPAL)
    rows = rows[np.lexsort((start[rows], homes[rows]))]
    homes, head, beside, start, end, how = (part[rows] for part in (homes, head, beside, start, end, how))
    follows = np.r_[homes[1:] == homes[:-1], False]
    next_start = np.where(follows, np.r_[start[1:], 0], _FAR)
    next_how = np.where(follows, np.r_[how[1:], 0], QUEUE)
    end = _ends(end, next_start, next_how, chance)
    soon = (next_start - start < _SWAP_GAP) & np.isin(next_how, (EXCHANGED, TRANSFERRED, TAKEN_OVER))
    how = np.where((how == EXCHANGED) & soon, QUEUE, how)
    beside = np.where(chance.random(len(head)) < CO_HOLDERS, beside, NOBODY)
    co_end = _co_ends(life, homes, beside, start, end)
    kept = (end == NO_DAY) | (end > as_of - int(KEPT_YEARS * YEAR))
    homes, head, start, end, how, beside, co_end = (
        part[kept] for part in (homes, head, start, end, how, beside, co_end)
    )
    return Leases(homes, head, rent(life.homes, homes), start, end, how, beside, co_end)


def _ends(end: Ints, next_start: Ints, next_how: Ints, chance: np.random.Generator) -> Ints:
    """Rent is owed some weeks after moving out, but the next lease never begins before."""
    notice = np.where(next_how == TAKEN_OVER, 0, chance.integers(0, NOTICE + 1, len(end)))
    return np.where(end == NO_DAY, NO_DAY, np.minimum(end + notice, next_start - 1))


def _co_ends(life: Life, homes: Ints, beside: Ints, start: Ints, end: Ints) -> Ints:
    """A co-holder's row ends with their own stay, if that is first."""
    person, since, until, place = (np.concatenate(part) for part in zip(*life.stays, strict=True))
    order = np.argsort(_stay_key(person, since), kind="stable")
    keys = _stay_key(person, since)[order]
    at = np.minimum(np.searchsorted(keys, _stay_key(beside, start)), len(keys) - 1)
    row = order[at]
    found = (person[row] == beside) & (since[row] == start) & (place[row] == homes)
    stay_end = np.where(found, until[row], start)
    left: Bools = stay_end != NO_DAY
    both = np.where(end == NO_DAY, _FAR, end)
    return np.where(left, np.minimum(np.where(left, stay_end, _FAR), both), end)


def _stay_key(person: Ints, since: Ints) -> Ints:
    return person.astype(np.int64) * 200_000 + since + 100_000


def lease_rows(leases: Leases, as_number: Ints) -> list[Chunk]:
    """Rows of `tenancies`, one per holder. `as_number`: the number each person is known by to the company."""
    serial = np.arange(len(leases.head))
    co = np.flatnonzero(leases.co_holder >= 0)
    co = co[(leases.co_end[co] == NO_DAY) | (leases.co_end[co] >= leases.start[co])]
    return [
        _lease_chunk(leases, serial, as_number[leases.head], leases.end),
        _lease_chunk(leases, co, as_number[leases.co_holder[co]], leases.co_end[co]),
    ]


def _lease_chunk(leases: Leases, rows: Ints, holder: Ints, end: Ints) -> Chunk:
    count = len(rows)
    return {
        "tenancy_id": Serial("H", rows),
        "holder_id": holder,
        "dwelling_id": leases.dwelling[rows],
        "landlord_id": np.full(count, org_code(COMPANY)),
        "kind": Words(np.zeros(count, int), LEASE_KINDS),
        "acquired_by": Words(leases.how[rows], ACQUIRED),
        "monthly_rent": leases.rent[rows],
        "from_date": leases.start[rows],
        "to_date": end,
    }


def with_names(tenancies: pa.Table, persons: pa.Table) -> pa.Table:
    """The leases with the holder's name and birth date, as a landlord writes them beside the number."""
    at = pc.index_in(tenancies.column("holder_id"), persons.column("person_id").combine_chunks())
    names = pc.binary_join_element_wise(persons.column("given_name"), persons.column("surname"), " ")
    for column, values in (("holder_name", names), ("holder_birth_date", persons.column("birth_date"))):
        place = tenancies.column_names.index(column)
        tenancies = tenancies.set_column(place, tenancies.schema.field(column), values.take(at))
    return tenancies
