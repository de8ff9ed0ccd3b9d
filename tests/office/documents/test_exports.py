"""What leaves is asked for, numbered, marked on every page and row, and one line; no spreadsheet calculates it."""

import csv
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from paxweb.accounts.models import TeamMember
from paxweb.accounts.walls import recuse_pairs
from paxweb.cases.models import Event, Note
from paxweb.documents.export.marking import Mark
from paxweb.documents.export.paper import shown
from paxweb.documents.export.spreadsheet import escaped, sheet
from paxweb.documents.export.tables import Table
from paxweb.documents.models import Export
from paxweb.frame.clock import now, today
from paxweb.ledger.models import Entry
from tests.office.documents.conftest import Desk
from tests.office.signals.test_queries import TOLD
from tests.office.world import HOUSING, SOCIAL

GIVEN = {"aim": "court", "reason": "Behövs till förhandlingen"}
FORMS = {"print": "uttag/utskrift/", "pdf": "uttag/pdf/", "csv": "uttag/csv/"}
DANGEROUS = (
    "=1+1", "+1", "-1+cmd|x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1", "－1", "＠x", "\ufeff=1",
    "\u200b=1", "'=1", '"=1', "|x", "%x", "\u00a0@x", "\x00=1",
)  # fmt: skip


def filled(desk: Desk, notes: int = 1) -> Desk:
    """Words in the case: among them what a spreadsheet would calculate, and signs that no font has."""
    alice = desk.world.people["Alice"]
    Event.objects.create(
        case=desk.case,
        seq=1,
        step="check",
        written=['=HYPERLINK("http://example.org")'],
        by=alice,
        at=now(),
        digest="0",
    )
    for n in range(notes):
        Note.objects.create(case=desk.case, text=f"@SUM(1) anteckning {n} 🦜 \u202eabc\nrad två", by=alice, at=now())
    return desk


def rows_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def tables_of(content: bytes) -> dict[str, list[list[str]]]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: rows_of(package.read(name)) for name in package.namelist()}


def take(desk: Desk, form: str, name: str = "Alice", **said: str) -> Any:  # noqa: ANN401  the client's own
    return desk.browser(name).post(desk.address(FORMS[form]), {**GIVEN, **said})


@pytest.mark.parametrize("cell", DANGEROUS)
def test_no_cell_begins_as_a_formula(cell: str) -> None:
    assert escaped(cell).startswith("'")


@given(st.text(max_size=30))
def test_whatever_is_written_nothing_is_calculated(text: str) -> None:
    cell = escaped(text)
    first = next((sign for sign in cell if not sign.isspace() and sign not in '"\ufeff\u200b\u200e'), "")
    assert first not in tuple("=+-@|%＝＋－＠")
    assert text.replace("\x00", "") in (cell, cell[1:])


def test_our_own_numbers_and_days_stay_as_they_are() -> None:
    cells = (-5, Decimal("-6200.50"), date(2026, 11, 23), None, "vanlig text", "a=b", "5-6")
    assert [escaped(cell) for cell in cells] == ["-5", "-6200.50", "2026-11-23", "", "vanlig text", "a=b", "5-6"]


@given(st.lists(st.lists(st.text(max_size=10), min_size=2, max_size=2), max_size=5))
def test_cells_come_back_as_they_were(rows: list[list[str]]) -> None:
    mark = Mark("U-2026-0001", "Alice", datetime(2026, 11, 23, tzinfo=UTC), "Uppföljning", "Bolaget", "sv")
    table = Table("t", "T", ("a", "b"), tuple(tuple(row) for row in rows))
    found = rows_of(sheet(table, mark))
    expected = [[escaped(cell).encode("utf-8", "replace").decode() for cell in row] for row in rows]
    assert [row[1:] for row in found[2:]] == expected


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
def test_each_export_is_numbered_written_down_and_one_line(desk: Desk, form: str) -> None:
    filled(desk)
    assert take(desk, form).status_code == 200
    assert take(desk, form).status_code == 200
    numbers = [f"U-{today().year}-0001", f"U-{today().year}-0002"]
    assert list(Export.objects.order_by("at").values_list("number", "form", "reason", "aim")) == [
        (number, form, GIVEN["reason"], "court") for number in numbers
    ]
    lines = Entry.objects.filter(act=f"export.{form}").order_by("id")
    assert [(each.kind, each.detail["number"], each.purpose) for each in lines] == [
        ("change", number, "court") for number in numbers
    ]
    assert all(str(desk.case.pk) in each.items for each in lines)
    assert {about.subject_key for each in lines for about in each.about.all()} == {desk.case.pk.hex * 2}
    assert "förhandlingen" not in repr([each.detail for each in lines])


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "said", [{"reason": ""}, {"reason": "abc"}, {"aim": ""}, {"aim": "sell"}, {"reason": "x" * 501}]
)
def test_without_a_reason_nothing_leaves(desk: Desk, form: str, said: dict[str, str]) -> None:
    answer = take(desk, form, **said)
    assert answer.status_code == 400
    assert "Content-Disposition" not in answer
    assert Export.objects.count() == 0
    assert Entry.objects.filter(kind="change", act__startswith="export.").count() == 0


