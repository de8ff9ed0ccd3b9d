"""Where every column of a query comes from: a resolver that knows only what the header declares.

What DuckDB would find by looking further (a whole row, an alias, an outer query's table in FROM) is not found here, and
what is not found is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlglot import exp

from pax.rules.sql.grammar import Refused


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a value: what it identifies, its type, and whether it is closed in conditions."""

    kind: str | None = None
    type: str | None = None
    closed: bool = False


Columns = Mapping[str, Seen]


@dataclass(frozen=True, slots=True)
class Source:
    """Something a SELECT reads from: a mounted table (named in `table`), a CTE or a subquery."""

    columns: Columns
    table: str | None
    aid: bool


@dataclass(slots=True)
class Scope:
    """One SELECT: its sources by alias, and the SELECT around it when it is a subquery of an expression."""

    select: exp.Select
    outer: "Scope | None"
    sources: dict[str, Source] = field(default_factory=dict)
    merged: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Sight:
    """What was found out about one query. `columns` and `owners` are keyed by id() of the parse tree's nodes."""

    mounted: Mapping[str, Source]
    parameters: Mapping[str, str]
    columns: dict[int, Seen] = field(default_factory=dict)
    owners: dict[int, tuple[Scope, str]] = field(default_factory=dict)
    subqueries: dict[int, Seen] = field(default_factory=dict)
    scopes: list[Scope] = field(default_factory=list)
    used: set[tuple[str, str]] = field(default_factory=set)

    def query(
        self, node: exp.Expr, ctes: Mapping[str, Source], outer: Scope | None = None, *, named: bool = True
    ) -> Source:
        """Resolve a query and everything in it; what it returns as a source. Raises `Refused`.

        `named` False: the later part of a UNION, whose columns take the names of the first.
        """
        if isinstance(node, exp.Subquery):
            return self.query(node.this, ctes, outer, named=named)
        known = self._with(node, ctes)
        if isinstance(node, exp.SetOperation):
            left, right = self.query(node.this, known, outer), self.query(node.expression, known, outer, named=False)
            return _merged(left, right)
        if not isinstance(node, exp.Select):
            raise Refused("something that is no SELECT stands where one is expected")
        return self._select(node, known, outer, named)

    def _with(self, node: exp.Expr, ctes: Mapping[str, Source]) -> Mapping[str, Source]:
        clause = node.args.get("with_")
        known = dict(ctes)
        for cte in clause.expressions if clause else ():
            if cte.alias in known or cte.alias in self.mounted:
                raise Refused(f"two tables are called {cte.alias}")
            known[cte.alias] = self.query(cte.this, known)
        return known

    def _select(self, node: exp.Select, ctes: Mapping[str, Source], outer: Scope | None, named: bool) -> Source:
        scope = Scope(node, outer)
        self.scopes.append(scope)
        if node.args.get("from_"):
            self._add(scope, node.args["from_"].this, ctes)
        for join in node.args.get("joins") or ():
            self._add(scope, join.this, ctes)
            self._using(scope, join)
        for column, nested in _within(node):
            if nested is not None:
                self.subqueries[id(nested)] = _only(self.query(nested, ctes, scope))
            else:
                self._resolve(scope, column)
        return Source(self._outputs(node, named), None, any(source.aid for source in scope.sources.values()))

    def _add(self, scope: Scope, node: exp.Expr, ctes: Mapping[str, Source]) -> None:
        if isinstance(node, exp.Table):
            source = ctes.get(node.name) or self.mounted.get(node.name)
            if source is None:
                raise Refused(f"the table {node.name} is not declared")
        elif isinstance(node, exp.Subquery):
            source = self.query(node.this, ctes)
        else:
            raise Refused("something that is no table stands in FROM")
        alias = node.alias_or_name
        if not alias:
            raise Refused("a subquery in FROM has no name")
        if alias in scope.sources:
            raise Refused(f"two sources are called {alias}")
        if alias != node.name and (alias in ctes or alias in self.mounted):
            raise Refused(f"the alias {alias} is the name of another table")
        scope.sources[alias] = source

    def _using(self, scope: Scope, join: exp.Join) -> None:
        *before, added = scope.sources
        for identifier in join.args.get("using") or ():
            name = identifier.name
            owners = [alias for alias in before if name in scope.sources[alias].columns]
            if name not in scope.sources[added].columns or not owners:
                raise Refused(f"USING names {name}, which is not declared on both sides")
            scope.merged.add(name)
            for alias in (owners[0], added):
                self._use(scope.sources[alias], name)
            left, right = (scope.sources[alias].columns[name].kind for alias in (owners[0], added))
            if left != right:
                raise Refused(f"USING ties {name} to something of another kind")

    def _use(self, source: Source, name: str) -> None:
        if source.table is not None:
            self.used.add((source.table, name))

    def _resolve(self, scope: Scope, column: exp.Column) -> None:
        found = _owner(scope, column)
        if found is None:
            if column.table or not self._alias_in_qualify(scope, column):
                raise Refused(f"the column {column.sql()} is not declared")
            return
        where, alias = found
        source = where.sources[alias]
        self._use(source, column.name)
        self.owners[id(column)] = found
        self.columns[id(column)] = source.columns[column.name]

    def _alias_in_qualify(self, scope: Scope, column: exp.Column) -> bool:
        """QUALIFY may name a column of its own SELECT; SQLGlot writes it out for engines that do not know QUALIFY."""
        for projection in scope.select.expressions:
            if isinstance(projection, exp.Alias) and projection.alias == column.name:
                self.columns[id(column)] = Seen()
                return column.find_ancestor(exp.Qualify, exp.Select) is scope.select.args.get("qualify")
        return False

    def _outputs(self, node: exp.Select, named: bool) -> dict[str, Seen]:
        outputs: dict[str, Seen] = {}
        for number, projection in enumerate(node.expressions):
            name = projection.alias_or_name if named else ""
            name = name or f"({number})"
            if name in outputs:
                raise Refused(f"two columns of one SELECT are called {name}")
            outputs[name] = self.describe(projection)
        return outputs

    def describe(self, node: exp.Expr | None) -> Seen:
        """What an expression gives: the kind and type of what passes through it."""
        if node is None:
            return Seen()
        if id(node) in self.columns:
            return self.columns[id(node)]
        if id(node) in self.subqueries:
            return self.subqueries[id(node)]
        if isinstance(node, exp.DPipe):
            return Seen("anchor" if self._has_kind(node) else None, "text")
        parts = [self.describe(part) for part in _passing(node)]
        kinds = [part.kind for part in parts if part.kind]
        types = [part.type for part in parts if part.type]
        own = _own_type(node, self.parameters)
        return Seen(
            kinds[0] if kinds else None, own or (types[0] if types else None), any(part.closed for part in parts)
        )

    def _has_kind(self, node: exp.Expr) -> bool:
        return any(self.columns[id(column)].kind for column in node.find_all(exp.Column) if id(column) in self.columns)


