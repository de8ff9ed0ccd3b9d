"""What a lead sees of their own unit: the queue, whether questions beat chance, whether two readers agree, hours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Sum

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.intake.figures import Readings, is_live, kappa, wilson
from paxweb.intake.models import Run, RunState
from paxweb.signals import shown, words
from paxweb.signals.actions.count_figures import DRAWS, SAMPLE, SIGNALS
from paxweb.signals.actions.draw_week import waiting
from paxweb.signals.capacity import capacities
from paxweb.signals.colleagues import colleagues
from paxweb.signals.models import OPEN, Figure, FirstAnswer, State, Step, Work
from paxweb.signals.rulebook import book
from paxweb.signals.weeks import FamilyList

MOST = 1000
_CHANCE = Text("slumpvis dragna", "drawn by chance")
_SAMPLE = Text("lika stort urval av frågorna", "equal sample of the questions")


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One family's figures of the week."""

    family: str
    title: str
    listed: int
    read: int
    waiting: str
    hours: str
    capacity: int


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something was seen, and between which bounds."""

    title: str
    read: int
    yes: int
    share: str
    interval: str
    state: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """How well two readers agree in a family."""

    title: str
    pairs: int
    kappa: str
    interval: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who reads for the board, and how many items they hold."""

    id: int
    name: str
    holds: int


def queue(actor: Actor, board_id: str, families: list[FamilyList], starts_on: date, language: str) -> list[QueueRow]:
    """The week's queue of each family."""
    listed = {each.family: each for each in families}
    hours = _hours(actor, board_id, starts_on)
    rows = []
    for family, weekly in capacities(board_id).items():
        lying = waiting(board_id, family).visible_to(actor)[: MOST + 1].count()
        more = Text(f"fler än {shown.number(MOST, 'sv')}", f"more than {shown.number(MOST, 'en')}").said(language)
        week = listed.get(family)
        rows.append(
            QueueRow(
                family=family, title=words.family(family).said(language),
                listed=len(week.rows) + week.read if week else 0, read=week.read if week else 0,
                waiting=more if lying > MOST else str(lying), capacity=weekly,
                hours=shown.number(hours.get(family, 0) / 60, language, 1),
            )
        )  # fmt: skip
    return rows


def _hours(actor: Actor, board_id: str, starts_on: date) -> Mapping[str, int]:
    week = (starts_on, starts_on + timedelta(days=7))
    steps = Step.objects.visible_to(actor).filter(item__board_id=board_id, done_at__date__range=week)
    return dict(steps.values_list("item__family").annotate(Sum("minutes")).exclude(minutes__sum=None).order_by())


def _titles(board_id: str, language: str) -> dict[str, str]:
    run = Run.objects.filter(board_id=board_id, state=RunState.IN_FORCE).values_list("pk", flat=True).first()
    return {key: head.title.said(language) for key, head in book(run).heads.items()} if run else {}


def rates(board_id: str, language: str) -> tuple[list[Rate], datetime | None]:
    """Draws against the equal sample, and each rule; from what the machine counted."""
    figures = list(Figure.objects.filter(board_id=board_id).order_by("family", "rule_id"))
    cells = {(each.family, each.rule_id, each.kind): Readings(each.yes, each.read) for each in figures}
    titles = _titles(board_id, language)
    rows: list[Rate] = []
    for family in sorted({each.family for each in figures}):
        title = words.family(family).said(language)
        draws = cells.get((family, "", DRAWS), Readings(0, 0))
        sample = cells.get((family, "", SAMPLE), Readings(0, 0))
        for says, readings in ((_CHANCE, draws), (_SAMPLE, sample)):
            rows.append(_rate(f"{title}: {says.said(language)}", readings, "", language, strong=True))
        for each in figures:
            if each.family == family and each.kind == SIGNALS:
                sampled = cells.get((family, each.rule_id, SAMPLE), Readings(0, 0))
                live = Text("i drift", "live") if is_live(each.rule_id, sampled, draws) else Text("på prov", "on trial")
                title_of = f"{each.rule_id} {titles.get(each.rule_id, '')}".strip()
                rows.append(_rate(title_of, Readings(each.yes, each.read), live.said(language), language))
    return rows, max((each.counted_at for each in figures), default=None)


def _rate(title: str, readings: Readings, state: str, language: str, *, strong: bool = False) -> Rate:
    bounds = wilson(readings)
    share = _percent(readings.yes / readings.read, language) if readings.read else "–"
    interval = f"{_percent(bounds.low, language)} – {_percent(bounds.high, language)}" if readings.read else "–"
    return Rate(title, readings.read, readings.yes, share, interval, state, strong)


def _percent(share: float, language: str) -> str:
    return f"{shown.number(share * 100, language)}\u00a0%"


def agreement(actor: Actor, board_id: str, language: str) -> list[Agreed]:
    """Per family, what two readers said of the same items. One query."""
    answers = (
        FirstAnswer.objects.visible_to(actor)
        .filter(item__board_id=board_id, item__second__answered_at__isnull=False)
        .order_by("item_id", "round", "again")
        .values_list("item__family", "item_id", "round", "answer")
    )
    said: dict[tuple[str, object], list[str]] = {}
    for family, item, asked, answer in answers:
        said.setdefault((family, (item, asked)), []).append(answer)
    pairs: dict[str, list[tuple[str, str]]] = {}
    for (family, _), both in said.items():
        if len(both) == 2:
            pairs.setdefault(family, []).append((both[0], both[1]))
    return [_agreed(family, found, language) for family, found in sorted(pairs.items())]


def _agreed(family: str, pairs: list[tuple[str, str]], language: str) -> Agreed:
    found = kappa(pairs)
    title = words.family(family).said(language)
    if found is None:
        return Agreed(title, len(pairs), "–", "–")
    low, high = (shown.number(each, language, 2) for each in (found.interval.low, found.interval.high))
    return Agreed(title, len(pairs), shown.number(found.kappa, language, 2), f"{low} – {high}")


def people(actor: Actor, board_id: str) -> list[Person]:
    """Who reads for the board today, and how many items each holds. Nothing of who may hold what."""
    held = Work.objects.visible_to(actor).filter(item__board_id=board_id, state__in=(State.TAKEN, *OPEN))
    holds = dict(held.exclude(taken_by=None).values_list("taken_by").annotate(Count("item_id")).order_by())
    return [Person(number, name, holds.get(number, 0)) for number, name in colleagues(board_id, actor.today)]
