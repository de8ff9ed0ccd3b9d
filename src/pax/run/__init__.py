"""A run from start to finish: the folder of deliveries in, the run folder out; and what reads a run folder back."""

from pax.run.asking import CAUSES, Question, Reply, ask_deliveries, ask_kept
from pax.run.backtesting import Point, Step, backtest
from pax.run.keeping import Kept, open_kept
from pax.run.keys import Keys
from pax.run.preparing import Place, Prepared, prepare
from pax.run.reading import RunFolder
from pax.run.running import Run, run

__all__ = [
    "CAUSES",
    "Kept",
    "Keys",
    "Place",
    "Point",
    "Prepared",
    "Question",
    "Reply",
    "Run",
    "RunFolder",
    "Step",
    "ask_deliveries",
    "ask_kept",
    "backtest",
    "open_kept",
    "prepare",
    "run",
]
