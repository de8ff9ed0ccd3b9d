"""What a stay is: joined over a day, begun by birth or a move, ended by death."""

from datetime import date

from tests.engine.views.built import concerned, rows_of, stay

DAY = date(2020, 1, 1)


def of(who: str, *rows: dict[str, object], **tables: list[dict[str, object]]) -> list[tuple[object, ...]]:
    world = {"residences": [*concerned(who), *rows], **tables}
    found = [row for row in rows_of("stays", world) if row["person_id"] == who and row["dwelling_id"] != "D_now"]
    found.sort(key=lambda row: row["from_date"])
    return [(row["dwelling_id"], row["from_date"], row["to_date"], row["begun"]) for row in found]


def test_rows_a_day_apart_are_one_stay() -> None:
    rows = stay("dana", "D1", DAY, date(2020, 3, 1)), stay("dana", "D1", date(2020, 3, 3), date(2020, 5, 1))
    assert of("dana", *rows) == [("D1", DAY, date(2020, 5, 1), "other")]


def test_rows_two_days_apart_are_two_stays_and_no_move() -> None:
    rows = stay("dana", "D1", DAY, date(2020, 3, 1)), stay("dana", "D1", date(2020, 3, 4), date(2020, 5, 1))
    assert [begun for *_, begun in of("dana", *rows)] == ["other", "other"]


def test_a_row_within_another_does_not_cut_the_stay() -> None:
    rows = (
        stay("dana", "D1", DAY, date(2020, 12, 31)),
        stay("dana", "D1", date(2020, 2, 1), date(2020, 2, 2)),
        stay("dana", "D1", date(2021, 1, 1), date(2021, 5, 1)),
    )
    assert of("dana", *rows) == [("D1", DAY, date(2021, 5, 1), "other")]


def test_without_a_dwelling_a_stay_is_a_municipality_and_without_both_nothing() -> None:
    rows = (
        stay("dana", None, DAY, date(2020, 3, 1), municipality_code="0180"),
        stay("dana", None, date(2020, 3, 2), date(2020, 4, 1), municipality_code="0180"),
        stay("dana", None, date(2020, 4, 2), date(2020, 5, 1), municipality_code="1480"),
        stay("dana", None, date(2020, 5, 2), date(2020, 6, 1)),
    )
    assert [(first, begun) for _, first, _, begun in of("dana", *rows)] == [(DAY, "other"), (date(2020, 4, 2), "move")]


def test_a_stay_after_more_than_ninety_days_is_an_immigration() -> None:
    rows = stay("dana", "D1", DAY, date(2020, 3, 1)), stay("dana", "D2", date(2020, 5, 31), date(2020, 6, 1))
    assert [begun for *_, begun in of("dana", *rows)] == ["other", "other"]
    rows = stay("dana", "D1", DAY, date(2020, 3, 1)), stay("dana", "D2", date(2020, 5, 30), date(2020, 6, 1))
    assert [begun for *_, begun in of("dana", *rows)] == ["other", "move"]


def test_whoever_is_born_into_a_home_does_not_arrive() -> None:
    rows = [
        stay("dana", "D1", date(2020, 1, 31), date(2020, 3, 1)),
        stay("dana", "D2", date(2020, 3, 2), date(2020, 4, 1)),
    ]
    born = [{"person_id": "dana", "birth_date": DAY}]
    assert [begun for *_, begun in of("dana", *rows, persons=born)] == ["birth", "move"]
    late = [{"person_id": "dana", "birth_date": date(2019, 12, 31)}]
    assert [begun for *_, begun in of("dana", *rows, persons=late)] == ["other", "move"]


def test_the_dead_are_resident_until_the_day_before() -> None:
    dead = {"person_id": "dana", "deregistration_code": "AV", "deregistration_date": date(2026, 6, 20)}
    rows = rows_of(
        "stays", {"residences": [*concerned("dana"), stay("dana", "D2", date(2026, 6, 3))], "persons": [dead]}
    )
    told = {row["dwelling_id"]: (row["left_on"], row["ended_by_death"]) for row in rows if row["person_id"] == "dana"}
    assert told == {"D_now": (date(2026, 6, 2), False), "D2": (date(2026, 6, 20), True)}
