"""All rules and views of the content folder, each refused by name when it breaks its contract."""

from dataclasses import replace
from pathlib import Path

from pax.content import Content
from pax.rules.examples import cases_path, read_cases
from pax.rules.model import Rule, RuleBook, View
from pax.rules.reading import read_rule, read_view
from pax.vocabulary import PaxError


def load(content: Content) -> RuleBook:
    """Read every rule and view below `rules/`. Files that break their contract land in `refused`."""
    folder = content.folder("rules")
    refused: list[PaxError] = []
    views: dict[str, View] = {}
    rules: dict[str, Rule] = {}
    for path in sorted((folder / "views").glob("*.sql")):
        try:
            views[path.stem] = read_view(path)
        except PaxError as error:
            refused.append(error)
    for path in sorted(folder.glob("*/*.sql")):
        if path.parent.name == "views":
            continue
        try:
            rules[path.stem] = _rule(path)
        except PaxError as error:
            refused.append(error)
    return RuleBook(rules, views, tuple(refused))


def _rule(path: Path) -> Rule:
    rule = read_rule(path)
    return _with_cases(rule)


def _with_cases(rule: Rule) -> Rule:
    return replace(rule, cases=read_cases(cases_path(rule.path)))
