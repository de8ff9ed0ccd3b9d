"""Who may what: granted, proposed, confirmed, ended; never by oneself, and never above one's own."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from pax.vocabulary import fictitious_check_digit
from paxweb.accounts.binding import when_bound
from paxweb.accounts.clearances.actions.absent import away, when_away
from paxweb.accounts.clearances.limits import holds
from paxweb.accounts.models import (
    Absence,
    Clearance,
    Declared,
    Glass,
    Invitation,
    Label,
    Notice,
    Proposal,
    Role,
    Signature,
    StaffKey,
    User,
)
from paxweb.frame.clock import now, today
from paxweb.ledger.models import Entry, Kind
from tests.office.accounts.factors import Telephone, type_password, with_password
from tests.office.world import HOUSING, SOCIAL, World, clear, sign_in

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db
BOARD = f"/sv/accounts/boards/{HOUSING}/"
_BODY = "850203293"
NUMBER = f"19{_BODY}{fictitious_check_digit(_BODY)}"


@pytest.fixture
def officer(world: World) -> User:
    """The housing company's access officer."""
    return world.person("Olle", (HOUSING, Role.ACCESS_OFFICER), provision="none", bound=False)


@pytest.fixture
def second(world: World) -> User:
    """Another access officer of the housing company."""
    return world.person("Siv", (HOUSING, Role.ACCESS_OFFICER), provision="none", bound=False)


@pytest.fixture(autouse=True)
def keys(settings: Settings, tmp_path: Path) -> None:
    """Both boards' subject keys."""
    for board in (HOUSING, SOCIAL):
        (tmp_path / board).mkdir()
        (tmp_path / board / "subject.key").write_bytes(sha256(board.encode()).digest())
    settings.PAX_KEYS = str(tmp_path)
    settings.PAX_IDENTITY_NUMBERS = "fictitious"


def browser(user: User, **how: object) -> Client:
    """Somebody's browser, a factor just seen."""
    return sign_in(Client(), user, **how)  # type: ignore[arg-type]  # passed on as given


def asked(user: User, **other: str) -> dict[str, str]:
    """A clearance as somebody fills it in."""
    form = {"email": user.email, "role": "reader", "provision": "none", "diary_number": "", "reason": "ny i gruppen"}
    days = {"from_date": str(today()), "to_date": str(today() + timedelta(days=90))}
    return {**form, **days, **other}


def grant(who: User, user: User, **other: str) -> "Answer":
    """What answers when somebody grants."""
    return browser(who).post(f"{BOARD}grant/", asked(user, **other))


def test_an_access_officer_grants_and_it_is_a_line(officer: User, charlie: User) -> None:
    answer = grant(officer, charlie)
    assert answer["Location"] == BOARD
    made = Clearance.objects.get(user=charlie, label__board_id=HOUSING)
    assert (made.role, made.granted_by, holds(made)) == ("reader", officer, True)
    line = Entry.objects.get(act="access.grant", kind=Kind.CHANGE)
    assert (line.user_id, line.board, line.detail["clearance"]) == (officer.pk, HOUSING, made.pk)
    page = browser(officer).get(BOARD).content.decode()
    assert "Charlie" in page


def test_nobody_grants_to_themselves_nor_above_their_own_nor_for_ever(officer: User, charlie: User) -> None:
    before = Clearance.objects.count()
    own = Clearance.objects.get(user=officer)
    tries = {
        "sig själv": grant(officer, officer),
        "längre än din egen": grant(officer, charlie, to_date=str(own.to_date + timedelta(days=1))),
        "inte ha varit": grant(officer, charlie, from_date="2020-01-01", to_date="2020-02-01"),
        "högst ett år": grant(officer, charlie, from_date=str(today() - timedelta(days=300))),
    }
    for says, answer in tries.items():
        assert answer.status_code == 200
        assert says in answer.content.decode()
    assert Clearance.objects.count() == before


def test_the_handler_of_protected_data_is_not_granted_here(officer: User, charlie: User) -> None:
    assert "Välj något i listan" in grant(officer, charlie, role="protected_handler").content.decode()
    assert not Clearance.objects.filter(role="protected_handler").exists()


@pytest.mark.parametrize("who", ["Alice", "Bob", "Charlie", "Dana"])
@pytest.mark.parametrize("page", ["", "grant/", "account/", "people/1/bind/", "people/1/reset/", "clearances/1/end/"])
def test_those_without_the_right_meet_the_page_of_an_address_never_used(world: World, who: str, page: str) -> None:
    client = browser(world.people[who])
    answer = client.get(BOARD + page)
    nothing = client.get("/sv/accounts/boards/never_used/")
    assert (answer.status_code, nothing.status_code) == (404, 404)
    assert answer.content.replace(BOARD.encode()[3:] + page.encode(), b"") == nothing.content.replace(
        b"/accounts/boards/never_used/", b""
    )


