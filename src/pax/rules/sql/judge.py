"""A rule's or view's SQL against its header: everything it sees is declared, everything declared is used."""

from collections.abc import Mapping

from sqlglot import exp

from pax.rules.model import GIVEN, ParameterType, Rule, RuleBook, SubjectKind, View
from pax.rules.sql.allowed import Allowed
from pax.rules.sql.grammar import Refused, parse, parse_condition
from pax.rules.sql.identifiers import check_identifiers
from pax.rules.sql.matching import check_search_keys
from pax.rules.sql.sight import Seen, Sight, Source
from pax.vocabulary import Closed, Schema

_PLACES = frozenset({SubjectKind.DWELLING, SubjectKind.ORGANISATION})
_TYPES = {"money": "decimal"}
_PARAMETER_TYPES = {ParameterType.MONTHS_BACK: "date"}
_ID_WORDS = frozenset({"person", "party", "dwelling", "organisation", "property", "account", "lease", "case", "record"})


def judge_rule(rule: Rule, book: RuleBook, schema: Schema, allowed: Allowed) -> None:
    """Read a rule's SQL and its population. Raises `Refused`."""
    types = {name: _PARAMETER_TYPES.get(spec.type, spec.type.value) for name, spec in rule.parameters.items()}
    mounted = {table: _table(table, columns, schema) for table, columns in rule.reads.items()}
    mounted |= {view: _view(book.views[view], book) for view in rule.uses}
    query = parse(rule.sql, allowed)
    sight = _look(query, mounted, types)
    counted = _population(rule, mounted, types, allowed)
    _check_outputs(query, rule.columns)
    _check_evidence(query, rule)
    if rule.subject not in _PLACES:
        _check_closed(query, sight)
    _check_used(rule.reads, sight.used | counted)
    _check_parameters(rule, query)
    check_search_keys(rule, query, sight)


def judge_view(view: View, book: RuleBook, schema: Schema, allowed: Allowed) -> None:
    """Read a view's SQL. Raises `Refused`."""
    for table, columns in view.reads.items():
        for column in columns:
            if column != "collective" and schema[table].column(column).closed is not Closed.NO:
                raise Refused(f"{table}.{column} is closed to views")
    mounted = {table: _table(table, columns, schema, keyed=False) for table, columns in view.reads.items()}
    mounted |= {below: _view(book.views[below], book) for below in view.uses}
    query = parse(view.sql, allowed)
    sight = _look(query, mounted, {})
    if sorted(query.named_selects) != sorted(view.columns):
        raise Refused(f"the SELECT does not give the columns {', '.join(view.columns)}")
    _check_used(view.reads, sight.used)
    for placeholder in query.find_all(exp.Placeholder):
        if placeholder.this not in GIVEN:
            raise Refused(f"a view has no parameter {placeholder.this}")


def _look(query: exp.Query, mounted: Mapping[str, Source], types: Mapping[str, str]) -> Sight:
    sight = Sight(mounted, {"as_of": "date", "municipality_code": "text", **types})
    sight.query(query, {})
    check_identifiers(query, sight)
    _check_arithmetic(query, sight)
    return sight


def _table(name: str, columns: tuple[str, ...], schema: Schema, *, keyed: bool = True) -> Source:
    seen = {"row_key": Seen(f"row of {name}", "text")} if keyed else {}
    for column in columns:
        if (name, column) == ("dwellings", "collective"):
            seen[column] = Seen(None, "boolean")
            continue
        spec = schema[name].column(column)
        kind = spec.id.value if spec.id is not None else None
        seen[column] = Seen(kind, _TYPES.get(spec.type.value, spec.type.value), spec.closed is Closed.CONDITIONS)
    return Source(seen, name, name.startswith("aid_"))


def _view(view: View, book: RuleBook) -> Source:
    seen = {}
    for name, kind in view.columns.items():
        is_id = kind in _ID_WORDS
        seen[name] = Seen(kind if is_id else None, "text" if is_id else _TYPES.get(kind, kind))
    below = [book.views[name] for name in book.views_of((view.id,))]
    return Source(
        seen, None, any(table.startswith("aid_") for one in below for table in set(one.reads) - set(one.optional))
    )


