"""One household is asked about for a cause, and nothing is stored but a line that says so."""

import json
from pathlib import Path

import pytest

from pax.linking import entity_of
from pax.vocabulary import Exit
from tests.engine.cli.conftest import ASK, RUN, Pax, told
from tests.engine.linking.small import number
from tests.engine.run.small_world import DANA, DANA_OLD, HEDDA

NOBODY = number("19770707", 555)
REFERENCE = ("--reference", "SKB 2026/00017")


@pytest.fixture(params=["kept", "registers"])
def source(request: pytest.FixtureRequest, pax: Pax) -> tuple[str, ...]:
    """Kept tables, and the deliveries themselves."""
    if request.param == "registers":
        return ("--registers", "registers", "--as-of", "2026-06-30")
    pax(*RUN, "--out", "RUN", "--as-of", "2026-06-30", "--keep", "KEPT", "--quiet")
    return ("--from", "KEPT")


def test_dana_is_found_by_either_number_and_the_log_has_neither(pax: Pax, source: tuple[str, ...]) -> None:
    for given in (DANA, DANA_OLD):
        found = told(pax(*ASK, *source, *REFERENCE, "--person", "-", "--json", given=f"{given}\n"))
        assert [one["rule_id"] for one in found["signals"]] == ["HO-02"]
    log = Path("log").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in log.splitlines()]
    assert [line["id"] for line in lines] == [entity_of(DANA_OLD)] * 2
    assert DANA not in log
    assert DANA_OLD not in log
    assert set(lines[0]) == {"at", "board", "user", "kind", "id", "because", "reference", "rules"}
    assert (lines[0]["because"], lines[0]["reference"]) == ("tip", "SKB 2026/00017")
    assert "HO-02" in lines[0]["rules"]


def test_a_lease_and_a_dwelling_are_asked_about_by_their_ids(pax: Pax, source: tuple[str, ...]) -> None:
    for what in (("--lease", "T5"), ("--dwelling", "D5")):
        found = told(pax(*ASK, *source, *REFERENCE, *what, "--json"))
        assert "HO-03" in [one["rule_id"] for one in found["signals"]]
        assert "Storgatan 5" in json.dumps(found["signals"], ensure_ascii=False)


def test_a_protected_person_gets_the_answer_of_a_number_nobody_knows(pax: Pax, source: tuple[str, ...]) -> None:
    answers = [pax(*ASK, *source, *REFERENCE, "--person", who) for who in (HEDDA, NOBODY)]
    assert answers[0].stdout == answers[1].stdout
    assert (answers[0].stderr, answers[0].exit_code) == (answers[1].stderr, answers[1].exit_code)
    muted = [pax(*ASK, *source, *REFERENCE, *what).stdout for what in (("--lease", "K-HEDDA"), ("--lease", "K-NONE"))]
    assert muted[0] == muted[1]


def test_nothing_is_stored_but_the_line(pax: Pax) -> None:
    before = {path.name for path in Path().iterdir()}
    pax(*ASK, "--registers", "registers", "--as-of", "2026-06-30", *REFERENCE, "--person", DANA)
    assert {path.name for path in Path().iterdir()} - before == {"log"}
    assert Path("log").stat().st_mode & 0o077 == 0


def test_what_cannot_be_logged_is_not_asked(pax: Pax) -> None:
    Path("log").mkdir()
    result = pax(*ASK, "--registers", "registers", "--as-of", "2026-06-30", *REFERENCE, "--person", DANA)
    assert result.exit_code == Exit.NOTHING_WRITTEN
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*REFERENCE,), "one thing"),
        ((*REFERENCE, "--lease", "T1", "--dwelling", "D1"), "one thing"),
        ((*REFERENCE, "--person", "198001011230"), "check digit"),
        ((*REFERENCE, "--lease", DANA), "person's number"),
        (("--reference", f"om {DANA[:8]}-{DANA[8:]}", "--lease", "T1"), "identity number"),
        (("--reference", " ", "--lease", "T1"), "no reference"),
    ],
)
def test_a_question_that_is_not_one_is_refused_before_it_is_logged(
    pax: Pax, arguments: tuple[str, ...], said: str
) -> None:
    result = pax(*ASK, "--registers", "registers", "--as-of", "2026-06-30", *arguments)
    assert result.exit_code == Exit.WRONG_USE, result.output
    assert said in result.stderr
    assert DANA not in result.output
    assert not Path("log").exists()


def test_tables_kept_for_another_board_are_refused(pax: Pax) -> None:
    pax(*RUN, "--out", "RUN", "--as-of", "2026-06-30", "--keep", "KEPT", "--quiet")
    other = ("ask", "--municipality", "municipality.toml", "--board", "registry", "--because", "tip", "--log", "log")
    assert pax(*other, "--from", "KEPT", *REFERENCE, "--person", DANA).exit_code == Exit.WRONG_USE