def _owner(scope: Scope, column: exp.Column) -> tuple[Scope, str] | None:
    """The scope and alias a column belongs to: the innermost that has it. Raises `Refused` when two have it."""
    where: Scope | None = scope
    while where is not None:
        if column.table:
            if column.table in where.sources:
                return (where, column.table) if column.name in where.sources[column.table].columns else None
        else:
            owners = [alias for alias, source in where.sources.items() if column.name in source.columns]
            if len(owners) > 1 and column.name not in where.merged:
                raise Refused(f"the column {column.name} could be that of {' or '.join(owners)}")
            if owners:
                return where, owners[0]
        where = where.outer
    return None


def _within(select: exp.Select) -> Iterator[tuple[exp.Column, exp.Query | None]]:
    """Every column of a SELECT itself, and every query nested in its expressions (not in FROM or WITH)."""
    skipped = {id(node) for node in _sources(select)}
    yield from _below(select, skipped)


def _sources(select: exp.Select) -> Iterator[exp.Expr]:
    if select.args.get("with_"):
        yield select.args["with_"]
    if select.args.get("from_"):
        yield select.args["from_"]
    for join in select.args.get("joins") or ():
        yield join.this


def _below(node: exp.Expr, skipped: set[int]) -> Iterator[tuple[exp.Column, exp.Query | None]]:
    for child in node.iter_expressions():
        if id(child) in skipped:
            continue
        if isinstance(child, exp.Column):
            yield child, None
        elif isinstance(child, exp.Query):
            yield exp.Column(), child
        else:
            yield from _below(child, skipped)


