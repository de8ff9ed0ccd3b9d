"""How the machine stands: database, disk, clock, log and backlog. Not a word of what any item holds."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from pax.vocabulary import Text
from paxweb.accounts.signin.sealing import apps_shut
from paxweb.intake.jobs_state import LEASE
from paxweb.intake.models import Arrival, ArrivalState, Run, RunState
from paxweb.ledger.anchors import FILE
from paxweb.ledger.models import Batch, Entry

_LEAST_FREE = 0.10
_SEALER_LATE = timedelta(seconds=60)
_ANCHOR_LATE = timedelta(hours=25)
_CLOCK_OFF = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was looked at: its name, how it stands, and whether somebody should look closer."""

    title: Text
    told: Text
    well: bool


def signs(at: datetime) -> list[Sign]:
    """Everything, in the order of the page."""
    return [_database(), _disk(), _clock(at), _secret(), _sealer(at), _anchors(at), _backlog(at), _runs(at)]


def _database() -> Sign:
    kind = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    size = _size() / 1_000_000
    return Sign(Text("Databas", "Database"), Text(f"{kind}, {size:.0f} MB", f"{kind}, {size:.0f} MB"), well=True)


def _size() -> int:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchall()[0][0])
    path = Path(str(connection.settings_dict["NAME"]))
    return path.stat().st_size if path.is_file() else 0


def _disk() -> Sign:
    name = Path(str(connection.settings_dict["NAME"]))
    folder = name.parent if connection.vendor == "sqlite" and name.is_file() else Path()
    usage = shutil.disk_usage(folder)
    free, share = usage.free / 1_000_000_000, usage.free / usage.total
    told = Text(f"{free:.0f} GB ledigt ({share:.0%})".replace("%", "\u00a0%"), f"{free:.0f} GB free ({share:.0%})")
    return Sign(Text("Disk", "Disk"), told, well=share >= _LEAST_FREE)


def _clock(at: datetime) -> Sign:
    title = Text("Klocka", "Clock")
    if connection.vendor != "postgresql":
        return Sign(title, Text("databasen har samma klocka", "the database has the same clock"), well=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        off = abs(cursor.fetchall()[0][0] - at)
    seconds = off.total_seconds()
    told = Text(f"{seconds:.0f} s från databasens", f"{seconds:.0f} s from the database's")
    return Sign(title, told, well=off <= _CLOCK_OFF)


def _secret() -> Sign:
    """Whether the office's secret key is the one that people's authenticator apps were added under."""
    title, (shut, every) = Text("Inloggningens nyckel", "Sign-in key"), apps_shut()
    if not shut:
        return Sign(title, Text("öppnar alla inloggningsappar", "opens every authenticator app"), well=True)
    told = Text(
        f"öppnar inte {shut} av {every} inloggningsappar: rätt nyckel ska läggas tillbaka",
        f"does not open {shut} of {every} authenticator apps: the right key must be put back",
    )
    return Sign(title, told, well=False)


def _sealer(at: datetime) -> Sign:
    title = Text("Loggens förseglare", "The log's sealer")
    last = Batch.objects.order_by("-n").first()
    lines = Entry.objects.filter(at__gt=last.sealed_at) if last else Entry.objects.all()
    oldest = lines.order_by("at").values_list("at", flat=True).first()
    if oldest is None:
        return Sign(title, Text("inget väntar", "nothing waits"), well=True)
    waits = at - oldest
    told = Text(f"rader har väntat i {_long(waits, 'sv')}", f"lines have waited for {_long(waits, 'en')}")
    return Sign(title, told, well=waits <= _SEALER_LATE)


def _anchors(at: datetime) -> Sign:
    title = Text("Ankare utanför databasen", "Anchors outside the database")
    path = Path(settings.PAX_ANCHORS or ".") / FILE
    if not settings.PAX_ANCHORS or not path.is_file():
        return Sign(title, Text("inga", "none"), well=False)
    age = at - datetime.fromtimestamp(path.stat().st_mtime, tz=at.tzinfo)
    told = Text(f"senast för {_long(age, 'sv')} sedan", f"last {_long(age, 'en')} ago")
    return Sign(title, told, well=age <= _ANCHOR_LATE)


def _backlog(at: datetime) -> Sign:
    waiting = Arrival.objects.filter(state=ArrivalState.QUEUED).count()
    stuck = Arrival.objects.filter(state=ArrivalState.RUNNING, heartbeat_at__lt=at - LEASE).count()
    told = Text(
        f"{waiting} körningar väntar, {stuck} utan livstecken", f"{waiting} runs wait, {stuck} without a sign of life"
    )
    return Sign(Text("Kö", "Backlog"), told, well=not stuck)


def _runs(at: datetime) -> Sign:
    newest = Run.objects.filter(state=RunState.IN_FORCE).order_by("-in_force_at").first()
    title = Text("Senaste körning i kraft", "Newest run in force")
    if newest is None or newest.in_force_at is None:
        return Sign(title, Text("ingen", "none"), well=False)
    age = at - newest.in_force_at
    return Sign(title, Text(f"för {_long(age, 'sv')} sedan", f"{_long(age, 'en')} ago"), well=age <= timedelta(days=8))


def _long(length: timedelta, language: str) -> str:
    seconds = max(0, int(length.total_seconds()))
    words = {"sv": ("dygn", "tim", "min", "s"), "en": ("days", "h", "min", "s")}[language]
    for unit, word in zip((86_400, 3_600, 60, 1), words, strict=True):
        if seconds >= 2 * unit or unit == 1:
            return f"{seconds // unit} {word}"
    return ""
