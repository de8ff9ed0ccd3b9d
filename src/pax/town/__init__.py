"""A municipality that does not exist, with an answer key. It writes files and knows no reader."""

from pax.town.build import Town, build
from pax.town.writers.exchange import Format
from pax.town.writers.layout import write_town

__all__ = ["Format", "Town", "build", "write_town"]