def _only(source: Source) -> Seen:
    return next(iter(source.columns.values()), Seen())


def _merged(left: Source, right: Source) -> Source:
    if len(left.columns) != len(right.columns):
        raise Refused("the parts of a UNION have different numbers of columns")
    columns = {
        name: Seen(one.kind or other.kind, one.type or other.type, one.closed or other.closed)
        for (name, one), other in zip(left.columns.items(), right.columns.values(), strict=True)
    }
    return Source(columns, None, left.aid or right.aid)


def _passing(node: exp.Expr) -> Iterator[exp.Expr]:
    """The parts of an expression whose values it passes on."""
    match node:
        case exp.Alias() | exp.Paren() | exp.Window() | exp.Filter() | exp.Cast() | exp.Min() | exp.Max() | exp.Neg():
            yield node.this
        case exp.Sum() | exp.Abs() | exp.Round() | exp.Lag() | exp.Lead() | exp.Nullif() | exp.IgnoreNulls():
            yield node.this
        case exp.Coalesce() | exp.Least() | exp.Greatest():
            yield from (node.this, *node.expressions)
        case exp.Case():
            yield from (branch.args["true"] for branch in node.args["ifs"])
            if node.args.get("default") is not None:
                yield node.args["default"]
        case exp.Add() | exp.Sub() | exp.Mul():
            yield from (node.this, node.expression)


_FUNCTION_TYPES: Mapping[type[exp.Expr], str] = {
    exp.Count: "integer",
    exp.DateDiff: "integer",
    exp.IntDiv: "integer",
    exp.Extract: "integer",
    exp.RowNumber: "integer",
    exp.Rank: "integer",
    exp.DenseRank: "integer",
    exp.Length: "integer",
    exp.LastDay: "date",
    exp.DateFromParts: "date",
    exp.TimestampTrunc: "date",
    exp.DateTrunc: "date",
    exp.TimeToStr: "text",
    exp.Lower: "text",
    exp.Upper: "text",
    exp.Trim: "text",
    exp.LogicalOr: "boolean",
    exp.LogicalAnd: "boolean",
    exp.Boolean: "boolean",
    exp.Predicate: "boolean",
    exp.Connector: "boolean",
    exp.Not: "boolean",
    exp.Interval: "interval",
}
_CAST_TYPES = {
    "DATE": "date",
    "BIGINT": "integer",
    "INT": "integer",
    "DECIMAL": "decimal",
    "VARCHAR": "text",
    "TEXT": "text",
    "BOOLEAN": "boolean",
}


def _own_type(node: exp.Expr, parameters: Mapping[str, str]) -> str | None:
    """The type an expression has by itself, whatever its parts are."""
    if isinstance(node, exp.Cast):
        return _CAST_TYPES.get(node.to.this.value.upper())
    if isinstance(node, exp.Placeholder):
        return parameters.get(str(node.this))
    if isinstance(node, exp.Literal):
        return "text" if node.is_string else "integer" if node.is_int else "decimal"
    for kind, name in _FUNCTION_TYPES.items():
        if isinstance(node, kind):
            return name
    return None
