"""One ledger in the words and forms of many systems: the same invoices, whoever exported them."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from pax.registers import Received
from tests.engine.registers.deliveries import DAY, found, organisation, person, receive_from, rows

PAINTER, CLEANER = organisation("556000210"), organisation("556000321")
TRADER = person("19790511239")
COLUMNS = ("invoice_number", "supplier_id", "booked_on", "amount", "credits_invoice")
EXPECTED = [
    ("8841", PAINTER, date(2026, 1, 15), Decimal("12500.00"), None),
    ("8841", PAINTER, date(2026, 1, 15), Decimal("1250.50"), None),
    ("8902", PAINTER, date(2026, 2, 3), Decimal("4000.00"), None),
    ("8910", PAINTER, date(2026, 2, 21), Decimal("-4000.00"), "8902"),
    ("F-17", CLEANER, date(2026, 3, 5), Decimal("1234567.89"), None),
]
Cell = str | float | date | None


def _laid(tmp_path: Path, name: str, content: bytes) -> Path:
    folder = tmp_path / "in" / "supplier_ledger" / DAY
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return tmp_path / "in"


def _read(tmp_path: Path, text: str, encoding: str = "utf-8") -> Received:
    received = receive_from(_laid(tmp_path, "reskontra.csv", text.encode(encoding)))
    assert received.refusals == ()
    return received


def _text(
    heading: str, date_of: Callable[[date], str], money: Callable[[Decimal], str], org: Callable[[str], str]
) -> str:
    """The five postings under a heading `number supplier date amount`, with that heading's own delimiter."""
    mark = next(mark for mark in ";,\t|" if mark in heading)
    lines = [heading]
    for number, supplier, day, amount, _ in EXPECTED:
        lines.append(mark.join([number, org(supplier), date_of(day), money(amount)]))
    return "\n".join(lines) + "\n"


def _swedish(amount: Decimal) -> str:
    return f"{amount:,}".replace(",", "\u00a0").replace(".", ",")


def _minus_after(amount: Decimal) -> str:
    return f"{abs(amount):,}".replace(",", " ").replace(".", ",") + ("-" if amount < 0 else "")


def _hyphen(org: str) -> str:
    return f"{org[:6]}-{org[6:]}"


DIALECTS = {
    "open data 1.1": _text("fakturanummer,leverantor_id,datum,belopp", date.isoformat, str, str),
    "a region, bare carriage returns": _text(
        "fakturanummer;leverantör_orgnr;bokforingsdatum;nettobelopp", date.isoformat, str, _hyphen
    ).replace("\n", "\r"),
    "a city, decimal comma": _text(
        "Fakturanummer;Organisationsnummer;Bokföringsdatum;Belopp",
        date.isoformat,
        lambda a: str(a).replace(".", ","),
        _hyphen,
    ),
    "Raindance": _text("EXTFAKTNR;ORGNR;VERDATUM;BELOPP", lambda d: f"{d:%Y%m%d}", _minus_after, _hyphen),
    "Unit4": _text(
        "ext_inv_ref\tcomp_reg_no\tvoucher_date\tamount", lambda d: f"{d} 00:00:00", str, lambda o: "16" + o
    ),
    "spaces that do not break": _text(
        "Faktura nr;Lev. org.nr;Bokf. datum;Belopp exkl. moms", date.isoformat, _swedish, lambda o: f"{o[:6]} {o[6:]}"
    ),
    "VAT numbers and points": _text(
        "Fakt.nr|VAT-nr|Verdatum|Belopp (SEK)",
        lambda d: f"{d.day}/{d.month}/{d.year}",
        lambda a: f"{a:,}".replace(",", "x").replace(".", ",").replace("x", "."),
        lambda o: f"SE{o}01",
    ),
    "English, thousands commas, minus sign": _text(
        "Invoice no;Organization number;Posting date;Net amount",
        lambda d: f"{d:%d.%m.%Y}",
        lambda a: f'"{a:,}"'.replace("-", "\u2212"),
        _hyphen,
    ),
    "two-digit years and kronor": _text(
        "Lev fakt nr;Lev orgnr;Bokfdatum;Belopp", lambda d: f"{d:%y%m%d}", lambda a: f"{_swedish(a)} kr", _hyphen
    ),
    "days as a sheet counts them": _text(
        "Fakturanr;Orgnr;Bokföringsdatum;Belopp",
        lambda d: str((d - date(1899, 12, 30)).days),
        lambda a: f"({-a})" if a < 0 else str(a),
        str,
    ),
}  # fmt: skip


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_gives_the_same_invoices(dialect: str, tmp_path: Path) -> None:
    received = _read(tmp_path, DIALECTS[dialect])
    assert rows(received, "supplier_invoices", *COLUMNS) == EXPECTED


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-8-sig", "utf-16"])
def test_every_encoding_is_recognised(encoding: str, tmp_path: Path) -> None:
    text = DIALECTS["a city, decimal comma"]
    assert rows(_read(tmp_path, text, encoding), "supplier_invoices", *COLUMNS) == EXPECTED