@pytest.mark.django_db
def test_tables_bear_the_mark_in_each_file_and_on_every_row(desk: Desk) -> None:
    filled(desk)
    tables = tables_of(take(desk, "csv").content)
    number = Export.objects.get().number
    assert len(tables) >= 4
    for name, rows in tables.items():
        assert name.startswith(number)
        assert rows[0][0].startswith(f"# Uttag {number} · Alice · {today().isoformat()}")
        assert "Till nämnd eller domstol · Bostadsbolaget" in rows[0][0]
        assert {row[0] for row in rows[2:]} == {number}
    cells = {cell for rows in tables.values() for row in rows[2:] for cell in row}
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert any(cell.startswith("'@SUM(1) anteckning 0") for cell in cells)


@pytest.mark.django_db
def test_the_pdf_bears_the_mark_on_every_page(desk: Desk) -> None:
    filled(desk, notes=150)
    answer = take(desk, "pdf")
    assert answer["Content-Type"] == "application/pdf"
    pages = [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]
    assert len(pages) >= 3
    number = Export.objects.get().number
    for page in pages:
        text = " ".join(page.split())
        assert number in text
        assert "Alice" in text
        assert "Bostadsbolaget" in text
        assert "Till nämnd eller domstol" in text
    whole = " ".join(" ".join(pages).split())
    assert "[U+1F99C]" in whole
    assert "[U+202E]" in whole
    assert "anteckning 149" in whole


def test_what_cannot_be_shown_stands_as_its_code() -> None:
    assert shown("a\u202eb\x07c\u200bd") == "a[U+202E]b[U+0007]c[U+200B]d"
    assert shown("rad ett\r\nrad två") == "rad ett\nrad två"


@pytest.mark.django_db
def test_the_page_to_print_bears_the_mark_above_and_below_every_sheet(desk: Desk) -> None:
    text = take(filled(desk), "print").content.decode()
    line = f"Uttag {Export.objects.get().number} · Alice"
    assert text.count(line) >= 3
    head, foot = text.index("<thead><tr><td>Uttag"), text.index("<tfoot><tr><td>Uttag")
    assert head < foot
    assert "@SUM(1) anteckning 0" in text


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
def test_walls_hold_for_what_leaves(desk: Desk, form: str) -> None:
    for name in ("Charlie", "Dana", "Eva"):
        assert take(desk, form, name).status_code == 404
    recuse_pairs([(desk.world.people["Alice"].pk, desk.case.pk)])
    assert take(desk, form).status_code == 404
    assert Export.objects.count() == 0


@pytest.fixture
def crowded(desk: Desk) -> Desk:
    """Cases of which Alice sees some: her own board's, not one she is kept from, not a team's she is not in."""
    kept, team = desk.another("kept"), desk.another("team", team_only=True)
    desk.another("mine", team_only=True)
    mine = type(desk.case).objects.get(title="Ärende mine")
    alice = desk.world.people["Alice"]
    recuse_pairs([(alice.pk, kept.pk)])
    TeamMember.objects.create(user=alice, item_id=mine.pk, from_date=today(), to_date=today())
    assert team.pk != mine.pk
    desk.another("social", SOCIAL)
    return desk


