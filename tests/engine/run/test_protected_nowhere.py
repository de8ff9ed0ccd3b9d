"""Hedda is protected. Whatever is delivered about her, nothing of it is anywhere in what a run leaves behind."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pax.linking import entity_of, organisation_of
from pax.run import Keys
from pax.vocabulary.hiding import hidden
from tests.engine.run.small_world import (
    AID,
    BO,
    DANA,
    HEDDA,
    HEDDA_OLD,
    HOUSING,
    SECRETS,
    Office,
    World,
    asked,
    person,
    small_world,
    with_aid,
)

EVERYTHING = (
    *SECRETS, entity_of(HEDDA_OLD), entity_of(HEDDA), organisation_of(HEDDA_OLD), HEDDA[2:], HEDDA_OLD[2:], "KANARIE",
)  # fmt: skip
KEYS = {board: Keys(board, b"r" * 32, b"s" * 32) for board in (HOUSING, AID)}


def _canaries() -> World:
    """Hedda in every table of the boards, with a canary in every text about her, and rows of hers that are broken."""
    world = with_aid(small_world())
    world["persons"].append(person(HEDDA_OLD, "Hedda", "KANARIE", birth_date="2090-99-99"))
    world["residences"] += [
        {**world["residences"][0], "person_id": HEDDA, "from_date": "KANARIE-1", "care_of": "KANARIE"},
        {**world["residences"][0], "person_id": BO, "from_date": "2010-01-01", "to_date": "2014-12-31",
         "dwelling_id": "D5", "care_of": "Hedda Hemlighult KANARIE"},
        {**world["residences"][0], "person_id": HEDDA_OLD, "from_date": "2020-01-01", "dwelling_id": "KANARIE-2"},
        {**world["residences"][0], "person_id": HEDDA, "from_date": "2019-12-31", "dwelling_id": "KANARIE-4"},
    ]  # fmt: skip
    world["tenancies"] += [
        {**world["tenancies"][0], "tenancy_id": "KANARIE-3", "holder_id": HEDDA, "holder_name": "KANARIE"},
        {**world["tenancies"][0], "tenancy_id": "T9", "holder_id": "", "dwelling_id": "D2",
         "holder_name": "Hemlighult, Hedda", "holder_birth_date": "1990-09-09"},
    ]  # fmt: skip
    world["sublet_permits"] = [
        {"tenancy_id": "T1", "subtenant_id": HEDDA, "subtenant_name": "KANARIE", "from_date": "2023-01-01",
         "to_date": "2024-01-01"},
    ]  # fmt: skip
    return {**world, **_beside(world)}


def _beside(world: World) -> World:
    """Tables where Hedda stands beside others."""
    days = {"from_date": "2024-01-01", "to_date": ""}
    more: World = {}
    more["relations"] = [
        *world["relations"], {"person_id": DANA, "related_id": HEDDA, "kind": "B", "from_date": "", "to_date": ""}
    ]  # fmt: skip
    more["organisations"] = [{"org_id": HEDDA[2:], "name": "KANARIE konsult", "legal_form": "E"}]
    more["organisation_roles"] = [{"org_id": HEDDA[2:], "person_id": HEDDA, "role": "sole_trader", **days}]
    more["vehicles"] = [{"vehicle_id": "KANARIE", **days, "owner_id": HEDDA, "make": "KANARIE", "model_year": "2025"}]
    more["staff"] = [
        {"person_id": who, "unit": unit, **days, "position": unit} for who, unit in ((HEDDA, "KANARIE"), (DANA, "IT"))
    ]
    more["triggers"] = [
        {
            "subject_kind": "person",
            "subject_id": HEDDA,
            "kind": "tip",
            "arrived_on": "2026-01-01",
            "reference": "KANARIE",
        }
    ]
    more["incomes"] = [
        {"person_id": DANA, "source": "employer", "payer_id": HEDDA, "period_from": "2026-01-01",
         "period_to": "2026-01-31", "gross": "1", "net": "1"},
    ]  # fmt: skip
    return more


def _found(folder: Path) -> Iterator[str]:
    """Where a secret stands: raw bytes of every file, and every value of every Parquet file."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        raw = path.read_bytes()
        values = (
            json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False)
            if path.suffix == ".parquet"
            else ""
        )
        for secret in EVERYTHING:
            if secret.encode() in raw or secret in values:
                yield f"{path.name}: {secret}"


