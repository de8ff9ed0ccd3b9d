"""A triggered rule names only those with a cause; the rest are counted per area, and small numbers hidden."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pax.signals import AreaCount, area_counts
from pax.signals.areas import OTHER, SMALL_AREA, SMALL_COUNT, hide_small_areas, hide_small_counts
from pax.store import open_engine
from tests.engine.rules.sample import RULE, changed
from tests.engine.signals.asking import AS_OF, BOB, DANA, Rows, asked, written

HOMES = changed(
    RULE[: RULE.index("---*/")],
    ('id: "HO-02"', 'id: "AD-02"'),
    ("scope: own", "scope: triggered"),
    ("subject: person", "subject: dwelling"),
    ("tenancies: [tenancy_id, holder_id, from_date, to_date]", "dwellings: [dwelling_id, rooms]"),
    ("{table: tenancies, column: holder_id}", "{table: dwellings, column: dwelling_id}"),
)
HOMES += """---*/
SELECT dwelling_id AS subject_id, '' AS anchor, 'dwellings' AS evidence_table, row_key AS evidence_key,
  CAST(NULL AS DATE) AS from_date, CAST(NULL AS DATE) AS to_date, CAST(NULL AS DECIMAL(14, 2)) AS amount, rooms AS days
FROM dwellings WHERE rooms < $overlap_days
"""
DAY = date(2026, 1, 15)
ROWS: Rows = {
    "dwellings": [{"dwelling_id": f"D{n}", "rooms": 2, "area_id": "A"} for n in range(1, 6)],
    "residences": [
        {"person_id": DANA, "dwelling_id": "D1", "from_date": date(2020, 1, 1), "to_date": date(2026, 1, 15)},
        {"person_id": DANA, "dwelling_id": "D2", "from_date": date(2026, 1, 16)},
        {"person_id": BOB, "dwelling_id": "D4", "from_date": date(2020, 1, 1)},
    ],
    "persons": [{"person_id": DANA}, {"person_id": BOB, "deregistration_code": "AV", "deregistration_date": DAY}],
    "tenancies": [{"tenancy_id": "T1", "holder_id": BOB, "dwelling_id": "D5"}],
}


def trigger(kind: str, subject: str, day: date = DAY, cause: str = "tip") -> dict[str, object]:
    return {"subject_kind": kind, "subject_id": subject, "kind": cause, "arrived_on": day}


def named(at: Path, *triggers: Mapping[str, object]) -> list[str]:
    found = asked(at, {**ROWS, "triggers": triggers}, HOMES)
    assert found.stopped == ()
    assert set(found.would_be.get("AD-02", ())) == {f"D{n}" for n in range(1, 6)} - {
        s.subject_id for s in found.signals
    }
    return [signal.subject_id for signal in found.signals]


def test_without_a_trigger_nobody_is_named(tmp_path: Path) -> None:
    assert named(tmp_path) == []


def test_a_dwelling_with_a_trigger_is_named(tmp_path: Path) -> None:
    assert named(tmp_path, trigger("dwelling", "D3", cause="returned_mail")) == ["D3"]


@pytest.mark.parametrize(("day", "counts"), [(date(2025, 6, 30), True), (date(2025, 6, 29), False)])
def test_a_trigger_counts_for_365_days(day: date, counts: bool, tmp_path: Path) -> None:
    assert named(tmp_path, trigger("dwelling", "D3", day)) == (["D3"] if counts else [])


def test_a_trigger_after_the_day_does_not_count(tmp_path: Path) -> None:
    assert named(tmp_path, trigger("dwelling", "D3", date(2026, 7, 1))) == []


def test_a_tip_about_dana_counts_for_where_she_lived_that_day(tmp_path: Path) -> None:
    assert named(tmp_path / "a", trigger("person", DANA, date(2026, 1, 15))) == ["D1"]
    assert named(tmp_path / "b", trigger("person", DANA, date(2026, 1, 16))) == ["D2"]


def test_a_tip_about_someone_who_is_dead_counts_for_no_dwelling(tmp_path: Path) -> None:
    assert named(tmp_path / "a", trigger("person", BOB, DAY)) == []
    assert named(tmp_path / "b", trigger("person", BOB, date(2026, 1, 14))) == ["D4"]


def test_a_tip_about_a_lease_counts_for_its_dwelling(tmp_path: Path) -> None:
    assert named(tmp_path, trigger("lease", "T1")) == ["D5"]


def test_nothing_else_is_derived(tmp_path: Path) -> None:
    assert named(tmp_path, trigger("organisation", "D3"), trigger("aid_case", "D3")) == []


def test_the_trigger_is_evidence(tmp_path: Path) -> None:
    found = asked(tmp_path, {**ROWS, "triggers": [trigger("person", DANA)]}, HOMES)
    assert [(row.table, row.seq) for row in found.evidence] == [("dwellings", 1), ("triggers", 2)]
    assert json.loads(found.evidence[1].facts)["kind"] == "tip"
    assert json.loads(found.signals[0].other_subjects) == [{"id": DANA, "kind": "person"}]


def test_a_triggered_rule_runs_where_no_triggers_were_delivered(tmp_path: Path) -> None:
    found = asked(tmp_path, ROWS, HOMES)
    assert found.signals == ()
    assert found.counts["AD-02"].would_be == 5


def test_a_rule_over_the_population_names_nobody_whatever_the_triggers(tmp_path: Path) -> None:
    rule = changed(HOMES, ("scope: triggered", "scope: population"))
    found = asked(tmp_path, {**ROWS, "triggers": [trigger("dwelling", "D3")]}, rule)
    assert found.signals == ()
    assert found.evidence == ()
    assert len(found.would_be["AD-02"]) == 5


def counted(at: Path, areas: Mapping[str, int], homes: Mapping[str, int]) -> list[tuple[str, int, int | None]]:
    """Counts where each area has so many residents and so many would-be dwellings ('' = no area)."""
    dwellings = [
        {"dwelling_id": f"{area}{n}", "area_id": area or None} for area, count in homes.items() for n in range(count)
    ]
    rows: Rows = {
        "dwellings": dwellings,
        "areas": [{"area_id": area, "residents": count} for area, count in areas.items()],
    }
    tables = written(rows, at / "tables")
    would_be = {"AD-02": tuple(str(row["dwelling_id"]) for row in dwellings)}
    with open_engine(at / "scratch") as engine:
        return [(row.area_id, row.residents, row.count) for row in area_counts(engine, would_be, tables, AS_OF)]


def test_areas_are_counted(tmp_path: Path) -> None:
    assert counted(tmp_path, {"A": 600, "B": 900}, {"A": 5, "B": 12}) == [("A", 600, 5), ("B", 900, 12)]


def test_an_area_without_any_is_hidden_with_the_next_smallest(tmp_path: Path) -> None:
    assert counted(tmp_path, {"A": 600, "B": 900, "C": 700}, {"A": 9, "B": 12}) == [
        ("A", 600, None),
        ("B", 900, 12),
        ("C", 700, None),
    ]


def test_small_areas_become_one_row(tmp_path: Path) -> None:
    assert counted(tmp_path, {"A": 300, "B": 900, "C": 200}, {"A": 4, "B": 12, "C": 3}) == [
        ("B", 900, 12),
        (OTHER, 500, 7),
    ]


def test_a_small_rest_is_joined_by_the_smallest_area(tmp_path: Path) -> None:
    assert counted(tmp_path, {"A": 499, "B": 900, "C": 700}, {"A": 4, "B": 12, "C": 3}) == [
        ("B", 900, 12),
        (OTHER, 1199, 7),
    ]


def test_dwellings_without_an_area_are_part_of_the_rest(tmp_path: Path) -> None:
    assert counted(tmp_path, {"A": 600, "B": 900}, {"": 5, "A": 5, "B": 12}) == [("B", 900, 12), (OTHER, 600, 10)]


def test_nothing_is_counted_where_there_is_nothing_to_count(tmp_path: Path) -> None:
    with open_engine(tmp_path / "scratch") as engine:
        assert area_counts(engine, {}, written({"dwellings": []}, tmp_path / "tables"), AS_OF) == ()


AREAS = st.dictionaries(st.sampled_from("ABCDEFGH"), st.tuples(st.integers(0, 1500), st.integers(0, 20)), min_size=1)


@given(AREAS)
def test_no_small_area_or_number_shows_and_none_can_be_worked_out(areas: dict[str, tuple[int, int]]) -> None:
    rows = [(area, residents, count) for area, (residents, count) in areas.items()]
    merged = hide_small_areas(rows)
    assert sum(row[1] for row in merged) == sum(row[1] for row in rows)
    assert sum(row[2] for row in merged) == sum(row[2] for row in rows)
    assert all(residents >= SMALL_AREA for _, residents, _ in merged) or len(merged) == 1
    shown = hide_small_counts(merged)
    assert all(count is None or count >= SMALL_COUNT for _, _, count in shown)
    assert sum(count is None for _, _, count in shown) != 1 or len(shown) == 1


def test_a_count_says_its_rule() -> None:
    assert AreaCount("AD-02", "A", 600, None).rule_id == "AD-02"
