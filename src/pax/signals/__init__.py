"""Runs rules, each behind its own window on the data; rows become signals."""

from pax.signals.areas import AreaCount, area_counts
from pax.signals.asking import Asked
from pax.signals.find import Search, find, mounts_of
from pax.signals.grouping import canonical, plain, signal_id
from pax.signals.household import household, looked_up, read_by
from pax.signals.model import Evidence, Found, RuleCount, RuleStopped, Signal
from pax.signals.population import population, population_size
from pax.signals.texts import Labels, named, number, tell

__all__ = [
    "AreaCount",
    "Asked",
    "Evidence",
    "Found",
    "Labels",
    "RuleCount",
    "RuleStopped",
    "Search",
    "Signal",
    "area_counts",
    "canonical",
    "find",
    "household",
    "looked_up",
    "mounts_of",
    "named",
    "number",
    "plain",
    "population",
    "population_size",
    "read_by",
    "signal_id",
    "tell",
]
