"""A board's own case numbers, without gaps anybody could read something from."""

from django.db.models import F

from paxweb.accounts.access import machine
from paxweb.cases.models import Series


def prefix(board_id: str) -> str:
    """Two letters of each word of the board's id: housing_company → HOCO."""
    return "".join(word[:2] for word in board_id.replace("-", "_").split("_")).upper()


def next_number(board_id: str, year: int, *, team_only: bool) -> str:
    """The next number, inside the caller's transaction. Team-only cases count in a series of their own."""
    with machine("machine:intake"):
        series, _ = Series.objects.get_or_create(board_id=board_id, year=year, team_only=team_only)
        Series.objects.filter(pk=series.pk).update(last=F("last") + 1)
        series.refresh_from_db()
    return f"{prefix(board_id)}{'-T' if team_only else ''} {year}/{series.last:05d}"
