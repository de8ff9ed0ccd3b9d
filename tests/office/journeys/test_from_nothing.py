"""An office from an empty folder, as docs/guides/office.md says: appointed by two, bound on paper, a run read.

On PostgreSQL with the three roles of ops/roles.sql where DATABASE_URL names a cluster; else on SQLite.
"""

import os
import re
import secrets
import signal
import subprocess
import sys
import time
from base64 import b32decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from hmac import digest
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, Page, expect
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from paxweb.frame.clock import today
from tests.office.intake.made import Made, Person, write_keys
from tests.office.journeys.conftest import GIVEN, ROOT, free_port, wait_for
from tests.office.world import HOUSING

ROLES = ROOT / "ops" / "roles.sql"
DATABASE = "pax_from_nothing"
TOWN = '[boards.housing_company]\nname = "Bostadsbolaget"\nsecrecy = []\n'
PASSWORD = " ".join(["ett långt", "lösenord", "till kontoret"])


@dataclass
class House:
    """A machine of a municipality: its environment, its folder, the address its office answers on."""

    given: dict[str, str]
    home: Path
    port: int

    def pax_office(self, *words: str) -> str:
        """What a verb of the console prints; it must succeed."""
        done = subprocess.run(
            ["pax-office", *words], env=self.given, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{words}: {done.stdout[-1500:]}{done.stderr[-1500:]}"
        return done.stdout


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Nothing but keys, a file of secrets and, where there is a cluster, an empty database and its roles."""
    secret = tmp_path / "secret"
    secret.write_text(secrets.token_urlsafe(64))
    secret.chmod(0o600)
    write_keys(tmp_path / "keys")
    port = free_port()
    given = {key: value for key, value in GIVEN.items() if not key.startswith(("PAX_", "DATABASE", "DJANGO"))}
    given |= {
        "PATH": f"{Path(sys.executable).parent}:{given['PATH']}", "PYTHONPATH": str(ROOT / "src"),
        "PAX_SECRET_KEY_FILE": str(secret), "PAX_OFFICE_HOME": str(tmp_path / "office"),
        "PAX_KEYS": str(tmp_path / "keys"), "PAX_ANCHORS": str(tmp_path / "anchors"), "PAX_JOBS_URL": "",
        "PAX_OFFICE_HOSTS": "localhost",
    }  # fmt: skip
    (tmp_path / "office").mkdir(mode=0o700)
    (tmp_path / "anchors").mkdir(mode=0o700)
    (tmp_path / "municipality.toml").write_text(TOWN, encoding="utf-8")
    with _database(given):
        yield House(given, tmp_path, port)


class _database:  # noqa: N801  a context that reads as a word
    """An empty database of the cluster's, and the addresses of the three roles; nothing on SQLite."""

    def __init__(self, given: dict[str, str]) -> None:
        self.given, self.cluster = given, GIVEN.get("DATABASE_URL", "")

    def __enter__(self) -> None:
        if not self.cluster:
            return
        place = conninfo_to_dict(self.cluster)
        with psycopg.connect(make_conninfo(self.cluster, dbname="postgres"), autocommit=True) as admin:
            admin.execute(ROLES.read_text(encoding="utf-8"))
            admin.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
            admin.execute(f"CREATE DATABASE {DATABASE} OWNER pax_owner")
        for name, role in (("DATABASE_URL", "office"), ("PAX_JOBS_URL", "jobs"), ("PAX_OWNER_URL", "owner")):
            self.given[name] = f"postgresql://pax_{role}@{place['host']}:{place['port']}/{DATABASE}"

    def __exit__(self, *_: object) -> None:
        if self.cluster:
            with psycopg.connect(make_conninfo(self.cluster, dbname="postgres"), autocommit=True) as admin:
                admin.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


@pytest.fixture
def running(house: House) -> Iterator[House]:
    """Boards and the first officers by the console; then `make office` until the test ends."""
    house.pax_office("ledger", "key", str(house.home / "anchor.key"))
    house.given["PAX_ANCHOR_KEY"] = str(house.home / "anchor.key")
    started = subprocess.Popen(
        ["sh", "ops/office.sh", "--bind", f"127.0.0.1:{house.port}", "--workers", "1"],
        env=house.given, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        wait_for(house.port, 120)
        yield house
    finally:
        os.killpg(started.pid, signal.SIGTERM)
        try:
            said, _ = started.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            started.communicate()
            raise
        sys.stdout.write(said[-4000:])


class App:
    """An authenticator app; a code is given once."""

    def __init__(self, secret: str) -> None:
        self.secret, self.last = secret, 0

    def code(self) -> str:
        """The code of now, or of the window after the one given last."""
        self.last = max(time.time_ns() // 10**9 // 30, self.last + 1)
        hashed = digest(b32decode(self.secret), self.last.to_bytes(8, "big"), "sha1")
        start = hashed[-1] & 15
        return f"{(int.from_bytes(hashed[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"


def begin(browser: Browser, house: House, email: str, code: str) -> tuple[Page, App]:
    """Somebody begins with the code they were handed, chooses a password, adds an app."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.set_default_timeout(15_000)
    page.goto(f"http://localhost:{house.port}/sv/begin/")
    for name, text in (("login", email), ("code", code), ("password1", PASSWORD), ("password2", PASSWORD)):
        page.locator(f"input[name={name}]").fill(text)
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("link", name="Lägg till en app").click()
    app = App(page.locator("main code").first.inner_text().replace(" ", ""))
    page.locator("input[name=code]").fill(app.code())
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_text("Tillagd")).to_be_visible()
    return page, app


def send(page: Page, app: App, address: str, **fields: str) -> None:
    """Fill in a form of the office and send it; where a factor is asked for anew, show it first."""
    page.goto(address)
    if "/again/" in page.url:
        page.locator("input[name=code]").fill(app.code())
        page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(address)
    for name, value in fields.items():
        field = page.locator(f"main [name={name}]").first
        kind = field.evaluate("each => each.tagName + ' ' + each.type")
        if kind.endswith("radio"):
            page.locator(f"main [name={name}][value='{value}']").check()
        elif kind.startswith("SELECT"):
            field.select_option(value)
        else:
            field.fill(value)
    page.locator("main form[method=post] button[type=submit]").last.click()
    assert page.locator("main .pax-wrong").count() == 0, page.locator("main").inner_text()
    assert "/again/" not in page.url, "it took more than five minutes"


def test_an_office_is_made_from_nothing_and_a_run_is_read(running: House, browser: Browser) -> None:
    house = running
    house.pax_office("boards", str(house.home / "municipality.toml"))
    said = house.pax_office(
        "appoint", "--email", "anna@example.org", "--name", "Anna", "--board", HOUSING, "--diary", "KS 2026/12",
        "--second-email", "bo@example.org", "--second-name", "Bo",
    )  # fmt: skip
    codes = dict(re.findall(r"^(\S+@\S+): code (\S+) ", said, re.MULTILINE))
    anna, annas = begin(browser, house, "anna@example.org", codes["anna@example.org"])
    bo, _ = begin(browser, house, "bo@example.org", codes["bo@example.org"])
    sign_the_paper(bo, house)
    board = f"http://localhost:{house.port}/sv/accounts/boards/{HOUSING}/"
    ida = let_in(anna, annas, board, "ida@example.org", "Ida")
    folder = a_run(house)
    told = house.pax_office("receive-run", str(folder))
    assert "in force" in told
    drawn = house.pax_office("week")
    assert int(drawn.split()[0]) > 20, drawn
    page, _ = begin(browser, house, "ida@example.org", ida)
    read_one(page, house)
    verified = house.pax_office("ledger", "verify", "--public", str(house.home / "anchor.key.pub"))
    assert verified


def sign_the_paper(page: Page, house: House) -> None:
    """The second person signs the decision."""
    page.goto(f"http://localhost:{house.port}/sv/accounts/papers/")
    page.locator("main a[href*='/papers/']").first.click()
    page.locator("main [name=decision][value=yes]").check()
    page.locator("main form[method=post] button[type=submit]").last.click()
    expect(page.locator("main")).to_contain_text("Anna")


def let_in(page: Page, app: App, board: str, email: str, name: str) -> str:
    """The access officer makes an account, binds its number on paper and grants; the code to hand over."""
    send(page, app, f"{board}account/", email=email, name=name, identity_checked="document")
    found = re.search(r"\b[A-Z0-9]{4}(?:[- ][A-Z0-9]{4})+\b", page.locator("main").inner_text())
    assert found, page.locator("main").inner_text()
    year = timedelta(days=300)
    send(
        page, app, f"{board}grant/", email=email, role="investigator", provision="none", from_date=today().isoformat(),
        to_date=(today() + year).isoformat(), reason="utreder",
    )  # fmt: skip
    page.goto(board)
    theirs = page.locator("main tr, main li", has_text=email).or_(page.locator("main tr, main li", has_text=name))
    person = theirs.locator("a[href*='/bind/']").first.get_attribute("href")
    assert person
    send(page, app, f"{board.partition('/sv/')[0]}{person}", number=_number(), identity_checked="document")
    return found[0]


def _number() -> str:
    """A number that a real office takes, of those set aside for tests (born on a day, with the serial 238)."""
    digits = [int(digit) * (2 - place % 2) for place, digit in enumerate("900101238")]
    return f"19900101238{-sum(digit // 10 + digit % 10 for digit in digits) % 10}"


def a_run(house: House) -> Path:
    """A run of some signals and draws."""
    made = Made()
    for n in range(30):
        made.signal(Person(n))
    for n in range(30, 36):
        made.draw(Person(n))
    return made.write(house.home / "run")


def read_one(page: Page, house: House) -> None:
    """The week, an item taken and answered blind, and its question."""
    page.goto(f"http://localhost:{house.port}/sv/vecka/{HOUSING}/")
    assert page.locator("form[action$='/ta/'] button").count(), page.locator("body").inner_text()
    page.locator("form[action$='/ta/'] button").first.click()
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Varför? En rad.").fill("Två saker samma dag")
    page.get_by_role("button", name="Svara").click()
    expect(page.locator("#asked-title")).to_be_visible()
