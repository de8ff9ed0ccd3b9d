"""What the API takes: outcomes, in the words of `domain.md`. What does not belong together cannot be said together."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, RootModel

from paxweb.api.parsed import Day, Said, Yes
from paxweb.api.shapes import Closed

_PERSON = re.compile(r"(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-3]|[6-9])\d[-+]?\d{4}")


def _no_person(text: str) -> str:
    if _PERSON.fullmatch(text):
        raise ValueError("a personal number is no diary number")
    return text


Amount = Annotated[
    str,
    Field(
        pattern=r"^(0|[1-9][0-9]{0,9})\.[0-9]{2}$",
        description="SEK, two decimals, as text: 1250.00",
        examples=["1250.00"],
    ),
]
Diary = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-zÅÄÖåäö0-9][A-Za-zÅÄÖåäö0-9 ./:_-]{0,58}[A-Za-zÅÄÖåäö0-9]$",
        description="The board's own diary number of its decision. No name and no personal number.",
        examples=["SN 2026/00412"],
    ),
    AfterValidator(_no_person),
]
Version = Annotated[int, Field(ge=0, le=2_000_000_000, description="The version it had when it was read."), Said]
Minutes = Annotated[int, Field(ge=0, le=100_000, description="Working time spent, in minutes."), Said]
Lapse = Literal["authority", "person_unintended", "register_lag", "unknown"]
"""Causes that a machine may say of anything; that of the others somebody has signed in a case is looked at."""


class _Decided(Closed):
    version: Version
    decided_on: Day = Field(description="The day it was decided: from the year 2000, and not in the future.")


class _OfItem(_Decided):
    minutes: Minutes | None = None
    diary_number: Diary | None = None


class ItemSettled(_OfItem):
    """The data were right, or nobody can tell."""

    finding: Literal["right", "unclear"]


class ItemWrong(_OfItem):
    """Something was wrong. Of an item drawn by chance this needs the diary number of the board's own decision."""

    finding: Literal["wrong_in_favour", "wrong_to_disadvantage"]
    cause: Lapse


class OfItem(RootModel[Annotated[ItemSettled | ItemWrong, Field(discriminator="finding")]]):
    """What became of an item."""


class Stopped(Closed):
    """A future payment that stops: so much a month, until a declared day."""

    monthly: Amount
    until: Day


class Gains(Closed):
    """Steps of the ladder for a fault in the person's favour. They are never added together."""

    established: Amount | None = None
    recovered: Amount | None = None
    stopped: Stopped | None = None
    prevented: Amount | None = None
    lease_returned: Yes | None = None
    register_corrected: Yes | None = None


class Repairs(Closed):
    """Steps of the ladder for a fault to the person's disadvantage."""

    underpaid: Amount | None = None
    register_corrected: Yes | None = None


class CaseSettled(_Decided):
    """The data were right, or nobody can tell."""

    finding: Literal["right", "unclear"]


class CaseInFavour(_Decided):
    """Wrong, in the person's favour."""

    finding: Literal["wrong_in_favour"]
    cause: Lapse | Literal["person_intent_suspected", "deceived"]
    effects: Gains = Gains()


class CaseToDisadvantage(_Decided):
    """Wrong, to the person's disadvantage."""

    finding: Literal["wrong_to_disadvantage"]
    cause: Lapse
    effects: Repairs = Repairs()


class OfCase(RootModel[Annotated[CaseSettled | CaseInFavour | CaseToDisadvantage, Field(discriminator="finding")]]):
    """What became of a case."""


SaidOfCase = CaseSettled | CaseInFavour | CaseToDisadvantage


@dataclass(frozen=True, slots=True)
class Stoppage:
    """A payment that stops: SEK a month until a day."""

    monthly: Decimal
    until: date


def gains_of(said: SaidOfCase) -> dict[str, Decimal | Stoppage | None]:
    """Step of the ladder → its amount, how a payment stops, or None for a count of one."""
    if isinstance(said, CaseSettled):
        return {}
    return {step: _amount(value) for step, value in said.effects if value is not None}


def _amount(value: object) -> Decimal | Stoppage | None:
    if isinstance(value, Stopped):
        return Stoppage(Decimal(value.monthly), value.until)
    return Decimal(value) if isinstance(value, str) else None