def _population(
    rule: Rule, mounted: Mapping[str, Source], types: Mapping[str, str], allowed: Allowed
) -> set[tuple[str, str]]:
    group = rule.population
    if group.table not in rule.reads or group.column not in rule.reads[group.table]:
        raise Refused("the population names a table or column that is not among the reads")
    sight = _look(parse_condition(group.where or "true", group.table, allowed), mounted, types)
    return sight.used | {(group.table, group.column)}


def _check_outputs(query: exp.Query, columns: tuple[str, ...]) -> None:
    if tuple(query.named_selects) != columns:
        raise Refused(f"the SELECT does not give exactly the columns {', '.join(columns)}, in this order")


def _check_evidence(query: exp.Expr, rule: Rule) -> None:
    if isinstance(query, exp.SetOperation):
        _check_evidence(query.this, rule)
        _check_evidence(query.expression, rule)
        return
    table = query.unnest().expressions[2].unalias() if isinstance(query, exp.Select | exp.Subquery) else None
    if isinstance(table, exp.Literal) and table.this not in rule.reads:
        raise Refused(f"the evidence names {table.this}, which is not among the reads")


def _check_closed(query: exp.Query, sight: Sight) -> None:
    for column in query.find_all(exp.Column):
        seen = sight.columns.get(id(column))
        if seen is None or not seen.closed:
            continue
        top = column.parent if isinstance(column.parent, exp.Alias) else column
        if not (isinstance(top.parent, exp.Select) and top.arg_key == "expressions"):
            raise Refused(f"{column.name} is closed in conditions: a rule about persons may show it, not use it")


def _check_used(reads: Mapping[str, tuple[str, ...]], used: set[tuple[str, str]]) -> None:
    for table, columns in reads.items():
        for column in columns:
            if (table, column) not in used:
                raise Refused(f"{table}.{column} is declared and not used")


def _check_parameters(rule: Rule, query: exp.Query) -> None:
    named = {str(placeholder.this) for placeholder in query.find_all(exp.Placeholder)}
    unknown = sorted(named - set(rule.parameters) - set(GIVEN))
    if unknown:
        raise Refused(f"the parameter {unknown[0]} is not declared")
    of_engine = {"trigger_days"} if rule.scope.value == "triggered" else set()
    unused = sorted(set(rule.parameters) - named - of_engine)
    if unused:
        raise Refused(f"the parameter {unused[0]} is declared and not used")


def _check_arithmetic(query: exp.Query, sight: Sight) -> None:
    """Arithmetic on which the engines differ in silence."""
    for node in query.find_all(exp.Add, exp.Sub):
        types = {sight.describe(node.this).type, sight.describe(node.expression).type}
        if isinstance(node, exp.Sub) and types == {"date"}:
            raise Refused("two dates are subtracted: use DATE_DIFF('day', …)")
        if "interval" in types and not _is_cast_back(node):
            raise Refused("a date plus an interval is not cast back: CAST(… AS DATE)")
    for total in query.find_all(exp.Sum):
        if sight.describe(total.this).type != "decimal" and not _is_in_cast(total):
            raise Refused("a SUM of whole numbers is not cast: CAST(SUM(…) AS BIGINT)")
    for cast in query.find_all(exp.Cast):
        whole = cast.to.this.value.upper() in ("BIGINT", "INT")
        if whole and sight.describe(cast.this).type == "decimal":
            raise Refused("a decimal is cast to a whole number: the engines round differently")


def _is_in_cast(node: exp.Expr) -> bool:
    parent = node.parent
    while isinstance(parent, exp.Paren | exp.Window | exp.Filter | exp.Coalesce):
        parent = parent.parent
    return isinstance(parent, exp.Cast)


def _is_cast_back(node: exp.Expr) -> bool:
    parent = node.parent
    while isinstance(parent, exp.Paren):
        parent = parent.parent
    return isinstance(parent, exp.Cast | exp.Predicate)
