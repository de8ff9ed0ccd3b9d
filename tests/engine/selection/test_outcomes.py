"""outcomes.csv goes out and comes back the same, and what is no outcome is refused with its line."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pax.selection import COLUMNS, Outcome, read_outcomes, write_outcomes
from pax.vocabulary import WrongUse

SIGNAL = Outcome(
    "0" * 20, "", "HO-01", 2, "p_0123456789abcdef", "yes", "right", "register_lag", date(2026, 7, 1), Decimal("1.5")
)
DRAW = Outcome("", "f" * 20, "HO-01", None, "", "no", "", "", None, None)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "outcomes.csv"
    assert write_outcomes([SIGNAL, DRAW], path) == 2
    assert set(read_outcomes(path)) == {SIGNAL, DRAW}
    assert path.stat().st_mode & 0o077 == 0


def test_the_heading_is_the_documented_one(tmp_path: Path) -> None:
    write_outcomes([], tmp_path / "outcomes.csv")
    text = (tmp_path / "outcomes.csv").read_text(encoding="utf-8")
    expected = "signal_id,draw_id,rule_id,rule_version,subject_id,first_answer,finding,cause,decided_on,hours\n"
    assert text == expected


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    write_outcomes([DRAW], tmp_path / "outcomes.csv")
    with pytest.raises(WrongUse, match="already there"):
        write_outcomes([SIGNAL], tmp_path / "outcomes.csv")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("rule_version", "two"),
        ("decided_on", "1 July"),
        ("hours", "many"),
        ("finding", "guilty"),
        ("cause", "greed"),
        ("first_answer", "perhaps"),
        ("draw_id", "both"),
    ],
)
def test_a_wrong_value_is_refused_with_its_line_and_never_shown(tmp_path: Path, column: str, value: str) -> None:
    path = tmp_path / "outcomes.csv"
    write_outcomes([SIGNAL], path)
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    cells[COLUMNS.index(column)] = value
    path.write_text("\n".join([lines[0], ",".join(cells)]) + "\n", encoding="utf-8")
    with pytest.raises(WrongUse) as refused:
        list(read_outcomes(path))
    assert refused.value.line == 2
    assert value not in str(refused.value) or value == "both"


@pytest.mark.parametrize("text", ["", "a,b\n", "signal_id\n"])
def test_another_heading_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "o.csv").write_text(text, encoding="utf-8")
    with pytest.raises(WrongUse, match="heading"):
        list(read_outcomes(tmp_path / "o.csv"))
