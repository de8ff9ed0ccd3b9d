"""The values a rule's parameters have: the header's default unless a municipality says otherwise."""

from collections.abc import Mapping
from datetime import date

from pax.municipality import Municipality
from pax.rules.model import Parameter, ParameterType, Rule, Value
from pax.rules.reading import typed
from pax.vocabulary import WrongUse, months_back


def settings(rule: Rule, chosen: Mapping[str, object], where: str) -> dict[str, Value]:
    """Every parameter as a municipality would read it: `chosen` over the defaults. Raises `WrongUse` by name."""
    unknown = sorted(set(chosen) - set(rule.parameters))
    if unknown:
        raise WrongUse(
            f"{rule.id} has no parameter {unknown[0]}",
            file=where,
            ask="whoever writes the file",
            then=f"use one of: {', '.join(rule.parameters) or '(it has none)'}",
        )
    return {name: _chosen(rule, name, spec, chosen, where) for name, spec in rule.parameters.items()}


def _chosen(rule: Rule, name: str, spec: Parameter, chosen: Mapping[str, object], where: str) -> Value:
    if name not in chosen:
        return spec.default
    value = typed(chosen[name], spec.type)
    if value is None:
        raise WrongUse(
            f"{name} of {rule.id} is not of type {spec.type}",
            file=where,
            ask="whoever writes the file",
            then=f"write a value of type {spec.type}",
        )
    return value


def parameter_values(rule: Rule, municipality: Municipality, as_of: date) -> dict[str, Value]:
    """What the rule's SQL is given in this municipality on this day. Raises `WrongUse` for a parameter by name."""
    chosen = municipality.parameters.get(rule.id, {})
    return values(rule, chosen, as_of, municipality.code, municipality.path.name)


def values(
    rule: Rule, chosen: Mapping[str, object], as_of: date, municipality_code: str, where: str
) -> dict[str, Value]:
    """What the SQL is given: `settings` with `months_back` computed to dates, `as_of` and `municipality_code`."""
    given: dict[str, Value] = {"as_of": as_of, "municipality_code": municipality_code}
    for name, value in settings(rule, chosen, where).items():
        months = rule.parameters[name].type is ParameterType.MONTHS_BACK
        given[name] = months_back(as_of, int(str(value))) if months else value
    return given
