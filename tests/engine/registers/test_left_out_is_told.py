"""What a register's map.sql leaves out, or reads as something else than it may be, is told line by line."""

import json
from pathlib import Path

from pax.registers import Received
from tests.engine.registers.deliveries import CONTENT, DANA, DAY, found, receive_csv, receive_from, rows


def _receive(tmp_path: Path, register: str, name: str, text: str) -> Received:
    folder = tmp_path / "in" / register / DAY
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    return receive_from(tmp_path / "in")


def _sample(register: str, name: str) -> bytes:
    return (CONTENT.folder("registers") / register / "sample" / name).read_bytes()


def test_an_inhabitant_whose_home_has_no_first_day(tmp_path: Path) -> None:
    text = _sample("kir", "kir.csv").decode("windows-1252").replace(";0999;2021-09-01", ";0999;", 1)
    received = _receive(tmp_path, "kir", "kir.csv", text)
    assert (2, "from_date", "kept: a home without its first day is not used") in found(received)
    assert all(person != "198703122380" for (person,) in rows(received, "residences", "person_id"))


def test_an_address_of_a_kind_that_is_not_read(tmp_path: Path) -> None:
    people = json.loads(_sample("kir_json", "invanare.json"))
    people[0]["addresses"][0]["addressType"] = "FOLKBOKFORING"
    received = _receive(tmp_path, "kir_json", "invanare.json", json.dumps(people))
    told = [problem for _, column, problem in found(received) if column == "address_type"]
    assert "kept: an address of another kind than the registered one is not read" in told


def test_an_order_line_that_stands_twice(tmp_path: Path) -> None:
    lines = _sample("purchase_orders", "inkopsorder.csv").decode().splitlines()
    received = _receive(tmp_path, "purchase_orders", "order.csv", "\n".join([*lines, lines[1]]) + "\n")
    told = [line for line, _, problem in found(received) if problem == "kept: the same row again: one of them is used"]
    assert len(lines) + 1 in told


def test_ten_digits_that_may_be_a_persons(tmp_path: Path) -> None:
    leases = f"tenancy_id,holder_id,from_date,to_date\nK-1,{DANA[2:8]}-{DANA[8:]},2020-01-01,\nK-2,{DANA},2020-01-01,\n"
    received = receive_csv(tmp_path, tenancies=leases)
    told = "kept: ten digits are read as a sole trader's business: a person's number has twelve"
    assert [each for each in found(received) if each[1] == "holder_id"] == [(2, "holder_id", told)]


def test_a_payment_that_two_answers_tell_of_is_counted_once(tmp_path: Path) -> None:
    one, two = _sample("ssbtek", "svar-1.xml"), _sample("ssbtek", "svar-2.xml")
    sums = []
    for at, files in enumerate(({"a.xml": one, "b.xml": two}, {"a.xml": one, "b.xml": two, "c.xml": one + b"\n"})):
        folder = tmp_path / f"in{at}" / "ssbtek" / DAY
        folder.mkdir(parents=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        received = receive_from(tmp_path / f"in{at}")
        sums.append(sorted(rows(received, "incomes", "person_id", "source", "period_from", "gross", "net"), key=str))
    assert sums[0] == sums[1]
    told = [problem for _, _, problem in found(received) if "several answers" in problem]
    assert told == ["kept: a payment that several answers tell of: counted once"] * len(told)
    assert told


def test_answers_of_spar_without_any_person_are_no_delivery(tmp_path: Path) -> None:
    for at, text in enumerate(
        ("<html><body>Logga in</body></html>", "<SPARPersonsokningSvar><Undantag/></SPARPersonsokningSvar>")
    ):
        received = _receive(tmp_path / str(at), "spar", "svar.xml", text)
        assert "no file holds any record" in str(received.refusals[0])
