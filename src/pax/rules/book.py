"""All rules and views of the content folder, each refused by name when it breaks its contract."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pax.content import Content, schema
from pax.rules.contract import Read, broken_by_view, broken_promises
from pax.rules.examples import cases_path, read_cases
from pax.rules.header import refuse
from pax.rules.lock import NAME, Locked, asked_hash, files_hash, read_lock
from pax.rules.model import Rule, RuleBook, View
from pax.rules.reading import read_rule, read_view
from pax.rules.sql import Refused, judge_rule, judge_view, read_allowed
from pax.rules.trial import run_cases
from pax.vocabulary import PaxError, RuleRefused

ALLOWED = "allowed.toml"


def load(content: Content, *, anew: bool = False) -> RuleBook:
    """Read every rule and view below `rules/`. Files that break their contract land in `refused`.

    A rule that `rules.lock` says was checked, on exactly these files, is not checked again unless `anew`.
    """
    views, refused = _views(content)
    lock = read_lock(content.folder("rules"))
    rules: dict[str, Rule] = {}
    for path in sorted(content.folder("rules").glob("*/*.sql")):
        if path.parent.name == "views":
            continue
        try:
            rules[path.stem] = _rule(path, content, RuleBook({}, views), lock, anew=anew)
        except PaxError as error:
            refused.append(error)
    return RuleBook(rules, views, tuple(refused))


def _views(content: Content) -> tuple[dict[str, View], list[PaxError]]:
    """Views in an order in which each stands after what it uses; those of a ring are refused with what they miss."""
    read: dict[str, View] = {}
    refused: list[PaxError] = []
    for path in sorted((content.folder("rules") / "views").glob("*.sql")):
        try:
            read[path.stem] = read_view(path)
        except PaxError as error:
            refused.append(error)
    kept: dict[str, View] = {}
    while ready := [view for view in read.values() if view.path.stem not in kept and set(view.uses) <= set(kept)]:
        for view in ready:
            kept[view.path.stem] = view
    for name in set(read) - set(kept):
        refused.append(refuse(read[name].path, "it uses a view that is missing, or itself", "correct uses"))
    for name, view in list(kept.items()):
        problem = _view_problem(view, content, RuleBook({}, kept))
        if problem is not None:
            refused.append(refuse(view.path, problem, "keep the contract of the guide, Write a rule"))
            kept.pop(name)
    return kept, refused


def _view_problem(view: View, content: Content, book: RuleBook) -> str | None:
    text = view.path.read_text(encoding="utf-8")
    for problem in broken_by_view(view, text, book, schema(content)):
        return problem
    try:
        judge_view(view, book, schema(content), read_allowed(content.folder("rules") / ALLOWED))
    except Refused as problem:
        return str(problem)
    return None


def _rule(path: Path, content: Content, book: RuleBook, lock: Mapping[str, Locked], *, anew: bool) -> Rule:
    rule = read_rule(path)
    locked = lock.get(rule.id)
    if locked is not None and locked.version == rule.version and locked.sql != asked_hash(rule):
        raise refuse(
            path, f"what it asks has changed since {NAME}, and its version has not", "raise the version by one"
        )
    if anew or locked is None or locked.checked != checked_hash(rule, content, book):
        for problem in problems(rule, content, book):
            raise problem
    return rule


def checked_hash(rule: Rule, content: Content, book: RuleBook) -> str:
    """The SHA-256 of everything a rule's check rests on."""
    below = [book.views[name].path for name in book.views_of(tuple(name for name in rule.uses if name in book.views))]
    shared = [content.folder("rules") / ALLOWED, content.folder("registers") / "canonical.yml"]
    return files_hash([rule.path, cases_path(rule.path), *below, *shared])


def problems(rule: Rule, content: Content, book: RuleBook) -> Iterator[RuleRefused]:
    """What is wrong with a rule: its contract, then its SQL, then its cases. The later only when the earlier hold."""
    path, cases = rule.path, cases_path(rule.path)
    examples = read_cases(cases)
    texts = path.read_text(encoding="utf-8"), cases.read_text(encoding="utf-8")
    found = [
        refuse(path, problem, "keep the contract of the guide, Write a rule")
        for problem in broken_promises(Read(rule, examples, *texts, book, schema(content)))
    ]
    if not found:
        found = list(_sql_problem(rule, content, book))
    if not found:
        found = [
            refuse(cases, f"the case {result.case_id} does not hold: {'; '.join(result.differences)}", "correct either")
            for result in run_cases(book, schema(content), rule)
            if not result.holds
        ]
    yield from found


def _sql_problem(rule: Rule, content: Content, book: RuleBook) -> Iterator[RuleRefused]:
    allowed = read_allowed(content.folder("rules") / ALLOWED)
    try:
        judge_rule(rule, book, schema(content), allowed)
    except Refused as problem:
        yield refuse(rule.path, str(problem), "write it with what rules/allowed.toml lists and the header declares")
