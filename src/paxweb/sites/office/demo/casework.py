"""Cases of the demo, in every state of every type its boards have, each step done as the pages do it."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from pax.casetypes import CaseType, Done, Kind, Step
from paxweb.accounts.access import Actor, actor_of
from paxweb.accounts.models import Board, User
from paxweb.cases.actions.do_step import do_step, sign
from paxweb.cases.actions.doing import Doing, Ending, Gain
from paxweb.cases.actions.judging import expected
from paxweb.cases.actions.log_hours import log_hours
from paxweb.cases.actions.open_case import About, Opening, open_by_hand, open_from_item
from paxweb.cases.actions.set_task import set_task
from paxweb.cases.actions.write_note import write_note
from paxweb.cases.models import Case, Cause, Finding, Ladder, Proposal, Trigger
from paxweb.cases.types import all_types, events_of, place_of
from paxweb.cases.words import COUNTED
from paxweb.documents.actions.keep import Given, keep
from paxweb.documents.models import Direction
from paxweb.frame.clock import now, today
from paxweb.intake.models import Item
from paxweb.signals.models import OPEN, Work
from paxweb.sites.office.demo.days import as_of
from paxweb.sites.office.demo.letterwork import left_to_sign, wrote
from paxweb.sites.office.demo.people import HOUSING, SOCIAL
from paxweb.sites.office.demo.roads import BEGINNINGS, BOARD_OF, NOTES, TASKS, WORDS, Stop, occasion_of, stops
from paxweb.typesetting import Paper, Paragraph, plain, print_paper

CARRIES = {HOUSING: "alice", SOCIAL: "charlie"}
SIGN = {HOUSING: ("bob", "head_housing"), SOCIAL: ("head", "deputy")}
AHEAD = timedelta(days=21)
A_STEP = 6
"""Days between the steps of a case that was opened by hand."""
FROM_ITEMS = 3
"""Cases of at most so many steps are opened from items: those came today, and what is done in a day is little."""
WAITS = ("social_board", "found")
"""The case in which a claim has been written and waits for a lead."""
STREETS = ("Storgatan", "Björkvägen", "Kyrkogatan", "Ängsvägen", "Hamngatan")


@dataclass(frozen=True, slots=True)
class _Turn:
    """Something that is done in a case on a day: it is opened (`move` is None), or its next step is taken."""

    day: date
    number: int
    stop: Stop
    move: Done | None = None
    last: bool = False


def make_cases() -> dict[int, Case]:
    """Every case by its number in the demo, each thing on a day of its own, in the order of the days.

    The first of a type are opened from items that somebody has read, where there are any.
    """
    types, made = all_types(), dict[int, Case]()
    numbered = list(enumerate(stops(types), start=1))
    turns = [turn for number, stop in numbered for turn in _turns(number, stop)]
    for turn in sorted(turns, key=lambda each: each.day):
        with as_of(turn.day):
            if turn.move is None:
                made[turn.number] = _opened(turn.stop, turn.number)
            else:
                _make(made[turn.number], types[turn.stop.casetype], turn.move, real=turn.last)
    for number, stop in numbered:
        if made[number].state != stop.state:
            raise SystemExit(f"the demo's case {stop.casetype} {stop.state} stands in {made[number].state}")
        if made[number].ended_on is None:
            _around(made[number], number)
        if (stop.casetype, stop.state) == WAITS:
            _make(made[number], types[stop.casetype], Done("cause", "person_unintended"), real=False)
            left_to_sign(actor(CARRIES[SOCIAL]), made[number], "claim")
    return made


def _turns(number: int, stop: Stop) -> list[_Turn]:
    """A case opened from an item begins and goes today, when the item came; others have gone on for some weeks."""
    days = 0 if _from_item(stop) else A_STEP * len(stop.moves) + number % 6 + 1
    first = today() - timedelta(days=days)
    gap = timedelta(days=A_STEP if days else 0)
    steps = [
        _Turn(first + n * gap, number, stop, move, last=n == len(stop.moves)) for n, move in enumerate(stop.moves, 1)
    ]
    return [_Turn(first, number, stop), *steps]


def _from_item(stop: Stop) -> bool:
    return stop.casetype in ("housing_company", "social_board") and 1 <= len(stop.moves) <= FROM_ITEMS


@cache
def _standing(word: str) -> Actor:
    return actor_of(User.objects.get(email=f"{word}@skoby.example"), today(), strong=True)


def actor(word: str) -> Actor:
    """One of the demo's people, as they stand on the day it is."""
    return replace(_standing(word), today=today())


