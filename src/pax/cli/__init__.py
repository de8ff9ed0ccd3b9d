"""The command line: one file per verb. A verb joins the command by being imported here."""

from pax.cli import municipality, run, share, town
from pax.cli.frame import pax as main

VERBS = (municipality, run, share, town)

__all__ = ["VERBS", "main"]
