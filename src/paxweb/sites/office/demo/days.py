"""Another day, for what the demo's people did before today."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings

from paxweb.frame.clock import today


@contextmanager
def as_of(day: date) -> Iterator[None]:
    """Within it the office's clock stands on that day, at the time of day it is, and goes on."""
    given, ago = settings.PAX_NOW, today() - day
    settings.PAX_NOW = lambda: given() - ago
    try:
        yield
    finally:
        settings.PAX_NOW = given
