"""kill -9 while documents come in: none is lost, none lies open, and what is left over is swept after a day."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import connection

from pax.vocabulary import WrongUse
from paxweb.documents.console import make_key
from paxweb.documents.storage import path_of
from paxweb.documents.tending import check, leftovers, sweep
from paxweb.frame.clock import now
from paxweb.sites.office.console import parser
from paxweb.sites.office.deploying.documents import documents_found
from tests.office.documents.conftest import Desk
from tests.office.documents.files import pdf
from tests.office.world import HOUSING

ROOT = Path(__file__).parents[3]
KILLS = 60


def test_sixty_kills_lose_nothing_and_leave_nothing_open(tmp_path: Path) -> None:
    name = f"pax_documents_{uuid4().hex[:8]}"
    url = f"sqlite:///{tmp_path}/office.sqlite3"
    if connection.vendor == "postgresql":
        told = connection.settings_dict
        url = f"postgresql://{told['USER']}@{told['HOST']}:{told['PORT']}/{name}"
    given = os.environ | {  # noqa: TID251  a process of its own gets an environment of its own
        "DATABASE_URL": url,
        "PAX_SECRET_KEY": "a key for tests and for nothing else, made of words",
        "DJANGO_SETTINGS_MODULE": "paxweb.sites.office.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    command = [sys.executable, "-m", "tests.office.documents.victim", str(tmp_path), str(KILLS)]
    ended = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False, timeout=400)
    assert ended.returncode == 0, ended.stderr[-2000:] + ended.stdout[-500:]
    found = json.loads(ended.stdout)
    assert (found["problems"], found["wrong"], found["again"]) == ([], [], 0)
    assert found["documents"] == found["files"] >= 1
    assert sum(found["where"].values()) == KILLS
    assert found["where"].get("on its way", 0) >= 1, found


@pytest.mark.django_db
def test_the_check_names_what_is_missing_or_changed(desk: Desk) -> None:
    good, lost, changed = (desk.kept(pdf(b"<< /N %d >>" % n)) for n in range(3))
    path_of(desk.case.pk, lost.blob.file).unlink()
    path = path_of(desk.case.pk, changed.blob.file)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    found = {each.blob: each.problem for each in check()}
    assert found[good.blob_id] == ""
    assert "missing" in found[lost.blob_id]
    assert "changed" in found[changed.blob_id]


@pytest.mark.django_db
def test_what_is_left_over_is_swept_after_a_day_and_nothing_else(
    desk: Desk, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    document = desk.kept()
    stray = path_of(desk.case.pk, "f" * 32)
    stray.write_bytes(b"x")
    assert leftovers().files == ()
    later = now() + timedelta(hours=25)
    settings.PAX_NOW = lambda: later
    assert leftovers().files == (stray,)
    assert _run("documents", "check") == 0
    assert "1 contents, 0 wrong; 1 files without a row, 0 keys without a case" in capsys.readouterr().out
    assert _run("documents", "sweep") == 0
    assert desk.stored() == [path_of(desk.case.pk, document.blob.file)]


@pytest.mark.django_db
def test_sweeping_stops_when_it_looks_like_another_database(desk: Desk, settings: LazySettings) -> None:
    for n in range(11):
        desk.kept(pdf(b"<< /N %d >>" % n))
    document = desk.kept()
    type(document).objects.all().delete()
    type(document.blob).objects.all().delete()
    later = now() + timedelta(hours=25)
    settings.PAX_NOW = lambda: later
    with pytest.raises(WrongUse, match="right database"):
        sweep(leftovers(), sure=False)
    assert len(desk.stored()) == 12
    assert sweep(leftovers(), sure=True) == 12


def _run(*words: str) -> int:
    given = parser().parse_args(words)
    code: int = given.run(given)
    return code


@pytest.mark.django_db
def test_a_boards_key_is_made_once(desk: Desk) -> None:
    path = desk.home / "keys" / HOUSING / "document.key"
    with pytest.raises(WrongUse, match="has a document key"):
        make_key(HOUSING)
    path.unlink()
    assert _run("documents", "key", "--board", HOUSING) == 0
    assert (path.stat().st_size, path.stat().st_mode & 0o777) == (32, 0o600)
    with pytest.raises(WrongUse, match="no such board"):
        _run("documents", "key", "--board", "nobody")


@pytest.mark.django_db
def test_the_deployment_check_looks_at_keys_and_folders(desk: Desk, settings: LazySettings) -> None:
    def refused() -> list[str]:
        return [one.says for one in documents_found(deploy=True) if one.grade == "REFUSED"]

    desk.kept()
    for board in ("housing_company", "social_services"):
        (desk.home / "keys" / board / "document.key").chmod(0o600)
    assert refused() == []
    (desk.home / "keys" / HOUSING / "document.key").chmod(0o644)
    assert any("others than its owner" in says for says in refused())
    (desk.home / "keys" / HOUSING / "document.key").unlink()
    assert any("document.key is missing" in says for says in refused())
    settings.PAX_CASE_KEYS = str(desk.home / "documents" / "keys")
    assert any("among the documents" in says for says in refused())
    settings.PAX_CASE_KEYS = str(desk.home / "keys")
    assert any("among the boards' keys" in says for says in refused())
    (desk.home / "documents").chmod(0o755)
    assert any("PAX_DOCUMENTS: others" in says for says in refused())
