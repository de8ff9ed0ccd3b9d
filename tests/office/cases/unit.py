"""Two boards at work on cases, by the pages: each has an investigator and two leads, its keys and its purposes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from paxweb.accounts.access import Actor, actor_of
from paxweb.accounts.models import Role, User
from paxweb.cases.actions.open_case import About, Opening, open_by_hand
from paxweb.cases.models import Case, Proposal, Trigger
from paxweb.cases.types import all_types, place_of
from paxweb.frame.clock import today
from paxweb.intake.models import Run
from tests.office.world import HOUSING, SOCIAL, World, make_world, sign_in

PURPOSES = {
    "control": {"sv": "Kontroll av egna avtal", "en": "Control of own leases"},
    "casework": {"sv": "Handläggning", "en": "Casework"},
}
CARRIES = {HOUSING: "Alice", SOCIAL: "Charlie"}
LEADS = {HOUSING: ("Bob", "Vera"), SOCIAL: ("Sara", "Selma")}
WORDS = "Skrivet i prov, vanliga ord."
AHEAD = timedelta(days=21)


@dataclass
class Desk:
    """The boards, and everybody's browser."""

    world: World
    clients: dict[str, Client] = field(default_factory=dict)

    def browser(self, name: str) -> Client:
        """Somebody's browser, signed in with a factor just seen."""
        if name not in self.clients:
            self.clients[name] = sign_in(Client(), self.world.people[name])
        return self.clients[name]

    def user(self, name: str) -> User:
        """Somebody's account."""
        return self.world.people[name]

    def actor(self, name: str) -> Actor:
        """Somebody as they stand today, with both factors."""
        return actor_of(self.world.people[name], today(), strong=True)

    def open(self, board: str, casetype: str, name: str = "", **given: Any) -> Case:  # noqa: ANN401  what a form takes
        """A case opened by hand, about a made-up lease, by the page."""
        fields = {
            "casetype": casetype, "title": "Prövning av ett ärende", "trigger": "report", "cause": WORDS,
            "purpose": "control", "ground": "JB 12:26", "subject_kind": "lease", "subject_id": "L-1",
            "subject_label": "Ett avtal", **given,
        }  # fmt: skip
        address = reverse("cases:open", args=["sv", board])
        response = self.browser(name or CARRIES[board]).post(address, _sent(fields))
        assert response.status_code == 302, response.content.decode()
        return Case.objects.get(pk=UUID(response["Location"].rstrip("/").rpartition("/")[2]))

    def begin(self, board: str, casetype: str) -> Case:
        """The same by the action, without a browser."""
        about = About("lease", "L-1", "Ett avtal")
        opening = Opening(casetype, "Prövning av ett ärende", Trigger.REPORT, WORDS, "control", "JB 12:26", about)
        return open_by_hand(self.actor(CARRIES[board]), self.world.boards[board], opening)

    def post(self, name: str, page: str, case: Case, *more: object, **fields: object) -> HttpResponse:
        """What a page of the case answers."""
        address = reverse(f"cases:{page}", args=["sv", case.pk, *more])
        return cast(HttpResponse, self.browser(name).post(address, _sent(fields)))

    def step(self, name: str, case: Case, step: str, **given: object) -> HttpResponse:
        """Do a step by its page, as somebody would: with words where it asks for words, a day where it asks for one."""
        case.refresh_from_db()
        found = all_types()[case.casetype].steps[step]
        fields: dict[str, object] = {"version": case.version, **{f"write_{n}": WORDS for n in range(len(found.write))}}
        if found.day is not None:
            fields["day"] = today() + (AHEAD if found.ahead else timedelta(0))
        page = "fresh_step" if found.fresh or found.signs > 1 else "step"
        return self.post(name, page, case, step, **{**fields, **given})

    def sign(self, name: str, case: Case) -> HttpResponse:
        """Sign what waits, as the second person."""
        waiting = Proposal.objects.get(case=case, signed_at=None, withdrawn_at=None)
        return self.post(name, "sign", case, waiting.pk, digest=waiting.digest, sure="on")

    def state(self, case: Case) -> str:
        """Where it stands; what the list says must be what its events say."""
        case.refresh_from_db()
        assert case.state == place_of(case, list(case.events.order_by("seq"))).state
        return case.state


def _sent(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value if isinstance(value, Sequence) else str(value) for name, value in fields.items()}


def make_desk(folder: Path, settings: LazySettings) -> Desk:
    """The two boards."""
    settings.PAX_KEYS = str(folder)
    settings.PAX_IDENTITY_NUMBERS = "fictitious"
    world = make_world()
    for number, board in enumerate((HOUSING, SOCIAL)):
        (folder / board).mkdir()
        (folder / board / "subject.key").write_bytes(bytes([number + 1]) * 32)
        for lead in LEADS[board]:
            if lead not in world.people:
                world.person(lead, (board, Role.INVESTIGATOR), (board, Role.LEAD))
    Run.objects.update(document={"purposes": PURPOSES})
    return Desk(world)
