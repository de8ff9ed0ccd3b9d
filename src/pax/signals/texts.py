"""Signals in words: the rule's sentence with names, numbers and dates as Swedish or English write them."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pax.rules import FactKind, Rule
from pax.signals.model import Signal

Labels = Callable[[str, str], str]
"""Kind (person, dwelling, organisation, account, lease, case) and id → how people call it."""

_MONTHS = {
    "sv": ("januari februari mars april maj juni juli augusti september oktober november december").split(),  # noqa: SIM905  a list of words reads best as words
    "en": ("January February March April May June July August September October November December").split(),  # noqa: SIM905  as above
}
_UNKNOWN = {"sv": "okänt", "en": "unknown"}
_BOOLEANS = {"sv": ("nej", "ja"), "en": ("no", "yes")}
_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
_NO_BREAK = "\u00a0"


def tell(signals: Iterable[Signal], rules: Mapping[str, Rule], labels: Labels) -> tuple[Signal, ...]:
    """The signals with `text_sv` and `text_en` filled in from their rules' `explain`."""
    return tuple(_told(signal, rules[signal.rule_id], labels) for signal in signals)


def named(signals: Iterable[Signal], rules: Mapping[str, Rule]) -> set[tuple[str, str]]:
    """Every (kind, id) that the texts of these signals will ask a label for."""
    found = set()
    for signal in signals:
        found.add((signal.subject_kind, signal.subject_id))
        facts = json.loads(signal.facts)
        kinds = rules[signal.rule_id].facts
        found.update(
            (kind.value, facts[name]) for name, kind in kinds.items() if kind in _IDS and facts[name] is not None
        )
    return found


_IDS = frozenset(kind for kind in FactKind if kind.names_a_subject) | {FactKind.LEASE, FactKind.CASE}


def _told(signal: Signal, rule: Rule, labels: Labels) -> Signal:
    facts = json.loads(signal.facts)
    sv = _fill(rule.explain.sv, signal, rule, facts, labels, "sv")
    en = _fill(rule.explain.en, signal, rule, facts, labels, "en")
    return replace(signal, text_sv=sv, text_en=en)


def _fill(sentence: str, signal: Signal, rule: Rule, facts: Mapping[str, object], labels: Labels, language: str) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name == "subject":
            return labels(signal.subject_kind, signal.subject_id)
        return shown(facts[name], rule.facts[name], labels, language)

    return _PLACEHOLDER.sub(value, sentence)


def placeholders(sentence: str) -> set[str]:
    """The names in braces of an `explain` sentence."""
    return set(_PLACEHOLDER.findall(sentence))


def shown(value: object, kind: FactKind, labels: Labels, language: str) -> str:
    """One fact (as it stands in the signal's JSON) as a reader of the language sees it."""
    if value is None:
        return _UNKNOWN[language]
    if kind in _IDS:
        return labels(kind.value, str(value))
    match kind:
        case FactKind.DATE:
            return _day(date.fromisoformat(str(value)), language)
        case FactKind.BOOLEAN:
            return _BOOLEANS[language][bool(value)]
        case FactKind.INTEGER | FactKind.DECIMAL:
            return number(Decimal(str(value)), language)
        case _:
            return str(value)


def number(value: Decimal, language: str) -> str:
    """A number as the language groups it: 12 345,50 or 12,345.50; whole numbers without decimals."""
    whole = value == value.to_integral_value()
    text = f"{value:,.0f}" if whole else f"{value:,.2f}"
    return text if language == "en" else text.replace(",", _NO_BREAK).replace(".", ",")


def _day(day: date, language: str) -> str:
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"
