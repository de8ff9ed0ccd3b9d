"""The virus check: whatever is not a clear "nothing found" keeps the file out. Against a clamd of our own making."""

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings

from paxweb.documents.clamav import WrongAddress, scan, version
from paxweb.documents.formats.reasons import INFECTED, UNSCANNED, NotTaken
from paxweb.documents.models import Blob, Document
from paxweb.sites.office.deploying.documents import documents_found
from tests.office.documents.conftest import Desk, form
from tests.office.documents.files import EICAR, pdf

pytestmark = pytest.mark.django_db
TODAYS = "ClamAV 1.4.6/27500/Mon Nov 23 09:00:00 2026"


class Clamd:
    """Speaks as clamd does: VERSION and INSTREAM. `says`: what it answers in place of what it found."""

    def __init__(self, path: Path) -> None:
        self.says: str | None = None
        self.version = TODAYS
        self.seen: list[bytes] = []
        self._line = socket.socket(socket.AF_UNIX)
        self._line.bind(str(path))
        self._line.listen(8)
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._line.accept()
            except OSError:
                return
            with line:
                self._answer(line)

    def _answer(self, line: socket.socket) -> None:
        read = line.makefile("rb")
        command = b""
        while not command.endswith(b"\0"):
            command += read.read(1)
        if command == b"zVERSION\0":
            line.sendall(self.version.encode() + b"\0")
            return
        assert command == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(read.read(4), "big"):
            content += read.read(size)
        self.seen.append(content)
        found = "stream: Eicar-Test-Signature FOUND" if EICAR.encode() in content else "stream: OK"
        answer = found if self.says is None else self.says
        if answer:
            line.sendall(answer.encode() + b"\0")

    def stop(self) -> None:
        self._line.shutdown(socket.SHUT_RDWR)
        self._line.close()


@pytest.fixture
def clamd(tmp_path: Path, settings: LazySettings) -> Iterator[Clamd]:
    """A clamd that answers, and is set up."""
    fake = Clamd(tmp_path / "clamd.ctl")
    settings.PAX_CLAMAV = f"unix:{tmp_path / 'clamd.ctl'}"
    yield fake
    fake.stop()


def test_what_it_finds_nothing_in_is_kept_and_says_who_looked(desk: Desk, clamd: Clamd) -> None:
    content = pdf(b"<< /X (%s) >>" % (b"y" * 200_000))
    document = desk.kept(content)
    assert clamd.seen == [content]
    assert document.blob.scanned == TODAYS
    page = desk.browser("Alice").get(desk.address(f"handlingar/{document.pk}/")).content.decode()
    assert "ClamAV 1.4.6" in page


def test_eicar_is_kept_out(desk: Desk, clamd: Clamd) -> None:
    answer = desk.browser("Alice").post(desk.address("handlingar/ny/"), form(EICAR.encode(), "test.txt"))
    assert answer.status_code == 400
    assert "Viruskontrollen stoppade filen" in answer.content.decode()
    assert (Document.objects.count(), Blob.objects.count(), desk.stored()) == (0, 0, [])


@pytest.mark.parametrize(
    "says",
    ["", "INSTREAM size limit exceeded. ERROR", "stream: OK ERROR", "stream: ok", "OK", "x" * 10_000,
     "stream: Can't allocate memory ERROR"],
)  # fmt: skip
def test_any_other_answer_keeps_the_file_out(desk: Desk, clamd: Clamd, says: str) -> None:
    clamd.says = says
    with pytest.raises(NotTaken) as told:
        desk.kept()
    assert told.value.reason == UNSCANNED
    assert (Document.objects.count(), desk.stored()) == (0, [])


def test_a_clamd_that_is_down_keeps_everything_out(desk: Desk, settings: LazySettings, tmp_path: Path) -> None:
    for address in (f"unix:{tmp_path}/nobody.ctl", "tcp:127.0.0.1:1"):
        settings.PAX_CLAMAV = address
        answer = desk.browser("Alice").post(desk.address("handlingar/ny/"), form(title="Det jag skrev"))
        page = answer.content.decode()
        assert (answer.status_code, "svarar inte" in page, "Det jag skrev" in page) == (400, True, True)
    assert (Document.objects.count(), desk.stored()) == (0, [])