def _workbook(path: Path, table: Sequence[Sequence[Cell]]) -> bytes:
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Uttag")
        sheet.write_string(0, 0, "Leverantörsreskontra")
        for at, row in enumerate(table, 2):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell)
                elif cell is not None:
                    sheet.write(at, column, cell)
    return path.read_bytes()


def test_a_workbook_parquet_and_json_give_the_same_invoices(tmp_path: Path) -> None:
    heading = ("Fakturanummer", "Orgnr", "Bokföringsdatum", "Belopp")
    table: list[Sequence[Cell]] = [(n, s, d, float(a)) for n, s, d, a, _ in EXPECTED]
    book = _workbook(tmp_path / "made.xlsx", [heading, *table])
    pq.write_table(
        pa.table({name: [row[at] for row in table] for at, name in enumerate(heading)}), tmp_path / "made.parquet"
    )
    as_json = json.dumps([dict(zip(heading, (str(cell) for cell in row), strict=True)) for row in table])
    forms = {
        "uttag.xlsx": book,
        "uttag.parquet": (tmp_path / "made.parquet").read_bytes(),
        "uttag.json": as_json.encode(),
    }
    for name, content in forms.items():
        received = receive_from(_laid(tmp_path / name, name, content))
        assert received.refusals == ()
        assert rows(received, "supplier_invoices", *COLUMNS) == EXPECTED, name


HEAD = "Vernr;Fakturanr;Orgnr;Fakturadatum;Belopp"


def _invoices(tmp_path: Path, heading: str, *lines: str) -> Received:
    return _read(tmp_path, "\n".join([heading, *lines]) + "\n")


def test_credit_notes_written_without_a_minus_are_netted_against_what_they_credit(tmp_path: Path) -> None:
    received = _invoices(
        tmp_path,
        f"{HEAD};Fakturatyp;Krediterar faktura",
        f"1;A1;{PAINTER};2026-01-01;100,00;Debet;",
        f"2;A2;{PAINTER};2026-01-02;100,00;Kreditfaktura;A1",
        f"3;A3;{CLEANER};2026-01-02;70,00;K;",
    )
    listed = rows(received, "supplier_invoices", "invoice_number", "amount", "credits_invoice")
    assert listed == [("A1", Decimal(100), None), ("A2", Decimal(-100), "A1"), ("A3", Decimal(-70), None)]
    assert (4, "credits_invoice", "kept: a credit note whose invoice is not found") in found(received)


def test_a_credit_of_one_among_equal_invoices_is_not_guessed(tmp_path: Path) -> None:
    lines = [f"{at};R{at};{PAINTER};2026-0{at}-01;500" for at in (1, 2, 3)]
    received = _invoices(tmp_path, HEAD, *lines, f"4;K1;{PAINTER};2026-04-01;-500")
    assert rows(received, "supplier_invoices", "credits_invoice")[3] == (None,)
    told = _invoices(
        tmp_path / "told", f"{HEAD};Text", *(f"{line};" for line in lines), f"4;K1;{PAINTER};2026-04-01;-500;Avser R2"
    )
    assert rows(told, "supplier_invoices", "credits_invoice")[3] == ("R2",)


def test_value_added_tax_is_taken_off_and_postings_of_tax_and_debt_are_left_out(tmp_path: Path) -> None:
    gross = _invoices(
        tmp_path, f"{HEAD};Moms".replace("Belopp", "Fakturabelopp"), f"1;A1;{PAINTER};2026-01-01;125,00;25,00"
    )
    assert rows(gross, "supplier_invoices", "amount") == [(Decimal(100),)]
    posted = _invoices(
        tmp_path / "posted",
        f"{HEAD};Kontotext",
        f"1;A1;{PAINTER};2026-01-01;100,00;Målning",
        f"1;A1;{PAINTER};2026-01-01;25,00;Ingående moms",
        f"1;A1;{PAINTER};2026-01-01;-125,00;Leverantörsskulder",
        f"2;A2;{PAINTER};2026-01-01;50,00;Momsfria läromedel",
    )
    assert rows(posted, "supplier_invoices", "amount") == [(Decimal(100),), (Decimal(50),)]


