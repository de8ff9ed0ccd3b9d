"""Mutants of a rule: its SQL with one comparison turned into another."""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlglot
from sqlglot import exp

_OTHERS: dict[type[exp.Expr], tuple[type[exp.Binary], ...]] = {
    exp.LT: (exp.LTE, exp.GTE),
    exp.LTE: (exp.LT, exp.GT),
    exp.GT: (exp.GTE, exp.LTE),
    exp.GTE: (exp.GT, exp.LT),
    exp.EQ: (exp.NEQ,),
    exp.NEQ: (exp.EQ,),
    exp.NullSafeEQ: (exp.NullSafeNEQ,),
    exp.NullSafeNEQ: (exp.NullSafeEQ,),
}
_NEGATED = (exp.In, exp.Is, exp.Exists)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule's SQL with one comparison changed; `change` says which, for people."""

    sql: str
    change: str


def mutants(sql: str) -> Iterator[Mutant]:
    """Every mutant of a SELECT: each comparison as its neighbour and as its negation, BETWEEN with either end open."""
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    for number, node in enumerate(tree.walk()):
        for change in _changes(node):
            copy = tree.copy()
            place = next(one for at, one in enumerate(copy.walk()) if at == number)
            place.replace(change)
            before, after = node.sql(dialect="duckdb"), change.sql(dialect="duckdb")
            yield Mutant(copy.sql(dialect="duckdb"), f"{before[:90]}  →  {after[:90]}")


def _changes(node: exp.Expr) -> Iterator[exp.Expr]:
    for other in _OTHERS.get(type(node), ()):
        yield other(this=node.this.copy(), expression=node.expression.copy())
    if isinstance(node, _NEGATED):
        yield exp.Paren(this=exp.Not(this=node.copy()))
    if isinstance(node, exp.Between):
        value, low, high = node.this, node.args["low"], node.args["high"]
        for lower, upper in ((exp.GT, exp.LTE), (exp.GTE, exp.LT)):
            both = exp.And(
                this=lower(this=value.copy(), expression=low.copy()),
                expression=upper(this=value.copy(), expression=high.copy()),
            )
            yield exp.Paren(this=both)
