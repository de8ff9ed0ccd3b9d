"""`pax-office`: the first access officer and the second person, and a check that refuses what must not be run."""

import argparse
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from runpy import run_path

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from pax.vocabulary import WrongUse
from paxweb.accounts.clearances.limits import holds
from paxweb.accounts.models import Board, Clearance, Role, Signature, User
from paxweb.ledger.models import Entry
from paxweb.sites.office.commands import check
from paxweb.sites.office.console import parser
from paxweb.sites.office.deploying.findings import Finding, Grade
from tests.office.accounts.factors import SIGN_IN, Telephone
from tests.office.world import HOUSING, SOCIAL, World, sign_in

pytestmark = pytest.mark.django_db
GUIDE = Path(__file__).parents[3] / "docs" / "guides" / "office.md"
TOWN = """
[boards.housing_company]
name = "Bostadsbolaget"
secrecy = []
[boards.social_services]
name = "Socialnämnden"
secrecy = ["OSL 26:1"]
"""


def run(*words: str) -> int:
    """The code of a verb."""
    given = parser().parse_args(words)
    code: int = given.run(given)
    return code


@pytest.fixture
def boards(tmp_path: Path) -> None:
    """Two boards, from a municipality's file."""
    file = tmp_path / "municipality.toml"
    file.write_text(TOWN, encoding="utf-8")
    assert run("boards", str(file)) == 0


def appoint(*more: str) -> int:
    """Anna becomes the housing company's access officer."""
    who = ("--email", "Anna@Example.org", "--name", "Anna", "--board", HOUSING, "--diary", "KS 2026/12")
    return run("appoint", *who, *more)


def begin(email: str, code: str) -> Client:
    """Somebody begins with their code and adds an app."""
    browser = Client()
    words = "ett långt lösenord till kontoret"
    form = {"login": email, "code": code, "password1": words, "password2": words}
    assert browser.post("/sv/begin/", form).status_code == 302
    user = User.objects.get(email=email)
    page = browser.get("/sv/accounts/sign-in/app/").content.decode()
    secret = re.search(r"<code[^>]*>([A-Z2-7 ]+)</code>", page)
    assert secret
    telephone = Telephone.__new__(Telephone)
    telephone.secret, telephone.given = secret[1].replace(" ", ""), 0
    assert browser.post("/sv/accounts/sign-in/app/", {"code": telephone.code()}).status_code == 302
    assert user.staff_keys.count() == 0
    return browser


def test_two_people_make_the_first_access_officer(boards: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert appoint("--second-email", "bo@example.org", "--second-name", "Bo") == 0
    said = capsys.readouterr().out
    codes = dict(re.findall(r"^(\S+@\S+): code (\S+) ", said, re.MULTILINE))
    assert set(codes) == {"Anna@Example.org", "bo@example.org"}
    made = Clearance.objects.get()
    assert (made.role, made.diary_number, made.granted_by, made.confirmed_at) == (
        "access_officer",
        "KS 2026/12",
        None,
        None,
    )
    anna, bo = begin("anna@example.org", codes["Anna@Example.org"]), begin("bo@example.org", codes["bo@example.org"])
    board = f"/sv/accounts/boards/{HOUSING}/"
    assert anna.get(board).status_code == 200
    assert bo.get(board).status_code == 404, "the second person has no right but to sign"
    paper = f"/sv/accounts/papers/{Signature.objects.get().pk}/"
    assert "KS 2026/12" in bo.get(paper).content.decode()
    assert anna.post(paper, {"decision": "yes"}).status_code == 404
    assert anna.post(f"{board}clearances/{made.pk}/confirm/").status_code == 200, "not by oneself"
    assert bo.post(paper, {"decision": "yes"}).status_code == 302
    made.refresh_from_db()
    assert made.confirmed_by == User.objects.get(email="bo@example.org")
    assert holds(made)
    assert Entry.objects.filter(act="access.appoint", machine="machine:console").count() == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--board", "never_heard_of"),
        ("--days", "0"),
        ("--days", "400"),
        ("--second-email", "ANNA@example.org"),
        ("--email", "no address"),
        ("--name", "  "),
    ],
)
def test_a_wrong_appointment_is_refused_whole(boards: None, words: tuple[str, ...]) -> None:
    with pytest.raises(WrongUse):
        appoint(*words)
    assert not Clearance.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize("text", ["", "boards = 3", "[boards]\nx = 1", "[boards.x]\nname = 1", "not toml ["])
