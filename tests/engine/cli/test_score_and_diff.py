"""A run is held against an answer key, and against the run before it."""

import csv
from pathlib import Path

from pax.vocabulary import Exit
from tests.engine.cli.conftest import RUN, Pax, told
from tests.engine.run.small_world import BO, DANA, DANA_OLD, deliver, small_world

AS_OF = ("--as-of", "2026-06-30", "--quiet")


def _key(*rows: tuple[str, str, str, str, str]) -> str:
    with Path("answers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("rule_id", "subject_kind", "subject_id", "anchor", "expected"))
        writer.writerows(rows)
    return "answers.csv"


def test_right_answers_are_counted_and_end_with_0(pax: Pax) -> None:
    pax(*RUN, "--out", "RUN", *AS_OF)
    key = _key(
        ("HO-02", "person", DANA, "T1|T2", "asked"),
        ("HO-02", "person", DANA_OLD, "", "asked"),
        ("HO-02", "person", BO, "", "silent"),
        ("HO-03", "dwelling", "D5", "T5", "asked"),
        ("AI-01", "person", BO, "", "asked"),
    )
    found = told(pax("score", "RUN", key, "--json"))
    ho_02 = next(rule for rule in found["rules"] if rule["rule_id"] == "HO-02")
    assert ho_02["right"] == ho_02["all"] == {"asked": 2, "silent": 1, "counted": 0}
    assert found["not_run"] == ["AI-01"]


def test_wrong_answers_are_told_by_line_and_end_with_3(pax: Pax) -> None:
    pax(*RUN, "--out", "RUN", *AS_OF)
    key = _key(
        ("HO-02", "person", BO, "", "asked"),
        ("HO-02", "person", DANA, "T1|T9", "asked"),
        ("HO-02", "person", DANA, "", "silent"),
    )
    result = pax("score", "RUN", key)
    assert result.exit_code == Exit.REFUSED
    assert [f"rad {line}" in result.stdout for line in (2, 3, 4)] == [True] * 3
    assert DANA not in result.output


def test_a_key_that_is_none_is_wrong_use(pax: Pax) -> None:
    pax(*RUN, "--out", "RUN", *AS_OF)
    Path("empty.csv").write_text("rule_id,subject_kind\nHO-02,person\n", encoding="utf-8")
    assert pax("score", "RUN", "empty.csv").exit_code == Exit.WRONG_USE
    assert pax("score", "RUN", _key(("HO-02", "person", BO, "", "kanske"))).exit_code == Exit.WRONG_USE


def test_diff_says_what_is_new_and_gone_and_that_the_data_did_it(pax: Pax) -> None:
    pax(*RUN, "--out", "BEFORE", *AS_OF)
    world = small_world()
    world["tenancies"] = [row for row in world["tenancies"] if row["tenancy_id"] != "T2"]
    deliver(world, Path("registers"))
    pax(*RUN, "--out", "AFTER", *AS_OF)
    found = told(pax("diff", "BEFORE", "AFTER", "--json"))
    assert [(one["rule_id"], one["change"], one["cause"]) for one in found] == [("HO-02", "gone", "data")]
    assert told(pax("diff", "BEFORE", "BEFORE", "--json")) == []


def test_diff_says_when_a_threshold_did_it(pax: Pax) -> None:
    pax(*RUN, "--out", "BEFORE", *AS_OF)
    with Path("municipality.toml").open("a", encoding="utf-8") as file:
        file.write("\n[parameters.HO-02]\noverlap_days = 2000\n")
    pax(*RUN, "--out", "AFTER", *AS_OF)
    found = told(pax("diff", "BEFORE", "AFTER", "--json"))
    assert [(one["rule_id"], one["change"], one["cause"]) for one in found] == [("HO-02", "gone", "rule")]
