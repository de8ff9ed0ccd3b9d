"""A step as somebody fills it in, and what of it may be kept while it waits for a second person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from paxweb.cases.models import Cause, Finding, Ladder


@dataclass(frozen=True, slots=True)
class Gain:
    """One step of the ladder: SEK, a count of one (no amount), or SEK a month until a declared day."""

    step: Ladder
    amount: Decimal | None = None
    monthly: Decimal | None = None
    horizon: date | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """What a case came to: finding, cause (empty where nothing was wrong), and the steps of the ladder."""

    finding: Finding
    cause: Cause | None = None
    gains: Sequence[Gain] = ()


@dataclass(frozen=True, slots=True)
class Resident:
    """One resident's word before a visit."""

    name: str
    told: bool
    given: bool
    child: bool = False
    interpreter: bool = False


@dataclass(frozen=True, slots=True)
class Doing:
    """A step as somebody fills it in.

    `residents`, `visit_for` (the purpose told to them) and `nobody_home`: before or at a visit. `met`: the first
    contact is made as the rule says. `ending`: for a step that ends the case.
    """

    step: str
    answer: str = ""
    written: Sequence[str] = ()
    day: date | None = None
    minutes: int | None = None
    residents: Sequence[Resident] = ()
    visit_for: str = ""
    nobody_home: bool = False
    met: bool = False
    ending: Ending | None = None

    def extra(self) -> dict[str, Any]:
        """What a step asks for beside words, as JSON."""
        return {
            "residents": [[each.name, each.told, each.given, each.child, each.interpreter] for each in self.residents],
            "visit_for": self.visit_for,
            "nobody_home": self.nobody_home,
            "met": self.met,
            "ending": _kept(self.ending),
        }


def of_kept(step: str, answer: str, written: Sequence[str], day: date | None, extra: Mapping[str, Any]) -> Doing:
    """The step as it was proposed; the minutes were the proposer's."""
    return Doing(
        step=step,
        answer=answer,
        written=list(written),
        day=day,
        residents=[Resident(*each) for each in extra.get("residents", ())],
        visit_for=extra.get("visit_for", ""),
        nobody_home=extra.get("nobody_home", False),
        met=extra.get("met", False),
        ending=_back(extra.get("ending")),
    )


def _kept(ending: Ending | None) -> dict[str, Any] | None:
    if ending is None:
        return None
    gains = [
        [
            str(each.step),
            _text(each.amount),
            _text(each.monthly),
            each.horizon.isoformat() if each.horizon else None,
        ]
        for each in ending.gains
    ]
    return {"finding": str(ending.finding), "cause": str(ending.cause) if ending.cause else "", "gains": gains}


def _back(kept: Mapping[str, Any] | None) -> Ending | None:
    if not kept:
        return None
    gains = [
        Gain(Ladder(step), _number(amount), _number(monthly), date.fromisoformat(horizon) if horizon else None)
        for step, amount, monthly, horizon in kept["gains"]
    ]
    return Ending(Finding(kept["finding"]), Cause(kept["cause"]) if kept["cause"] else None, gains)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
