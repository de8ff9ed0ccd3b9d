"""One municipality's choices: `municipality.toml` as frozen types, and how a new one is written."""

from pax.municipality.choices import (
    BOARDS,
    EXCHANGE,
    Activation,
    Board,
    Ground,
    Municipality,
    Receipt,
    matches,
)
from pax.municipality.grounds import Grounds, read_grounds
from pax.municipality.reading import load, read
from pax.municipality.writing import new_text

__all__ = [
    "BOARDS",
    "EXCHANGE",
    "Activation",
    "Board",
    "Ground",
    "Grounds",
    "Municipality",
    "Receipt",
    "load",
    "matches",
    "new_text",
    "read",
    "read_grounds",
]
