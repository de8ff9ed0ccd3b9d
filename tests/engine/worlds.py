"""Small worlds for rules: `ask` a rule about a few rows, or about many worlds at once."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from functools import cache

from pax import content
from pax.rules import Rule, RuleBook, load
from pax.rules.parameters import settings, values
from pax.rules.trial import CASE_MUNICIPALITY
from pax.rules.world import Asked, World, open_asked

Answer = set[tuple[str, str]]
_OPEN = ExitStack()


@cache
def book() -> RuleBook:
    """The rules of this checkout, read once; `test_content` checks that they keep their contracts."""
    return load(content.find(), contracts=False)


def rule(rule_id: str) -> Rule:
    """One rule; the error that refused it when it is not there."""
    if rule_id not in book().rules:
        raise AssertionError([str(error) for error in book().refused] or f"no rule {rule_id}")
    return book().rules[rule_id]


@cache
def _asked(rule_id: str) -> Asked:
    return _OPEN.enter_context(open_asked(book(), content.schema(content.find()), rule(rule_id)))


def parameters_of(rule_id: str, **chosen: object) -> dict[str, object]:
    """Every parameter of a rule by name, as an oracle gets them: months stay a number of months."""
    return {**settings(rule(rule_id), chosen, "a test")}


def ask(rule_id: str, world: World, as_of: date, **parameters: object) -> Answer:
    """The (subject, anchor) pairs the rule finds in a world; `parameters` override the header's defaults."""
    asked = _asked(rule_id)
    asked.put(world, as_of, CASE_MUNICIPALITY)
    return answer(asked.rows({**values(rule(rule_id), parameters, as_of, CASE_MUNICIPALITY, "a test")}))


def answer(rows: Sequence[Mapping[str, object]]) -> Answer:
    """The (subject, anchor) pairs of a rule's rows."""
    return {(str(row["subject_id"]), str(row["anchor"])) for row in rows}


def by_key(table: str, rows: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """The rows without those whose key an earlier row has: what `pax.registers` would let through."""
    key = content.schema(content.find())[table].key
    return list({tuple(row.get(name) for name in key): dict(row) for row in reversed(rows)}.values())[::-1]


def side_by_side(worlds: Sequence[World]) -> World:
    """Many worlds as one: every id is prefixed with its world's number, so that no two worlds share one."""
    joined: dict[str, list[Mapping[str, object]]] = {}
    for number, world in enumerate(worlds):
        for table, rows in world.items():
            ids = _id_columns(table)
            joined.setdefault(table, []).extend(
                {name: f"w{number}~{v}" if name in ids and v is not None else v for name, v in row.items()}
                for row in rows
            )
    return joined


@cache
def _id_columns(table: str) -> frozenset[str]:
    return frozenset(column.name for column in content.schema(content.find())[table].columns if column.id is not None)


def ask_side_by_side(rule_id: str, worlds: Sequence[World], as_of: date, **parameters: object) -> list[Answer]:
    """What the rule finds in each of many worlds, asked in one query."""
    answers: list[Answer] = [set() for _ in worlds]
    for subject, anchor in ask(rule_id, side_by_side(worlds), as_of, **parameters):
        world, _, bare = subject.partition("~")
        answers[int(world[1:])].add((bare, anchor.replace(f"{world}~", "")))
    return answers
