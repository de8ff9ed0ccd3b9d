"""`pax register new`: what other systems write is understood, tried on the file itself, and shown without a value."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from pax.cli import main
from pax.content import Content
from pax.municipality import Ground, Municipality, Receipt
from tests.engine.registers.deliveries import CONTENT, DANA, EVERT, municipality, organisation, receive_from, rows

SAMPLES = CONTENT.folder("registers")
GIVEN = ("--purpose", "control", "--secrecy", "OSL 26:1", "--retention-days", "90")

RENAMED = {
    ("aid", "arenden.csv"): {
        "Ärendenummer": "Aktnr",
        "Sökande": "Pnr",
        "Öppnat": "Aktualiserad",
        "Boende": "Boendeform",
    },
    ("aid", "medlemmar.csv"): {
        "Personnummer": "Pers.nr",
        "Från och med": "Fr o m",
        "Till och med": "T o m",
        "Roll": "Relation",
    },
    ("aid", "utbetalningar.csv"): {
        "Utbetalningsnummer": "Utbetalnings-ID",
        "Mottagare": "Betalningsmottagare",
        "Ändamål": "Avser",
    },
    ("aid_changes", "utbetalningar.csv"): {
        "Belopp": "Utbetalt belopp",
        "Utbetalningsdatum": "Betaldatum",
    },
    ("causes", "anledningar.csv"): {
        "Identitet": "Objekt",
        "Anledning": "Orsak",
        "Inkom": "Ankom",
        "Diarienummer": "Dnr",
    },
    ("dwellings", "lagenheter.txt"): {
        "Lägenhets-id": "LGH_ID",
        "Gatuadress": "Gatunamn",
        "Antal rum": "ROK",
        "Bostadsarea": "Boarea",
    },
    ("kir", "kir.csv"): {
        "Personnummer": "PNR",
        "Skyddad": "Sekretessmarkering",
        "Gatuadress": "Folkbokföringsadress",
    },
    ("leases", "hyreskontrakt.xlsx"): {
        "Kontraktsnummer": "Avtalsnr",
        "Månadshyra": "Hyra/mån",
        "Från och med": "Inflyttning",
    },
    ("leases_csv", "kontrakt.csv"): {
        "Kontraktsnummer": "Hyresavtal",
        "Hyresgäst": "Kundnamn",
        "Till och med": "Avflyttning",
    },
    ("purchase_orders", "inkopsorder.csv"): {
        "Ordernr": "Beställnings_nr",
        "Belopp": "Ordervärde",
        "Orderdatum": "Beställd",
    },
    ("returned_mail", "returer.csv"): {
        "Åter": "Returdatum",
        "Diarienummer": "Dnr",
    },
    ("supplier_ledger", "leverantorsreskontra.csv"): {
        "Ver.nr": "Löpnr",
        "Lev.orgnr": "Organisationsnummer leverantör",
    },
    ("tenant_papers", "andrahand.csv"): {
        "Kontraktsnummer": "Avtalsnummer",
        "Från och med": "Beviljat från",
    },
    ("tenant_papers", "anmalningar.csv"): {
        "Anmält": "Anmälan inkom",
        "Antal okända": "Antal okända personer",
    },
    ("tenant_papers", "arbetsgivarintyg.csv"): {
        "Arbetsgivare": "Arbetsgivarens orgnr",
        "Utfärdat": "Intygat",
    },
    ("tenant_papers", "studieintyg.csv"): {
        "Visat": "Inlämnat",
        "Giltigt till": "Studier till",
    },
    ("vehicles", "fordon.csv"): {
        "Registreringsnummer": "REGNR",
        "Ägare från": "Förvärvsdatum",
        "Fordonsår": "Årsmodell",
    },
    ("viva", "utbetalningar.csv"): {
        "paymentid": "payment_id",
        "givedate": "Utbetald",
        "amount": "Summa",
    },
}


def _renamed(register: str, name: str, folder: Path) -> Path:
    """The sample with other headings, as a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    source, copy = SAMPLES / register / "sample" / name, folder / name
    names = RENAMED[register, name]
    if source.suffix == ".xlsx":
        book = openpyxl.load_workbook(source)
        for row in book.worksheets[0].iter_rows(max_row=10):
            for cell in row:
                cell.value = names.get(str(cell.value), cell.value)
        book.save(copy)
        return copy
    raw = source.read_bytes()
    encoding = "utf-8" if _is_utf8(raw) else "windows-1252"
    text = raw.decode(encoding)
    for old, new in names.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    copy.write_bytes(text.encode(encoding))
    return copy


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _new(file: Path, out: Path, *more: str, given: tuple[str, ...] = GIVEN, answers: str = "") -> Result:
    call = ["register", "new", "--from", str(file), "--id", "proposed", "--out", str(out), *given, *more]
    return CliRunner().invoke(main, call, input=answers)


def _figures(result: Result) -> tuple[int, int]:
    """Rows left out, and usable rows."""
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    return told["quarantined"], sum(told["tables"].values())


@pytest.mark.parametrize(("register", "name"), RENAMED, ids="-".join)
def test_a_sample_in_other_systems_words_is_understood_and_read(register: str, name: str, tmp_path: Path) -> None:
    quarantined, used = _figures(_new(_renamed(register, name, tmp_path / "in"), tmp_path / "out", "--json"))
    assert quarantined == 0
    assert used > 0 or register == "returned_mail"  # letters need the dwellings that are delivered beside


def _content_with(folder: Path, root: Path) -> Content:
    shutil.copytree(SAMPLES, root / "registers")
    shutil.copytree(folder, root / "registers" / folder.name)
    return Content(root)


