"""What a board writes: one file per letter in `letters/`, its words and the facts it takes; a letter and a record of
facts in, what stands on the paper out.

Pure: no clock, no database, no typesetting.
"""

from pax.letters.faults import SOURCES, faults, forbidden
from pax.letters.filling import (
    Filled,
    FilledDots,
    FilledHead,
    FilledRunning,
    FilledTable,
    Record,
    Said,
    filled,
    missing,
)
from pax.letters.lix import lix
from pax.letters.model import COLUMNS, Fact, FactKind, Letter, Receiver, Signer
from pax.letters.reading import load
from pax.letters.saying import Value, money, said, said_day, said_money

__all__ = [
    "COLUMNS",
    "SOURCES",
    "Fact",
    "FactKind",
    "Filled",
    "FilledDots",
    "FilledHead",
    "FilledRunning",
    "FilledTable",
    "Letter",
    "Receiver",
    "Record",
    "Said",
    "Signer",
    "Value",
    "faults",
    "filled",
    "forbidden",
    "lix",
    "load",
    "missing",
    "money",
    "said",
    "said_day",
    "said_money",
]
