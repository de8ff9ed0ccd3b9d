"""What a rule would have asked in the past is counted before anyone activates it, and nobody is named."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from pax import content, municipality
from pax.run import Place, Step, backtest
from pax.vocabulary import Silent, WrongUse
from tests.engine.run.small_world import HOUSING, Office, deliver, every_rule, municipality_file, small_world

NOBODY_ACTIVATED: tuple[municipality.Activation, ...] = ()


def _place(folder: Path) -> Place:
    chosen = dataclasses.replace(municipality.load(municipality_file(folder)), activations=NOBODY_ACTIVATED)
    return Place(chosen, HOUSING, content.find(), deliver(small_world(), folder / "in"), None, None, every_rule())


def test_steps_go_by_days_or_by_months_to_the_months_last_day() -> None:
    assert Step(days=7).between(date(2026, 1, 1), date(2026, 1, 16)) == (
        date(2026, 1, 1), date(2026, 1, 8), date(2026, 1, 15),
    )  # fmt: skip
    assert Step(months=1).between(date(2026, 1, 31), date(2026, 3, 31)) == (
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31),
    )  # fmt: skip
    assert Step(months=1).between(date(2026, 2, 1), date(2026, 1, 1)) == ()


def test_a_rule_nobody_has_activated_is_counted_as_a_run_would(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    office.run(small_world(), as_of=date(2026, 6, 30))
    wanted = sum(row["rule_id"] == "HO-02" for row in office.folder_of().rows("signals"))
    days = (date(2010, 1, 1), date(2026, 6, 30))
    early, now = backtest(_place(tmp_path / "past"), "HO-02", days, Silent(), lambda: 0.0)
    assert wanted > 0
    assert (early.asked, early.day) == (0, days[0])
    assert (now.asked, now.new, now.gone) == (wanted, wanted, 0)
    assert now.population >= now.asked


@pytest.mark.parametrize(
    ("rule_id", "says"), [("XX-99", "there is no rule XX-99"), ("AI-01", "housing_company may not ask AI-01")]
)
def test_a_rule_that_cannot_be_asked_is_refused_by_name(tmp_path: Path, rule_id: str, says: str) -> None:
    with pytest.raises(WrongUse, match=says):
        backtest(_place(tmp_path), rule_id, (date(2026, 6, 30),), Silent(), lambda: 0.0)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="study_certificates"):
        backtest(_place(tmp_path), "HO-04", (date(2026, 6, 30),), Silent(), lambda: 0.0)
