"""A name, a password, a second factor; and nothing told to whoever guesses."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import LazySettings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from paxweb.accounts.models import Attempt, User
from paxweb.accounts.signin.lockout import claim, forgive, name_key, wait_after
from paxweb.accounts.signin.sealing import apps_shut, shut
from paxweb.frame.clock import now
from paxweb.ledger.models import Entry
from paxweb.signals.clockwork import tick
from paxweb.sites.office.deploying.findings import Grade
from paxweb.sites.office.deploying.keys import keys_found
from tests.office.accounts.factors import CODE, SIGN_IN, Telephone, type_password, with_password
from tests.office.world import PASSWORD

pytestmark = pytest.mark.django_db


def strip(page: bytes) -> str:
    """A page without its token."""
    return " ".join(word for word in page.decode().split() if not word.startswith('value="') or len(word) < 60)


def test_alice_signs_in_with_a_password_and_a_code(client: Client, alice: User) -> None:
    telephone = Telephone(with_password(alice))
    first = type_password(client, alice, next="/sv/accounts/")
    assert (first.status_code, first["Location"]) == (302, CODE)
    assert "_auth_user_id" not in client.session
    second = client.post(CODE, {"code": telephone.code()})
    assert (second.status_code, second["Location"]) == (302, "/sv/accounts/")
    page = client.get("/sv/accounts/")
    assert page.status_code == 200
    assert "Alice" in page.content.decode()


def test_the_language_of_the_page_is_kept(client: Client, alice: User) -> None:
    telephone = Telephone(with_password(alice))
    first = client.post("/en/sign-in/", {"login": alice.email, "password": PASSWORD})
    assert first["Location"] == "/en/sign-in/code/"
    assert client.post(first["Location"], {"code": telephone.code()})["Location"] == "/en/"


def test_a_password_alone_opens_nothing(client: Client, alice: User) -> None:
    type_password(client, with_password(alice))
    inside = client.get("/sv/accounts/")
    assert (inside.status_code, inside["Location"]) == (302, "/sv/accounts/sign-in/")
    factors = client.get("/sv/accounts/sign-in/")
    assert factors.status_code == 200
    adding = client.get("/sv/accounts/sign-in/app/")
    assert adding["Location"].startswith("/sv/sign-in/again/"), "a password alone must not add the first factor"


def test_a_wrong_password_an_unknown_name_and_a_closed_account_look_alike(
    client: Client, alice: User, bob: User
) -> None:
    with_password(alice), with_password(bob)
    User.objects.filter(pk=bob.pk).update(is_active=False)
    tries = [(alice.email, "not the password"), ("nobody@example.org", PASSWORD), (bob.email, PASSWORD)]
    pages = [client.post(SIGN_IN, {"login": name, "password": password}) for name, password in tries]
    assert {page.status_code for page in pages} == {200}
    seen = {strip(page.content).replace(name, "NAME") for page, (name, _) in zip(pages, tries, strict=True)}
    assert len(seen) == 1


def test_an_unknown_name_costs_as_many_argon2_runs_as_a_wrong_password(
    client: Client, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How long a run takes is Argon2's; that no answer is given without one is ours."""
    with_password(alice)
    runs: list[str] = []

    def counted(name: str) -> None:
        whole = getattr(Argon2PasswordHasher, name)

        def run(*given: object, **named: object) -> object:
            runs.append(name)
            return whole(*given, **named)

        monkeypatch.setattr(Argon2PasswordHasher, name, run)

    counted("encode")
    counted("verify")
    cost = {}
    for name in (alice.email, "nobody@example.org"):
        runs.clear()
        client.post(SIGN_IN, {"login": name, "password": "wrong wrong wrong"})
        cost[name] = len(runs)
    assert set(cost.values()) == {1}


def test_the_wait_grows_with_each_failure_and_has_an_end() -> None:
    waits = [wait_after(failures).total_seconds() for failures in range(14)]
    assert waits[:7] == [0, 0, 0, 0, 5, 10, 20]
    assert waits == sorted(waits)
    assert waits[-1] == 15 * 60


def test_a_locked_account_refuses_the_right_password_and_says_nothing_of_it(client: Client, alice: User) -> None:
    with_password(alice)
    pages = [client.post(SIGN_IN, {"login": alice.email, "password": "wrong"}) for _ in range(4)]
    right = type_password(client, alice)
    assert right.status_code == 200
    assert strip(right.content) == strip(pages[0].content)
    Attempt.objects.update(open_from=now() - timedelta(seconds=1))
    assert type_password(client, alice).status_code == 302


def test_the_wait_is_the_accounts_and_not_the_addresss(alice: User, bob: User) -> None:
    with_password(alice), with_password(bob)
    for place in range(5):
        Client(REMOTE_ADDR=f"192.0.2.{place}").post(SIGN_IN, {"login": alice.email.upper(), "password": "wrong"})
    assert type_password(Client(REMOTE_ADDR="192.0.2.99"), alice).status_code == 200, "other addresses do not help"
    assert type_password(Client(REMOTE_ADDR="192.0.2.1"), bob).status_code == 302, "nor do they harm others"


def test_many_tries_at_once_are_one() -> None:
    at, key = now(), name_key("alice@example.org")
    for _ in range(5):
        claim(key, at)
    assert not claim(key, at)
    forgive(key)
    assert claim(key, at)


def test_a_code_holds_once_also_for_another_process(client: Client, alice: User) -> None:
    telephone = Telephone(with_password(alice))
    code = telephone.code()
    type_password(client, alice)
    assert client.post(CODE, {"code": code}).status_code == 302
    cache.clear()  # what another process would know
    other = Client()
    type_password(other, alice)
    assert other.post(CODE, {"code": code}).status_code == 200
    assert other.post(CODE, {"code": telephone.code()}).status_code == 302


