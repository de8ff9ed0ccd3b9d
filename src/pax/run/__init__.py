"""A run from start to finish: the folder of deliveries in, the run folder out; and what reads a run folder back."""

from pax.run.keeping import Kept, open_kept
from pax.run.keys import Keys
from pax.run.preparing import Place, Prepared, prepare
from pax.run.reading import RunFolder
from pax.run.running import Run, run

__all__ = ["Kept", "Keys", "Place", "Prepared", "Run", "RunFolder", "open_kept", "prepare", "run"]