def test_a_file_without_boards_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "municipality.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WrongUse):
        run("boards", str(file))
    with pytest.raises(WrongUse):
        run("boards", str(tmp_path / "none.toml"))


def test_an_access_officer_begins_anew_and_nobody_else_does_here(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    officer = world.person("Olle", (HOUSING, Role.ACCESS_OFFICER), provision="none", bound=False)
    Telephone(officer)
    browser = sign_in(Client(), officer)
    assert run("reset-factor", "--email", officer.email, "--diary", "KS 2026/13") == 0
    assert "code " in capsys.readouterr().out
    assert browser.get("/sv/accounts/")["Location"].startswith(SIGN_IN)
    with pytest.raises(WrongUse):
        run("reset-factor", "--email", world.people["Alice"].email, "--diary", "KS 2026/13")


@pytest.mark.parametrize("bind", ["0.0.0.0:8000", "192.0.2.1:8000", ":8000"])
def test_the_office_is_not_served_to_other_machines_without_tls(bind: str) -> None:
    with pytest.raises(WrongUse):
        run("serve", "--bind", bind)


@pytest.fixture
def sound(world: World, settings: Settings, tmp_path: Path) -> dict[str, str]:
    """An office as it should be: one board, keys, anchors elsewhere; what the environment says of it."""
    settings.SECRET_KEY = "k3y-of-many-different-signs-0123456789-abcdefghijklmnopqrstuvwxyz"  # noqa: S105  of a test
    settings.ALLOWED_HOSTS = ["pax.example.org"]
    settings.PAX_DEMO = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    for board in (HOUSING, SOCIAL):
        folder = tmp_path / "keys" / board
        folder.mkdir(parents=True)
        for name in ("run.key", "subject.key", "document.key"):
            (folder / name).write_bytes(sha256(f"{board}{name}".encode()).digest())
            (folder / name).chmod(0o600)
        officer = world.person(f"O{board}", (board, Role.ACCESS_OFFICER), provision="none", bound=False)
        Clearance.objects.filter(user=officer).update(
            needs_confirmation=True, confirmed_by=officer, confirmed_at="2026-01-01T00:00Z"
        )
    settings.PAX_KEYS = str(tmp_path / "keys")
    for name in ("home", "anchors"):
        (tmp_path / name).mkdir()
    key = tmp_path / "anchor.key"
    key.write_bytes(bytes(32))
    key.chmod(0o600)
    named = {"PAX_OFFICE_HOME": "home", "PAX_ANCHORS": "anchors", "PAX_ANCHOR_KEY": "anchor.key"}
    return {name: str(tmp_path / where) for name, where in named.items()}


def refusals(environment: dict[str, str]) -> list[str]:
    """What `check --deploy` refuses."""
    return [one.line() for one in _found(environment) if one.grade is Grade.REFUSED]


def _found(environment: dict[str, str]) -> Iterator[Finding]:
    for finding in check.findings(environment, deploy=True):
        if finding.grade is not Grade.FINE:
            assert finding.ask, finding
            assert finding.then, finding
        if finding.where not in ("database", "system") or connection.vendor == "sqlite":
            yield finding


def test_a_sound_office_is_refused_only_for_two_boards_in_sqlite(sound: dict[str, str]) -> None:
    found = [line for line in refusals(sound) if "clock" not in line.split()[1]]
    assert len(found) == (1 if connection.vendor == "sqlite" else 0), found
    assert all("SQLite holds 2 boards" in line for line in found)
    where = {finding.where for finding in check.findings(sound, deploy=True)}
    assert {"host", "tls", "clock", "mail", "log", "disk", "backup"} <= where


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("DEBUG", True, "DEBUG is on"),
        ("SECRET_KEY", "", "no secret key"),
        ("SECRET_KEY", "short", "weak"),
        ("SECRET_KEY", "a" * 80, "weak"),
        ("ALLOWED_HOSTS", ["*"], "takes any host"),
        ("ALLOWED_HOSTS", [".example.org"], "takes any host"),
        ("SESSION_COOKIE_SECURE", False, "SESSION_COOKIE_SECURE"),
        ("CSRF_COOKIE_SECURE", False, "CSRF_COOKIE_SECURE"),
        ("SESSION_COOKIE_HTTPONLY", False, "SESSION_COOKIE_HTTPONLY"),
        ("SESSION_COOKIE_SAMESITE", "None", "SESSION_COOKIE_SAMESITE"),
        ("PAX_HEADERS", {"Content-Security-Policy": "default-src *"}, "loose"),
        ("PAX_DEMO", True, "PAX_DEMO is set"),
        ("PAX_KEYS", "", "PAX_KEYS is not set"),
        ("PAX_KEYS", "nowhere", "run.key is missing"),
    ],
)
def test_an_unsafe_setting_is_refused(
    sound: dict[str, str], settings: Settings, setting: str, value: object, says: str
) -> None:
    assert says not in "\n".join(refusals(sound))
    setattr(settings, setting, value)
    assert says in "\n".join(refusals(sound))


