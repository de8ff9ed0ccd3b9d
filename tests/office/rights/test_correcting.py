"""A correction: the old value stays, the right one is shown everywhere, every receiver is told; or it is refused."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pypdf import PdfReader

from paxweb.accounts.clearances.limits import NotAllowed
from paxweb.frame.clock import now, today
from paxweb.frame.templatetags.pax import day
from paxweb.intake.models import SheetRow
from paxweb.ledger.models import Entry
from paxweb.letters.delivering import in_question
from paxweb.letters.models import Letter
from paxweb.letters.prefilling import Known
from paxweb.rights.actions.correct import Proposal, propose_correction, sign_correction, tell
from paxweb.rights.actions.refuse import correction_refusal
from paxweb.rights.drafts import Line, open_draft
from paxweb.rights.models import Correction, Kind, Told, Verdict, Volume
from paxweb.rights.reaching import list_receivers
from tests.office.rights.test_extract import issued
from tests.office.rights.unit import XERXES, Year, work_through

pytestmark = pytest.mark.django_db
RIGHT = "2026-02-28"


def line_of(volume: Volume, model: str, field: str, root: object = None) -> Line:
    """The first line of a kind that has the field; of an item or a case, where one is named."""
    lines = open_draft(volume.board_id, volume.pk, volume.draft).lines
    own = [line for line in lines if line.model == model and (root is None or line.root == str(root))]
    return next(line for line in own if any(value.name == field for value in line.values))


def corrected(year: Year, volume: Volume, model: str, field: str, new: str, root: object = None) -> Correction:
    """Proposed by Rita, signed by Bob, its receivers listed. Of one item or case, where one is named as `root`."""
    line = line_of(volume, model, field, root)
    made = propose_correction(year.actor("Rita"), volume, line.id, field, Proposal(False, new, "Navet", "Fel dag."))
    sign_correction(year.actor("Bob"), made, made.digest, yes=True)
    list_receivers(made.pk)
    return Correction.objects.get(pk=made.pk)


def test_what_is_right_is_shown_on_the_item_the_case_and_the_extract(year: Year) -> None:
    case = work_through(year)
    volume = year.volume(year.asked(kind=Kind.CORRECTION))
    row = corrected(year, volume, "intake.SheetRow", "facts.from_date", RIGHT, case.item_id)
    label = corrected(year, volume, "intake.Subject", "label", "Xerxes Kanarie")
    before = SheetRow.objects.filter(facts__from_date=row.old).count()
    assert before >= 1
    item = year.browser("Alice").get(reverse("signals:item", args=["sv", case.item_id])).content.decode()
    assert f"{RIGHT} (rättad)" in item
    assert f"<s>{row.old}</s>" in item
    assert "Xerxes Kanarie" in item
    page = year.browser("Alice").get(reverse("cases:case", args=["sv", case.pk])).content.decode()
    assert "Rättade uppgifter" in page
    note = f"rättad {day(today(), 'sv')}, registrator"
    whom = page.split("Vilka det gäller")[1].split("</ul>")[0]
    assert f"<s>{label.old}</s> <b>Xerxes Kanarie</b>" in whom, "the old value is struck where it stands"
    assert note in whom
    assert note in item.split('id="rows"')[1], "by whom and when stands beside the fact"
    assert f"<s>{label.old}</s>" in page
    data, text = issued(year, year.volume(year.asked()))
    told = [value for part in json.loads(data)["parts"] for line in part["rows"] for value in line["values"]]
    marked = [value for value in told if value.get("corrected", {}).get("value") == RIGHT]
    assert marked
    assert all(value["value"] == row.old for value in marked)
    assert RIGHT in text
    assert SheetRow.objects.filter(facts__from_date=row.old).count() == before, "what was delivered is never altered"


def test_the_old_value_who_when_and_why_are_kept(year: Year) -> None:
    work_through(year)
    made = corrected(year, year.volume(year.asked()), "intake.Subject", "address", "Nygatan 1")
    assert (made.old, made.new, made.verdict) == (XERXES.address, "Nygatan 1", Verdict.CORRECTED)
    assert (made.by, made.signed_by) == (year.user("Rita"), year.user("Bob"))
    shown = year.browser("Rita").get(reverse("rights:correction", args=["sv", made.pk])).content.decode()
    for word in (XERXES.address, "Nygatan 1", "Navet", "Fel dag.", "Rita", "Bob"):
        assert word in shown


def test_every_receiver_is_listed_once_and_told_once(year: Year) -> None:
    case = work_through(year)
    Letter.objects.create(
        case=case, letter="communication", content_version=1, document="communication", title="Brev", language="sv",
        head={"name": "Hyresnämnden"}, made_by=year.user("Alice"), made_at=now(), changed_by=year.user("Alice"),
        changed_at=now(), finished_at=now(), finished_by=year.user("Alice"), sha256="a" * 64,
    )  # fmt: skip
    made = corrected(year, year.volume(year.asked()), "intake.SheetRow", "facts.from_date", RIGHT)
    assert list_receivers(made.pk) == 0
    told = Told.objects.get(correction=made, receiver="Hyresnämnden")
    tell(year.actor("Rita"), made, Told(pk=told.pk, told_on=today()))
    with pytest.raises(NotAllowed):
        tell(year.actor("Rita"), made, Told(pk=told.pk, told_on=date(2020, 1, 1)))
    assert Told.objects.get(pk=told.pk).told_on == today()
    assert Entry.objects.filter(act="rights.tell").count() == 1


def test_a_refusal_has_its_reason_and_says_how_to_complain(year: Year) -> None:
    work_through(year)
    volume = year.volume(year.asked(kind=Kind.CORRECTION))
    line = line_of(volume, "intake.Subject", "address")
    refuse = Proposal(True, "", "Folkbokföringen", "Adressen är den som registret har.")
    made = propose_correction(year.actor("Rita"), volume, line.id, "address", refuse)
    sign_correction(year.actor("Bob"), made, made.digest, yes=True)
    made.refresh_from_db()
    assert made.verdict == Verdict.REFUSED
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(correction_refusal(year.actor("Rita"), made, "sv"))).pages
    )
    assert "Adressen är den som registret har." in " ".join(text.split())
    assert "Integritetsskyddsmyndigheten" in "".join(text.split())
    item = year.browser("Alice").get(reverse("signals:item", args=["sv", line.root])).content.decode()
    assert "rättad" not in item


def test_nobody_signs_their_own_and_only_what_was_proposed(year: Year) -> None:
    work_through(year)
    volume = year.volume(year.asked())
    line = line_of(volume, "intake.Subject", "address")
    made = propose_correction(year.actor("Rita"), volume, line.id, "address", Proposal(False, "Ny", "g", "skäl nog"))
    with pytest.raises(NotAllowed):
        sign_correction(year.actor("Bob"), made, "0" * 64, yes=True)
    with pytest.raises(PermissionDenied):
        sign_correction(year.actor("Rita"), made, made.digest, yes=True)
    assert Correction.objects.get().verdict == Verdict.PROPOSED


def test_what_leaves_a_case_bears_the_old_value_and_the_right_one(year: Year) -> None:
    case = work_through(year)
    volume = year.volume(year.asked(kind=Kind.CORRECTION))
    label = corrected(year, volume, "intake.Subject", "label", "Xerxes Kanarie")
    corrected(year, volume, "cases.Note", "text", "Det rätta ordet")
    alice = year.browser("Alice")
    given = {"aim": "handling", "reason": "Att läsa på mötet."}
    archive = alice.post(reverse("documents:csv", args=["sv", case.pk]), given)
    assert archive.status_code == 200, archive.content.decode()
    with zipfile.ZipFile(io.BytesIO(archive.content)) as file:
        tables = "".join(file.read(name).decode("utf-8") for name in file.namelist())
    note = f"rättad {day(today(), 'sv')}, registrator"
    assert f"{label.old} [{note}: Xerxes Kanarie]" in tables
    assert f"svarade. [{note}: Det rätta ordet]" in tables
    plain = alice.post(reverse("cases:file_note", args=["sv", case.pk])).content.decode()
    assert f"svarade. [{note}: Det rätta ordet]" in plain
    page = alice.get(reverse("cases:case", args=["sv", case.pk])).content.decode()
    assert "<b>Det rätta ordet</b>" in page, "where it stands, though the extract had masked somebody else in it"


def test_a_letter_begins_with_what_is_right(year: Year) -> None:
    case = work_through(year)
    volume = year.volume(year.asked(kind=Kind.CORRECTION))
    corrected(year, volume, "cases.Party", "address", "Nygatan 1")
    corrected(year, volume, "cases.Case", "title", "En annan rubrik")
    row = corrected(year, volume, "intake.Evidence", "facts.from_date", RIGHT, case.item_id)
    known = Known(year.actor("Bob"), case, "sv")
    person = known.party("person")
    assert person is not None
    assert (person.address, known.right(person, "address")) == (XERXES.address, "Nygatan 1")
    assert "Nygatan 1" in in_question(year.actor("Bob"), case), "closed for letters as the old one is"
    assert XERXES.address in in_question(year.actor("Bob"), case)
    assert known.right(case, "title") == "En annan rubrik"
    told = " ".join(datum.said for datum in known.evidence())
    assert f"{RIGHT} (rättad), i registret {row.old}" in told
