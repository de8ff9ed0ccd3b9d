"""The examples of a rule: `<ID>.cases.yml` as `Case`s."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from pax.rules.header import Section, read, refuse
from pax.rules.model import Case, Expected

OBLIGATORY = ("sambo_without_common_children", "four_siblings_who_immigrated_apart", "a_lodger", "sheltered_housing")
"""What a silent case can prove beside an innocent explanation; `contract` says which rules owe which."""

_CASE = frozenset({"id", "says", "shows", "as_of", "tables"})
_CASE_OPTIONAL = frozenset({"covers", "parameters", "expect", "same_tomorrow"})
_SIGNAL = frozenset({"subject", "anchor"})
_SIGNAL_OPTIONAL = frozenset({"amount", "from_date", "to_date", "facts", "evidence"})


def cases_path(rule: Path) -> Path:
    """Where the examples of a rule file stand."""
    return rule.with_suffix(".cases.yml")


def read_cases(path: Path) -> tuple[Case, ...]:
    """Read the examples of one rule. Raises `RuleRefused`, or `WrongUse` for YAML that does not parse."""
    if not path.is_file():
        raise refuse(path, "the file does not exist", "write the cases of the rule: at least one finding, one silent")
    top = Section.of(read(path.read_text(encoding="utf-8"), path), path, "the file", frozenset({"cases"}))
    cases = tuple(_case(item, path) for item in top.items("cases"))
    names = [case.id for case in cases]
    if len(set(names)) != len(names):
        raise refuse(path, "two cases have one id", "give each its own")
    return cases


def _case(item: object, path: Path) -> Case:
    section = Section.of(item, path, "a case", _CASE, _CASE_OPTIONAL)
    name = section.text("id")
    section = Section(section.values, path, f"the case {name}")
    shows = section.values["shows"]
    if shows not in ("finds", "silent"):
        raise refuse(path, f"the case {name} shows neither finds nor silent", "write one of them")
    expect = tuple(_expected(one, path, name) for one in section.items("expect")) if "expect" in section.values else ()
    if (shows == "finds") != bool(expect):
        raise refuse(
            path, f"the case {name} and what it expects do not agree", "expect signals where it finds, only there"
        )
    return Case(
        id=name,
        says=section.text("says"),
        finds=shows == "finds",
        covers=section.texts("covers") if "covers" in section.values else (),
        as_of=_day(section.values["as_of"], path, name),
        parameters=section.mapping("parameters") if "parameters" in section.values else {},
        tables={table: _rows(rows, path, name) for table, rows in section.mapping("tables").items()},
        expect=expect,
        same_tomorrow=section.flag("same_tomorrow") if "same_tomorrow" in section.values else True,
    )


def _rows(rows: object, path: Path, name: str) -> tuple[Mapping[str, object], ...]:
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise refuse(
            path, f"the case {name} has a table that is not a list of rows", "write each row as {column: value}"
        )
    return tuple(rows)


def _expected(item: object, path: Path, name: str) -> Expected:
    section = Section.of(item, path, f"what the case {name} expects", _SIGNAL, _SIGNAL_OPTIONAL)
    values = section.values
    amount = values.get("amount")
    return Expected(
        subject=str(values["subject"]),
        anchor=str(values["anchor"] or ""),
        amount=None if amount is None else Decimal(str(amount)),
        from_date=_day(values["from_date"], path, name) if values.get("from_date") is not None else None,
        to_date=_day(values["to_date"], path, name) if values.get("to_date") is not None else None,
        facts=section.mapping("facts") if "facts" in values else {},
        evidence=_evidence(section) if "evidence" in values else None,
    )


def _evidence(section: Section) -> frozenset[tuple[str, str]]:
    """`["tenancies T1|dana", …]`: a table, a space, the row's key."""
    pairs = [text.partition(" ") for text in section.texts("evidence")]
    return frozenset((table, key) for table, _, key in pairs)


def _day(value: object, path: Path, name: str) -> date:
    if type(value) is not date:
        raise refuse(path, f"the case {name} has a date that is none", "write it as 2026-06-30")
    return value