def _opened(stop: Stop, number: int) -> Case:
    board, begins = BOARD_OF[stop.casetype], BEGINNINGS[stop.casetype]
    carries = actor(CARRIES[board])
    item = _item(carries, board) if _from_item(stop) else None
    occasion = occasion_of(stop, number)
    title, cause = begins.asked if item else (occasion.title, occasion.cause)
    about = About(
        begins.kind, f"{begins.kind[:1].upper()}-{1000 + number}", f"{begins.label} {1000 + number}", _address(number)
    )
    opening = Opening(
        casetype=stop.casetype, title=title, trigger=Trigger.SIGNAL if item else occasion.trigger,
        cause=cause, purpose=begins.purpose, ground=begins.ground, about=None if item else about,
        diary_number=f"{today().year}/{100 + number}", deadline=today() + timedelta(days=45 + number * 7 % 30),
    )  # fmt: skip
    if item is None:
        return open_by_hand(carries, Board.objects.get(pk=board), opening)
    return open_from_item(carries, item, opening, Work.objects.values_list("version", flat=True).get(item_id=item.pk))


def _item(carries: Actor, board: str) -> Item | None:
    """An item the person has read and holds, about which a rule asked."""
    held = Work.objects.visible_to(carries).filter(item__board_id=board, taken_by=carries.id, state__in=OPEN)
    asked = held.filter(item__origin__drawn=False).order_by("taken_at").first()
    found: Item | None = Item.objects.visible_to(carries).filter(pk=asked.item_id).first() if asked else None
    return found


def _address(number: int) -> str:
    return f"{STREETS[number % len(STREETS)]} {number}, 999 {number:02d} Skoby"


def _make(case: Case, casetype: CaseType, move: Done, *, real: bool) -> None:
    """One step, by the investigator where they may, else by a lead; signed by a second where two must. `real`: its
    letter is written here, where the demo has words for it."""
    step = casetype.steps[move.step]
    first, second = SIGN[case.board_id]
    who = actor(CARRIES[case.board_id] if "investigator" in step.by else first)
    if step.document is not None and not (real and wrote(who, actor(second), case, step.document)):
        _paper(who, case, step)
    case.refresh_from_db()
    made = do_step(who, case, _doing(who, case, casetype, step, move.answer), case.version)
    case.refresh_from_db()
    if isinstance(made, Proposal):
        sign(actor(second), case, made.pk, made.digest)
        case.refresh_from_db()


def _doing(who: Actor, case: Case, casetype: CaseType, step: Step, answer: str) -> Doing:
    words = WORDS.get(step.id, f"{step.title.sv}: gjort och antecknat i akten.")
    return Doing(
        step=step.id,
        answer=answer,
        written=[words] * len(step.write),
        day=(today() + (AHEAD if step.ahead else timedelta(0))) if step.day else None,
        minutes=20,
        met=True,
        ending=_ending(who, case, casetype, step, answer) if Kind.ENDING in step.kinds else None,
    )


_GAINS: Mapping[str, tuple[Ladder, ...]] = {
    "back_in_queue": (Ladder.LEASE_RETURNED,),
    "all_paid": (Ladder.ESTABLISHED, Ladder.RECOVERED),
    "pay_back": (Ladder.UNDERPAID,),
    "end_changed": (Ladder.REGISTER_CORRECTED,),
}
_AMOUNTS = {Ladder.ESTABLISHED: Decimal(12400), Ladder.RECOVERED: Decimal(12400), Ladder.UNDERPAID: Decimal(4300)}


def _ending(who: Actor, case: Case, casetype: CaseType, step: Step, answer: str) -> Ending:
    """What the case itself says of how it ended; where it says nothing, that it is not known why."""
    events = events_of(who, case)
    place = place_of(case, events)
    finding, cause = expected(casetype, step, answer, place, events)
    finding = finding or (Finding.RIGHT if answer in ("explained", "right") else Finding.UNCLEAR)
    gains = [Gain(each, None if each in COUNTED else _AMOUNTS[each]) for each in _GAINS.get(step.id, ())]
    if gains and finding == Finding.UNCLEAR:
        finding = Finding.IN_FAVOUR
    if cause is None and finding in (Finding.IN_FAVOUR, Finding.AGAINST):
        cause = Cause.UNINTENDED
    return Ending(finding, None if finding == Finding.RIGHT else cause, gains)


def _paper(who: Actor, case: Case, step: Step) -> None:
    """The paper a step sends, as a document made elsewhere."""
    kept = Given(
        title=step.title.sv, kind=step.document or "", file_name=f"{step.document}.pdf", day=today(),
        direction=Direction.MADE,
    )  # fmt: skip
    keep(who, case, kept, io.BytesIO(_printed(step.title.sv, case.board.name)))


@cache
def _printed(title: str, board: str) -> bytes:
    text = Paragraph(plain("Ett brev som gjordes utanför Pax. Allt i det är påhittat."))
    return print_paper(Paper(title=title, language="sv", made_at=now(), blocks=(text,), sender=(board,)))


def _around(case: Case, number: int) -> None:
    """A note, a task and some minutes, so that home and the case's page have something to show."""
    carries = actor(CARRIES[case.board_id])
    notes, tasks = NOTES[case.casetype], TASKS[case.casetype]
    write_note(carries, case, notes[number % len(notes)])
    if number % 2:
        due = today() + timedelta(days=number % 9 - 1)
        set_task(carries, case, tasks[number // 2 % len(tasks)], carries.id, due)
    log_hours(carries, case, today(), 15 + number % 5 * 10)
