"""What a board may ask today, on what ground, and what is missing where it may not.

Contract and law are two verdicts: a rule that keeps its contract can still be one that is not run.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from pax.municipality import Activation, Municipality, matches
from pax.rules.model import Maturity, Mode, Rule, RuleBook
from pax.rules.parameters import settings
from pax.vocabulary import Text, WrongUse

Asking = Literal["run", "case", "person", "lease", "dwelling"]
"""A whole run, or `pax ask` with one case, person, lease or dwelling."""


class State(StrEnum):
    """Whether a rule runs, and if not, why not."""

    RAN = "ran"
    DRAFT = "draft"
    RETIRED = "retired"
    BOARD_NOT_ALLOWED = "board_not_allowed"
    NOT_ACTIVATED = "not_activated"
    EXPIRED = "expired"
    NOT_IN_THIS_MODE = "not_in_this_mode"
    NEEDS_LAWYER = "needs_lawyer"
    TABLES_MISSING = "tables_missing"


@dataclass(frozen=True, slots=True)
class Standing:
    """One rule's state for one board on one day, the reason in words, and the decision it rests on if there is one."""

    rule: Rule
    state: State
    reason: Text
    activation: Activation | None = None
    missing: tuple[str, ...] = ()

    @property
    def runs(self) -> bool:
        """True when the rule may be asked."""
        return self.state is State.RAN


def standing(
    book: RuleBook,
    municipality: Municipality,
    board: str,
    as_of: date,
    tables: Collection[str],
    *,
    asking: Asking = "run",
) -> tuple[Standing, ...]:
    """The standing of every rule that is the board's to ask, or that one of its activations names; by rule id.

    `tables` are those delivered (delivered and empty is not missing). Raises `WrongUse` for a board, rule or parameter
    that does not exist.
    """
    if board not in municipality.boards:
        raise WrongUse(
            f"the municipality has no board {board}",
            file=municipality.path.name,
            ask="whoever runs Pax",
            then=f"name one of: {', '.join(sorted(municipality.boards))}",
        )
    check_names(book, municipality)
    mine = [activation for activation in municipality.activations if activation.board == board]
    rules = [rule for _, rule in sorted(book.rules.items()) if board in rule.boards or _is_named(rule, mine)]
    return tuple(_one(book, rule, board, as_of, tables, mine, asking) for rule in rules)


def _is_named(rule: Rule, activations: Collection[Activation]) -> bool:
    patterns = (pattern for activation in activations for pattern in activation.rules if pattern != "*")
    return any(matches(pattern, rule.id, wildcard=rule.wildcard) for pattern in patterns)


def _one(
    book: RuleBook,
    rule: Rule,
    board: str,
    as_of: date,
    tables: Collection[str],
    activations: Collection[Activation],
    asking: Asking,
) -> Standing:
    named = [activation for activation in activations if activation.names(rule.id, wildcard=rule.wildcard)]
    valid = [activation for activation in named if activation.decided_on <= as_of <= activation.expires_on]
    missing = tuple(table for table in book.tables_of(rule) if table not in tables)
    best = next((activation for activation in valid if activation.lawyer), valid[0] if valid else None)
    state = next(_hindrances(rule, board, as_of, named, best, missing, asking), State.RAN)
    return Standing(rule, state, _reason(state, named, missing), best, missing)


def _hindrances(
    rule: Rule,
    board: str,
    as_of: date,
    named: Collection[Activation],
    best: Activation | None,
    missing: tuple[str, ...],
    asking: Asking,
) -> Iterator[State]:
    if rule.maturity is not Maturity.READY:
        yield State.DRAFT if rule.maturity is Maturity.DRAFT else State.RETIRED
    if board not in rule.boards:
        yield State.BOARD_NOT_ALLOWED
    if best is None:
        yield State.EXPIRED if any(one.expires_on < as_of for one in named) else State.NOT_ACTIVATED
    if not _in_mode(rule, asking):
        yield State.NOT_IN_THIS_MODE
    if asking == "run" and rule.mode is not Mode.CASEWORK and best is not None and not best.lawyer:
        yield State.NEEDS_LAWYER
    if missing:
        yield State.TABLES_MISSING


def _in_mode(rule: Rule, asking: Asking) -> bool:
    if asking == "run":
        return True
    if rule.mode is Mode.FOLLOW_UP:
        return False
    by_number = asking in ("case", "person")
    return by_number or not (rule.mode is Mode.BOTH or reads_aid(rule))


def reads_aid(rule: Rule) -> bool:
    """True for a rule on the social board's data: the law limits its search keys (förordning 2001:637, 12, 15 §§)."""
    return any(table.startswith("aid_") for table in rule.reads)


_REASONS = {
    State.RAN: Text("får köras", "may run"),
    State.DRAFT: Text("regeln är ett utkast", "the rule is a draft"),
    State.RETIRED: Text("regeln är tagen ur bruk", "the rule is retired"),
    State.BOARD_NOT_ALLOWED: Text("nämnden får inte ställa frågan", "the board may not ask it"),
    State.NOT_ACTIVATED: Text("inget beslut att använda regeln", "no decision to use the rule"),
    State.NOT_IN_THIS_MODE: Text("ställs inte om den som angavs", "is not asked about what was named"),
    State.NEEDS_LAWYER: Text(
        "en lista kräver att en namngiven jurist har godkänt den", "a list needs a named lawyer's signature"
    ),
}


def _reason(state: State, named: Collection[Activation], missing: tuple[str, ...]) -> Text:
    if state is State.EXPIRED:
        last = max(one.expires_on for one in named)
        return Text(f"beslutet gick ut {last}", f"the decision expired on {last}")
    if state is State.TABLES_MISSING:
        names = ", ".join(missing)
        return Text(f"uppgifter saknas: {names}", f"tables missing: {names}")
    return _REASONS[state]


def check_names(book: RuleBook, municipality: Municipality) -> None:
    """Raise `WrongUse`, by name, for a rule or parameter of the municipality's file that does not exist."""
    known = set(book.rules) | book.refused_ids
    for activation in municipality.activations:
        for pattern in activation.rules:
            if pattern != "*" and not any(matches(pattern, rule_id) for rule_id in known):
                raise _unknown(pattern, f"the activation of {activation.board}", municipality)
    for rule_id, chosen in municipality.parameters.items():
        if rule_id not in known:
            raise _unknown(rule_id, "a parameter section", municipality)
        if rule_id in book.rules:
            settings(book.rules[rule_id], chosen, municipality.path.name)


def _unknown(name: str, place: str, municipality: Municipality) -> WrongUse:
    return WrongUse(
        f"{place} names the rule {name}, which does not exist",
        file=municipality.path.name,
        ask="whoever writes the file",
        then="correct the id; pax rules list shows them all",
    )