def test_debit_and_credit_columns_are_one_amount_and_other_currencies_are_unknown(tmp_path: Path) -> None:
    received = _invoices(
        tmp_path,
        "Vernr;Fakturanr;Orgnr;Debet;Kredit;Valuta",
        f"1;A1;{PAINTER};100,00;;SEK",
        f"2;A2;{PAINTER};;40,00;SEK",
        f"3;A3;{PAINTER};10,00;;EUR",
    )
    assert rows(received, "supplier_invoices", "amount") == [(Decimal(100),), (Decimal(-40),), (None,)]
    assert (4, "amount", "kept: the amount is in another currency, so unknown") in found(received)


ACCOUNTS = {
    ("Bankgiro", "505-0104"): "BG:5050104",
    ("BG-nr", "5050104"): "BG:5050104",
    ("Plusgiro", "90 20 03 - 8"): "PG:9020038",
    ("Betalningskonto", "BG 505-0104"): "BG:5050104",
    ("Betalkonto", "505-0104"): "BG:5050104",
    ("Betalkonto", "902003-8"): "PG:9020038",
    ("BG/PG", "Plusgiro 902003-8"): "PG:9020038",
    ("Betalkonto", "8327-9 123 456 789-0"): "BANK:83279-1234567890",
    ("Betalkonto", "6000 123456789"): "BANK:6000-123456789",
    ("IBAN", "SE45 5000 0000 0583 9825 7466"): "IBAN:SE4550000000058398257466",
}


@pytest.mark.parametrize(("heading", "written"), ACCOUNTS)
def test_every_form_of_an_account_is_one_form(heading: str, written: str, tmp_path: Path) -> None:
    received = _invoices(tmp_path, f"{HEAD};{heading}", f"1;A1;{PAINTER};2026-01-01;1,00;{written}")
    assert rows(received, "supplier_invoices", "payment_account") == [(ACCOUNTS[heading, written],)]


def test_a_masked_supplier_is_unknown_and_a_sole_trader_is_a_person(tmp_path: Path) -> None:
    heading = f"{HEAD};Leverantör".replace("Orgnr", "Leverantör_id")
    received = _invoices(
        tmp_path,
        heading,
        "1;A1;[innehåller personuppgifter];2026-01-01;1,00;[innehåller personuppgifter]",
        f"2;A2;{TRADER[:8]}-{TRADER[8:]};2026-01-01;1,00;",
        "3;A3;10234;2026-01-01;1,00;Påhittade Bolaget",
        "4;A4;;2026-01-01;1,00;Påhittade Bolaget",
    )
    assert rows(received, "supplier_invoices", "supplier_id") == [
        (None,),
        (TRADER,),
        ("10234",),
        ("Påhittade Bolaget",),
    ]


def test_a_file_without_amounts_or_suppliers_is_refused_by_name(tmp_path: Path) -> None:
    folder = _laid(tmp_path, "reskontra.csv", b"Fakturanr;Orgnr;Datum\n1;2;2026-01-01\n")
    said = str(receive_from(folder).refusals[0])
    assert "columns are missing: Nettobelopp (or Netto or Belopp exkl moms)" in said


def test_order_lines_become_one_order(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "purchase_orders" / DAY
    folder.mkdir(parents=True)
    lines = ["Ordernr;Rad nr;Org.nr;Orderdatum;Belopp;Avtal"]
    lines += [f"P1;{at};{_hyphen(PAINTER)};2026-01-0{at};1 000,50;RA-1" for at in (1, 2, 2)]
    lines += [f"P2;1;{CLEANER};2026-02-01;500;", f"P2;1;{PAINTER};2026-02-01;500;"]
    (folder / "order.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    received = receive_from(tmp_path / "in")
    assert rows(
        received, "purchase_orders", "purchase_order", "supplier_id", "ordered_on", "amount", "framework_id"
    ) == [
        ("P1", PAINTER, date(2026, 1, 1), Decimal("2001.00"), "RA-1"),
    ]
    assert sum("with other values" in problem for _, _, problem in found(received)) == 2
