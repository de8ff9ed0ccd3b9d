"""Fictitious numbers by the million: right form, check digit five off (`pax.vocabulary.identity`)."""

import numpy as np

from pax.town.days import Bools, Ints, calendar
from pax.vocabulary.identity import FICTITIOUS_OFFSET, fictitious_check_digit

PERSONAL, COORDINATION, COORDINATION_NO_MONTH, COORDINATION_NO_DAY = range(4)
"""Forms of a person's number; the last two leave the birth date open (month 00, day 60)."""

_SERIALS = 495  # per date and sex: NNN 010-999, so that 000 never stands
_STEP = 277  # coprime with 495, so that stepping visits every serial once


def person_numbers(birth: Ints, male: Bools, form: Ints) -> Ints:
    """Twelve digits as int64 for each person: YYYYMMDDNNNC. Distinct within one call.

    Raises ValueError when more than 495 of one sex share a birth date.
    """
    stem = _stem(birth, form)
    order = np.lexsort((male, stem))
    group = stem[order] * 2 + male[order]
    first = np.r_[True, group[1:] != group[:-1]]
    start = np.maximum.accumulate(np.where(first, np.arange(len(group)), 0))
    nth = np.arange(len(group)) - start
    if len(nth) and nth.max() >= _SERIALS:
        raise ValueError("too many persons born on one day for distinct numbers")
    serial = np.empty(len(group), np.int64)
    serial[order] = ((nth * _STEP + group * 131) % _SERIALS + 5) * 2 + male[order]
    body = stem * 1000 + serial
    return body * 10 + _fictitious_digits(body % 10**9)


def _stem(birth: Ints, form: Ints) -> Ints:
    year, month, day = calendar(birth)
    month = np.where(form == COORDINATION_NO_MONTH, 0, month)
    day = np.where(form == COORDINATION_NO_DAY, 0, day) + np.where(form != PERSONAL, 60, 0)
    return np.asarray(year * 10_000 + month * 100 + day, np.int64)


def _fictitious_digits(body: Ints) -> Ints:
    """The Luhn digit of nine digits, five off."""
    total = np.zeros(len(body), np.int64)
    rest = body.copy()
    for position in range(9):
        digit = rest % 10
        rest //= 10
        doubled = digit * (2 if position % 2 == 0 else 1)
        total += np.where(doubled > 9, doubled - 9, doubled)
    return (-total % 10 + FICTITIOUS_OFFSET) % 10


def org_numbers(prefixes: Ints, serials: Ints) -> Ints:
    """Ten digits as int64: a prefix of three (556 company, 802 association …), a serial, a check digit."""
    body = prefixes.astype(np.int64) * 1_000_000 + serials
    return body * 10 + _fictitious_digits(body)


def giro(serial: int) -> str:
    """A bankgiro account of eight digits."""
    body = f"{5_000_000 + serial:07d}"
    return f"BG:{body}{fictitious_check_digit(body)}"


def bank_account(serial: int) -> str:
    """A bank account: a clearing number that no Swedish bank uses, and a number of its own."""
    return f"BANK:{1000 + serial % 97}-{7_000_000 + serial}"