@pytest.mark.parametrize("board", [HOUSING, AID])
def test_nothing_of_a_protected_person_is_in_the_run_folder_or_the_kept_one(tmp_path: Path, board: str) -> None:
    office = Office(tmp_path, board, keys=KEYS[board])
    office.run(_canaries(), kept="KEPT")
    assert asked(office.folder_of()), "a run that asks nothing proves nothing"
    assert list(_found(tmp_path / "RUN")) == []
    assert list(_found(tmp_path / "KEPT")) == []


def test_the_search_finds_what_is_not_taken_out(tmp_path: Path) -> None:
    """The door opened on purpose: without the marks, every kind of secret shows."""
    world = _canaries()
    world["persons"] = [{**row, "protection": "none"} for row in world["persons"]]
    Office(tmp_path, AID).run(world, kept="KEPT")
    shown = {where.partition(": ")[2] for folder in ("KEPT", "RUN") for where in _found(tmp_path / folder)}
    assert shown == set(EVERYTHING) - {entity_of(HEDDA)}, (
        "all but an id that no run gives: it follows the oldest number"
    )


def test_no_line_of_a_protected_persons_rows_is_told_in_quality(tmp_path: Path) -> None:
    world = _canaries()
    lines = {
        (f"{table}.csv", place + 2)
        for table, rows in world.items()
        for place, row in enumerate(rows)
        if {HEDDA, HEDDA_OLD} & {str(value) for value in row.values()}
    }
    office = Office(tmp_path, HOUSING)
    office.run(world)
    told = {(row["file"], row["line"]) for row in office.folder_of().rows("quality")}
    assert told & lines == set()


def _hashes(folder: Path, world: World) -> set[str]:
    folder.mkdir()
    office = Office(folder, HOUSING, keys=KEYS[HOUSING])
    office.run(world)
    rows = office.folder_of().rows("protected")
    assert {tuple(row) for row in rows} == {("subject_key",)}, "a hash and nothing beside it"
    return {row["subject_key"] for row in rows}


def test_of_a_protected_person_there_is_a_hash_per_number_and_entity_and_nothing_else(tmp_path: Path) -> None:
    """Exactly these; and two more for the lease whose holder has her name and no number: a person and a business."""
    world = _canaries()
    numbered = {**world, "tenancies": [row for row in world["tenancies"] if row["holder_id"]]}
    hers = {hidden(b"s" * 32, "person", number) for number in (HEDDA, HEDDA_OLD)}
    hers |= {hidden(b"s" * 32, "entity", one) for one in (entity_of(HEDDA_OLD), organisation_of(HEDDA_OLD))}
    assert _hashes(tmp_path / "numbered", numbered) == hers
    more = _hashes(tmp_path / "all", world)
    assert more > hers
    assert len(more - hers) == 2
    assert all(len(key) == 64 and int(key, 16) for key in more)


def test_the_staff_member_with_protection_is_in_no_conflict(tmp_path: Path) -> None:
    office = Office(tmp_path, HOUSING, keys=KEYS[HOUSING])
    office.run(_canaries())
    rows = office.folder_of().rows("conflicts")
    her = {hidden(b"s" * 32, "person", number) for number in (HEDDA, HEDDA_OLD)}
    assert rows
    assert not any({row["staff_key"], row["subject_key"]} & her for row in rows)
    assert hidden(b"s" * 32, "person", BO) in {row["subject_key"] for row in rows}, "Dana's husband"
