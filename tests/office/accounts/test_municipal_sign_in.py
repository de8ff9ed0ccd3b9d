"""The municipality's own sign-in, over real HTTP: PKCE, one factor or two, a number that is not kept."""

import hmac
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.test import Client
from pytest_django import Settings

from pax.vocabulary import fictitious_check_digit
from paxweb.accounts.models import StaffKey, User
from paxweb.accounts.signin.strength import FRESH
from paxweb.ledger.models import Entry
from tests.office.accounts.factors import Telephone, with_password
from tests.office.accounts.provider import CLIENT, SECRET, Provider, running
from tests.office.world import HOUSING, SOCIAL

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db
_BODY = "850203293"
NUMBER = f"19{_BODY[:6]}{_BODY[6:]}{fictitious_check_digit(_BODY)}"
GO = "/sv/sign-in/municipality/"


@pytest.fixture(scope="module")
def started() -> Iterator[Provider]:
    """The provider, once for all tests."""
    with running() as provider:
        yield provider


@pytest.fixture
def provider(started: Provider, settings: Settings, tmp_path: Path) -> Provider:
    """The provider as the office knows it, and both boards' keys."""
    app = {"provider_id": "municipality", "name": "kommunen", "client_id": CLIENT, "secret": SECRET}
    app["settings"] = {"server_url": started.address, "oauth_pkce_enabled": True}  # type: ignore[assignment]  # a part of another shape
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    settings.PAX_OIDC_STRONG = ["http://id.sambi.se/loa/loa3", "mfa"]
    settings.PAX_OIDC_STAFF_CLAIM = "personnummer"
    settings.PAX_IDENTITY_NUMBERS = "fictitious"
    settings.PAX_KEYS = str(tmp_path)
    for board in (HOUSING, SOCIAL):
        (tmp_path / board).mkdir()
        (tmp_path / board / "subject.key").write_bytes(sha256(board.encode()).digest())
    started.claims, started.userinfo, started.forged = {}, {}, False
    started.asked.clear()
    started.refused.clear()
    return started


def come_in(client: Client, provider: Provider, **form: str) -> "Answer":
    """From the button to the answer of the office."""
    away = client.post(GO, form)
    assert away.status_code == 302, away.content
    back = urlsplit(provider.authorise(away["Location"]))
    return client.get(f"{back.path}?{back.query}")


def claims(user: User, **more: object) -> dict[str, object]:
    """What the provider says of somebody."""
    return {"sub": f"sub-{user.pk}", "email": user.email, "email_verified": True, **more}


def test_alice_comes_in_with_two_factors_told(client: Client, provider: Provider, alice: User) -> None:
    provider.claims = claims(alice, acr="http://id.sambi.se/loa/loa3")
    answer = come_in(client, provider, next="/sv/accounts/")
    assert answer["Location"] == "/sv/accounts/"
    assert client.get("/sv/accounts/").status_code == 200
    assert provider.asked[0]["code_challenge_method"] == "S256"
    assert provider.refused == []


def test_a_method_counts_as_well_as_a_level(client: Client, provider: Provider, alice: User) -> None:
    provider.claims = claims(alice, amr=["pwd", "mfa"])
    come_in(client, provider)
    assert client.get("/sv/accounts/").status_code == 200


def test_one_factor_over_there_is_one_factor_here(client: Client, provider: Provider, alice: User) -> None:
    telephone = Telephone(alice)
    provider.claims = claims(alice, amr=["pwd"])
    answer = come_in(client, provider)
    assert answer["Location"].endswith("/sign-in/code/")
    assert client.post("/sv/sign-in/code/", {"code": telephone.code()}).status_code == 302
    assert client.get("/sv/accounts/").status_code == 200


def test_a_stolen_code_without_its_verifier_is_worth_nothing(client: Client, provider: Provider, alice: User) -> None:
    provider.claims = claims(alice, amr=["mfa"])
    mine = client.post(GO)
    thief = Client()
    thiefs = thief.post(GO)
    stolen = urlsplit(provider.authorise(mine["Location"]))
    state = urlsplit(provider.authorise(thiefs["Location"])).query.partition("state=")[2]
    code = stolen.query.partition("code=")[2].partition("&")[0]
    answer = thief.get(f"{stolen.path}?code={code}&state={state}")
    assert answer.status_code == 403
    assert provider.refused == ["verifier"]
    assert "_auth_user_id" not in thief.session


def test_nobody_gets_an_account_by_coming_by(client: Client, provider: Provider, alice: User) -> None:
    before = User.objects.count()
    stranger = {"sub": "s", "email": "stranger@example.org", "email_verified": True, "amr": ["mfa"]}
    unverified = claims(alice, email_verified=False, amr=["mfa"])
    for said in (stranger, unverified):
        provider.claims = said
        answer = come_in(Client(), provider)
        assert answer.status_code == 403
        assert "inget konto" in answer.content.decode()
    assert User.objects.count() == before
    assert SocialAccount.objects.count() == 0


