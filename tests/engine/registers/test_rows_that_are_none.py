"""What looks like a row and is none, and what hides rows: zero days, opened quotation marks, lines of totals."""

from pathlib import Path

import pytest

from tests.engine.registers.deliveries import DANA, EVERT, FIA, csv_of, found, receive_csv, receive_from, rows

PAYMENTS = "payment_id,aid_case_id,payee_id,account,purpose,amount,pay_date,period_from,period_to,cancelled"
LEASES = (
    "Kontraktsnummer;Person- eller organisationsnummer;Lägenhets-id;Kontraktstyp;Månadshyra;Från och med;Till och med"
)


def _payment(number: int, account: str = "") -> str:
    return f"{number},A-1,{DANA},{account},living,100.00,2026-04-27,2026-04-01,2026-04-30,false"


def _leases(tmp_path: Path, *lines: str) -> Path:
    folder = tmp_path / "in"
    (folder / "leases_csv" / "2026-06-30").mkdir(parents=True)
    (folder / "leases_csv" / "2026-06-30" / "kontrakt.csv").write_text(csv_of(LEASES, lines), encoding="utf-8")
    return folder


@pytest.mark.parametrize("written", ["00000000", "0000-00-00"])
def test_a_day_of_zeros_is_unknown_and_no_day_before_christ(written: str, tmp_path: Path) -> None:
    people = csv_of(
        "person_id,protection,deregistration_code,deregistration_date", [f"{DANA},none,UV,{written}", f"{FIA},none,,"]
    )
    received = receive_csv(tmp_path, persons=people)
    assert rows(received, "persons", "person_id", "deregistration_date") == [(DANA, None), (FIA, None)]
    assert found(received) == []


@pytest.mark.parametrize("closing", ["", 'BG:50501233"', '"Lund"'])
def test_an_opened_quotation_mark_that_hides_rows_refuses_the_whole(closing: str, tmp_path: Path) -> None:
    lines = [_payment(number) for number in range(200)]
    lines[100] = _payment(100, '"BANK:9999-1')
    lines[170] = _payment(170, closing)
    received = receive_csv(tmp_path, aid_payments=csv_of(PAYMENTS, lines))
    (refusal,) = received.refusals
    assert "a quotation mark is opened" in str(refusal)
    assert refusal.line == 102


def test_an_opened_quotation_mark_that_hides_but_the_next_row_refuses_the_whole(tmp_path: Path) -> None:
    lines = [_payment(1), _payment(2, '"x'), _payment(3, 'y"'), _payment(4)]
    assert len(receive_csv(tmp_path, aid_payments=csv_of(PAYMENTS, lines)).refusals) == 1


def test_a_cell_of_several_lines_is_read(tmp_path: Path) -> None:
    text = '"Storgatan 4, 2 tr\n99901 Skoby, Sverige\n\nc/o Ek, Alm"'
    received = receive_csv(tmp_path, aid_payments=csv_of(PAYMENTS, [_payment(1, text), _payment(2)]))
    assert rows(received, "aid_payments", "payment_id", "src_line") == [("1", 2), ("2", 6)]


@pytest.mark.parametrize("said", ["Summa", "TOTALT", "Delsumma Storgatan", "Antal kontrakt: 2", "Summa:"])
def test_a_line_of_totals_is_no_lease_and_is_told(said: str, tmp_path: Path) -> None:
    lines = (
        f"K-1;{DANA};SK-0001;Förstahand;7 250,00;2020-01-01;",
        f"Summa;{EVERT};SK-0002;Förstahand;7 250,00;2020-01-01;",
        f"{said};;;;14 500,00;;",
    )
    received = receive_from(_leases(tmp_path, *lines))
    assert rows(received, "tenancies", "tenancy_id") == [("K-1",), ("Summa",)]
    assert (4, "", "quarantined: a line of totals") in found(received)
    (file,) = received.deliveries[0].files
    assert file.rows == 3


def test_a_firm_whose_name_begins_as_a_total_is_no_line_of_totals(tmp_path: Path) -> None:
    lines = (f"K-1;{DANA};SK-0001;Förstahand;7 250,00;2020-01-01;", f"Total Bygg AB;{EVERT};SK-0002;;;;")
    told = found(receive_from(_leases(tmp_path, *lines)))
    assert [each for each in told if "totals" in each[2]] == []
