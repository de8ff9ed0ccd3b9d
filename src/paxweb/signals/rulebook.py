"""What a run's rules say of themselves: title, explanations, next step, misses, law. A run in force never changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from pax.vocabulary import Text
from paxweb.intake.models import Run


@dataclass(frozen=True, slots=True)
class Explanation:
    """An ordinary reason why the pattern is lawful, and what would settle it."""

    id: str
    says: Text
    clears: Text


@dataclass(frozen=True, slots=True)
class RuleHead:
    """The header of one rule, as the run that asked it wrote it down."""

    id: str
    title: Text
    explanations: tuple[Explanation, ...]
    next_step: Text
    misses: tuple[Text, ...]
    law: tuple[Text, ...]
    first_contact: str = ""


@dataclass(frozen=True, slots=True)
class RunBook:
    """What pages need of a run: its rules by id, the day of each delivery by its id, what the system is called."""

    heads: Mapping[str, RuleHead]
    deliveries: Mapping[str, str]
    display_name: str


@lru_cache(maxsize=32)
def book(run_id: UUID) -> RunBook:
    """The run's book; read once, in one query."""
    rules, document = Run.objects.values_list("rules", "document").get(pk=run_id)
    return RunBook(
        {rule_id: _head(rule_id, rule) for rule_id, rule in rules.items()},
        {str(each["delivery_id"]): str(each["date"]) for each in document.get("deliveries", ())},
        str(document.get("municipality", {}).get("display_name", "")),
    )


def head_of(run_id: UUID, rule_id: str) -> RuleHead:
    """A rule of a run; one the run does not explain is known by its id alone."""
    return book(run_id).heads.get(rule_id) or _head(rule_id, {"title": {"sv": rule_id, "en": rule_id}})


def _head(rule_id: str, rule: Mapping[str, Any]) -> RuleHead:
    return RuleHead(
        id=rule_id,
        title=_text(rule.get("title", {})),
        explanations=tuple(
            Explanation(str(each["id"]), _text(each.get("text", each)), _text(each.get("clears", {})))
            for each in rule.get("innocent_explanations", ())
        ),
        next_step=_text(rule.get("next_step", {})),
        misses=tuple(_text(each) for each in rule.get("misses", ())),
        law=tuple(_law(each) for each in rule.get("legal_basis", ())),
        first_contact=str(rule.get("first_contact") or ""),
    )


def _text(given: Mapping[str, Any]) -> Text:
    return Text(sv=str(given.get("sv", "")), en=str(given.get("en", "")))


def _law(given: Mapping[str, Any]) -> Text:
    name = f"{given.get('act', '')} {given.get('section', '')}".strip()
    if given.get("confirmed"):
        return Text(name, name)
    return Text(f"{name} (ska bekräftas av jurist)", f"{name} (to be confirmed by a lawyer)")
