"""Nobody loses what they have written because a door asks who they are once more."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from paxweb.accounts.models import User
from paxweb.frame.clock import now
from paxweb.ledger.models import Entry
from tests.office.accounts.hostile import values
from tests.office.world import HOUSING, sign_in

pytestmark = pytest.mark.django_db
SAID = "Hyresgästen <b>säger</b> att systern bor där.\nSedan i våras."
WRITTEN = {"written": SAID, "answer": "held", "minutes": "20"}

TOO_LARGE = ("a megabyte", "deep json")
"""More than the office takes of any form: refused before anything is read."""


def step(fresh: bool) -> str:
    return f"/sv/arende/{uuid4()}/steg/talk/{'nu/' if fresh else ''}"


def test_who_was_signed_out_gets_back_what_they_wrote() -> None:
    answer = Client().post(step(fresh=False), WRITTEN)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Hyresgästen &lt;b&gt;säger&lt;/b&gt; att systern bor där.<br>Sedan i våras." in page
    assert "/sv/sign-in/?next=%2Fsv%2Farende%2F" in page
    assert 'target="_blank"' in page
    assert "Skicka igen" not in page, "another session's form would be refused"
    assert answer["Cache-Control"] == "no-store"


def test_a_step_that_needs_a_fresh_factor_can_be_sent_again_as_it_was(alice: User) -> None:
    browser = sign_in(Client(), alice, at=now() - timedelta(minutes=6))
    lines = Entry.objects.count()
    address = step(fresh=True)
    answer = browser.post(address, WRITTEN)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert f'<form method="post" action="{address}">' in page
    assert '<input type="hidden" name="answer" value="held">' in page
    assert '<input type="hidden" name="minutes" value="20">' in page
    assert "Skicka igen" in page
    assert Entry.objects.count() == lines, "nothing was done and nothing was looked up"


def test_the_page_is_the_same_whatever_the_address_names() -> None:
    here, nowhere = (Client().post(f"/sv/arende/{uuid4()}/anteckning/", WRITTEN) for _ in range(2))
    assert here.content == nowhere.content


def test_who_wrote_nothing_is_sent_on_at_once_and_back_to_the_same_page() -> None:
    answer = Client().post(f"/sv/arenden/{HOUSING}/nytt/", {"casetype": "tenancy"})
    assert answer.status_code == 302
    assert answer["Location"] == f"/sv/sign-in/?next=%2Fsv%2Farenden%2F{HOUSING}%2Fnytt%2F"


def test_a_password_is_never_sent_back() -> None:
    secret = {"password1": "ett långt lösenord med ord", "password2": "ett långt lösenord med ord"}
    answer = Client().post("/sv/accounts/sign-in/password/", {**secret, "note": "några ord till"})
    assert answer.status_code == 302
    assert b"ord" not in answer.content


@pytest.mark.parametrize("name", values({}))
def test_whatever_is_sent_comes_back_as_text(name: str, alice: User) -> None:
    """What is kept is read by no form: it goes back to whoever sent it, and nowhere else."""
    stale = sign_in(Client(), alice, at=now() - timedelta(minutes=6))
    for browser, address in ((Client(), step(fresh=False)), (stale, step(fresh=True))):
        answer = browser.post(address, {"written": values({})[name], "note": "några <b>egna</b> ord", "<i>": "x y"})
        page = answer.content.decode()
        if name in TOO_LARGE:
            assert answer.status_code == 400
            continue
        assert answer.status_code == 403
        assert "några &lt;b&gt;egna&lt;/b&gt; ord" in page
        assert not [tag for tag in ("<script>alert", "<b>egna", "<img src=x", "<i>") if tag in page]
