"""Every form of the office, every field, every hostile input: nothing breaks, and what is refused changes nothing."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from importlib import import_module
from itertools import product
from pathlib import Path
from pkgutil import walk_packages
from typing import Any
from uuid import UUID

import pytest
from django import forms
from django.apps import apps
from django.conf import LazySettings, settings
from django.db import connection, transaction
from django.test import Client

import paxweb
from paxweb.accounts.models import Clearance, Declared, Label, Proposal, Role, Signature, User
from paxweb.api.models import Token
from paxweb.cases.models import Case
from paxweb.cases.models import Proposal as Waiting
from paxweb.frame.clock import now, today
from paxweb.intake.models import Arrival, ArrivalState, Run
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.review.models import Reveal
from tests.office.access.things import make_case
from tests.office.accounts.factors import Telephone, type_password, with_password
from tests.office.accounts.hostile import addresses, files, filled, of_field, ordinary, values
from tests.office.api.machines import tokens_that_wait
from tests.office.documents.conftest import make_documents, office_keys
from tests.office.letters.made import make_letter
from tests.office.rights.things import papers_that_wait
from tests.office.world import HOUSING, SOCIAL, World, clear, sign_in

pytestmark = pytest.mark.django_db
_LOGS = ("ledger_", "django_session", "accounts_attempt")
_EVERY = {path: pattern for path, pattern in addresses() if not path.startswith("en/")}
_FILLED = sorted(path for path, pattern in _EVERY.items() if filled(pattern))
_NEEDS_A_PROVIDER = {"sv/sign-in/municipality/"}
_SOURCE = Path(paxweb.__file__).parent


class Everyone:
    """A person with every role of the housing company, what waits for them, and three browsers of theirs."""

    def __init__(self, world: World) -> None:
        self.world = world
        Run.objects.filter(board_id=HOUSING).update(rules={"HO-02": {}})
        roles = [(HOUSING, role) for role in Role if role is not Role.PROTECTED_HANDLER]
        self.person = world.person("Eva", *roles)
        with_password(self.person)
        Telephone(self.person)
        label = Label.objects.get(board_id=HOUSING, provision="none")
        handled, until = world.items["lease"].pk, today() + timedelta(days=10)
        clear(self.person, label, Role.PROTECTED_HANDLER, item_id=handled, from_date=today(), to_date=until)
        alice, charlie = world.people["Alice"], world.people["Charlie"]
        waiting = clear(alice, label, Role.DPO, needs_confirmation=True, granted_by=world.people["Bob"])
        Signature.objects.create(clearance=waiting, asked=self.person, asked_at=now())
        days = {"from_date": today(), "to_date": today(), "reason": "r", "proposed_at": now()}
        Proposal.objects.create(user=charlie, label=label, role=Role.READER, proposed_by=world.people["Bob"], **days)
        Declared.objects.create(user=alice, subject_kind="person", subject_key="0" * 64, declared_at=now())
        tokens_that_wait(self.person, HOUSING)
        models = (Proposal, Signature, Clearance, User, Token)
        self.numbers = sorted({pk for model in models for pk in model.objects.values_list("pk", flat=True)})
        board = world.boards[HOUSING]
        failed = Arrival.objects.create(
            board=board, path="r", state=ArrivalState.REFUSED, queued_at=now(), ended_at=now()
        )
        self.known = {"arrival": str(failed.pk)}
        asked = {"letters": "A", "first_day": today(), "last_day": today(), "reason": "r", "asked_at": now()}
        self.reveal = Reveal.objects.create(board=board, person=alice, asked_by=world.people["Bob"], **asked)
        self.case = Case.objects.get(pk=make_case(world, "lease", HOUSING, team_only=False))
        bob = world.people["Bob"]
        self.waiting = Waiting.objects.create(
            case=self.case, step="crime_suspected", written=["w"], digest="0" * 64, case_version=0, by=bob, at=now()
        )
        clear(self.person, label, Role.PROTECTED_HANDLER, item_id=self.case.pk, from_date=today(), to_date=until)
        self.documents = make_documents(self.case, alice)
        self.letter = make_letter(self.case, alice, version=5)
        self.papers = papers_that_wait(world, HOUSING)
        with transaction.atomic():
            write_change(Line(kind=Kind.READ, act="item.read", user_id=alice.pk, board=HOUSING))
        half = Client()
        type_password(half, self.person)
        self.browsers = {"strong": sign_in(Client(), self.person), "half": half, "nobody": Client()}

    def arguments(self) -> Iterator[dict[str, Any]]:
        """Everything the names of an address can stand for."""
        item = self.world.items["lease"].pk
        for pk, document, papers in product(self.numbers, self.documents, self.papers):
            board, named = {"board": HOUSING, "board_id": HOUSING}, {"pk": pk, "family": "HO", "letters": "A"}
            case = {"case": self.case.pk, "step": "start_inquiry", "proposal": self.waiting.pk, "document": document}
            case |= {"letter": self.letter.pk, "kind": "documents"}
            yield {**board, **named, **case, **papers, "item": item, "item_id": item, "reveal_id": self.reveal.pk}


@pytest.fixture
def everyone(world: World, tmp_path: Path, settings: LazySettings) -> Everyone:
    """The person with every role."""
    office_keys(tmp_path, settings)
    return Everyone(world)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def fingerprint() -> dict[str, str]:
    """Table → a hash of its rows, of every table but the logs and what counts tries."""
    tables = sorted(table for table in connection.introspection.table_names() if not table.startswith(_LOGS))
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")  # noqa: S608  our own tables
            found[table] = sha256(repr(cursor.fetchall()).encode()).hexdigest()
    return found


def on_disk() -> list[str]:
    """Every file of a document, those on their way in too."""
    return sorted(str(path) for path in Path(settings.PAX_DOCUMENTS).rglob("*") if path.is_file())


def address_of(path: str, arguments: dict[str, Any]) -> str:
    """The address with its names filled in."""
    parts = []
    for part in path.split("<"):
        name, closed, rest = part.partition(">")
        kind, _, name = name.partition(":") if closed else ("", "", "")
        parts.append(part if not closed else ("sv" if name == "language" else str(arguments.get(name, kind))) + rest)
    return "/" + "".join(parts)


def opens(everyone: Everyone, path: str) -> str:
    """An address of this pattern that opens for the person with every role; else one that leads nowhere."""
    tried = [address_of(path, arguments) for arguments in everyone.arguments()]
    client = everyone.browsers["strong"]
    for address in dict.fromkeys(tried):
        with undone():
            if client.get(address).status_code not in (404, 405):
                return address
    return tried[0]


def was_refused(answer: Any) -> bool:  # noqa: ANN401  the test client's own
    """True when the page says that a form is wrong, or there was no such page."""
    found = answer.context or []
    shown = [value for part in found for value in getattr(part, "flatten", dict)().values()]
    wrong = any(isinstance(value, forms.Form) and value.is_bound and value.errors for value in shown)
    return answer.status_code >= 400 or wrong


def good(form: type[forms.Form], everyone: Everyone) -> dict[str, Any]:
    """An ordinary form."""
    item = everyone.world.items["lease"].pk
    try:
        fields = form().fields
    except TypeError:
        fields = form.base_fields
    said = {name: ordinary(field, everyone.world.people["Charlie"].email, item) for name, field in fields.items()}
    return {**said, **{name: value for name, value in everyone.known.items() if name in said}}


@pytest.mark.parametrize("path", _FILLED)
def test_hostile_inputs_break_nothing_and_change_nothing(path: str, everyone: Everyone) -> None:
    pattern = _EVERY[path]
    address = opens(everyone, path)
    hostile = values({"item": everyone.world.items["aid"].pk, "board": SOCIAL, "number": everyone.numbers[-1] + 7})
    browsers = everyone.browsers if not hasattr(pattern.callback, "door") else {"strong": everyone.browsers["strong"]}
    before = fingerprint()
    with undone():
        forms_of = [good(form, everyone) for form in filled(pattern)]
        reached = {client.post(address, form).status_code for client in browsers.values() for form in forms_of}
    assert reached != {404} or path in _NEEDS_A_PROVIDER, "no address of it opens: the test is blind"
    for form in filled(pattern):
        ground = good(form, everyone)
        for field in [*ground, "never_declared"]:
            sent = of_field(hostile, field, some=connection.vendor == "postgresql")
            if isinstance(form.base_fields.get(field), forms.FileField):
                sent |= files()
            for word, value in sent.items():
                for who, client in browsers.items():
                    said = f"{path} {form.__name__}.{field} = {word}, by {who}"
                    send(client, address, {**ground, field: value}, before, said)


def send(client: Client, address: str, form: dict[str, Any], before: dict[str, str], said: str) -> None:
    """Post it: no failure of ours; and when it is refused, every table is as it was."""
    stored = on_disk()
    with undone():
        answer = client.post(address, form)
        assert answer.status_code < 500, said
        if was_refused(answer):
            assert on_disk() == stored, said
            after = fingerprint()
            assert {table for table in before if before[table] != after.get(table)} == set(), said


@pytest.mark.parametrize("path", sorted(_EVERY))
def test_hostile_addresses_and_questions_break_nothing(path: str, everyone: Everyone) -> None:
    client = everyone.browsers["strong"]
    address = opens(everyone, path)
    names = [name for form in filled(_EVERY[path]) for name in good(form, everyone)]
    hostile = values({"item": everyone.world.items["aid"].pk, "board": SOCIAL})
    for word, value in hostile.items():
        if isinstance(value, str | bytes) and len(value) < 2000:
            query = dict.fromkeys([*names, "next", "page", "q", "refused", "code", "state"], value)
            assert client.get(address, query).status_code < 500, f"{path} ? {word}"
    for wrong in (0, 10**30, UUID(int=0), everyone.world.items["aid"].pk, SOCIAL, "never-used"):
        arguments = dict.fromkeys(
            (
                "board",
                "board_id",
                "item",
                "item_id",
                "case",
                "letter",
                "pk",
                "family",
                "letters",
                "reveal_id",
                "review_id",
            ),
            wrong,
        )
        for method in (client.get, client.post):
            assert method(address_of(path, arguments)).status_code < 500, f"{path} with {wrong}"


def office_forms() -> set[type[forms.Form]]:
    """Every form of the office's rooms: the classes in their modules named `forms`."""
    installed = tuple(config.name for config in apps.get_app_configs() if config.name.startswith("paxweb."))
    modules = [
        import_module(module.name)
        for module in walk_packages(paxweb.__path__, "paxweb.")
        if module.name.endswith(".forms") and module.name.startswith(installed) and module.name != "paxweb.frame.forms"
    ]
    own = {(module.__name__, each) for module in modules for each in vars(module).values() if isinstance(each, type)}
    found = {each for name, each in own if issubclass(each, forms.Form) and each.__module__ == name}
    return {form for form in found if not form.__name__.startswith("_")}


