"""Identifiers are compared, grouped, ordered and counted, and nothing else is done to them."""

from collections.abc import Iterator

from sqlglot import exp

from pax.rules.sql.grammar import Refused
from pax.rules.sql.sight import Sight

_PARTIES = frozenset({"person", "organisation", "party", "subject"})
_PASSES_ON = (
    exp.Paren, exp.Alias, exp.Case, exp.If, exp.Window, exp.Filter, exp.Lag, exp.Lead, exp.Min, exp.Max,
    exp.IgnoreNulls, exp.Coalesce, exp.Least, exp.Greatest, exp.DPipe,
)  # fmt: skip
_ENDS = (exp.Group, exp.Ordered, exp.Count, exp.Distinct, exp.Select, exp.Window)


def check_identifiers(query: exp.Query, sight: Sight) -> None:
    """Raise `Refused` where something else is done to an identifier than the rules of `allowed.toml` let."""
    for node in _identifiers(query, sight):
        _check_upwards(node, sight)


def _identifiers(query: exp.Query, sight: Sight) -> Iterator[exp.Expr]:
    for node in query.walk():
        seen = sight.columns.get(id(node)) or sight.subqueries.get(id(node))
        if seen is not None and seen.kind is not None:
            yield node


def _check_upwards(node: exp.Expr, sight: Sight) -> None:
    """Follow an identifier to where it is used."""
    parent = node.parent
    while isinstance(parent, _PASSES_ON) and not (isinstance(parent, exp.Window) and node.arg_key == "partition_by"):
        if isinstance(parent, exp.If) and node.arg_key != "true":
            raise _misused(parent)
        _check_mixture(parent, sight)
        node, parent = parent, parent.parent
    if isinstance(parent, exp.EQ | exp.NEQ | exp.LT):
        _check_pair(parent.this, parent.expression, parent, sight)
    elif isinstance(parent, exp.In):
        _check_in(parent, sight)
    elif parent is not None and not _is_an_end(node, parent):
        raise _misused(parent)


def _is_an_end(node: exp.Expr, parent: exp.Expr) -> bool:
    """True where an identifier is grouped, ordered, counted, shown, told from NULL, or a nested query as a set."""
    if isinstance(node, exp.Query) and isinstance(parent, exp.Exists | exp.Subquery | exp.SetOperation | exp.CTE):
        return True
    return isinstance(parent, _ENDS) or (isinstance(parent, exp.Is) and isinstance(parent.expression, exp.Null))


def _check_mixture(node: exp.Expr, sight: Sight) -> None:
    if isinstance(node, exp.Coalesce):
        for part in node.expressions:
            if sight.describe(part).kind is None and not _is_text(part, ""):
                raise Refused("COALESCE gives something else for an identifier than another one or ''")
    if isinstance(node, exp.Least | exp.Greatest | exp.DPipe):
        _check_anchor(node, sight)


def _check_anchor(node: exp.Expr, sight: Sight) -> None:
    if not _in_select_list(node):
        raise Refused("LEAST, GREATEST or || takes an identifier outside the select list")
    if not isinstance(node, exp.DPipe):
        for part in node.expressions:
            _check_pair(node.this, part, node, sight)
    elif not all(_joins_an_anchor(part, sight) for part in (node.this, node.expression)):
        raise Refused("|| joins identifiers with something else than '|' and days")


def _in_select_list(node: exp.Expr) -> bool:
    parent = node.parent
    while isinstance(
        parent, exp.Alias | exp.Paren | exp.DPipe | exp.Least | exp.Greatest | exp.Coalesce | exp.Case | exp.If
    ):
        node, parent = parent, parent.parent
    return isinstance(parent, exp.Select) and node.arg_key == "expressions"


def _joins_an_anchor(part: exp.Expr, sight: Sight) -> bool:
    if isinstance(part, exp.DPipe) or sight.describe(part).kind is not None or _is_text(part, "|"):
        return True
    if isinstance(part, exp.Paren):
        return _joins_an_anchor(part.this, sight)
    if isinstance(part, exp.Coalesce):
        return _is_text(part.expressions[0], "") and _joins_an_anchor(part.this, sight)
    day = part.this if isinstance(part, exp.Cast | exp.TimeToStr) else part
    return sight.describe(day).type in ("date", "integer") or _is_text(part, "")


def _is_text(node: exp.Expr, text: str) -> bool:
    return isinstance(node, exp.Literal) and node.is_string and node.this == text


def _check_in(node: exp.In, sight: Sight) -> None:
    if node.args.get("query") is not None:
        return _check_kinds(sight.describe(node.this).kind, sight.describe(node.args["query"]).kind, node)
    for one in node.expressions:
        _check_pair(node.this, one, node, sight)
    return None


def _check_pair(one: exp.Expr, other: exp.Expr, node: exp.Expr, sight: Sight) -> None:
    _check_kinds(sight.describe(one).kind, sight.describe(other).kind, node)


def _check_kinds(one: str | None, other: str | None, node: exp.Expr) -> None:
    if one is None or other is None:
        raise Refused(f"an identifier is compared with something that is none, in {_place(node)}")
    if one != other and not {one, other} <= _PARTIES and "subject" not in (one, other):
        raise Refused(f"a {one} is compared with a {other}, in {_place(node)}")


def _misused(node: exp.Expr) -> Refused:
    return Refused(f"an identifier is used for more than comparing, grouping, ordering and counting, in {_place(node)}")


def _place(node: exp.Expr) -> str:
    text = node.sql(dialect="duckdb")
    return text if len(text) <= 80 else text[:77] + "…"
