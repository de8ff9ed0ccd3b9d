"""What may lie in a folder of deliveries, and what is refused by name."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pax.vocabulary import NothingWritten, WrongUse
from tests.engine.registers.deliveries import (
    CONTENT,
    DANA,
    DAY,
    EVERT,
    FIA,
    csv_of,
    municipality,
    receive_csv,
    receive_from,
    rows,
)

DANA_IN_SAMPLES = "198703122380"
PERSONS = csv_of("person_id,protection", [f"{DANA},none"])


def _lay(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_csv", ".csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_newest_date_of_a_register_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for day, who in (("2026-05-31", DANA), ("2026-06-30", EVERT)):
        (folder / "exchange" / day).mkdir(parents=True)
        (folder / "exchange" / day / "persons.csv").write_text(csv_of("person_id,protection", [f"{who},none"]))
    received = receive_from(folder, as_of=None)
    assert rows(received, "persons", "person_id") == [(EVERT,)]
    assert received.as_of == date(2026, 6, 30)


def test_tables_directly_in_the_folder_need_an_as_of_date(tmp_path: Path) -> None:
    folder = _lay(tmp_path / "in", persons_csv=PERSONS)
    with pytest.raises(WrongUse, match="carry no date"):
        receive_from(folder, as_of=None)
    assert receive_from(folder).as_of == date(2026, 6, 30)


@pytest.mark.parametrize("name", ["people.csv", "persons.xlsx", "notes.txt", "Thumbs.db"])
def test_an_unknown_file_is_refused_by_name(name: str, tmp_path: Path) -> None:
    folder = _lay(tmp_path / "in", persons_csv=PERSONS)
    (folder / name).write_text("x")
    with pytest.raises(WrongUse, match=name):
        receive_from(folder)


def test_a_folder_that_is_no_register_or_no_date_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "in" / "tenants" / "2026-06-30").mkdir(parents=True)
    with pytest.raises(WrongUse, match="tenants"):
        receive_from(tmp_path / "in")
    (tmp_path / "other" / "navet" / "June").mkdir(parents=True)
    with pytest.raises(WrongUse, match="navet/June"):
        receive_from(tmp_path / "other")


def test_what_the_town_lays_beside_is_left_alone(tmp_path: Path) -> None:
    beside = {"municipality.toml": "x", "areas.geojson": "x", "README.md": "x"}
    folder = _lay(tmp_path / "in", persons_csv=PERSONS, answers_csv="x")
    for name, text in beside.items():
        (folder / name).write_text(text)
    assert list(receive_from(folder).tables) == ["persons"]


def test_an_empty_folder_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(NothingWritten):
        receive_from(tmp_path / "in")


def test_only_wanted_tables_are_opened(tmp_path: Path) -> None:
    folder = _lay(tmp_path / "in", persons_csv=PERSONS, vehicles_csv="this is no table at all")
    received = receive_from(folder, wanted=frozenset({"persons"}))
    assert (list(received.tables), received.refusals) == (["persons"], ())


def test_a_register_without_a_recorded_ground_is_not_opened(tmp_path: Path) -> None:
    folder = _lay(tmp_path / "in", persons_csv=PERSONS)
    alone = replace(municipality(), receives=())
    received = receive_from(folder, holder=alone, board="housing_company")
    assert dict(received.tables) == {}
    said = str(received.refusals[0])
    assert "housing_company" in said
    assert "exchange" in said
    assert "whoever keeps the municipality's settings" in said.lower()


def test_two_registers_that_fill_a_table_need_a_choice_and_marks_are_joined(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    navet = folder / "navet" / "2026-06-30"
    navet.mkdir(parents=True)
    (navet / "navet.xml").write_text(
        "<Navetavisering><Folkbokforingsposter>"
        f"<Folkbokforingspost><Sekretessmarkering>J</Sekretessmarkering><Personpost><PersonId><PersonNr>{DANA}"
        "</PersonNr></PersonId></Personpost></Folkbokforingspost>"
        f"<Folkbokforingspost><Sekretessmarkering>J</Sekretessmarkering><Personpost><PersonId><PersonNr>{EVERT}"
        "</PersonNr></PersonId></Personpost></Folkbokforingspost></Folkbokforingsposter></Navetavisering>"
    )
    _lay(folder / "exchange" / "2026-06-30", persons_csv=PERSONS)
    with pytest.raises(WrongUse, match="exchange and navet both fill the table persons"):
        receive_from(folder)
    received = receive_from(folder, holder=municipality(sources={"persons": "exchange"}))
    assert rows(received, "persons", "person_id", "protection") == [
        (DANA, "sekretessmarkering"),
        (EVERT, "sekretessmarkering"),
    ]
    assert received.marked == {DANA, EVERT}


def test_a_mark_survives_the_quarantine_of_its_row(tmp_path: Path) -> None:
    lines = [
        f"{DANA},2026-02-30,sekretessmarkering",
        f"{EVERT},1985-07-04,none",
        f"{EVERT},1985-07-05,",
        f"{FIA},,none",
    ]
    received = receive_csv(tmp_path, persons=csv_of("person_id,birth_date,protection", lines))
    assert received.marked == {DANA, EVERT}
    assert rows(received, "persons", "person_id", "protection") == [
        (FIA, "none"),
        (EVERT, "sekretessmarkering"),
        (DANA, "sekretessmarkering"),
    ]
    assert all(row.named for row in received.quality if row.line)


def test_typed_parquet_is_read_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    born = pa.array([date(1987, 3, 12), date(1985, 7, 4)], pa.date32())
    table = pa.table({"person_id": [DANA, EVERT], "birth_date": born, "protection": ["none", None]})
    pq.write_table(table, folder / "persons.parquet")
    received = receive_from(folder)
    assert rows(received, "persons", "person_id", "birth_date", "src_line") == [
        (DANA, date(1987, 3, 12), 1),
        (EVERT, date(1985, 7, 4), 2),
    ]
    (folder / "persons.parquet").write_bytes((folder / "persons.parquet").read_bytes()[:-20])
    assert [refusal.file for refusal in receive_from(folder).refusals] == ["persons.parquet"]


def test_causes_of_several_registers_are_put_together(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for register in ("causes", "returned_mail", "exchange"):
        shutil.copytree(CONTENT.folder("registers") / register / "sample", folder / register / DAY)
    (folder / "exchange" / DAY / "triggers.csv").write_text(
        csv_of("subject_kind,subject_id,kind,arrived_on,reference", ["dwelling,SK-0001,tip,2026-06-03,again"])
    )
    received = receive_from(folder)
    listed = rows(received, "triggers", "subject_id", "kind", "src_register")
    assert listed == [
        (DANA_IN_SAMPLES, "application", "causes"),
        ("SK-0001", "tip", "causes"),
        ("K-1002", "own_stock", "causes"),
        ("SK-0001", "returned_mail", "returned_mail"),
        ("SK-0003", "returned_mail", "returned_mail"),
    ]


def test_a_delivery_that_is_a_link_to_another_folder_is_refused_and_nothing_of_it_is_named(tmp_path: Path) -> None:
    elsewhere = _lay(tmp_path / "elsewhere", persons_csv=PERSONS)
    (tmp_path / "in" / "exchange").mkdir(parents=True)
    (tmp_path / "in" / "exchange" / DAY).symlink_to(elsewhere)
    with pytest.raises(WrongUse, match=f"exchange/{DAY}: not a folder named as a date"):
        receive_from(tmp_path / "in")


def test_a_file_name_that_is_no_text_is_refused_in_words(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "causes" / DAY
    folder.mkdir(parents=True)
    (folder / b"k\xe5llor.csv".decode("utf-8", "surrogateescape")).write_text("x")
    with pytest.raises(WrongUse, match=f"causes/{DAY}: a file's name is not written in UTF-8") as refused:
        receive_from(tmp_path / "in")
    str(refused.value).encode()


@pytest.mark.parametrize(
    "name", [f"{DANA}.xml", f"svar-{DANA[:8]}-{DANA[8:]}.xml", f"svar {DANA[2:8]}-{DANA[8:]} b.xml"]
)
def test_a_file_named_by_a_persons_number_is_refused_without_the_name(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "ssbtek" / DAY
    folder.mkdir(parents=True)
    (folder / name).write_text("<x/>")
    with pytest.raises(WrongUse, match="named by a person's number") as refused:
        receive_from(tmp_path / "in")
    assert not any(part in str(refused.value) for part in (DANA, DANA[2:8], DANA[8:]))


@pytest.mark.parametrize("name", ["svar-202606301207.xml", "svar_20260630120759.xml", "svar-556000-1236.xml"])
def test_a_file_named_by_a_moment_or_a_company_is_read(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "ssbtek" / DAY
    folder.mkdir(parents=True)
    shutil.copy(CONTENT.folder("registers") / "ssbtek" / "sample" / "svar-1.xml", folder / name)
    assert not receive_from(tmp_path / "in").refusals
