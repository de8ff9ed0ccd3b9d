"""Loads rule files and views, and refuses those that break their contract."""

from pax.rules.book import load
from pax.rules.building import build_views, views_before_protection
from pax.rules.examples import cases_path, read_cases
from pax.rules.locking import lock
from pax.rules.model import (
    Case,
    Expected,
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
    RuleBook,
    Scope,
    SubjectKind,
    View,
)
from pax.rules.parameters import parameter_values, settings
from pax.rules.standing import Standing, State, reads_aid, standing
from pax.rules.trial import CaseResult, run_cases

__all__ = [
    "Case",
    "CaseResult",
    "Expected",
    "Explanation",
    "FactKind",
    "FirstContact",
    "LegalBasis",
    "Maturity",
    "Mode",
    "Parameter",
    "ParameterType",
    "Population",
    "Rule",
    "RuleBook",
    "Scope",
    "Standing",
    "State",
    "SubjectKind",
    "View",
    "build_views",
    "cases_path",
    "load",
    "lock",
    "parameter_values",
    "read_cases",
    "reads_aid",
    "run_cases",
    "settings",
    "standing",
    "views_before_protection",
]