def test_every_form_of_every_room_stands_in_front_of_hostile_inputs() -> None:
    reached = {form for pattern in _EVERY.values() for form in filled(pattern)}
    assert {form.__name__ for form in office_forms() - reached} == set()
    assert len(reached) >= 15


KEPT = "accounts/kept.py"
"""Gives back to whoever sent it what no form has read yet; test_kept.py sends it the same hostile inputs."""


def test_no_module_reads_what_is_posted_without_saying_by_which_form() -> None:
    rooms = [config.name.split(".")[1] for config in apps.get_app_configs() if config.name.startswith("paxweb.")]
    silent = []
    for path in sorted(path for room in [*rooms, "sites"] for path in (_SOURCE / room).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        if "POST" in attributes and not ("fills" in names or "form" in attributes):
            silent.append(str(path.relative_to(_SOURCE)))
    assert silent == [KEPT]


def test_there_are_at_least_twenty_hostile_inputs() -> None:
    assert len(values({})) >= 20


def test_a_change_behind_a_refusal_would_be_seen(everyone: Everyone) -> None:
    """The test above can fail: a form that is refused after it has changed something is found out."""
    before = fingerprint()
    with undone():
        User.objects.filter(pk=everyone.person.pk).update(name="somebody else")
        assert fingerprint() != before
    assert fingerprint() == before
