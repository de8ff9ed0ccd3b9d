"""Two runs of one board against each other: what is new, gone or changed, and whether the data or the rule did it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pax.run.reading import RunFolder
from pax.vocabulary import WrongUse


class Change(StrEnum):
    """What became of a signal between two runs."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    SAME = "same"


class Cause(StrEnum):
    """What made the difference: the deliveries (and the day), or the rule, its thresholds, or whether it ran."""

    DATA = "data"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Difference:
    """One signal that is in either run; `cause` None where nothing changed."""

    signal_id: str
    rule_id: str
    change: Change
    cause: Cause | None
    text: Mapping[str, str]


def compare(before: RunFolder, after: RunFolder) -> tuple[Difference, ...]:
    """Every signal of either run, by rule and id. `WrongUse` for runs of different boards or municipalities."""
    for part, key in (("board", "id"), ("municipality", "code")):
        if before.document[part][key] != after.document[part][key]:
            raise WrongUse(f"the two runs have not the same {part}", ask="you", then="compare runs of one board")
    old, new = ({row["signal_id"]: row for row in folder.rows("signals")} for folder in (before, after))
    told = []
    for signal_id in old.keys() | new.keys():
        earlier, later = old.get(signal_id), new.get(signal_id)
        row = later or earlier or {}
        change = _change(earlier, later)
        cause = None if change is Change.SAME else _cause(row["rule_id"], before, after)
        told.append(Difference(signal_id, row["rule_id"], change, cause, {"sv": row["text_sv"], "en": row["text_en"]}))
    return tuple(sorted(told, key=lambda one: (one.rule_id, one.change, one.signal_id)))


def _change(earlier: Mapping[str, Any] | None, later: Mapping[str, Any] | None) -> Change:
    if earlier is None:
        return Change.NEW
    if later is None:
        return Change.GONE
    return Change.SAME if earlier["facts_hash"] == later["facts_hash"] else Change.CHANGED


def _cause(rule_id: str, before: RunFolder, after: RunFolder) -> Cause:
    """The rule, when its SQL, a threshold or whether it ran differs; otherwise what was delivered, or the day."""
    sides = [folder.rules.get(rule_id) for folder in (before, after)]
    told = [
        rule and (rule["sha256"], {name: one["value"] for name, one in rule["parameters"].items()}) for rule in sides
    ]
    return Cause.DATA if told[0] == told[1] else Cause.RULE
