"""A masked copy is looked through: what is hidden in the file is as open as what is seen."""

import io

import pytest
from pypdf import PdfWriter

from paxweb.cases.models import Party
from paxweb.documents.models import Document
from tests.office.documents.conftest import Desk, form
from tests.office.documents.files import docx, eml, pdf
from tests.office.documents.test_protected import SUBJECT, handler, protect
from tests.office.world import HOUSING

pytestmark = pytest.mark.django_db
NAME, NUMBER, STREET = "Dana Främling", "198501011239", "Hemligvägen 7"
KEY = "d" * 64


@pytest.fixture
def closed(desk: Desk) -> tuple[Desk, Document]:
    """A document of a case in which Dana has become protected, and Alice handles it."""
    (desk.home / "keys" / HOUSING / "subject.key").write_bytes(SUBJECT)
    Party.objects.create(
        case=desk.case, kind="person", subject_key=KEY, label=NAME, id_number=NUMBER, address=f"{STREET}, 151 32 Skoby"
    )
    Party.objects.create(case=desk.case, kind="person", subject_key="e" * 64, label="Erik Öppen")
    document = desk.kept(title="Brevet")
    protect(desk, KEY)
    handler(desk)
    return desk, document


def said_of(**info: str) -> bytes:
    """A PDF of an empty page with something said of it, where no reader shows it on the page."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.add_metadata({f"/{name}": text for name, text in info.items()})
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "given",
    [
        form(said_of(Title=f"Brev till {NAME}"), title="Maskad"),
        form(said_of(Author="FRÄMLING, Dana"), title="Maskad"),
        form(pdf(b"<< /N (850101-1239) >>"), title="Maskad"),
        form(docx("<w:p><w:r><w:t>Hemlig</w:t></w:r><w:r><w:t>vägen 7</w:t></w:r></w:p>"), "b.docx", title="Maskad"),
        form(eml(html=f"<p>{NUMBER}</p>"), "b.eml", title="Maskad"),
        form(pdf(), title=f"Brev till {NAME}"),
        form(pdf(), f"{NAME}.pdf", title="Maskad"),
    ],
    ids=["title", "author", "number", "two runs", "mail", "what it is called", "file name"],
)
def test_a_copy_that_still_holds_it_is_not_taken_in(closed: tuple[Desk, Document], given: dict[str, object]) -> None:
    desk, document = closed
    answer = desk.browser("Alice").post(desk.address(f"handlingar/{document.pk}/maskad/"), given)
    assert answer.status_code == 400
    assert NAME not in answer.content.decode().replace(str(given["title"]), "")
    assert not Document.objects.filter(masks=document).exists()


def test_a_copy_that_names_others_is_taken_in(closed: tuple[Desk, Document]) -> None:
    desk, document = closed
    given = form(said_of(Title="Brev från Erik Öppen"), title="Maskad")
    assert desk.browser("Alice").post(desk.address(f"handlingar/{document.pk}/maskad/"), given).status_code == 302
    assert Document.objects.filter(masks=document).exists()
