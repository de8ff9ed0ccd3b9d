"""Today's date in Sweden, given to views as a setting so that a test can hold it still."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings


def stockholm() -> date:
    """The date it is in Stockholm."""
    return datetime.now(ZoneInfo("Europe/Stockholm")).date()  # noqa: TID251  the sites' one clock; PAX_TODAY replaces it


def today() -> date:
    """What the site's setting `PAX_TODAY` says."""
    day: Callable[[], date] = settings.PAX_TODAY
    return day()
