"""A document is handed over as a file and never shown; its name plays no tricks; walls hold; pages ask few things."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from paxweb.accounts.models import TeamMember
from paxweb.accounts.walls import recuse_pairs
from paxweb.documents.models import Document
from paxweb.documents.naming import clean_name, disposition
from paxweb.frame.clock import today
from paxweb.ledger.models import Entry
from tests.office.documents.conftest import Desk, form
from tests.office.documents.files import pdf
from tests.office.signals.test_queries import TOLD
from tests.office.world import NEVER_USED

TRICKS = {
    "../../etc/passwd.pdf": "passwd.pdf",
    "C:\\Users\\x\\avtal.pdf": "avtal.pdf",
    "a\r\nSet-Cookie: x=1.pdf": "aSet-Cookie_ x=1.pdf",
    'a";filename=b.exe;.pdf': "a__filename=b.exe_.pdf",
    "\u202efdp.exe\u2066.pdf": "fdp.exe.pdf",
    "nul\x00byte.pdf": "nulbyte.pdf",
    "con.pdf": "handling_con.pdf",
    "LPT1.pdf": "handling_LPT1.pdf",
    ".htaccess.pdf": "htaccess.pdf",
    "...pdf": "handling.pdf",
    "å ä ö 日本.PDF": "å ä ö 日本.pdf",
    "%2e%2e%2fx.pdf": "_2e_2e_2fx.pdf",
    "~/x.pdf": "x.pdf",
    "-rf.pdf": "rf.pdf",
    "x" * 400 + ".pdf": "x" * 116 + ".pdf",
}


@pytest.mark.parametrize("given_name", TRICKS)
def test_names_play_no_tricks(given_name: str) -> None:
    assert clean_name(given_name, "pdf") == TRICKS[given_name]


@given(st.text(max_size=300))
def test_no_name_whatever_leaves_its_place_or_its_head(name: str) -> None:
    clean = clean_name(name, "pdf")
    assert clean.endswith(".pdf")
    assert len(clean) <= 120
    assert not re.search(r"[\\/:*?\"<>|\r\n\x00;%]", clean)
    assert clean_name(clean, "pdf") == clean
    head = disposition(clean)
    assert head.isascii()
    assert re.fullmatch(r"attachment; filename=\"[A-Za-z0-9._ -]+\"; filename\*=UTF-8''[A-Za-z0-9._~%-]+", head)


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(TRICKS)[:8])
def test_a_document_is_handed_over_and_never_shown(desk: Desk, name: str) -> None:
    alice = desk.browser("Alice")
    assert alice.post(desk.address("handlingar/ny/"), form(name=name, title="")).status_code in (302, 400)
    document = Document.objects.first()
    if document is None:  # the browser's own parser of forms drops what is after a quotation mark
        return
    answer = alice.get(desk.address(f"handlingar/{document.pk}/fil/"))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "allow-" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "\r" not in answer["Content-Disposition"]
    assert "\n" not in answer["Content-Disposition"]


@pytest.mark.django_db
def test_a_page_that_is_no_file_keeps_the_sites_own_policy(desk: Desk) -> None:
    document = desk.kept()
    answer = desk.browser("Alice").get(desk.address(f"handlingar/{document.pk}/"))
    assert "sandbox" not in answer["Content-Security-Policy"]
    assert "script-src 'self'" in answer["Content-Security-Policy"]


PAGES = ("handlingar/{}/", "handlingar/{}/fil/")


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_outside_the_wall_there_is_no_such_document(desk: Desk, page: str) -> None:
    document = desk.kept()
    charlie = desk.browser("Charlie")
    there = charlie.get(desk.address(page.format(document.pk)))
    never = charlie.get(f"/sv/arende/{NEVER_USED}/{page.format(uuid4())}")
    assert (there.status_code, there.content) == (404, never.content)
    assert desk.browser("Dana").get(desk.address(page.format(document.pk))).status_code == 200
    assert Entry.objects.filter(kind="refusal", act="document.read").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_whoever_is_kept_away_or_not_in_the_team_finds_nothing(desk: Desk, page: str) -> None:
    document = desk.kept()
    recuse_pairs([(desk.world.people["Alice"].pk, desk.case.pk)])
    assert desk.browser("Alice").get(desk.address(page.format(document.pk))).status_code == 404
    secret = desk.another("secret", team_only=True)
    TeamMember.objects.create(user=desk.world.people["Alice"], item_id=secret.pk, from_date=today(), to_date=today())
    hidden = desk.kept(case=secret)
    assert desk.browser("Alice").get(desk.address(page.format(hidden.pk), secret)).status_code == 200
    assert desk.browser("Bob").get(desk.address(page.format(hidden.pk), secret)).status_code == 404


@pytest.mark.django_db
def test_a_document_is_found_in_its_own_case_alone(desk: Desk) -> None:
    document, other = desk.kept(), desk.another("other")
    alice = desk.browser("Alice")
    for page in PAGES:
        assert alice.get(desk.address(page.format(document.pk), other)).status_code == 404
        assert alice.get(desk.address(page.format(uuid4()))).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 40])
def test_pages_ask_few_things_however_many_documents_there_are(desk: Desk, many: int) -> None:
    documents = [desk.kept(pdf(b"<< /N %d >>" % n), title=f"Handling {n}") for n in range(many)]
    alice = desk.browser("Alice")
    for page, most in (*((each.format(documents[0].pk), 13) for each in PAGES), ("handlingar/ny/", 10)):
        with CaptureQueriesContext(connection) as queries:
            assert alice.get(desk.address(page)).status_code == 200
        asked = [q["sql"] for q in queries if not TOLD.match(q["sql"]) and "ledger_" not in q["sql"]]
        assert len(asked) <= most, f"{page}: {len(asked)}\n" + "\n".join(sql[:150] for sql in asked)
