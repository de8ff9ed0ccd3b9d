"""Loads rule files and views, and refuses those that break their contract."""

from pax.rules.book import load
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
    "SubjectKind",
    "View",
    "load",
    "run_cases",
]
