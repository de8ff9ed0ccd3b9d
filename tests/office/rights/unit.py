"""A housing company after a year: two people it holds much on, made through the office's own actions."""

import os
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from django.conf import LazySettings
from django.test import Client

from pax.vocabulary import PersonNumber
from pax.vocabulary.identity import Identity
from pax.vocabulary.report import Silent
from paxweb.accounts.access import Actor, actor_of
from paxweb.accounts.models import Board, Role, User
from paxweb.cases.actions.log_hours import log_hours
from paxweb.cases.actions.open_case import Opening, open_from_item
from paxweb.cases.actions.set_task import set_task
from paxweb.cases.actions.write_note import write_note
from paxweb.cases.models import Case, Trigger
from paxweb.documents.actions.keep import Given, keep
from paxweb.documents.models import Direction
from paxweb.frame.clock import today
from paxweb.intake.arriving import receive_run
from paxweb.intake.models import Item, Run
from paxweb.rights.actions.open_request import Asked, open_request
from paxweb.rights.collecting import collect
from paxweb.rights.models import Kind, PersonRequest, Volume
from paxweb.signals.actions.answer_blind import answer_blind
from paxweb.signals.actions.clear import Clearing, clear
from paxweb.signals.actions.draw_week import draw_week
from paxweb.signals.actions.take import take
from paxweb.signals.models import Seen, Work
from tests.office.documents.files import pdf
from tests.office.intake.made import Made, Person, keys, write_keys
from tests.office.world import HOUSING, World, board_of, sign_in

MONDAY = date(2026, 11, 23)
XERXES = Person(1, "Xerxes Kanariefågel")
YLVA = Person(2, "Ylva Främlingsdotter")
ZARA = Person(3, "Zara Utomstående")


@dataclass
class Year:
    """The board and its people; `main`: Xerxes's own item, `home`: his flat's, `other`: Ylva's, where he stands too."""

    board: Board
    world: World
    home_folder: Path
    clients: dict[str, Client] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Somebody as they stand today, with both factors."""
        return actor_of(self.world.people[name], today(), strong=True)

    def user(self, name: str) -> User:
        """Their account."""
        return self.world.people[name]

    def browser(self, name: str) -> Client:
        """Their browser, a factor just seen."""
        if name not in self.clients:
            self.clients[name] = sign_in(Client(), self.user(name))
        return self.clients[name]

    def item(self, who: Person, rule: str = "HO-02", *, drawn: bool = False) -> Item:
        """The item about somebody, or about their home."""
        subject = who.id if rule == "HO-02" else who.home
        of_rule = Item.objects.filter(origin__rule_id=rule, origin__drawn=drawn)
        found: Item = of_rule.get(subjects__main=True, subjects__entity_id=subject)
        return found

    def read(self, item: Item, by: str = "Alice") -> Item:
        """Taken and answered blind."""
        take(self.actor(by), item)
        answer_blind(self.actor(by), item, Seen.YES, "två saker att se på", Work.objects.get(item=item).version)
        return Item.objects.get(pk=item.pk)

    def case(self, item: Item) -> Case:
        """A case from a read item."""
        opening = Opening(
            casetype="housing_company", title="Vem bor här?", trigger=Trigger.SIGNAL, cause="Frågan.",
            purpose="control", ground="JB 12:26",
        )  # fmt: skip
        return open_from_item(self.actor("Alice"), item, opening, Work.objects.get(item=item).version)

    def asked(self, who: Person = XERXES, kind: Kind = Kind.ACCESS, by: str = "Rita") -> PersonRequest:
        """A request, entered and collected."""
        number = PersonNumber.parse(who.number, Identity.FICTITIOUS)
        asked = Asked(kind, who.name, (number,), "document", "SKB 2026/00017", today())
        request = open_request(self.actor(by), HOUSING, asked)
        collect(request.pk)
        return PersonRequest.objects.get(pk=request.pk)

    def volume(self, request: PersonRequest, *, team_only: bool = False) -> Volume:
        """The first volume behind the board's own wall, or a team's."""
        found: Volume = Volume.objects.filter(request=request, team_only=team_only).order_by("-lines")[0]
        return found


def make_year(folder: Path, settings: LazySettings) -> Year:
    """The run, the week, and what Alice did with it."""
    write_keys(folder / "keys")
    (folder / "keys" / HOUSING / "document.key").write_bytes(os.urandom(32))
    settings.PAX_KEYS = str(folder / "keys")
    settings.PAX_CASE_KEYS, settings.PAX_DOCUMENTS = str(folder / "case-keys"), str(folder / "documents")
    settings.PAX_IDENTITY_NUMBERS = "fictitious"
    year = Year(board_of(HOUSING, "Bostadsbolaget"), World(), folder)
    year.world.boards = {HOUSING: year.board}
    made = Made()
    made.signal(XERXES, others=[YLVA])
    made.signal(XERXES, rule="HO-05", others=[YLVA])
    made.signal(YLVA, others=[XERXES])
    made.signal(ZARA)
    made.draw(XERXES, rule="HO-05")
    receive_run(made.write(folder / "run"), year.board, keys(), Silent())
    document = Run.objects.get().document
    Run.objects.update(document={**document, "purposes": {"control": {"sv": "Kontroll", "en": "Control"}}})
    _people(year.world)
    draw_week(HOUSING, "HO", 20, MONDAY)
    return year


def _people(world: World) -> None:
    world.person("Alice", (HOUSING, Role.INVESTIGATOR))
    world.person("Bob", (HOUSING, Role.INVESTIGATOR), (HOUSING, Role.LEAD))
    world.person("Lena", (HOUSING, Role.LEAD))
    world.person("Rita", (HOUSING, Role.REGISTRAR))
    world.person("Disa", (HOUSING, Role.DPO))


def work_through(year: Year) -> Case:
    """Xerxes's own items and Ylva's are read; one becomes a case with a note, a task, hours and a document."""
    item = year.read(year.item(XERXES))
    flat = year.read(year.item(XERXES, "HO-05"))
    year.read(year.item(YLVA))
    alice = year.actor("Alice")
    clear(alice, flat, Clearing("Uppgifterna stämmer med kontraktet."), Work.objects.get(item=flat).version)
    case = year.case(item)
    write_note(alice, case, f"Ringde {XERXES.name} ({XERXES.number}). Grannen {YLVA.name} svarade.")
    set_task(alice, case, "Ring igen", year.user("Alice").pk, today() + timedelta(days=7))
    log_hours(alice, case, today(), 45)
    given = Given("Kontraktet", "contract", "kontrakt.pdf", today(), Direction.RECEIVED, XERXES.name)
    keep(alice, case, given, BytesIO(pdf()))
    return Case.objects.get(pk=case.pk)
