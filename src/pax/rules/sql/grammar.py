"""The text and the tree of a SELECT against the allow-list: what it is made of, not yet what it means."""

import re
from collections.abc import Iterator, Sequence

import sqlglot
from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

from pax.rules.sql.allowed import Allowed


class Refused(Exception):
    """Why the SQL is refused, in a sentence without a full stop; `line` within the SQL, where known."""

    def __init__(self, problem: str, line: int | None = None) -> None:
        super().__init__(problem)
        self.line = line


_NAME = re.compile(r"[a-z_][a-z0-9_]*", re.ASCII)
_BEFORE_PAREN = frozenset(
    {
        TokenType.AND, TokenType.OR, TokenType.NOT, TokenType.IN, TokenType.ALIAS, TokenType.ON, TokenType.WHERE,
        TokenType.FROM, TokenType.JOIN, TokenType.WHEN, TokenType.THEN, TokenType.ELSE, TokenType.SELECT,
        TokenType.DISTINCT, TokenType.HAVING, TokenType.QUALIFY, TokenType.GROUP_BY, TokenType.ORDER_BY,
        TokenType.PARTITION_BY, TokenType.UNION, TokenType.EXCEPT, TokenType.INTERSECT, TokenType.ALL, TokenType.OVER,
        TokenType.FILTER, TokenType.EXISTS, TokenType.BETWEEN, TokenType.USING, TokenType.INTERVAL, TokenType.CASE,
        TokenType.COMMA, TokenType.L_PAREN, TokenType.EQ, TokenType.NEQ, TokenType.LT, TokenType.LTE, TokenType.GT,
        TokenType.GTE, TokenType.PLUS, TokenType.DASH, TokenType.STAR, TokenType.DPIPE,
    }
)  # fmt: skip
"""Words and signs after which a parenthesis groups; after anything else it would be a call."""


def parse(sql: str, allowed: Allowed) -> exp.Query:
    """One SELECT made only of what is allowed. Raises `Refused`."""
    _check_text(sql)
    tokens = _tokens(sql)
    _check_tokens(tokens, allowed)
    query = _one_statement(sql)
    for node in query.walk():
        _check_node(node, allowed)
    _check_nulls_written(query, tokens)
    return query


def parse_condition(condition: str, table: str, allowed: Allowed) -> exp.Query:
    """A population's condition, read as part of a SELECT over its table, so that it cannot break out of it."""
    if condition.count("(") != condition.count(")") or "--" in condition:
        raise Refused("the condition of the population is no condition")
    query = parse(f"SELECT COUNT(*) AS n FROM {table} WHERE ({condition})", allowed)  # noqa: S608  never run
    where = query.args.get("where")
    if not isinstance(query, exp.Select) or where is None or not isinstance(where.this, exp.Paren):
        raise Refused("the condition of the population is no condition")
    return query


def _check_text(sql: str) -> None:
    bare = _bare(sql)
    if any(ord(character) < 32 and character not in "\n\t" for character in sql):
        raise Refused("a control character stands in the SQL")
    if not bare.isascii():
        raise Refused("a name holds a letter outside a–z")
    for mark, problem in _MARKS.items():
        if mark in bare:
            raise Refused(problem)


_MARKS = {
    "/*": "a comment of the form /* */ stands in the SQL; use --",
    "*/": "a comment of the form /* */ stands in the SQL; use --",
    ";": "a semicolon stands in the SQL: one statement, no end mark",
    '"': "a quoted name stands in the SQL; write names in lower case, unquoted",
    "`": "a quoted name stands in the SQL; write names in lower case, unquoted",
    "$$": "a text in dollar signs stands in the SQL",
    "''''": "a quotation mark stands within a text",
    "#": "a column stands by its number",
    "{": "a struct stands in the SQL",
    "[": "an array or slice stands in the SQL",
}
_STRING_OR_COMMENT = re.compile(r"'[^']*'|--[^\n]*")


def _bare(sql: str) -> str:
    """The SQL with texts emptied and line comments removed. Raises `Refused` for a text that does not end."""
    bare = _STRING_OR_COMMENT.sub(lambda match: "''" if match[0].startswith("'") else "", sql)
    if bare.count("'") % 2:
        raise Refused("a text does not end")
    if re.search(r"[A-Za-z0-9_$]'[^']*'", bare):
        raise Refused("a text has a prefix")
    return bare


def _tokens(sql: str) -> Sequence[Token]:
    try:
        return sqlglot.tokenize(sql, dialect="duckdb")
    except sqlglot.errors.SqlglotError:
        raise Refused("the SQL cannot be read") from None


def _check_tokens(tokens: Sequence[Token], allowed: Allowed) -> None:
    for previous, token in zip([None, *tokens], tokens, strict=False):
        if token.token_type is TokenType.L_PAREN and previous is not None:
            _check_call(previous, allowed)
        if (
            token.token_type is TokenType.VAR
            and _NAME.fullmatch(token.text) is None
            and token.text != token.text.upper()
        ):
            raise Refused(f"the name {token.text} is not in lower case", token.line)


