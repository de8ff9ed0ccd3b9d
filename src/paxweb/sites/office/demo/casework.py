"""Cases of the demo, in every state of every type its boards have, each step done as the pages do it."""

import io
from collections.abc import Mapping
from datetime import timedelta
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
from paxweb.sites.office.demo.people import HOUSING, SOCIAL
from paxweb.sites.office.demo.roads import BEGINNINGS, BOARD_OF, WORDS, Stop, stops
from paxweb.typesetting import Paper, Paragraph, plain, print_paper

CARRIES = {HOUSING: "alice", SOCIAL: "charlie"}
SIGN = {HOUSING: ("bob", "head_housing"), SOCIAL: ("head", "deputy")}
AHEAD = timedelta(days=21)
STREETS = ("Storgatan", "Björkvägen", "Kyrkogatan", "Ängsvägen", "Hamngatan")


def make_cases() -> int:
    """Every case; how many. The first of a type is opened from an item that somebody has read, where there is one."""
    types = all_types()
    made = 0
    for number, stop in enumerate(stops(types), start=1):
        case = _opened(stop, number)
        for move in stop.moves:
            _make(case, types[stop.casetype], move)
        if case.state != stop.state:
            raise SystemExit(f"the demo's case {stop.casetype} {stop.state} stands in {case.state}")
        if case.ended_on is None:
            _around(case, number)
        made += 1
    return made


@cache
def _actor(word: str) -> Actor:
    return actor_of(User.objects.get(email=f"{word}@skoby.example"), today(), strong=True)


def _opened(stop: Stop, number: int) -> Case:
    board = BOARD_OF[stop.casetype]
    carries = _actor(CARRIES[board])
    begins = BEGINNINGS[stop.casetype]
    item = _item(carries, board) if stop.casetype in ("housing_company", "social_board") and stop.moves else None
    about = About(
        begins.kind, f"{begins.kind[:1].upper()}-{1000 + number}", f"{begins.label} {1000 + number}", _address(number)
    )
    opening = Opening(
        casetype=stop.casetype, title=begins.title, trigger=Trigger.SIGNAL if item else begins.trigger,
        cause=begins.cause, purpose=begins.purpose, ground=begins.ground, about=None if item else about,
        diary_number=f"{today().year}/{100 + number}", deadline=today() + timedelta(days=30 + number),
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


def _make(case: Case, casetype: CaseType, move: Done) -> None:
    """One step, by the investigator where they may, else by a lead; signed by a second where two must."""
    step = casetype.steps[move.step]
    first, second = SIGN[case.board_id]
    who = _actor(CARRIES[case.board_id] if "investigator" in step.by else first)
    if step.document is not None:
        _paper(who, case, step)
    case.refresh_from_db()
    made = do_step(who, case, _doing(who, case, casetype, step, move.answer), case.version)
    case.refresh_from_db()
    if isinstance(made, Proposal):
        sign(_actor(second), case, made.pk, made.digest)
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
    carries = _actor(CARRIES[case.board_id])
    write_note(carries, case, "Samlat underlaget. Inget saknas inför nästa steg.")
    if number % 2:
        set_task(
            carries, case, "Ring förvaltaren om nyckelkvittot", carries.id, today() + timedelta(days=number % 9 - 2)
        )
    log_hours(carries, case, today(), 35)
