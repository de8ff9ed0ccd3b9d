"""The command line: one file per verb. A verb joins the command by being imported here."""

from pax.cli import ask, backtest, diff, explain, keys, law, municipality, publish, rules, run, score, share, town
from pax.cli.frame import pax as main

VERBS = (ask, backtest, diff, explain, keys, law, municipality, publish, rules, run, score, share, town)

__all__ = ["VERBS", "main"]
