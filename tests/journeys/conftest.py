"""A browser, a running site and axe for the journeys; skipped with the reason where there is no Chromium."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.site import client

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
DESIGN = ROOT / "src" / "paxweb" / "frame" / "static" / "frame" / "pax.css"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


def _required() -> bool:
    return os.environ.get("PAX_REQUIRE_BROWSER") == "1"  # noqa: TID251  CI says that no journey may be skipped


def _give_up(reason: str) -> None:
    if _required():
        pytest.fail(f"PAX_REQUIRE_BROWSER=1, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium lies."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    _give_up("there is no Chromium on this machine (make test installs Debian's where it may)")
    raise AssertionError


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The machine's own browser, talking to nobody but the site."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that remembers nothing, and gives up after thirty seconds."""
    with browser.new_context() as context:
        context.set_default_timeout(30_000)
        yield context.new_page()


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *values: Any) -> None:  # noqa: ANN401  the library's own signature
        """Say nothing."""


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The public site on a free port of this machine; its address."""
    if not DESIGN.exists():
        _give_up("the pages' design is not built (make front)")
    client()
    server = make_server("127.0.0.1", 0, get_wsgi_application(), _Server, _Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, run inside the page by the test, never shipped with it."""
    if not AXE.exists():
        _give_up("axe-core is not installed (make front)")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def screenshots() -> Path | None:
    """Where pictures for the docs go when PAX_SCREENSHOTS=1; None = keep none."""
    wanted = os.environ.get("PAX_SCREENSHOTS") == "1"  # noqa: TID251  whoever writes the docs asks for pictures
    return ROOT / "docs" / "guides" / "pictures" if wanted else None