def test_one_that_says_nothing_is_waited_for_and_no_longer(
    desk: Desk, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paxweb.documents.clamav._PATIENCE", 0.2)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "silent.ctl"))
        silent.listen(1)
        settings.PAX_CLAMAV = f"unix:{tmp_path}/silent.ctl"
        with pytest.raises(NotTaken):
            desk.kept()


@pytest.mark.parametrize("address", ["x", "unix:relative", "tcp:host", "tcp:host:x", "http://x:1"])
def test_an_address_it_cannot_read_is_told(desk: Desk, settings: LazySettings, address: str) -> None:
    settings.PAX_CLAMAV = address
    with pytest.raises(WrongAddress):
        desk.kept()
    assert (Document.objects.count(), desk.stored()) == (0, [])


def graded(settings: LazySettings) -> dict[str, str]:
    return {one.says: one.grade for one in documents_found(deploy=True) if one.where == "clamav"}


def test_the_check_tells_of_it(
    desk: Desk, clamd: Clamd, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2026, 11, 24)
    monkeypatch.setattr("paxweb.sites.office.deploying.documents.today", lambda: day)
    assert graded(settings) == {TODAYS: "ok"}
    clamd.version = "ClamAV 1.4.6/27400/Sun Nov  1 09:00:00 2026"
    assert graded(settings) == {"its signatures are 23 days old": "REFUSED"}
    clamd.version = "ClamAV 1.4.6"
    assert list(graded(settings).values()) == ["look"]
    settings.PAX_CLAMAV = "unix:/nowhere/clamd.ctl"
    assert list(graded(settings).values()) == ["REFUSED"]
    settings.PAX_CLAMAV = ""
    assert list(graded(settings).values()) == ["look"]


@pytest.fixture
def real(tmp_path: Path, settings: LazySettings) -> Iterator[Callable[[], None]]:
    """ClamAV's own clamd with one signature of ours: the EICAR file by its hash. Needs no list from the net."""
    program = shutil.which("clamd") or ("/usr/sbin/clamd" if Path("/usr/sbin/clamd").exists() else None)
    if program is None:
        pytest.skip("clamd is not installed here")
    base = tmp_path / "signatures"
    base.mkdir()
    (base / "pax.hdb").write_text("44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n")
    place = tmp_path / "real.ctl"
    told = tmp_path / "clamd.conf"
    told.write_text(
        f"DatabaseDirectory {base}\nLocalSocket {place}\nForeground yes\nUser root\nStreamMaxLength 30M\n"
        f"TemporaryDirectory {tmp_path}\n"
    )
    running = subprocess.Popen([program, "-c", str(told)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    settings.PAX_CLAMAV = f"unix:{place}"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            version()
            break
        except OSError:
            time.sleep(0.2)
    yield running.terminate
    running.terminate()
    running.wait(timeout=30)


def test_the_real_clamd_keeps_eicar_out_and_lets_the_rest_in(
    desk: Desk, real: Callable[[], None], settings: LazySettings
) -> None:
    document = desk.kept(pdf(b"<< /X (%s) >>" % (b"y" * 300_000)))
    assert document.blob.scanned.startswith("ClamAV ")
    with pytest.raises(NotTaken) as told:
        desk.kept(EICAR.encode(), "test.txt")
    assert told.value.reason == INFECTED
    real()
    time.sleep(1)
    with pytest.raises(NotTaken) as silent:
        desk.kept(pdf(b"<< /Y 1 >>"))
    assert silent.value.reason == UNSCANNED


def test_without_it_nothing_is_asked(desk: Desk, settings: LazySettings) -> None:
    settings.PAX_CLAMAV = ""
    assert desk.kept().blob.scanned == ""
    assert scan(BytesIO(b"x")) == ""
