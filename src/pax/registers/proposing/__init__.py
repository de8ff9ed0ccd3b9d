"""Proposes a `register.yml` by looking at a file: its form, its columns, what they mean, and whether it can be read."""

from pax.registers.proposing.forms import Form, form_of
from pax.registers.proposing.matching import Guess, Match, match
from pax.registers.proposing.proving import Proof, prove
from pax.registers.proposing.seeing import Seen, SeenList, see
from pax.registers.proposing.targets import Target, targets
from pax.registers.proposing.writing import Told, write

__all__ = [
    "Form",
    "Guess",
    "Match",
    "Proof",
    "Seen",
    "SeenList",
    "Target",
    "Told",
    "form_of",
    "match",
    "prove",
    "see",
    "targets",
    "write",
]
