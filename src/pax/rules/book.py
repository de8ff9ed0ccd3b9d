"""All rules and views of the content folder, each refused by name when it breaks its contract."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pax.content import Content, schema
from pax.rules.contract import Read, broken_by_view, broken_promises
from pax.rules.examples import cases_path, read_cases
from pax.rules.header import refuse
from pax.rules.lock import NAME, Locked, asked_hash, files_hash, read_lock
from pax.rules.model import Rule, RuleBook, View
from pax.rules.reading import read_rule, read_view
from pax.rules.sql import Allowed, Refused, judge_rule, judge_view, read_allowed
from pax.rules.trial import run_cases
from pax.vocabulary import PaxError, RuleRefused, Schema

ALLOWED = "allowed.toml"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Where the rules lie, what is locked of them, and how they are to be checked."""

    content: Content
    lock: Mapping[str, Locked]
    anew: bool
    contracts: bool

    @property
    def schema(self) -> Schema:
        return schema(self.content)

    @property
    def allowed(self) -> Allowed:
        return read_allowed(self.content.folder("rules") / ALLOWED)

    def is_known(self, one: Rule | View, book: RuleBook) -> bool:
        """True when exactly these files were checked before. Raises `RuleRefused` for a change under an old version."""
        locked = self.lock.get(one.id)
        if locked is not None and _breaks(locked, one):
            problem = f"what it asks has changed since {NAME}, and its version has not"
            raise refuse(one.path, problem, "raise the version by one")
        if not self.contracts:
            return True
        return not self.anew and locked is not None and locked.checked == checked_hash(one, self.content, book)


def _breaks(locked: Locked, one: Rule | View) -> bool:
    return not locked.draft and locked.version == one.version and locked.sql != asked_hash(one)


def load(content: Content, *, anew: bool = False, contracts: bool = True) -> RuleBook:
    """Read every rule and view below `rules/`. Files that break their contract land in `refused`.

    What `rules.lock` says was checked, on exactly these files, is not checked again unless `anew`. `contracts` False
    checks the headers' shape alone: for tests that check the contracts elsewhere.
    """
    folder = content.folder("rules")
    shelf = _Shelf(content, read_lock(folder), anew, contracts)
    views, refused = _views(shelf)
    rules: dict[str, Rule] = {}
    for path in sorted(folder.glob("*/*.sql")):
        if path.parent.name == "views":
            continue
        try:
            rules[path.stem] = _rule(path, shelf, RuleBook({}, views))
        except PaxError as error:
            refused.append(error)
    return RuleBook(rules, views, tuple(refused))


def _views(shelf: _Shelf) -> tuple[dict[str, View], list[PaxError]]:
    """The views that keep their contract, each after what it uses, and why the others do not."""
    read: dict[str, View] = {}
    refused: list[PaxError] = []
    for path in sorted((shelf.content.folder("rules") / "views").glob("*.sql")):
        try:
            read[path.stem] = read_view(path)
        except PaxError as error:
            refused.append(error)
    kept: dict[str, View] = {}
    while ready := [name for name, view in read.items() if set(view.uses) <= set(kept)]:
        for name in ready:
            try:
                _keep_promises(read[name], shelf, RuleBook({}, kept))
                kept[name] = read[name]
            except PaxError as error:
                refused.append(error)
            del read[name]
    refused += [
        refuse(view.path, "it uses a view that is missing, or refused, or itself", "see uses") for view in read.values()
    ]
    return kept, refused


def _keep_promises(view: View, shelf: _Shelf, book: RuleBook) -> None:
    if not shelf.is_known(view, book):
        problem = _view_problem(view, shelf, book)
        if problem is not None:
            raise refuse(view.path, problem, "keep the contract of the guide, Write a rule")


def _view_problem(view: View, shelf: _Shelf, book: RuleBook) -> str | None:
    for problem in broken_by_view(view, view.path.read_text(encoding="utf-8"), shelf.schema):
        return problem
    try:
        judge_view(view, book, shelf.schema, shelf.allowed)
    except Refused as problem:
        return str(problem)
    return None


def _rule(path: Path, shelf: _Shelf, book: RuleBook) -> Rule:
    rule = read_rule(path)
    missing = sorted(set(rule.uses) - set(book.views))
    if missing:
        raise refuse(path, f"it uses the view {missing[0]}, which is missing or refused", "correct the view or uses")
    if not shelf.is_known(rule, book):
        for problem in _problems(rule, shelf, book):
            raise problem
    return rule


def checked_hash(one: Rule | View, content: Content, book: RuleBook) -> str:
    """The SHA-256 of everything a check rests on."""
    below = [book.views[name].path for name in book.views_of(one.uses)]
    shared = [content.folder("rules") / ALLOWED, content.folder("registers") / "canonical.yml"]
    return files_hash([one.path, cases_path(one.path), *below, *shared])


def _problems(rule: Rule, shelf: _Shelf, book: RuleBook) -> Iterator[RuleRefused]:
    """What is wrong with a rule: its contract, then its SQL, then its cases. The later only when the earlier hold."""
    path, cases = rule.path, cases_path(rule.path)
    examples = read_cases(cases)
    texts = path.read_text(encoding="utf-8"), cases.read_text(encoding="utf-8")
    found = [
        refuse(path, problem, "keep the contract of the guide, Write a rule")
        for problem in broken_promises(Read(rule, examples, *texts, book, shelf.schema))
    ]
    if not found:
        found = list(_sql_problem(rule, shelf, book))
    if not found:
        found = [
            refuse(cases, f"the case {result.case_id} does not hold: {'; '.join(result.differences)}", "correct either")
            for result in run_cases(book, shelf.schema, rule)
            if not result.holds
        ]
    yield from found


def _sql_problem(rule: Rule, shelf: _Shelf, book: RuleBook) -> Iterator[RuleRefused]:
    try:
        judge_rule(rule, book, shelf.schema, shelf.allowed)
    except Refused as problem:
        yield refuse(rule.path, str(problem), "write it with what rules/allowed.toml lists and the header declares")
