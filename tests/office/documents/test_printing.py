"""What comes out of the printer: the mark on every sheet of an export, and who printed any other page."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from paxweb.documents.models import Export
from tests.office.documents.conftest import Desk
from tests.office.documents.test_exports import filled, take

pytestmark = pytest.mark.django_db
STYLE = Path(__file__).parents[3] / "src" / "paxweb" / "frame" / "theme" / "own.css"


def printed(page: str, home: Path) -> list[str]:
    """The text of each sheet, as Chromium prints the page with the office's own style."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("there is no Chromium on this machine")
    style = f"<style>{STYLE.read_text(encoding='utf-8')}</style>"
    (home / "page.html").write_text(re.sub(r"<link rel=\"stylesheet\"[^>]*>", lambda _: style, page), encoding="utf-8")
    subprocess.run(
        [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--no-pdf-header-footer", f"--user-data-dir={home / 'profile'}", f"--print-to-pdf={home / 'page.pdf'}",
         (home / "page.html").as_uri()],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return [" ".join(sheet.extract_text().split()) for sheet in PdfReader(home / "page.pdf").pages]


def test_the_mark_stands_on_every_sheet_of_an_export(desk: Desk, tmp_path: Path) -> None:
    page = take(filled(desk, notes=120), "print").content.decode()
    sheets = printed(page, tmp_path)
    line = f"Uttag {Export.objects.get().number} · Alice"
    assert len(sheets) >= 3
    assert [sheet.count(line) >= 2 for sheet in sheets] == [True] * len(sheets)
    assert all("Till nämnd eller domstol · Bostadsbolaget" in sheet for sheet in sheets)
    assert "Skriv ut sidan nu" not in " ".join(sheets)
    assert "Utskriven ur webbläsaren" not in " ".join(sheets)


def test_any_other_page_says_who_printed_it(desk: Desk, tmp_path: Path) -> None:
    document = desk.kept()
    page = desk.browser("Alice").get(desk.address(f"handlingar/{document.pk}/")).content.decode()
    sheets = printed(page, tmp_path)
    assert all("Utskriven ur webbläsaren av Alice" in sheet for sheet in sheets)
