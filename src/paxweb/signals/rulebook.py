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


@lru_cache(maxsize=32)
def heads(run_id: UUID) -> Mapping[str, RuleHead]:
    """The run's rules by id; read once for each run."""
    rules: dict[str, dict[str, Any]] = Run.objects.values_list("rules", flat=True).get(pk=run_id)
    return {rule_id: _head(rule_id, rule) for rule_id, rule in rules.items()}


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
    )


def _text(given: Mapping[str, Any]) -> Text:
    return Text(sv=str(given.get("sv", "")), en=str(given.get("en", "")))


def _law(given: Mapping[str, Any]) -> Text:
    name = f"{given.get('act', '')} {given.get('section', '')}".strip()
    if given.get("confirmed"):
        return Text(name, name)
    return Text(f"{name} (ska bekräftas av jurist)", f"{name} (to be confirmed by a lawyer)")
