"""The store of one board: deliveries received once, whole, and never lost; what is in force; what may go."""

from pax.registers.depot.arriving import Arrival, Became, deliver
from pax.registers.depot.drawing import in_force
from pax.registers.depot.manifest import Held
from pax.registers.depot.pruning import Overdue, overdue, prune
from pax.registers.depot.refusal import Refusal
from pax.registers.depot.shelving import opened_file, quality_of, tables_of
from pax.registers.depot.standing import Listed, State, listed
from pax.registers.depot.store import Contents, Store, contents, open_store
from pax.registers.depot.verifying import Fault, Fell, Verified, verify

__all__ = [
    "Arrival",
    "Became",
    "Contents",
    "Fault",
    "Fell",
    "Held",
    "Listed",
    "Overdue",
    "Refusal",
    "State",
    "Store",
    "Verified",
    "contents",
    "deliver",
    "in_force",
    "listed",
    "open_store",
    "opened_file",
    "overdue",
    "prune",
    "quality_of",
    "tables_of",
    "verify",
]
