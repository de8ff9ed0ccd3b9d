"""`outcomes.csv`, which goes back to the engine: its columns and rows, for the room that knows what became of items."""

from pax.api.weeks import COLUMNS, Outcome, cells, write_outcomes

__all__ = ["COLUMNS", "Outcome", "cells", "write_outcomes"]