def _check_call(previous: Token, allowed: Allowed) -> None:
    if previous.token_type in _BEFORE_PAREN:
        return
    if previous.text.upper() not in allowed.functions:
        raise Refused(f"the function {previous.text} is not on the list", previous.line)


def _one_statement(sql: str) -> exp.Query:
    try:
        statements = sqlglot.parse(sql, dialect="duckdb")
    except (sqlglot.errors.SqlglotError, RecursionError):
        raise Refused("the SQL cannot be read") from None
    query = statements[0] if len(statements) == 1 else None
    if not isinstance(query, exp.Select | exp.SetOperation):
        raise Refused("it is not one SELECT")
    return query


def _check_node(node: exp.Expr, allowed: Allowed) -> None:
    name = type(node).__name__
    if name not in allowed.nodes:
        raise Refused(f"{_called(name)} is not on the list")
    for part, value in node.args.items():
        if value not in (None, False, [], "") and part not in allowed.nodes[name]:
            raise Refused(f"{_called(name)} with {part.strip('_')} is not on the list")
    for problem in _PARTICULAR.get(name, _nothing)(node, allowed):
        raise Refused(problem)


def _called(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).upper()


def _nothing(node: exp.Expr, allowed: Allowed) -> Iterator[str]:
    yield from ()


def _identifier(node: exp.Expr, allowed: Allowed) -> Iterator[str]:
    if _NAME.fullmatch(str(node.this)) is None:
        yield f"the name {node.this} is not in lower case"


def _star(node: exp.Expr, allowed: Allowed) -> Iterator[str]:
    if not isinstance(node.parent, exp.Count):
        yield "* stands outside COUNT(*)"


def _table(node: exp.Expr, allowed: Allowed) -> Iterator[str]:
    if not isinstance(node.this, exp.Identifier):
        yield "something that is no table stands in FROM"


def _join(node: exp.Expr, allowed: Allowed) -> Iterator[str]:
    kind = f"{node.args.get('side') or ''} {node.args.get('kind') or ''}".strip().upper()
    if kind not in allowed.joins:
        yield f"a {kind} JOIN is not on the list"
    if kind != "CROSS" and not (node.args.get("on") or node.args.get("using")):
        yield "a JOIN has no ON"


def _window_spec(node: exp.Expr, allowed: Allowed) -> Iterator[str]:
    if str(node.args.get("kind")).upper() not in allowed.frames:
        yield "the window frame is not on the list"


def _window(node: exp.Expr, allowed: Allowed) -> Iterator[str]:
    if node.find(exp.Distinct):
        yield "DISTINCT within a window is not on the list"


def _group(node: exp.Expr, allowed: Allowed) -> Iterator[str]:
    if any(isinstance(one, exp.Literal) for one in node.expressions):
        yield "GROUP BY names a column by its number"


def _data_type(node: exp.Expr, allowed: Allowed) -> Iterator[str]:
    if node.this.value.upper() not in allowed.types:
        yield f"the type {node.this.value} is not on the list"


def _date_diff(node: exp.Expr, allowed: Allowed) -> Iterator[str]:
    if str(node.args["unit"]).strip("'").lower() != "day":
        yield "DATE_DIFF counts something else than 'day': only days agree between the engines"


def _int_div(node: exp.Expr, allowed: Allowed) -> Iterator[str]:
    divisor = node.expression
    if not isinstance(divisor, exp.Literal) or divisor.is_string or not divisor.is_int or int(divisor.this) < 1:
        yield "// divides by something else than a whole number written out"


def _trunc(node: exp.Expr, allowed: Allowed) -> Iterator[str]:
    if str(node.args["unit"]).strip("'").lower() not in ("month", "year"):
        yield "DATE_TRUNC cuts to something else than 'month' or 'year'"


def _extract(node: exp.Expr, allowed: Allowed) -> Iterator[str]:
    if str(node.this).lower() not in ("year", "month", "day"):
        yield "EXTRACT takes something else than YEAR, MONTH or DAY"


def _placeholder(node: exp.Expr, allowed: Allowed) -> Iterator[str]:
    if not isinstance(node.args.get("this"), str) or _NAME.fullmatch(str(node.this)) is None:
        yield "a parameter is not written as $name"


_PARTICULAR = {
    "Identifier": _identifier,
    "Star": _star,
    "Table": _table,
    "Join": _join,
    "WindowSpec": _window_spec,
    "Window": _window,
    "Group": _group,
    "DataType": _data_type,
    "DateDiff": _date_diff,
    "IntDiv": _int_div,
    "DateTrunc": _trunc,
    "TimestampTrunc": _trunc,
    "Extract": _extract,
    "Placeholder": _placeholder,
}


def _check_nulls_written(query: exp.Query, tokens: Sequence[Token]) -> None:
    written = sum(token.text.upper() == "NULLS" for token in tokens)
    if len(list(query.find_all(exp.Ordered))) > written:
        raise Refused("an ORDER BY does not say NULLS LAST: the engines would differ")