def test_another_boards_access_officer_sees_nothing_of_this_one(world: World) -> None:
    other = world.person("Ture", (SOCIAL, Role.ACCESS_OFFICER), provision="none", bound=False)
    own = Clearance.objects.filter(user=world.people["Alice"]).first()
    assert own is not None
    client = browser(other)
    for page in ("", "grant/", f"clearances/{own.pk}/", f"clearances/{own.pk}/end/"):
        assert client.get(BOARD + page).status_code == 404
    assert client.get(f"/sv/accounts/boards/{SOCIAL}/clearances/{own.pk}/").status_code == 404
    assert client.post(f"/sv/accounts/boards/{SOCIAL}/clearances/{own.pk}/end/").status_code == 404
    own.refresh_from_db()
    assert own.ended_at is None


def test_a_grant_needs_a_factor_just_seen(officer: User, charlie: User) -> None:
    stale = browser(officer, at=now() - timedelta(minutes=6))
    answer = stale.post(f"{BOARD}grant/", asked(charlie))
    assert answer.status_code == 403
    assert b'href="/sv/sign-in/again/?next=' in answer.content
    assert not Clearance.objects.filter(user=charlie, label__board_id=HOUSING).exists()


def test_an_ended_clearance_stops_at_once(officer: User, alice: User) -> None:
    hers = browser(alice)
    assert hers.get("/sv/accounts/").content.decode().count("utredare") == 1
    own = Clearance.objects.get(user=alice)
    assert browser(officer).post(f"{BOARD}clearances/{own.pk}/end/").status_code == 302
    assert "utredare" not in hers.get("/sv/accounts/").content.decode()
    assert Entry.objects.filter(act="access.end", user_id=officer.pk).exists()
    again = browser(officer).post(f"{BOARD}clearances/{own.pk}/end/")
    assert "redan avslutad" in again.content.decode()


def test_a_second_access_officer_counts_once_another_confirms(officer: User, second: User, charlie: User) -> None:
    grant(officer, charlie, role="access_officer")
    made = Clearance.objects.get(user=charlie, role="access_officer")
    assert not holds(made)
    confirm = f"{BOARD}clearances/{made.pk}/confirm/"
    waits = Notice.objects.filter(kind="clearance.waits")
    assert list(waits.values_list("user_id", flat=True)) == [second.pk], "neither who granted nor who was given it"
    assert "väntar på en andra underskrift" in browser(second).get("/sv/accounts/notices/").content.decode()
    for who, status in ((officer, 200), (charlie, 404)):
        assert browser(who).post(confirm).status_code == status
    assert browser(second).post(confirm).status_code == 302
    made.refresh_from_db()
    assert (made.confirmed_by, holds(made)) == (second, True)


def test_the_first_lapses_after_seven_days_unless_somebody_else_signs(
    world: World, settings: Settings, charlie: User
) -> None:
    officer = world.person("Olle", bound=False)
    label = Label.objects.get(board_id=HOUSING, provision="none")
    first = clear(officer, label, Role.ACCESS_OFFICER, needs_confirmation=True)
    assert browser(officer).get(BOARD).status_code == 200
    at = now()
    settings.PAX_NOW = lambda: at + timedelta(days=7, minutes=1)
    assert browser(officer).get(BOARD).status_code == 404
    settings.PAX_NOW = lambda: at
    browser(officer).post(f"{BOARD}clearances/{first.pk}/ask/", {"email": charlie.email})
    paper = f"/sv/accounts/papers/{Signature.objects.get(asked=charlie).pk}/"
    assert browser(officer).post(paper, {"decision": "yes"}).status_code == 404, "only the one who was asked"
    assert browser(charlie).post(paper, {"decision": "yes"}).status_code == 302
    settings.PAX_NOW = lambda: at + timedelta(days=7, minutes=1)
    assert browser(officer).get(BOARD).status_code == 200


def test_whoever_signs_for_another_board_sees_the_paper_and_nothing_else(
    officer: User, world: World, charlie: User
) -> None:
    new = world.person("Nils")
    grant(officer, new, role="dpo", diary_number="KS 2026/7")
    made = Clearance.objects.get(user=new)
    browser(officer).post(f"{BOARD}clearances/{made.pk}/ask/", {"email": charlie.email})
    client = browser(charlie)
    paper = f"/sv/accounts/papers/{Signature.objects.get(asked=charlie).pk}/"
    page = client.get(paper).content.decode()
    assert "KS 2026/7" in page
    assert "dataskyddsombud" in page
    assert client.get(BOARD).status_code == 404
    assert client.get(f"{BOARD}clearances/{made.pk}/").status_code == 404
    assert client.post(paper, {"decision": "no"}).status_code == 302
    made.refresh_from_db()
    assert made.confirmed_at is None
    assert "Inget" not in client.get("/sv/accounts/notices/").content.decode()


