"""By what a rule on aid data matches: in casework the law lets a board search by person and case number alone.

Förordning (2001:637) 12 § names the search keys of social-services casework; follow-up (15 §) stands outside. So a rule
that ties aid data to other people's data, or groups it, by anything else must be `follow_up` or `both`.
"""

from collections.abc import Iterator

from sqlglot import exp

from pax.rules.model import Mode, Rule
from pax.rules.sql.grammar import Refused
from pax.rules.sql.sight import Scope, Sight, Source

_KEYS = frozenset({"person", "party", "case", "subject"})
_ROW = "row of "


def check_search_keys(rule: Rule, query: exp.Query, sight: Sight) -> None:
    """Raise `Refused` when a casework rule matches aid data by anything but person or case number."""
    if rule.mode is not Mode.CASEWORK:
        return
    ties = list(_ties(query, sight))
    for scope in sight.scopes:
        if any(source.aid for source in scope.sources.values()):
            _check_ties(scope, ties)
            _check_groups(scope, sight)


Tie = tuple[tuple[int, str], tuple[int, str]]


def _ties(query: exp.Query, sight: Sight) -> Iterator[Tie]:
    """Pairs of (scope, alias) that an equality of persons, cases or single rows ties together."""
    for node in query.find_all(exp.EQ):
        ends = [sight.owners.get(id(side)) for side in (node.this, node.expression)]
        kinds = [sight.describe(side).kind or "" for side in (node.this, node.expression)]
        if ends[0] and ends[1] and all(_is_key(kind) for kind in kinds):
            yield (id(ends[0][0]), ends[0][1]), (id(ends[1][0]), ends[1][1])


def _is_key(kind: str) -> bool:
    return kind in _KEYS or kind == "record" or kind.startswith(_ROW)


def _has_people(source: Source) -> bool:
    """True for a source that tells people apart. A dwelling's landlord is nobody one searches for."""
    if source.table == "dwellings":
        return False
    return source.aid or any(seen.kind in ("person", "party", "case") for seen in source.columns.values())


def _check_ties(scope: Scope, ties: list[Tie]) -> None:
    people = [(id(scope), alias) for alias, source in scope.sources.items() if _has_people(source)]
    reached = {people[0]} if people else set()
    if scope.outer is not None:
        reached |= {(id(scope.outer), alias) for alias in scope.outer.sources}
    grew = True
    while grew:
        more = {b for a, b in ties if a in reached} | {a for a, b in ties if b in reached}
        grew = not more <= reached
        reached |= more
    for end in people:
        if end not in reached:
            raise Refused(
                f"aid data is matched with {end[1]} by something else than person or case number: not casework"
            )


def _check_groups(scope: Scope, sight: Sight) -> None:
    group = scope.select.args.get("group")
    if group is None:
        return
    kinds = {sight.describe(one).kind for one in group.expressions} - {None}
    if kinds and not any(_is_key(str(kind)) for kind in kinds):
        raise Refused("aid data is grouped by something else than person or case number: not casework")
