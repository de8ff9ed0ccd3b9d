"""Makes the demo's office: boards and people, the town's runs, a drawn week, and some of it read already."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from pax.vocabulary import Identity, PersonNumber
from paxweb.accounts.access import Actor, actor_of
from paxweb.accounts.binding import How, bind
from paxweb.accounts.models import Board, Clearance, Label, User
from paxweb.documents.console import make_key
from paxweb.documents.keys import board_key_path
from paxweb.frame.clock import now, today
from paxweb.intake.console import receive_run
from paxweb.intake.models import Item
from paxweb.signals.actions.answer_blind import answer_blind
from paxweb.signals.actions.ask_more import ask_more
from paxweb.signals.actions.clear import Clearing, clear
from paxweb.signals.actions.put_off import put_off
from paxweb.signals.actions.take import take
from paxweb.signals.clockwork import tick
from paxweb.signals.itempage import page_of
from paxweb.signals.models import Seen, State, Work
from paxweb.sites.office.demo.casework import make_cases
from paxweb.sites.office.demo.days import as_of
from paxweb.sites.office.demo.machines import make_machines
from paxweb.sites.office.demo.people import HOUSING, PASSWORD, PEOPLE, SOCIAL, DemoPerson, secret_of
from paxweb.sites.office.demo.rightswork import answer_in_the_past, make_requests

READ_ALREADY = 8
HELD_SINCE = timedelta(days=90)
"""How long ago everybody got their clearances: what the cases tell of lies within it."""
_WHY = {
    Seen.YES: "Två saker på samma dag som inte går ihop.",
    Seen.NO: "Uppgifterna hänger ihop.",
    Seen.CANNOT_TELL: "Behöver se akten först.",
}
_ANSWERS = (Seen.YES, Seen.NO, Seen.YES, Seen.CANNOT_TELL, Seen.NO, Seen.YES, Seen.NO, Seen.YES)


def make(runs: Mapping[str, Path], numbers: Mapping[str, str]) -> None:
    """Everything, in an empty database. `numbers`: a made-up identity number for each person, by their word."""
    for board, run in runs.items():
        said = json.loads((run / "run.json").read_text(encoding="utf-8"))["board"]
        Board.objects.create(id=board, name=said["name"], secrecy=said["secrecy"])
        if not board_key_path(board).exists():
            make_key(board)
    password = make_password(PASSWORD)
    for person in PEOPLE:
        _person(person, password, numbers[person.word])
    answer_in_the_past()
    for run in runs.values():
        if receive_run(run):
            raise SystemExit(f"the run {run.name} was refused")
    with as_of(today() - HELD_SINCE):
        for person in PEOPLE:
            _clear_for(person)
    tick(now())
    _read_some(HOUSING, "alice")
    _read_some(SOCIAL, "charlie")
    tick(now())
    cases = make_cases()
    make_machines()
    make_requests(list(cases.values()))


def _person(person: DemoPerson, password: str, number: str) -> None:
    user = User(email=person.email, name=person.name, password=password)
    user.save()
    TOTP.activate(user, secret_of(person.word))
    bind(user, PersonNumber.parse(number, Identity.FICTITIOUS), by=None, how=How.PAPER)


def _clear_for(person: DemoPerson) -> None:
    """Every label of the boards they work for: those of the run's walls, and the board's own."""
    user = User.objects.get(email=person.email)
    for board, role in person.holds:
        Label.objects.get_or_create(board_id=board, provision="none")
        for label in Label.objects.filter(board_id=board):
            Clearance.objects.create(
                user=user, label=label, role=role, from_date=today(), to_date=today() + timedelta(days=365),
                granted_by=User.objects.exclude(pk=user.pk).first(), granted_at=now(), reason="Demo",
            )  # fmt: skip


def _read_some(board: str, word: str) -> None:
    """Some of the list is read by one person, and ended in different ways, so that every page has something to show."""
    reader = actor_of(User.objects.get(email=f"{word}@skoby.example"), today(), strong=True)
    listed = Work.objects.visible_to(reader).filter(item__board_id=board, state=State.IN_WEEK)
    for n, work in enumerate(listed.order_by("item__places__position")[:READ_ALREADY]):
        item = Item.objects.visible_to(reader).get(pk=work.item_id)
        take(reader, item)
        answer = _ANSWERS[n % len(_ANSWERS)]
        answer_blind(reader, item, answer, _WHY[answer], _version(item))
        _end(reader, Item.objects.visible_to(reader).get(pk=item.pk), n)


def _end(reader: Actor, item: Item, n: int) -> None:
    page = page_of(reader, item, "sv")
    if page.question is None or not page.held:
        return
    if n % 4 == 0:
        checklist = {name: "no" for name, _, _ in page.explanations}
        first = page.explanations[0][0]
        said = Clearing("Akten visar varför. Inget att gå vidare med.", first, {**checklist, first: "yes"}, 25)
        clear(reader, item, said, _version(item))
    elif n % 4 == 1:
        put_off(reader, item, reader.today + timedelta(days=14), "Väntar på besked från hyresgästen.", _version(item))
    elif n % 4 == 2:
        ask_more(reader, item, "Förvaltaren", "När byttes kontraktet?", "", _version(item))


def _version(item: Item) -> int:
    return Work.objects.values_list("version", flat=True).get(item_id=item.pk)
