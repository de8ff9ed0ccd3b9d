"""The command line: one file per verb."""

from pax.cli.frame import pax as main

__all__ = ["main"]
