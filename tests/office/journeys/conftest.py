"""The whole demo, made once and served: a town, two runs, people to sign in as; and a browser at it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
DESIGN = ROOT / "src" / "paxweb" / "frame" / "static" / "frame" / "office.js"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
KEY = "the journeys' own key, for nothing else"
GIVEN = os.environ  # noqa: TID251  what the machine gives is passed on to the processes


def _give_up(reason: str) -> None:
    if GIVEN.get("PAX_REQUIRE_BROWSER") == "1":
        pytest.fail(f"PAX_REQUIRE_BROWSER=1, but {reason}")
    pytest.skip(reason)


@dataclass(frozen=True)
class Office:
    """The office's address, and the folder it was made in."""

    address: str
    home: Path


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The demo's office on a free port of this machine, as `make demo` makes it."""
    if GIVEN.get("DATABASE_URL"):
        pytest.skip("the demo's office has a SQLite file of its own: the run without DATABASE_URL asks the same")
    if not DESIGN.exists():
        _give_up("the pages' design is not built (make front)")
    home = tmp_path_factory.mktemp("demo") / "demo"
    shutil.copytree(GIVEN.get("PAX_DEMO_MADE") or _made(_shared(tmp_path_factory)), home)
    yield from _served(home)


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of one run of the tests have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if GIVEN.get("PYTEST_XDIST_WORKER") else own


def _made(shared: Path) -> Path:
    """The demo, made by the first worker that asks; the others wait for it. One that failed is made anew."""
    home, done = shared / "demo-made", shared / "demo-made.done"
    with (shared / "demo-made.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not done.exists():
            shutil.rmtree(home, ignore_errors=True)
            _make(home)
            done.touch()
    return home


def _make(home: Path) -> None:
    made = subprocess.run(
        ["sh", "ops/demo.sh", str(home)],
        cwd=ROOT,
        env={**_given(), "PAX_DEMO_SERVE": "0"},
        capture_output=True,
        text=True,
    )
    assert made.returncode in (0, 3), made.stderr[-2000:]


def _given() -> dict[str, str]:
    """What the machine gives to a process of ours, and nothing that is about another office."""
    given = {key: value for key, value in GIVEN.items() if not key.startswith(("PAX_", "DATABASE", "DJANGO"))}
    return given | {
        "PATH": f"{Path(sys.executable).parent}:{given['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "PAX_SECRET_KEY": KEY,
    }


def _served(home: Path) -> Iterator[Office]:
    port = free_port()
    settings = {
        "PAX_DEMO": "1", "PAX_OFFICE_HOME": str(home / "office"), "PAX_KEYS": str(home / "keys"),
        "PAX_SECRET_KEY": KEY,
        "DJANGO_SETTINGS_MODULE": "paxweb.sites.office.settings",
    }  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", "paxweb.sites.office.wsgi", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [*command, "--threads", "4", "--no-control-socket"], env={**_given(), **settings}, cwd=home
    )
    wait_for(port)
    yield Office(f"http://localhost:{port}", home)
    server.terminate()
    server.wait(timeout=60)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int, seconds: int = 15) -> None:
    """Until something listens there."""
    for _ in range(10 * seconds):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the office did not start")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        _give_up("there is no Chromium on this machine (make test installs Debian's where it may)")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))


@pytest.fixture
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that remembers nothing, on a screen of 1280 by 800."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        context.set_default_timeout(30_000)
        yield context


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, run inside the page by the test, never shipped with it."""
    if not AXE.exists():
        _give_up("axe-core is not installed (make front)")
    return AXE.read_text(encoding="utf-8")


def become(context: BrowserContext, office: Office, name: str) -> Page:
    """A page signed in as one of the demo's people, by one click."""
    page = context.new_page()
    page.goto(f"{office.address}/sv/demo/")
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(re.compile(r"/sv/(?!demo)"), wait_until="load")
    return page


def to_week(page: Page) -> None:
    """Go to the week by its link in the menu, and wait until it is there whole."""
    page.get_by_role("navigation", name="Sidor", exact=True).get_by_role("link", name="Veckan").click()
    page.wait_for_url(re.compile(r"/sv/vecka/"), wait_until="load")


def at_week(context: BrowserContext, office: Office, name: str) -> Page:
    """A page signed in as one of the demo's people, at their board's week."""
    page = become(context, office, name)
    to_week(page)
    return page
