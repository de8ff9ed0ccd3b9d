"""Cases of each type, opened by hand, with the keys their documents lie under, and people who may write."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from paxweb.accounts.access import Actor, actor_of
from paxweb.accounts.keys import subject_key
from paxweb.accounts.models import Role
from paxweb.cases.actions.do_step import do_step
from paxweb.cases.actions.doing import Doing
from paxweb.cases.actions.open_case import About, Opening, open_by_hand
from paxweb.cases.models import Case, Trigger
from paxweb.cases.shielding import shield_board
from paxweb.cases.types import type_of
from paxweb.frame.clock import today
from paxweb.intake.models import ProtectedKey, Run
from paxweb.letters.actions.change import change
from paxweb.letters.actions.draft import draft
from paxweb.letters.contents import all_letters
from paxweb.letters.delivering import WAYS
from paxweb.letters.models import Letter
from paxweb.letters.papering import Letterhead
from tests.engine.letters.examples import record
from tests.office.world import HOUSING, SOCIAL, World, board_of

FLAT = "Björkgatan 4, lgh 1102, 151 32 Södertälje"
REGISTRY = "registry"
PURPOSES = {"right_tenant": {"sv": "Rätt person i rätt lägenhet", "en": "The right person in the right flat"}}
BOARD_OF = {"housing_company": HOUSING, "general": HOUSING, "social_board": SOCIAL, "register": REGISTRY}


@dataclass
class Bureau:
    """The world, and the ways to open a case and to write a letter in it."""

    world: World

    def actor(self, name: str) -> Actor:
        """Somebody as they stand today, with both factors."""
        return actor_of(self.world.people[name], today(), strong=True)

    def case(self, casetype: str, *, about: About | None = None, by: str = "Alice") -> Case:
        """A case about Dana's flat."""
        board = self.world.boards[BOARD_OF[casetype]]
        opening = Opening(
            casetype=casetype, title="Vem bor i lägenheten?", trigger=Trigger.OWN_STOCK, cause="Brev i retur.",
            purpose="right_tenant", ground="Hyresavtalet",
            about=about or About("person", "19800101-0000", "Dana Dahl", FLAT),
        )  # fmt: skip
        return open_by_hand(self.actor(by), board, opening)

    def steps(self, case: Case, *steps: tuple[str, str], by: str = "Alice") -> None:
        """Do steps (id, answer) that need no document."""
        for step, answer in steps:
            case.refresh_from_db()
            asked = type_of(case).steps[step]
            words, day = ["Det som behövde skrivas."] * len(asked.write), date(2026, 12, 20) if asked.day else None
            do_step(self.actor(by), case, Doing(step, answer, words, day=day, met=True), case.version)
        case.refresh_from_db()

    def letter(self, case: Case, kind: str, *, by: str = "Alice", language: str = "sv", **changed: Any) -> Letter:  # noqa: ANN401  any fact
        """A draft with the facts of its file's examples, to Dana's digital mailbox."""
        content = all_letters()[kind]
        row = draft(self.actor(by), case, content, language, changed.pop("verdict", None))
        plain = Letterhead(
            day=today(), number=case.number, sender=("Storgatan 1", "151 31 Södertälje"), name="Dana Dahl",
            delivery=WAYS[content.receiver][0],
        )  # fmt: skip
        facts = {
            **record(content, language),
            **{key: changed.pop(key) for key in list(changed) if key in content.facts},
        }
        change(self.actor(by), case, row, content, replace(plain, **changed), facts, row.version)
        return row


def protect(case: Case) -> None:
    """Dana becomes protected, as a run that is taken in tells."""
    run, key = Run.objects.get(board=case.board_id), subject_key(case.board_id)
    assert key is not None
    ProtectedKey.objects.create(run=run, subject_key=case.parties.get().subject_key)
    shield_board(run, key)
    case.refresh_from_db()


def write_keys(folder: Path, boards: Sequence[str]) -> None:
    """Subject and document keys of boards, as an office has them."""
    for board in boards:
        (folder / board).mkdir(parents=True)
        (folder / board / "subject.key").write_bytes(bytes(range(32, 64)))
        (folder / board / "document.key").write_bytes(bytes(range(32)))


@pytest.fixture
def bureau(world: World, tmp_path: Path, settings: LazySettings) -> Bureau:
    """The housing company, the social board and the address office: Alice writes at each, Bob leads."""
    world.boards[REGISTRY] = board_of(REGISTRY, "Adressfunktionen")
    world.runs[REGISTRY] = Run.objects.create(
        board=world.boards[REGISTRY], sha256="0" * 64, as_of=date(2026, 11, 1), state="in_force", document={}, rules={},
        arrived_at=world.runs[HOUSING].arrived_at, in_force_at=world.runs[HOUSING].arrived_at,
    )  # fmt: skip
    Run.objects.update(document={"purposes": PURPOSES})
    write_keys(tmp_path / "keys", (HOUSING, SOCIAL, REGISTRY))
    settings.PAX_KEYS = str(tmp_path / "keys")
    settings.PAX_DOCUMENTS = str(tmp_path / "documents")
    settings.PAX_CASE_KEYS = str(tmp_path / "case-keys")
    boards = (HOUSING, SOCIAL, REGISTRY)
    world.person("Alice Alm", *[(board, Role.INVESTIGATOR) for board in boards])
    world.person("Bob Berg", *[(board, role) for board in boards for role in (Role.INVESTIGATOR, Role.LEAD)])
    world.person("Erik Ek", *[(board, role) for board in boards for role in (Role.INVESTIGATOR, Role.LEAD)])
    world.people |= {
        "Alice": world.people["Alice Alm"],
        "Bob": world.people["Bob Berg"],
        "Erik": world.people["Erik Ek"],
    }
    return Bureau(world)
