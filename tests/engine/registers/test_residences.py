"""Residences of one person follow each other, and end with the person's registration."""

from datetime import date
from pathlib import Path

import pytest

from pax.registers.residences import AFTER, CLOSED, OVERLAP
from tests.engine.registers.deliveries import DANA, EVERT, csv_of, found, receive_csv, rows

HOMES = "person_id,from_date,to_date,dwelling_id"
PERSONS = "person_id,protection,deregistration_code,deregistration_date"


def test_the_later_start_wins_and_the_earlier_ends_the_day_before(tmp_path: Path) -> None:
    lines = [f"{DANA},2020-01-01,,D1", f"{DANA},2020-06-01,2020-06-30,D2", f"{DANA},2020-06-15,,D3"]
    received = receive_csv(tmp_path, residences=csv_of(HOMES, lines))
    assert rows(received, "residences", "dwelling_id", "to_date") == [
        ("D1", date(2020, 5, 31)),
        ("D2", date(2020, 6, 14)),
        ("D3", None),
    ]
    assert found(received) == [(2, "to_date", OVERLAP), (3, "to_date", OVERLAP)]


def test_periods_that_only_meet_are_left_alone(tmp_path: Path) -> None:
    lines = [f"{DANA},2020-01-01,2020-05-31,D1", f"{DANA},2020-06-01,,D2", f"{EVERT},2020-01-15,,D1"]
    received = receive_csv(tmp_path, residences=csv_of(HOMES, lines))
    assert [end for (end,) in rows(received, "residences", "to_date")] == [date(2020, 5, 31), None, None]
    assert found(received) == []


@pytest.mark.parametrize("code", ["AV", "UV", "OB"])
def test_death_emigration_and_disappearance_end_a_home_on_their_day(code: str, tmp_path: Path) -> None:
    lines = [f"{DANA},2010-01-01,2014-12-31,D1", f"{DANA},2015-01-01,,D2"]
    persons = csv_of(PERSONS, [f"{DANA},none,{code},2024-03-05"])
    received = receive_csv(tmp_path, residences=csv_of(HOMES, lines), persons=persons)
    ends = [end for (end,) in rows(received, "residences", "to_date")]
    assert ends == [date(2014, 12, 31), date(2024, 3, 5)]


@pytest.mark.parametrize("code", ["FI", "GN", "GS", "AS", "TA", "AN", "XX"])
def test_other_codes_end_nothing(code: str, tmp_path: Path) -> None:
    homes = csv_of(HOMES, [f"{DANA},2015-01-01,,D2"])
    persons = csv_of(PERSONS, [f"{DANA},none,{code},2024-03-05"])
    assert rows(receive_csv(tmp_path, residences=homes, persons=persons), "residences", "to_date") == [(None,)]


def test_a_home_said_to_outlast_death_is_ended_with_a_note_and_one_begun_later_is_noted(tmp_path: Path) -> None:
    homes = csv_of(HOMES, [f"{DANA},2015-01-01,2025-01-01,D1", f"{DANA},2025-02-01,,D2"])
    persons = csv_of(PERSONS, [f"{DANA},none,AV,2024-03-05"])
    received = receive_csv(tmp_path, residences=homes, persons=persons)
    assert [end for (end,) in rows(received, "residences", "to_date")] == [date(2024, 3, 5), None]
    assert found(received) == [(2, "to_date", CLOSED), (3, "from_date", AFTER)]