def test_codes_cannot_be_guessed_one_after_the_other(client: Client, alice: User) -> None:
    telephone = Telephone(with_password(alice))
    type_password(client, alice)
    for guess in range(4):
        client.post(CODE, {"code": f"{guess:06}"})
    assert client.post(CODE, {"code": telephone.code()}).status_code == 200


def test_a_recovery_code_opens_once(client: Client, alice: User) -> None:
    Telephone(with_password(alice))
    code = RecoveryCodes.activate(alice).generate_codes()[0]
    type_password(client, alice)
    assert client.post(CODE, {"code": code}).status_code == 302
    other = Client()
    type_password(other, alice)
    assert other.post(CODE, {"code": code}).status_code == 200


def test_the_sessions_number_changes_at_each_step(client: Client, alice: User) -> None:
    telephone = Telephone(with_password(alice))
    client.get(SIGN_IN)
    type_password(client, alice)
    before = client.session.session_key
    client.post(CODE, {"code": telephone.code()})
    after = client.session.session_key
    assert before != after
    Attempt.objects.all().delete()
    client.post("/sv/sign-in/again/?next=/sv/accounts/", {"code": telephone.code()})
    assert client.session.session_key != after


def test_the_clock_deletes_sessions_whose_time_is_over_and_no_other(client: Client, alice: User) -> None:
    telephone = Telephone(with_password(alice))
    type_password(client, alice)
    client.post(CODE, {"code": telephone.code()})
    kept = {client.session.session_key}
    Session.objects.create(session_key="over", session_data="", expire_date=now() - timedelta(seconds=1))
    tick(now())
    assert set(Session.objects.values_list("session_key", flat=True)) == kept


def test_signing_in_out_and_failing_are_lines_without_a_name(client: Client, alice: User) -> None:
    telephone = Telephone(with_password(alice))
    client.post(SIGN_IN, {"login": alice.email, "password": "wrong"})
    type_password(client, alice)
    client.post(CODE, {"code": telephone.code()})
    client.post("/sv/sign-out/")
    assert client.get("/sv/accounts/")["Location"].startswith("/sv/sign-in/")
    lines = list(Entry.objects.filter(act__startswith="signin").order_by("id"))
    assert [(line.act, line.user_id) for line in lines] == [
        ("signin.refused", None),
        ("signin.in", alice.pk),
        ("signin.out", alice.pk),
    ]
    assert lines[0].detail == {"why": "password", "name": name_key(alice.email)}
    assert lines[1].detail == {"ways": ["password", "totp"]}
    assert not any(alice.email in str(line.detail) for line in lines)


def test_one_comes_back_to_our_own_pages_only(client: Client, alice: User) -> None:
    telephone = Telephone(with_password(alice))
    for elsewhere in ("https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)"):
        Attempt.objects.all().delete()
        browser = Client()
        type_password(browser, alice, next=elsewhere)
        telephone.given = 0
        answer = browser.post(CODE, {"code": telephone.code()})
        assert answer["Location"] == "/sv/"


def test_the_secret_of_an_app_lies_sealed(alice: User) -> None:
    telephone = Telephone(alice)
    kept = Authenticator.objects.get(user=alice).data["secret"]
    assert telephone.secret not in kept


ANOTHER = " ".join(["another key", "made of words", "for the same office"])


def test_under_another_secret_key_a_code_is_refused_plainly_and_the_technician_is_told(
    client: Client, alice: User, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    telephone = Telephone(with_password(alice))
    codes = RecoveryCodes.activate(alice).generate_codes()
    assert apps_shut() == (0, 1)
    secret = settings.SECRET_KEY
    settings.SECRET_KEY = ANOTHER
    type_password(client, alice)
    for tried in ("", telephone.code(), codes[0]):
        page = client.post(CODE, {"code": tried}) if tried else client.get(CODE)
        assert page.status_code == 200
        assert "Säg till den som sköter Pax" in page.content.decode()
    assert "secret key" in caplog.text
    assert alice.email not in caplog.text
    assert apps_shut() == (1, 1)
    assert next((each.grade, "1 of 1" in each.says) for each in keys_found({}, deploy=False)) == (Grade.REFUSED, True)
    settings.SECRET_KEY = secret
    Attempt.objects.all().delete()
    other = Client()
    type_password(other, alice)
    assert other.post(CODE, {"code": telephone.code()}).status_code == 302


def test_under_another_secret_key_whoever_is_inside_sees_their_own_page(
    as_alice: Client, alice: User, settings: LazySettings
) -> None:
    Telephone(alice)
    RecoveryCodes.activate(alice)
    Authenticator.objects.filter(user=alice).update(data={"secret": shut("x")[:-8] + "AAAAAAA=", "seed": "x"})
    page = as_alice.get("/sv/accounts/sign-in/")
    assert page.status_code == 200
    assert "Säg till den som sköter Pax" in page.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "accounts/signup/", "accounts/login/", "accounts/password/reset/", "accounts/email/", "accounts/confirm-email/",
        "sv/accounts/signup/", "sv/accounts/password/reset/", "sv/accounts/email/", "sv/accounts/social/signup/",
        "accounts/social/connections/", "sv/accounts/2fa/", "accounts/inactive/", "admin/", "sv/admin/",
    ],
)  # fmt: skip
def test_nobody_registers_and_nothing_is_reset_by_mail(client: Client, address: str) -> None:
    assert client.get(f"/{address}").status_code == 404
