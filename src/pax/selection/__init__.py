"""Which of the waiting items a week reads, and what the answers say of the rules. Pure: chance comes from a key."""

from pax.selection.measures import (
    ARITHMETIC,
    Agreement,
    Interval,
    Readings,
    fairness_ratio,
    is_fair,
    is_live,
    kappa,
    wilson,
)
from pax.selection.outcomes import CAUSES, COLUMNS, FINDINGS, Outcome, cells, read_outcomes, write_outcomes
from pax.selection.weeks import Chosen, Draw, Record, Signal, choose, ranked, right, weekly

__all__ = [
    "ARITHMETIC",
    "CAUSES",
    "COLUMNS",
    "FINDINGS",
    "Agreement",
    "Chosen",
    "Draw",
    "Interval",
    "Outcome",
    "Readings",
    "Record",
    "Signal",
    "cells",
    "choose",
    "fairness_ratio",
    "is_fair",
    "is_live",
    "kappa",
    "ranked",
    "read_outcomes",
    "right",
    "weekly",
    "wilson",
    "write_outcomes",
]
