"""How many of those a rule's questions name have no recorded kin: about them it knows least."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pax.rules import RuleBook
from pax.signals import Signal
from pax.store import Engine, Tables

VIEW = "kin_unknown"


@dataclass(frozen=True, slots=True)
class KinShare:
    """Persons that a rule's questions name, and those of them who stand in no relation of the register."""

    named: int
    unknown: int


def kin_shares(
    engine: Engine, book: RuleBook, tables: Tables, asked: Iterable[str], signals: Iterable[Signal]
) -> Mapping[str, KinShare]:
    """Per rule of `asked` that counts groups of kin; a rule that does not is left out."""
    counting = {rule_id for rule_id in asked if VIEW in book.views_of(book.rules[rule_id].uses)}
    if not counting or VIEW not in tables:
        return {}
    engine.mount({VIEW: tables[VIEW]}, "told_")
    unknown = {person for (person,) in engine.rows("SELECT person_id FROM told_kin_unknown")}
    named: dict[str, set[str]] = {rule_id: set() for rule_id in counting}
    for signal in signals:
        if signal.rule_id in counting:
            named[signal.rule_id] |= {one["id"] for one in json.loads(signal.other_subjects) if one["kind"] == "person"}
            named[signal.rule_id] |= {signal.subject_id} if signal.subject_kind == "person" else set()
    return {rule_id: KinShare(len(people), len(people & unknown)) for rule_id, people in sorted(named.items())}
