"""A case at the housing company with keys and folders of its own, and people who put documents in it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from paxweb.accounts.access import Actor, actor_of
from paxweb.accounts.models import Role, User
from paxweb.cases.models import Case
from paxweb.documents.actions.keep import Given, keep
from paxweb.documents.models import Blob, Direction, Document
from paxweb.frame.clock import now, today
from tests.office.access.things import make_case
from tests.office.documents.files import pdf
from tests.office.world import HOUSING, SOCIAL, World, sign_in


def office_keys(home: Path, settings: LazySettings) -> Path:
    """Keys of both boards, and empty folders for documents and cases' keys; the folder of keys."""
    for board in (HOUSING, SOCIAL):
        folder = home / "keys" / board
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "document.key").write_bytes(os.urandom(32))
    settings.PAX_KEYS = str(home / "keys")
    settings.PAX_CASE_KEYS = str(home / "case-keys")
    settings.PAX_DOCUMENTS = str(home / "documents")
    return home / "keys"


@dataclass
class Desk:
    """A world, a case in it, and what people do with its documents."""

    world: World
    case: Case
    home: Path

    def actor(self, name: str) -> Actor:
        """Somebody as they stand today."""
        return actor_of(self.world.people[name], today(), strong=True)

    def browser(self, name: str, **known: Any) -> Client:  # noqa: ANN401  the client's own
        """Somebody's browser, signed in with both factors."""
        return sign_in(Client(**known), self.world.people[name])

    def another(self, word: str, board: str = HOUSING, *, team_only: bool = False) -> Case:
        """One more case."""
        return Case.objects.get(pk=make_case(self.world, word, board, team_only))

    def kept(
        self,
        content: bytes = b"",
        name: str = "kontrakt.pdf",
        case: Case | None = None,
        **said: Any,  # noqa: ANN401  fields of `Given`
    ) -> Document:
        """Alice puts a document in a case."""
        given = {"title": "Kontraktet", "kind": "contract", "file_name": name, "day": today()}
        return keep(
            self.actor("Alice"), case or self.case,
            Given(**{**given, "direction": Direction.RECEIVED, **said}), BytesIO(content or pdf()),
        )  # fmt: skip

    def address(self, page: str = "", case: Case | None = None) -> str:
        """An address of a case."""
        return f"/sv/arende/{(case or self.case).pk}/{page}"

    def stored(self) -> list[Path]:
        """Every file of a document on the disk, those on their way in too."""
        return sorted(path for path in (self.home / "documents").rglob("*") if path.is_file())


def make_documents(case: Case, user: User) -> list[UUID]:
    """Two documents of a case whose files are nowhere: one with protected words, one open."""
    blob = Blob.objects.create(case=case, address="0" * 64, file=uuid4().hex, format="pdf", size=1)
    said: dict[str, Any] = {"kind": "other", "direction": Direction.MADE, "day": today(), "added_at": now()}
    rows = [
        Document.objects.create(
            case=case, blob=blob, title="T", file_name="a.pdf", added_by=user, withheld=closed, **said
        )
        for closed in (True, False)
    ]
    return [row.pk for row in rows]


def sent(content: bytes, name: str = "kontrakt.pdf") -> SimpleUploadedFile:
    """A file in a form."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def form(content: bytes | None = None, name: str = "kontrakt.pdf", **said: object) -> dict[str, Any]:
    """An ordinary form with a file."""
    whole = {"title": "Kontraktet", "kind": "contract", "direction": "received", "party": "Dana", "day": str(today())}
    return {**whole, "file": sent(pdf() if content is None else content, name), **said}


@pytest.fixture
def desk(world: World, tmp_path: Path, settings: LazySettings) -> Desk:
    """The case, at the housing company."""
    office_keys(tmp_path, settings)
    world.person("Eva", (HOUSING, Role.DPO))
    return Desk(world, Case.objects.get(pk=make_case(world, "lease", HOUSING, False)), tmp_path)


@pytest.fixture
def desk_of(tmp_path: Path, settings: LazySettings) -> Callable[[World], Desk]:
    """A desk in a world made otherwise."""

    def make(world: World) -> Desk:
        office_keys(tmp_path, settings)
        return Desk(world, Case.objects.get(pk=make_case(world, "lease", HOUSING, False)), tmp_path)

    return make