def test_the_proposal_reads_the_leases_to_the_same_rows_as_their_own_layout(tmp_path: Path) -> None:
    file = _renamed("leases", "hyreskontrakt.xlsx", tmp_path / "file")
    assert _new(file, tmp_path / "out").exit_code == 0
    content = _content_with(tmp_path / "out" / "proposed", tmp_path / "content")
    found = []
    for register, path in (("proposed", file), ("leases", SAMPLES / "leases" / "sample" / "hyreskontrakt.xlsx")):
        place = tmp_path / register / register / "2026-06-30"
        place.mkdir(parents=True)
        shutil.copy(path, place)
        held = receive_from(tmp_path / register, holder=_holder(), content=content)
        found.append(
            rows(held, "tenancies", "tenancy_id", "holder_id", "kind", "acquired_by", "monthly_rent", "to_date")
        )
    assert found[0] == found[1]
    assert found[0]


def _holder() -> Municipality:
    """A municipality that may hold the proposal too."""
    skoby = municipality()
    ground = Ground("none: made-up data", "-", False)
    return replace(skoby, receives=(*skoby.receives, Receipt("social_services", "proposed", "a test", ground)))


def _ten(number: str) -> str:
    return f"{number[2:8]}-{number[8:]}"


ODD = {
    "ten-digit numbers and six-digit days": (
        "lista.csv",
        f"Regnr;Personnr;Köpt\nABC 123;{_ten(DANA)};190512\nDEF 456;{_ten(EVERT)};201001\n",
        ("vehicles", 2),
    ),
    "tabs, titles above, amounts with kronor": (
        "hyror.txt",
        "Hyreslista\t\t\t\nUttag juni\t\t\t\nAvtalsnr\tPnr\tHyra\tFrån\n"
        f"1\t{DANA}\t8 450,50 kr\t1/9 2021\n2\t{EVERT}\t7 000 kr\t1/2 2020\n",
        ("tenancies", 2),
    ),
    "JSON with records inside": (
        "svar.json",
        json.dumps({"result": {"items": [{"Regnr": "ABC123", "owner": {"Personnummer": DANA}, "Från": "2020-01-01"}]}}),
        ("vehicles", 1),
    ),
    "XML with records": (
        "svar.xml",
        "<Svar>"
        + "".join(f"<Bil><Regnr>A{at}</Regnr><Pnr>{DANA}</Pnr><Fran>2020-01-0{at}</Fran></Bil>" for at in (1, 2, 3))
        + "</Svar>",
        ("vehicles", 3),
    ),
    "a lease list without numbers of leases": (
        "lista.csv",
        f"Objektnr;Personnummer;Hyra;Inflyttning\nSK-1;{DANA};5 000;2020-01-01\nSK-2;{EVERT};6 000;2020-02-01\n",
        ("tenancies", 2),
    ),
    "grants to associations": (
        "bidrag.csv",
        f"Bidragsnummer;Orgnr;År;Beviljat belopp\nB1;{organisation('802000654')};2025;10 000\n"
        f"B2;{organisation('802000321')};2025;5 000\n",
        ("grants", 2),
    ),
}


@pytest.mark.parametrize("odd", ODD)
def test_files_of_odd_forms_are_understood(odd: str, tmp_path: Path) -> None:
    name, text, (table, kept) = ODD[odd]
    (tmp_path / name).write_text(text, encoding="utf-8")
    told = _new(tmp_path / name, tmp_path / "out", "--json", "--table", table)
    assert _figures(told) == (0, kept)


def test_what_cannot_be_seen_is_asked_for_and_named_when_nobody_answers(tmp_path: Path) -> None:
    file = _renamed("vehicles", "fordon.csv", tmp_path / "in")
    answered = _new(file, tmp_path / "out", given=(), answers="aid_control\nOSL 26:1\n400\n")
    assert answered.exit_code == 0, answered.output
    written = (tmp_path / "out" / "proposed" / "register.yml").read_text(encoding="utf-8")
    assert "aid_control" in written
    assert "retention_days: 400" in written
    silent = _new(file, tmp_path / "other", given=())
    assert silent.exit_code == 2
    assert "--purpose" in silent.output
    assert not (tmp_path / "other").exists()


def test_nothing_of_a_row_is_ever_shown_or_written(tmp_path: Path) -> None:
    file = tmp_path / "kunder.csv"
    lines = [f"K{at};{DANA};Hemligesson, Dana;{1000 + at};2020-01-01;Hemlig kod" for at in range(20)]
    file.write_text("\n".join(["Avtalsnr;Personnr;Namn;Hyra;Inflyttning;Avtalstyp", *lines]) + "\n", encoding="utf-8")
    shown = _new(file, tmp_path / "out", "--table", "tenancies")
    assert shown.exit_code == 0, shown.output
    assert "ÅÅÅÅMMDDNNNN" in shown.output
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out" / "proposed").iterdir())
    for hidden in (DANA, "Hemlig", "1007", "2020-01-01", "K7"):
        assert hidden not in shown.output + written


@pytest.mark.parametrize("content", [b"", b"hej", b"\x00\xff\x00", b"%PDF-1.7 x", b"1;2;3\n4;5;6\n", b"<a><b>", b"{"])
def test_a_file_that_is_no_list_is_refused_with_one_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    refused = _new(tmp_path / "x.csv", tmp_path / "out")
    assert refused.exit_code in (2, 3), refused.output
    assert "Traceback" not in refused.output
    assert not (tmp_path / "out").exists()
