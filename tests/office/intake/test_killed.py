"""kill -9 while a run arrives, fifty times: nobody sees half a run, and what is continued ends as if nothing was."""

import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

from django.db import connection

ROOT = Path(__file__).parents[3]
KILLS = 50


def test_fifty_kills_and_nobody_sees_half_a_run(tmp_path: Path) -> None:
    name = f"pax_killed_{uuid4().hex[:8]}"
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
    command = [sys.executable, "-m", "tests.office.intake.victim", str(tmp_path), str(KILLS)]
    ended = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False, timeout=400)
    assert ended.returncode == 0, ended.stderr[-2000:] + ended.stdout[-500:]
    found = json.loads(ended.stdout)
    assert found["problems"] == []
    assert found["killed"] == KILLS
    assert found["weeks"] >= 3
    assert len(found["where"]) >= 3, found
