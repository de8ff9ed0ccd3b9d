"""The command line: one file per verb, imported when it is called, so that one question need not wait for the rest."""

from pax.cli.frame import pax as main

__all__ = ["main"]
