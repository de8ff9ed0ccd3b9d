"""What may not matter does not: sex, birth region, the kind of a number, the format of a delivery."""

from datetime import date
from pathlib import Path

import pytest

from pax import content, municipality
from pax.run import Place, RunFolder, run
from pax.vocabulary import Silent
from tests.engine.run.small_world import AID, HOUSING, Office, World, asked, every_rule, small_world, with_aid

town = pytest.importorskip("pax.town", reason="the made-up town needs the extra [demo]")


def _grouped(world: World, sex: str, region: str, kind: str) -> World:
    people = [row["person_id"] for row in world["persons"]]
    groups = [{"person_id": who, "sex": sex, "birth_region": region} for who in people]
    persons = [{**row, "id_kind": kind} for row in world["persons"]]
    return {**world, "persons": persons, "person_groups": groups}


def test_sex_birth_region_and_kind_of_number_change_no_signal(tmp_path: Path) -> None:
    office = Office(tmp_path, AID)
    world = with_aid(small_world())
    office.run(_grouped(world, "K", "Sverige", "personnummer"), "ONE")
    office.run(_grouped(world, "M", "Världen", "samordningsnummer"), "TWO")
    one, two = (office.folder_of(name).rows("signals") for name in ("ONE", "TWO"))
    assert one == two
    assert one


def test_the_file_of_groups_is_not_even_opened(tmp_path: Path) -> None:
    Office(tmp_path, AID).run(_grouped(with_aid(small_world()), "K", "Sverige", "personnummer"))
    files = [file["name"] for one in Office(tmp_path, AID).folder_of().document["deliveries"] for file in one["files"]]
    assert "persons.csv" in files
    assert "person_groups.csv" not in files


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One town, delivered as native files and in the exchange format."""
    folder = tmp_path_factory.mktemp("towns")
    made = town.build(3_000, 7, date(2026, 6, 30), content.schema(content.find()), Silent())
    for form in (town.Format.NATIVE, town.Format.EXCHANGE):
        town.write_town(made, folder / str(form), form, "0999", content.find(), Silent())
    return folder


@pytest.mark.parametrize("board", [HOUSING, AID])
def test_native_and_exchange_of_one_town_give_the_same_signals(towns: Path, tmp_path: Path, board: str) -> None:
    found = []
    for form in ("native", "exchange"):
        chosen = municipality.load(towns / form / "municipality.toml")
        place = Place(chosen, board, content.find(), towns / form / board, None, None, every_rule())
        run(place, tmp_path / form, previous=None, kept=None, keys=None, report=Silent(), clock=lambda: 0.0)
        folder = RunFolder.open(tmp_path / form)
        found.append({(row["signal_id"], row["rule_id"], row["anchor"]) for row in folder.rows("signals")})
        assert asked(folder)
    assert found[0] == found[1]
