"""Identity numbers as types that parse themselves.

A number is *real* or *fictitious*. A fictitious one has the right form and a check digit five off the right one, so
that no made-up person can be taken for a living one. Sources: folkbokföringslagen (1991:481) 18 § and 18 a § for
persons, lag (1974:174) for organisations; forms as Skatteverket publishes them.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

FICTITIOUS_OFFSET = 5
"""What is added to the right check digit, modulo ten, to make a fictitious one."""

_PERSON = re.compile(r"(?P<century>18|19|20)(?P<short>\d{6})-?(?P<serial>(?!000)\d{3})(?P<check>\d)", re.ASCII)
_ORGANISATION = re.compile(r"(?:16)?(?P<body>\d{2}[2-9]\d{3}-?\d{3})(?P<check>\d)", re.ASCII)
_GIRO = re.compile(r"(?P<body>\d{1,7})(?P<check>\d)", re.ASCII)
_BANK = re.compile(r"BANK:(?P<clearing>[1-9]\d{3,4})-(?P<number>\d{1,12})", re.ASCII)


class Identity(StrEnum):
    """Which numbers a municipality takes; the other kind is refused."""

    REAL = "real"
    FICTITIOUS = "fictitious"


class NotAnIdentity(ValueError):
    """The text is no number of the kind asked for. The message names the reason, never the text."""


def check_digit(digits: str) -> int:
    """The Luhn check digit (ISO/IEC 7812-1 annex B) of a string of digits."""
    total = 0
    for position, character in enumerate(reversed(digits)):
        doubled = int(character) * (2 if position % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return -total % 10


def fictitious_check_digit(digits: str) -> int:
    """The check digit of a fictitious number: five off, so never right."""
    return (check_digit(digits) + FICTITIOUS_OFFSET) % 10


def _verify(body: str, check: str, identity: Identity) -> None:
    right = check_digit(body) if identity is Identity.REAL else fictitious_check_digit(body)
    if int(check) == right:
        return
    other = fictitious_check_digit(body) if identity is Identity.REAL else check_digit(body)
    if int(check) == other:
        kind = "fictitious" if identity is Identity.REAL else "real"
        raise NotAnIdentity(f"a {kind} number, and this municipality takes only {identity} ones")
    raise NotAnIdentity("the check digit is wrong")


@dataclass(frozen=True, slots=True, order=True)
class PersonNumber:
    """A personnummer or samordningsnummer: twelve digits, YYYYMMDDNNNC."""

    digits: str

    @classmethod
    def parse(cls, text: str, identity: Identity) -> Self:
        """Read twelve digits, with or without a hyphen before the last four.

        A coordination number has 60 added to the day; month 00 and day 60 are legal there, since a birth date
        may be unknown (170 of Skatteverket's own test numbers have one of them). Raises `NotAnIdentity`.
        """
        match = _PERSON.fullmatch(text.strip())
        if match is None:
            raise NotAnIdentity("not the twelve digits of a personal or coordination number")
        digits = match["century"] + match["short"] + match["serial"] + match["check"]
        _verify_date(digits)
        _verify(digits[2:11], digits[11], identity)
        return cls(digits)

    @property
    def is_coordination(self) -> bool:
        """True for a samordningsnummer."""
        return int(self.digits[6:8]) >= 60

    @property
    def birth_date(self) -> date | None:
        """The date the number is built on, or None where a coordination number leaves it open."""
        day = int(self.digits[6:8]) % 60
        try:
            return date(int(self.digits[:4]), int(self.digits[4:6]), day)
        except ValueError:
            return None

    def __repr__(self) -> str:
        return "PersonNumber(…)"


def _verify_date(digits: str) -> None:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    coordination = day >= 60
    day %= 60
    if coordination and (month == 0 or day == 0) and month <= 12 and day <= 31:
        return
    try:
        date(year, month, day)
    except ValueError:
        raise NotAnIdentity("the date within the number does not exist") from None


@dataclass(frozen=True, slots=True, order=True)
class OrgNumber:
    """An organisationsnummer: ten digits, the third at least 2."""

    digits: str

    @classmethod
    def parse(cls, text: str, identity: Identity) -> Self:
        """Read ten digits, with or without hyphen or the prefix 16. Raises `NotAnIdentity`."""
        match = _ORGANISATION.fullmatch(text.strip())
        if match is None:
            raise NotAnIdentity("not the ten digits of an organisation number")
        body = match["body"].replace("-", "")
        _verify(body, match["check"], identity)
        return cls(body + match["check"])


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """An account as text: `BG:`, `PG:` or `BANK:clearing-number`. The first two carry a check digit."""

    text: str

    @classmethod
    def parse(cls, text: str, identity: Identity) -> Self:
        """Read an account in its canonical form. Raises `NotAnIdentity`."""
        kind, _, number = text.strip().partition(":")
        if kind == "BANK":
            if _BANK.fullmatch(text.strip()) is None:
                raise NotAnIdentity("not a clearing number, a hyphen and an account number")
            return cls(text.strip())
        plain = number.replace("-", "").replace(" ", "")
        match = _GIRO.fullmatch(plain)
        if match is None or kind not in ("BG", "PG") or (kind == "BG" and len(plain) < 7):
            raise NotAnIdentity("not an account in the form BG:, PG: or BANK:clearing-number")
        _verify(match["body"], match["check"], identity)
        return cls(f"{kind}:{plain}")