def test_keys_that_others_may_read_are_refused(sound: dict[str, str], settings: Settings) -> None:
    key = Path(settings.PAX_KEYS) / HOUSING / "subject.key"
    key.chmod(0o644)
    Path(sound["PAX_ANCHOR_KEY"]).chmod(0o640)
    found = "\n".join(refusals(sound))
    assert f"{HOUSING}/subject.key: others" in found
    assert "PAX_ANCHOR_KEY: others" in found
    key.chmod(0o600)
    key.write_bytes(b"short")
    assert "not 32 bytes" in "\n".join(refusals(sound))


def test_anchors_beside_the_database_and_a_board_without_an_officer_are_refused(sound: dict[str, str]) -> None:
    inside = Path(sound["PAX_OFFICE_HOME"]) / "anchors"
    inside.mkdir()
    Board.objects.create(pk="registry", name="Registret", secrecy=[])
    found = "\n".join(refusals({**sound, "PAX_ANCHORS": str(inside)}))
    assert "beside the database" in found
    assert "registry has no access officer" in found


def test_the_code_says_whether_anything_was_refused(
    sound: dict[str, str], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in sound.items():
        monkeypatch.setenv(name, value)
    assert run("check") == 0
    settings.DEBUG = True
    assert run("check") == 3


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="roles are PostgreSQL's")
def test_a_role_above_the_policies_is_refused_and_the_offices_own_is_not(sound: dict[str, str]) -> None:
    def said() -> str:
        found = check.findings(sound, deploy=True)
        return "\n".join(one.line() for one in found if one.where == "database" and one.grade is Grade.REFUSED)

    assert "above the policies" in said()
    assert "owns" in said()
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE pax_office")
        try:
            mine = said()
        finally:
            cursor.execute("RESET ROLE")
    assert mine == ""


@pytest.mark.parametrize("server", ["", "https://id.example.org/realms/kommunen"])
def test_a_form_may_lead_to_the_municipalitys_sign_in_and_nowhere_else(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAX_OIDC_SERVER", server)
    policy = run_path(str(Path(check.__file__).parents[1] / "settings.py"))["PAX_HEADERS"]["Content-Security-Policy"]
    allowed = re.search(r"form-action ([^;]*);", policy)
    assert allowed
    assert allowed[1].split() == ["'self'", *(["https://id.example.org"] if server else [])]


def _verbs(found: argparse.ArgumentParser, before: str = "pax-office") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in found._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, verb in action.choices.items():
                yield f"{before} {name}", verb
                yield from _verbs(verb, f"{before} {name}")


def test_every_verb_option_and_name_of_the_environment_stands_in_the_guide() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    for words, verb in _verbs(parser()):
        assert words.removeprefix("pax-office ") in guide, words
        options = [option for action in verb._actions for option in action.option_strings if option.startswith("--")]
        assert [option for option in options if option != "--help" and option not in guide] == [], words
    source = Path(check.__file__).parents[1]
    named = {
        name for file in source.rglob("*.py") for name in re.findall(r'"(PAX_[A-Z_]+|DATABASE_URL)"', file.read_text())
    }
    inside = {"PAX_HEADERS", "PAX_IDENTITY_NUMBERS"}
    assert sorted(name for name in named - inside if f"`{name}" not in guide and f"`{name}`" not in guide) == []