def test_a_colleague_of_the_same_board_is_not_a_second_person_from_elsewhere(
    officer: User, world: World, alice: User
) -> None:
    new = world.person("Nils")
    grant(officer, new, role="dpo")
    made = Clearance.objects.get(user=new)
    answer = browser(officer).post(f"{BOARD}clearances/{made.pk}/ask/", {"email": alice.email})
    assert "vid en annan nämnd" in answer.content.decode()


def test_a_lead_proposes_and_an_access_officer_decides(officer: User, bob: User, charlie: User) -> None:
    assert browser(bob).post(f"{BOARD}propose/", asked(charlie)).status_code == 302
    proposal = Proposal.objects.get()
    assert not Clearance.objects.filter(user=charlie, label__board_id=HOUSING).exists()
    assert Notice.objects.filter(user=officer, kind="proposal.made").exists()
    decide = f"{BOARD}proposals/{proposal.pk}/"
    asks = browser(officer).get(decide).content.decode()
    assert "läsare, ingen sekretess" in asks, "a clearance without secrecy is told in words"
    assert browser(bob).post(decide, {"decision": "yes"}).status_code == 404
    assert browser(officer).post(decide, {"decision": "yes"}).status_code == 302
    assert Clearance.objects.get(user=charlie, label__board_id=HOUSING).granted_by == officer
    assert browser(officer).post(decide, {"decision": "no"}).status_code == 404
    assert "sig själv" in browser(bob).post(f"{BOARD}propose/", asked(bob)).content.decode()


def test_a_number_on_paper_becomes_this_boards_key_and_is_not_kept(officer: User, world: World) -> None:
    new = world.person("Nils", (HOUSING, Role.READER), bound=False)
    told: list[int] = []
    when_bound(told.append)
    form = {"number": f"{NUMBER[:8]}-{NUMBER[8:]}", "identity_checked": "document"}
    assert browser(officer).post(f"{BOARD}people/{new.pk}/bind/", form).status_code == 302
    assert list(StaffKey.objects.filter(user=new).values_list("board_id", flat=True)) == [HOUSING]
    assert told == [new.pk]
    for wrong in ("198502032930", "0", "85020329391", NUMBER + "1"):
        answer = browser(officer).post(f"{BOARD}people/{new.pk}/bind/", {**form, "number": wrong})
        assert answer.status_code == 200
    lines = str(list(Entry.objects.values()))
    assert NUMBER not in lines
    assert NUMBER[2:] not in lines


def test_a_reset_ends_factors_and_sessions_and_tells_everyone_concerned(
    officer: User, alice: User, second: User
) -> None:
    telephone = Telephone(with_password(alice))
    hers = Client()
    type_password(hers, alice)
    hers.post("/sv/sign-in/code/", {"code": telephone.code()})
    assert hers.get("/sv/accounts/").status_code == 200
    reset = f"{BOARD}people/{alice.pk}/reset/"
    assert browser(officer).post(reset, {}).status_code == 200
    assert Authenticator.objects.filter(user=alice).exists(), "without a check of identity nothing happens"
    page = browser(officer).post(reset, {"identity_checked": "document"}).content.decode()
    assert not Authenticator.objects.filter(user=alice).exists()
    assert hers.get("/sv/accounts/")["Location"].startswith("/sv/sign-in/")
    assert {notice.user_id for notice in Notice.objects.filter(kind="factor.reset")} == {
        officer.pk,
        second.pk,
        alice.pk,
    }
    code = page.partition("<code>")[2].partition("</code>")[0]
    begin = {
        "login": alice.email,
        "code": code,
        "password1": "ett helt nytt lösenord",
        "password2": "ett helt nytt lösenord",
    }
    assert Client().post("/sv/begin/", {**begin, "code": "WRONG"}).status_code == 200
    new = Client()
    assert new.post("/sv/begin/", begin)["Location"] == "/sv/accounts/sign-in/"
    assert new.get("/sv/accounts/sign-in/app/").status_code == 200, "the first factor may be added now"
    assert new.get(BOARD)["Location"].endswith("/sign-in/"), "and nothing else until then"
    assert Client().post("/sv/begin/", begin).status_code == 200, "a code holds once"


def test_nobody_resets_their_own_sign_in(officer: User) -> None:
    answer = browser(officer).post(f"{BOARD}people/{officer.pk}/reset/", {"identity_checked": "document"})
    assert "sig själv" in answer.content.decode()