def test_another_person_with_alices_old_address_is_not_alice(client: Client, provider: Provider, alice: User) -> None:
    provider.claims = claims(alice, amr=["mfa"])
    come_in(client, provider)
    provider.claims = {**claims(alice, amr=["mfa"]), "sub": "somebody-else"}
    assert come_in(Client(), provider).status_code == 403


def test_an_address_that_only_a_database_takes_for_alices_is_not_hers(
    client: Client, provider: Provider, alice: User
) -> None:
    """PostgreSQL holds a dotless i and an i for the same letter, since both have the same capital."""
    provider.claims = claims(alice, email=alice.email.replace("i", "\N{LATIN SMALL LETTER DOTLESS I}"), amr=["mfa"])
    assert come_in(client, provider).status_code == 403
    assert SocialAccount.objects.count() == 0


def test_a_closed_account_does_not_come_in(client: Client, provider: Provider, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)
    provider.claims = claims(alice, amr=["mfa"])
    assert come_in(client, provider).status_code == 403


def test_the_number_binds_and_is_not_kept(client: Client, provider: Provider, alice: User) -> None:
    StaffKey.objects.filter(user=alice).delete()
    provider.claims = claims(alice, amr=["mfa"], personnummer=NUMBER)
    come_in(client, provider)
    keys = dict(StaffKey.objects.filter(user=alice).values_list("board_id", "key"))
    expected = {
        b: hmac.new(sha256(b.encode()).digest(), NUMBER.encode(), sha256).hexdigest() for b in (HOUSING, SOCIAL)
    }
    assert keys == expected
    assert not [row for row in everything() if NUMBER in row or NUMBER[2:] in row]


def everything() -> list[str]:
    """Every value of every table, as text, with what lies in sessions opened."""
    rows = []
    for model in apps.get_models():
        for row in model._default_manager.all().values():
            rows.append(repr(row))
            if model.__name__ == "Session":
                rows.append(repr(model.objects.get(pk=row["session_key"]).get_decoded()))  # type: ignore[attr-defined]  # Session alone
    return rows


def test_another_number_later_changes_nothing_but_leaves_a_line(
    client: Client, provider: Provider, alice: User
) -> None:
    before = dict(StaffKey.objects.filter(user=alice).values_list("board_id", "key"))
    provider.claims = claims(alice, amr=["mfa"], personnummer=NUMBER)
    come_in(client, provider)
    assert dict(StaffKey.objects.filter(user=alice).values_list("board_id", "key")) == before
    assert Entry.objects.filter(act="signin.refused", detail__why="oidc_other_number", user_id=alice.pk).exists()


@pytest.mark.parametrize("claim", ["", "no number", "198502032939123", 19850203, None])
def test_a_claim_that_is_no_number_binds_nobody(client: Client, provider: Provider, alice: User, claim: object) -> None:
    StaffKey.objects.filter(user=alice).delete()
    provider.claims = claims(alice, amr=["mfa"], personnummer=claim)
    assert come_in(client, provider).status_code == 302
    assert not StaffKey.objects.filter(user=alice).exists()


def test_a_forged_token_a_wrong_audience_and_user_info_of_another_are_refused(provider: Provider, alice: User) -> None:
    for change in ("forged", "audience", "userinfo"):
        provider.claims, provider.userinfo, provider.forged = claims(alice, amr=["mfa"]), {}, change == "forged"
        if change == "audience":
            provider.claims["aud"] = "another-client"
        if change == "userinfo":
            provider.userinfo = {"sub": "somebody-else"}
        browser = Client()
        assert come_in(browser, provider).status_code == 403, change
        assert "_auth_user_id" not in browser.session


def test_a_provider_that_is_away_is_told_plainly(client: Client, provider: Provider, settings: Settings) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    away = {**app, "settings": {**app["settings"], "server_url": "http://127.0.0.1:9"}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [away]}}
    answer = client.post(GO)
    assert answer.status_code == 403
    assert "svarade inte" in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x&code=y", "?error=access_denied&state=x", "?error=broken"])
def test_a_way_back_without_a_way_there_is_refused(client: Client, provider: Provider, query: str) -> None:
    assert client.get(f"/sv/sign-in/municipality/back/{query}").status_code == 403


def test_an_old_sign_in_over_there_is_not_fresh_here(
    client: Client, provider: Provider, alice: User, settings: Settings
) -> None:
    at = settings.PAX_NOW().timestamp()
    for told, fresh in ((at - FRESH - 60, False), (at - 10, True)):
        browser = Client()
        provider.claims = claims(alice, amr=["mfa"], auth_time=int(told))
        come_in(browser, provider)
        answer = browser.get("/sv/accounts/sign-in/app/")
        assert (answer.status_code == 200) is fresh


def test_without_a_provider_its_addresses_lead_nowhere(client: Client, alice: User) -> None:
    with_password(alice)
    assert client.post(GO).status_code == 404
    assert client.get("/sv/sign-in/municipality/back/?code=x").status_code == 404
