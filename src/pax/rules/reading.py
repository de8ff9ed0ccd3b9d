"""From a header to a `Rule` or a `View`: types, words and shapes. What the rule means is checked in `contract`."""

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from pax.rules.header import Section, both, refuse, split
from pax.rules.model import (
    Explanation,
    FactKind,
    FirstContact,
    LegalBasis,
    Maturity,
    Mode,
    Parameter,
    ParameterType,
    Population,
    Rule,
    Scope,
    SubjectKind,
    Value,
    View,
)
from pax.vocabulary import Text

_RULE_KEYS = frozenset(
    [
        "id",
        "title",
        "version",
        "maturity",
        "boards",
        "scope",
        "mode",
        "subject",
        "in_favour",
        "wildcard",
        "reads",
        "uses",
        "population",
        "facts",
        "parameters",
        "legal_basis",
        "explain",
        "innocent_explanations",
        "misses",
        "next_step",
        "secrecy",
        "leads_to",
        "retention_days",
    ]
)
_RULE_OPTIONAL = frozenset({"first_contact"})
_VIEW_KEYS = frozenset(["id", "version", "purpose", "reads", "uses", "columns", "key", "before_protection"])
Word = TypeVar("Word", bound=StrEnum)


def read_rule(path: Path) -> Rule:
    """Read one rule file without its cases. Raises `RuleRefused` (or `WrongUse` for YAML that does not parse)."""
    header, sql = split(path.read_text(encoding="utf-8"), path)
    top = Section.of(header, path, "the header", _RULE_KEYS, _RULE_OPTIONAL)
    contact = top.values.get("first_contact")
    return Rule(
        id=top.text("id"),
        title=top.both("title"),
        version=top.number("version"),
        maturity=_word(top, "maturity", Maturity),
        boards=top.texts("boards"),
        scope=_word(top, "scope", Scope),
        mode=_word(top, "mode", Mode),
        subject=_word(top, "subject", SubjectKind),
        first_contact=None if contact is None else _word(top, "first_contact", FirstContact),
        in_favour=top.flag("in_favour"),
        wildcard=top.flag("wildcard"),
        reads=_reads(top),
        uses=top.texts("uses"),
        population=_population(top),
        facts={name: _kind(kind, FactKind, path, f"facts.{name}") for name, kind in top.mapping("facts").items()},
        parameters={name: _parameter(name, spec, path) for name, spec in top.mapping("parameters").items()},
        legal_basis=tuple(_basis(item, path) for item in top.items("legal_basis")),
        explain=top.both("explain"),
        innocent_explanations=tuple(_explanation(item, path) for item in top.items("innocent_explanations")),
        misses=tuple(both(item, path, "misses") for item in top.items("misses")),
        next_step=top.both("next_step"),
        secrecy=top.texts("secrecy"),
        leads_to=None if top.values["leads_to"] is None else top.text("leads_to"),
        retention_days=top.number("retention_days"),
        sql=sql,
        sha256=_hash(sql),
        path=path,
    )


def read_view(path: Path) -> View:
    """Read one view file. Raises as `read_rule`."""
    header, sql = split(path.read_text(encoding="utf-8"), path)
    top = Section.of(header, path, "the header", _VIEW_KEYS, frozenset({"optional"}))
    return View(
        id=top.text("id"),
        version=top.number("version"),
        purpose=top.both("purpose"),
        reads=_reads(top),
        uses=top.texts("uses"),
        columns={name: _sql_type(kind, path, name) for name, kind in top.mapping("columns").items()},
        key=top.texts("key"),
        before_protection=top.flag("before_protection"),
        sql=sql,
        sha256=_hash(sql),
        path=path,
        optional=top.texts("optional") if "optional" in top.values else (),
    )


def typed(value: object, kind: ParameterType) -> Value | None:
    """The value as its parameter type wants it, or None when it is of another type."""
    match kind:
        case ParameterType.INTEGER | ParameterType.MONTHS_BACK:
            return value if isinstance(value, int) and not isinstance(value, bool) else None
        case ParameterType.DECIMAL:
            return None if isinstance(value, bool) or not isinstance(value, int | float | Decimal) else _decimal(value)
        case ParameterType.DATE:
            return value if type(value) is date else None
        case ParameterType.TEXT:
            return value if isinstance(value, str) else None
        case ParameterType.BOOLEAN:
            return value if isinstance(value, bool) else None


def _decimal(value: float | Decimal) -> Decimal:
    return Decimal(str(value))


def _word(top: Section, key: str, words: type[Word]) -> Word:
    return _kind(top.values[key], words, top.path, key)


def _kind(value: object, words: type[Word], path: Path, place: str) -> Word:
    if not isinstance(value, str) or value not in set(words):
        raise refuse(path, f"{place} is none of {', '.join(words)}", "choose one of them")
    return words(value)


def _reads(top: Section) -> Mapping[str, tuple[str, ...]]:
    tables = top.mapping("reads")
    inner = Section(tables, top.path, "reads")
    return {table: inner.texts(table) for table in tables}


def _population(top: Section) -> Population:
    section = Section.of(
        top.values["population"], top.path, "population", frozenset({"table", "column"}), frozenset({"where"})
    )
    where = section.text("where") if section.values.get("where") is not None else None
    return Population(section.text("table"), section.text("column"), where)


def _parameter(name: str, spec: object, path: Path) -> Parameter:
    place = f"parameters.{name}"
    section = Section.of(spec, path, place, frozenset({"type", "default", "why"}))
    kind = _kind(section.values["type"], ParameterType, path, f"{place}.type")
    default = typed(section.values["default"], kind)
    if default is None:
        raise refuse(path, f"{place}.default is not of type {kind}", "write a default of that type")
    return Parameter(kind, default, section.text("why"))


def _basis(item: object, path: Path) -> LegalBasis:
    section = Section.of(item, path, "legal_basis", frozenset({"act", "section", "confirmed"}))
    return LegalBasis(section.text("act"), section.text("section"), section.flag("confirmed"))


def _explanation(item: object, path: Path) -> Explanation:
    section = Section.of(item, path, "innocent_explanations", frozenset({"id", "visible", "sv", "en", "clears"}))
    return Explanation(
        id=section.text("id"),
        visible=section.flag("visible"),
        text=Text(section.text("sv"), section.text("en")),
        clears=section.both("clears"),
    )


_SQL_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "decimal": "DECIMAL(18,4)",
    "money": "DECIMAL(14,2)",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "person": "VARCHAR",
    "dwelling": "VARCHAR",
    "organisation": "VARCHAR",
    "account": "VARCHAR",
    "lease": "VARCHAR",
    "case": "VARCHAR",
    "property": "VARCHAR",
    "party": "VARCHAR",
    "record": "VARCHAR",
}


def sql_type(kind: str) -> str:
    """The DuckDB type of a view's column kind."""
    return _SQL_TYPES[kind]


def _sql_type(kind: Any, path: Path, name: str) -> str:  # noqa: ANN401  straight from YAML
    if kind not in _SQL_TYPES:
        raise refuse(path, f"columns.{name} is none of {', '.join(_SQL_TYPES)}", "choose one of them")
    return str(kind)


def _hash(sql: str) -> str:
    return hashlib.sha256(sql.encode()).hexdigest()