@pytest.mark.django_db
def test_the_list_of_cases_holds_what_one_sees_and_no_more(crowded: Desk) -> None:
    answer = crowded.browser("Alice").post(f"/sv/uttag/{HOUSING}/arenden/", GIVEN)
    rows = rows_of(answer.content)
    assert {row[3] for row in rows[2:]} == {"Ärende lease", "Ärende mine"}
    assert rows[0][0].startswith(f"# Uttag U-{today().year}-0001 · Alice")
    line = Entry.objects.get(act="export.csv", kind="change")
    export = Export.objects.get()
    assert set(line.items) - {str(export.pk)} == {
        str(case.pk) for case in type(crowded.case).objects.filter(title__in=("Ärende lease", "Ärende mine"))
    }
    assert (export.what, export.rows, export.case_id) == ("cases", 2, None)


@pytest.mark.django_db
def test_the_week_tells_nothing_that_is_asked(desk: Desk) -> None:
    answer = desk.browser("Alice").post(f"/sv/uttag/{HOUSING}/vecka/", GIVEN)
    assert answer.status_code == 200
    assert rows_of(answer.content)[1][1:] == ["Veckan från", "Familj", "Nummer", "Område", "Kom", "Läge", "Vem"]
    assert "Fråga" not in answer.content.decode()
    assert desk.browser("Charlie").post(f"/sv/uttag/{HOUSING}/vecka/", GIVEN).status_code == 404
    assert desk.browser("Dana").post(f"/sv/uttag/{HOUSING}/arenden/", GIVEN).status_code == 404


@pytest.mark.django_db
def test_the_weeks_page_leads_to_taking_its_list_out_for_those_who_may(desk: Desk) -> None:
    way = f'href="/sv/uttag/{HOUSING}/nytt/"'
    week = f"/sv/vecka/{HOUSING}/"
    assert way in desk.browser("Alice").get(week).content.decode()
    assert desk.browser("Alice").get(way[6:-1]).status_code == 200
    reads = desk.browser("Dana").get(week)
    assert reads.status_code == 200
    assert way not in reads.content.decode(), "whoever reads takes nothing out"


@pytest.mark.django_db
def test_lead_and_officer_see_what_left_and_nobody_else(crowded: Desk) -> None:
    team = type(crowded.case).objects.get(title="Ärende mine")
    assert take(crowded, "csv", reason="Skälet för akten").status_code == 200
    crowded.browser("Alice").post(crowded.address(FORMS["csv"], team), {**GIVEN, "reason": "Skälet för teamet"})
    page = f"/sv/uttag/{HOUSING}/"
    lead, officer = (crowded.browser(name).get(page).content.decode() for name in ("Bob", "Eva"))
    assert "Skälet för akten" in lead
    assert "Skälet för teamet" not in lead, "a team's case is not told of to a lead who is not in it"
    assert "Skälet för akten" in officer
    assert "Skälet för teamet" in officer
    assert crowded.case.number in lead
    assert crowded.case.number not in officer
    assert f"UT-{today().year}-0001" in officer
    for name in ("Alice", "Dana", "Charlie"):
        assert crowded.browser(name).get(page).status_code == 404
    assert Entry.objects.filter(act="export.list", kind="read").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["", "0", "-1", "x", "9" * 30, "2", "½"])
def test_any_page_of_the_list_is_a_page(desk: Desk, page: str) -> None:
    assert desk.browser("Bob").get(f"/sv/uttag/{HOUSING}/", {"page": page}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 60])
def test_an_export_asks_few_things_however_much_lies_in_the_case(desk: Desk, many: int) -> None:
    filled(desk, notes=many)
    alice, bob = desk.browser("Alice"), desk.browser("Bob")
    for _ in range(many):
        take(desk, "csv") if many == 1 else None
    with CaptureQueriesContext(connection) as queries:
        assert alice.post(desk.address(FORMS["csv"]), GIVEN).status_code == 200
    asked = [q["sql"] for q in queries if not TOLD.match(q["sql"]) and "ledger_" not in q["sql"]]
    assert len(asked) <= 28, "\n".join(sql[:150] for sql in asked)
    with CaptureQueriesContext(connection) as queries:
        assert bob.get(f"/sv/uttag/{HOUSING}/").status_code == 200
    asked = [q["sql"] for q in queries if not TOLD.match(q["sql"]) and "ledger_" not in q["sql"]]
    assert len(asked) <= 12, "\n".join(sql[:150] for sql in asked)


@pytest.mark.django_db
def test_an_ordinary_page_says_who_printed_it(desk: Desk) -> None:
    page = desk.browser("Alice").get(desk.address("handlingar/ny/")).content.decode()
    assert '<p class="pax-printed">Utskriven ur webbläsaren av Alice' in page