def test_a_new_account_sees_nothing_until_somebody_grants(officer: User) -> None:
    form = {"email": "Ny@Example.org", "name": "Ny", "identity_checked": "document"}
    page = browser(officer).post(f"{BOARD}account/", form).content.decode()
    new = User.objects.get(email="ny@example.org")
    code = page.partition("<code>")[2].partition("</code>")[0]
    assert code not in str(list(Invitation.objects.values()))
    assert not new.has_usable_password()
    assert not Clearance.objects.filter(user=new).exists()
    assert "redan ett konto" in browser(officer).post(f"{BOARD}account/", form).content.decode()


def test_a_stand_in_holds_the_same_for_the_same_days(officer: User, alice: User, world: World) -> None:
    new = world.person("Nils")
    told: list[tuple[int, str]] = []
    when_away(lambda user, board: told.append((user, board)))
    form = {"email": alice.email, "from_date": str(today()), "to_date": str(today() + timedelta(days=5))}
    assert browser(officer).post(f"{BOARD}absence/", {**form, "stand_in": new.email}).status_code == 302
    lent = Clearance.objects.get(user=new)
    assert (lent.role, lent.stands_in_for, lent.to_date) == ("investigator", alice, today() + timedelta(days=5))
    assert told[-1] == (alice.pk, HOUSING)
    assert away(HOUSING, today()) == {alice.pk}
    assert away(HOUSING, today() + timedelta(days=6)) == frozenset()


def test_a_lead_says_who_is_away_but_lends_no_clearance(bob: User, alice: User, charlie: User) -> None:
    form = {"email": alice.email, "from_date": str(today()), "to_date": str(today())}
    answer = browser(bob).post(f"{BOARD}absence/", {**form, "stand_in": charlie.email})
    assert "kan du inte göra" in answer.content.decode()
    assert not Absence.objects.exists()
    assert browser(bob).post(f"{BOARD}absence/", form).status_code == 302


def test_what_one_declares_is_hashed_for_each_board_and_not_kept(alice: User) -> None:
    assert browser(alice).post("/sv/accounts/declared/", {"kind": "person", "identifier": NUMBER}).status_code == 302
    assert Declared.objects.filter(user=alice).count() == 2
    assert NUMBER not in str(list(Declared.objects.values())) + str(list(Entry.objects.values()))
    assert "en person" in browser(alice).get("/sv/accounts/").content.decode()
    wrong = browser(alice).post("/sv/accounts/declared/", {"kind": "person", "identifier": "12"})
    assert "går inte att läsa" in wrong.content.decode()


def test_breaking_the_glass_tells_leads_and_dpo_at_once_and_nothing_of_whether_it_is_there(
    world: World, bob: User
) -> None:
    dpo = world.person("Dag", (HOUSING, Role.DPO), provision="none", bound=False)
    real, none = world.items["lease"].pk, uuid4()
    form = {"board": HOUSING, "reason": "Ett barn på adressen är i fara nu"}
    answers = [browser(bob).post("/sv/accounts/break-glass/", {**form, "item": str(item)}) for item in (real, none)]
    assert [answer["Location"] for answer in answers] == ["/sv/accounts/"] * 2
    made = Glass.objects.get(item_id=real)
    assert made.closes_at - made.opened_at == timedelta(hours=24)
    told = set(Notice.objects.filter(kind="glass.opened", item_id=real).values_list("user_id", flat=True))
    assert told == {bob.pk, dpo.pk}
    short = browser(bob).post("/sv/accounts/break-glass/", {**form, "item": str(real), "reason": "fara"})
    assert short.status_code == 200
    assert Entry.objects.get(act="break_glass.open", items=[str(real)]).user_id == bob.pk


def test_a_lead_finds_the_way_to_the_glass_and_from_there_to_what_it_opened(
    alice: User, bob: User, world: World
) -> None:
    way, item = "/sv/accounts/break-glass/", world.items["lease"].pk
    assert way in browser(bob).get("/sv/accounts/").content.decode()
    assert way not in browser(alice).get("/sv/accounts/").content.decode()
    form = {"board": HOUSING, "reason": "Ett barn på adressen är i fara nu"}
    wrong = browser(bob).post(way, {**form, "item": "SKB-2026-00017"}).content.decode()
    assert "36 tecken" in wrong, "the page says which number is meant"
    assert browser(bob).post(way, {**form, "item": str(item)}).status_code == 302
    page = browser(bob).get("/sv/accounts/").content.decode()
    for place in (reverse("signals:item", args=["sv", item]), reverse("cases:case", args=["sv", item])):
        assert f'href="{place}"' in page


def test_who_is_no_lead_breaks_no_glass(alice: User, world: World) -> None:
    item = str(world.items["lease"].pk)
    form = {"board": HOUSING, "item": item, "reason": "Ett barn på adressen är i fara nu"}
    assert browser(alice).post("/sv/accounts/break-glass/", form).status_code == 404
    assert not Glass.objects.exists()
