"""A passkey as second factor, and as the whole of it."""

import html
import json
import re
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from paxweb.accounts.models import User
from paxweb.ledger.models import Entry
from tests.office.accounts.factors import CODE, SoftPasskey, Telephone, type_password, with_password
from tests.office.world import sign_in

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db
HOST = "localhost"
ADD, OPEN = "/sv/accounts/sign-in/passkey/", "/sv/sign-in/passkey/"


@pytest.fixture
def browser() -> Client:
    """A browser at http://localhost, where passkeys work."""
    return Client(SERVER_NAME=HOST)


@pytest.fixture
def passkey() -> SoftPasskey:
    """Alice's passkey."""
    return SoftPasskey(f"http://{HOST}", HOST)


def options_in(page: bytes) -> dict[str, object]:
    """What the page asks the browser to make or sign."""
    found = re.search(r'data-options="([^"]+)"', page.decode())
    assert found
    asked: dict[str, object] = json.loads(html.unescape(found[1]))
    return asked


def add(browser: Client, user: User, passkey: SoftPasskey, name: str = "telefonen") -> "Answer":
    """What answers when somebody adds a passkey."""
    sign_in(browser, user)
    made = passkey.make(options_in(browser.get(ADD).content))
    return browser.post(ADD, {"name": name, "credential": made})


def test_alice_adds_a_passkey_and_opens_the_door_with_it_alone(
    browser: Client, alice: User, passkey: SoftPasskey
) -> None:
    added = add(browser, alice, passkey)
    assert added["Location"] == "/sv/accounts/sign-in/"
    assert "telefonen" in browser.get("/sv/accounts/sign-in/").content.decode()
    other = Client(SERVER_NAME=HOST)
    asked = json.loads(other.get(OPEN).content)
    opened = other.post(OPEN, {"credential": passkey.prove(asked), "next": "/sv/accounts/"})
    assert opened["Location"] == "/sv/accounts/"
    assert other.get("/sv/accounts/").status_code == 200
    assert Entry.objects.filter(act="signin.in").latest("id").detail == {"ways": ["webauthn"]}


def test_a_passkey_is_a_second_factor_too(browser: Client, alice: User, passkey: SoftPasskey) -> None:
    add(browser, alice, passkey)
    with_password(alice)
    other = Client(SERVER_NAME=HOST)
    type_password(other, alice)
    proof = passkey.prove(options_in(other.get(CODE).content))
    assert other.post(CODE, {"credential": proof})["Location"] == "/sv/"


def test_a_proof_that_is_tampered_with_replayed_or_from_elsewhere_opens_nothing(
    browser: Client, alice: User, passkey: SoftPasskey
) -> None:
    add(browser, alice, passkey)
    other = Client(SERVER_NAME=HOST)
    asked = json.loads(other.get(OPEN).content)
    assert "refused" in other.post(OPEN, {"credential": passkey.prove(asked, tampered=True)})["Location"]
    asked = json.loads(other.get(OPEN).content)
    proof = passkey.prove(asked)
    assert "refused" in Client(SERVER_NAME=HOST).post(OPEN, {"credential": proof})["Location"], "another session"
    passkey.origin = "http://evil.example"
    assert "refused" in other.post(OPEN, {"credential": passkey.prove(asked)})["Location"], "another origin"
    assert "_auth_user_id" not in other.session


def test_a_stolen_passkey_without_finger_face_or_pin_does_not_open_the_door_alone(
    browser: Client, alice: User, bob: User, passkey: SoftPasskey
) -> None:
    """The page that asks Bob for his second factor would do with a touch; what it asked is not enough at the door."""
    add(browser, alice, passkey)
    bobs = SoftPasskey(f"http://{HOST}", HOST)
    add(Client(SERVER_NAME=HOST), bob, bobs)
    with_password(bob)
    passkey.verified = False
    thief = Client(SERVER_NAME=HOST)
    type_password(thief, bob)
    asked = options_in(thief.get(CODE).content)
    assert "refused" in thief.post(OPEN, {"credential": passkey.prove(asked)})["Location"]
    assert "_auth_user_id" not in thief.session


def test_a_passkey_made_without_finger_face_or_pin_is_not_kept(browser: Client, alice: User) -> None:
    answer = add(browser, alice, SoftPasskey(f"http://{HOST}", HOST, verified=False))
    assert answer.status_code == 200
    assert not Authenticator.objects.filter(user=alice, type="webauthn").exists()


def test_the_last_factor_stays_and_others_go(browser: Client, alice: User, passkey: SoftPasskey) -> None:
    add(browser, alice, passkey)
    own = Authenticator.objects.get(user=alice)
    browser.post(f"/sv/accounts/sign-in/{own.pk}/remove/")
    assert Authenticator.objects.filter(pk=own.pk).exists()
    Telephone(alice)
    browser.post(f"/sv/accounts/sign-in/{own.pk}/remove/")
    assert not Authenticator.objects.filter(pk=own.pk).exists()
    assert Entry.objects.filter(act="factor.removed", user_id=alice.pk).exists()


def test_whoever_holds_a_factor_that_is_removed_is_signed_out(
    browser: Client, alice: User, bob: User, passkey: SoftPasskey
) -> None:
    """A lost computer with a passkey in it may still be signed in."""
    add(browser, alice, passkey)
    Telephone(alice)
    lost, bobs = Client(SERVER_NAME=HOST), sign_in(Client(), bob)
    asked = json.loads(lost.get(OPEN).content)
    lost.post(OPEN, {"credential": passkey.prove(asked)})
    assert lost.get("/sv/accounts/").status_code == 200
    own = Authenticator.objects.get(user=alice, type="webauthn")
    browser.post(f"/sv/accounts/sign-in/{own.pk}/remove/")
    assert lost.get("/sv/accounts/")["Location"].startswith("/sv/sign-in/")
    assert browser.get("/sv/accounts/sign-in/").status_code == 200, "who removed it stays"
    assert bobs.get("/sv/accounts/").status_code == 200, "and so does everybody else"


def test_nobody_removes_anothers_factor(browser: Client, alice: User, bob: User) -> None:
    Telephone(bob), Telephone(alice)
    bobs = Authenticator.objects.get(user=bob)
    sign_in(browser, alice)
    browser.post(f"/sv/accounts/sign-in/{bobs.pk}/remove/")
    assert Authenticator.objects.filter(pk=bobs.pk).exists()
