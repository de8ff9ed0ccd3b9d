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
from pax.municipality.reading import load

__all__ = [
    "BOARDS",
    "EXCHANGE",
    "Activation",
    "Board",
    "Ground",
    "Municipality",
    "Receipt",
    "load",
    "matches",
]
