"""Today's date in Sweden and the moment it is, given as settings so that a test can hold them still."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings


def stockholm() -> date:
    """The date it is in Stockholm."""
    return datetime.now(ZoneInfo("Europe/Stockholm")).date()  # noqa: TID251  the sites' one clock; PAX_TODAY replaces it


def today() -> date:
    """What the site's setting `PAX_TODAY` says."""
    day: Callable[[], date] = settings.PAX_TODAY
    return day()


def utc() -> datetime:
    """The moment it is, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  the sites' one clock; PAX_NOW replaces it


def now() -> datetime:
    """What the site's setting `PAX_NOW` says."""
    moment: Callable[[], datetime] = settings.PAX_NOW
    return moment()


def day_of_now() -> date:
    """The date in Stockholm at the moment `PAX_NOW` says: a site with both can never be of two minds."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The date it was in Stockholm at a moment: half past midnight is the next day there, and not yet in UTC."""
    return moment.astimezone(ZoneInfo("Europe/Stockholm")).date()
