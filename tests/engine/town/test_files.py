"""A town on disk: the same seed gives the same bytes, and each board has its own deliveries and no others."""

import csv
from datetime import date
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from click.testing import CliRunner

from pax import content, municipality
from pax.cli import main
from pax.town import Format, build, write_town
from pax.vocabulary import Silent
from tests.engine.town.towns import AS_OF, rows, town

DAY = AS_OF.isoformat()


def written(folder: Path, form: Format) -> Path:
    write_town(town(), folder, form, "0999", content.find(), Silent())
    return folder


@pytest.fixture(scope="module")
def native(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("native"), Format.NATIVE)


def sums(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("form", [Format.EXCHANGE, Format.PARQUET])
def test_the_same_seed_gives_the_same_bytes(form: Format, tmp_path: Path) -> None:
    again = build(1_200, 7, AS_OF, content.schema(content.find()), Silent())
    write_town(again, tmp_path / "again", form, "0999", content.find(), Silent())
    assert sums(written(tmp_path / "once", form)) == sums(tmp_path / "again")


def test_another_seed_gives_another_town() -> None:
    assert {r["person_id"] for r in rows(town(), "persons")} != {
        r["person_id"] for r in rows(town(1_200, 8), "persons")
    }


def cells(folder: Path) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(folder / "housing_company" / "leases" / DAY / "hyreskontrakt.xlsx")
    return [tuple(cell.value for cell in row) for row in book.active.iter_rows()]


def test_the_same_seed_gives_the_same_cells(native: Path, tmp_path: Path) -> None:
    assert cells(native) == cells(written(tmp_path / "again", Format.NATIVE))


def test_the_heading_row_of_the_lease_list_is_not_the_first(native: Path) -> None:
    found = cells(native)
    assert found[0][0] == "Skobybostäder AB"
    assert found[3][:3] == ("Kontraktsnummer", "Person- eller organisationsnummer", "Hyresgäst")
    assert len(found) == 4 + town().tables["tenancies"].num_rows


def test_the_aid_file_is_windows_1252_with_semicolons_and_decimal_commas(native: Path) -> None:
    text = (native / "social_services" / "aid" / DAY / "utbetalningar.csv").read_bytes().decode("windows-1252")
    heading, *lines = text.splitlines()
    assert heading.startswith("Utbetalningsnummer;Ärendenummer")
    assert any(";Nej;" in line for line in lines)
    assert any(";Ja;" in line for line in lines)


def test_navet_is_one_post_per_number_in_iso_8859_1(native: Path) -> None:
    path = native / "registry" / "navet" / DAY / "navet.xml"
    assert path.read_bytes().startswith(b'<?xml version="1.0" encoding="ISO-8859-1"?>')
    tree = ElementTree.parse(path)  # noqa: S314  the file was written by the test itself
    posts = tree.findall(".//Folkbokforingspost")
    assert len(posts) == town().tables["persons"].num_rows
    assert tree.findtext(".//AntalPoster") == str(len(posts))
    kinds = {element.text for element in tree.iter("Folkbokforingstyp")}
    assert kinds == {"FB", "UV"}


def test_each_board_has_what_is_its_own_and_no_more(native: Path) -> None:
    found = {path.relative_to(native).as_posix() for path in native.rglob("*") if path.is_file()}
    assert not [name for name in found if name.startswith("housing_company") and "aid" in name]
    assert not [name for name in found if name.startswith("registry") and ("tenancies" in name or "aid" in name)]
    assert f"registry/exchange/{DAY}/triggers.csv" in found
    assert not [name for name in found if "triggers" in name and not name.startswith("registry")]
    assert f"social_services/exchange/{DAY}/incomes.csv" in found


def test_the_municipality_it_writes_can_be_read(native: Path) -> None:
    made = municipality.load(native / "municipality.toml")
    assert (made.code, made.name) == ("0999", "Skoby")
    assert all(activation.lawyer for activation in made.activations)


def test_the_answer_key_has_the_agreed_columns(native: Path) -> None:
    with (native / "answers.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert header == ["rule_id", "subject_kind", "subject_id", "anchor", "kind", "explanation", "expected", "why"]


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    out = tmp_path / "town"
    done = CliRunner().invoke(main, ["--language", "en", "town", str(out), "--people", "300", "--as-of", "2024-02-29"])
    assert done.exit_code == 0, done.output
    assert "residents on 2024-02-29" in done.output
    assert (out / "registry" / "exchange" / "2024-02-29" / "persons.csv").is_file()


def test_a_folder_with_something_in_it_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("kept", encoding="utf-8")
    done = CliRunner().invoke(main, ["town", str(tmp_path)])
    assert done.exit_code == 2
    assert (tmp_path / "old").read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("as_of", [date(2024, 2, 29), date(2025, 3, 31)])
def test_a_town_of_another_day_holds_the_key_too(as_of: date) -> None:
    assert len(town(300, 3, as_of).answers) == len(town(300, 3).answers)
