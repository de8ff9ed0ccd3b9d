"""The command line: one file per verb. A verb joins the command by being imported here."""

from pax.cli import municipality
from pax.cli.frame import pax as main

VERBS = (municipality,)

__all__ = ["VERBS", "main"]
