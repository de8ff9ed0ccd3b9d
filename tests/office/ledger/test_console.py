"""What whoever runs the office types, and what they are told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from paxweb.frame import clock
from paxweb.ledger import anchors
from paxweb.ledger.models import Batch, Entry
from paxweb.sites.office.console import parser
from tests.office.ledger.log import DANA, lines, sql, the_owners_hand

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, settings: Settings) -> Run:
    """Run a verb as it is typed; its exit code."""
    (tmp_path / "anchors").mkdir()
    settings.PAX_ANCHORS, settings.PAX_ANCHOR_KEY = str(tmp_path / "anchors"), str(tmp_path / "anchor.key")
    settings.PAX_NOW = clock.utc

    def typed(*words: str) -> int:
        given = parser().parse_args([*words])
        return int(given.run(given))

    assert typed("ledger", "key", settings.PAX_ANCHOR_KEY) == 0
    return typed


def test_seal_once_seals_and_anchors_and_verify_says_it_is_whole(
    run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines(4)
    assert run("seal", "--once") == 0
    assert Batch.objects.get().count == 4
    assert len((tmp_path / "anchors" / anchors.FILE).read_text().splitlines()) == 1
    capsys.readouterr()
    assert run("ledger", "verify") == 0
    told = capsys.readouterr().out
    assert "1 satser, 4 rader, 0 gallrade, 1 ankare" in told
    assert told.endswith("Loggen är hel.\n")


def test_verify_names_the_line_and_ends_with_three(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    number = lines(4)[1]
    run("ledger", "seal", "--once")
    with the_owners_hand():
        sql("UPDATE ledger_entry SET user_id = 99 WHERE id = %s", number)
    capsys.readouterr()
    assert run("ledger", "verify", "--language", "en") == 3
    told = capsys.readouterr().out
    assert f"batch 1, line {number}: the line was edited after it was sealed" in told
    assert told.endswith("The ledger is NOT sound.\n")


def test_a_prune_tells_first_and_takes_nothing_before_its_time(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    lines(4)
    run("seal", "--once")
    capsys.readouterr()
    assert run("ledger", "prune", "--before", "2020-01-01") == 0
    assert capsys.readouterr().out == "nothing is old enough\n"
    assert Entry.objects.count() == 4


def test_about_lists_lines_without_the_people_who_acted(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    lines(2)
    capsys.readouterr()
    assert run("ledger", "about", DANA, "--board", "housing") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "line,at,kind,act,board,purpose"
    assert len(told) == 3
    assert all(row.endswith(",read,item.read,housing,") for row in told[1:])


def test_anchor_signs_what_is_new_and_says_when_nothing_is(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    lines(2)
    run("seal", "--once")
    capsys.readouterr()
    assert run("ledger", "anchor") == 0
    assert capsys.readouterr().out == "nothing new to anchor\n"
