"""Posting what became of an item or a case: once, on the version it was read at, in words that belong together."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from paxweb.accounts.access import actor_of
from paxweb.accounts.models import User
from paxweb.api.models import Posting, Token
from paxweb.api.operations import outcomes
from paxweb.cases.models import Case, Effect, Event
from paxweb.cases.models import Outcome as CaseOutcome
from paxweb.frame.clock import now, today
from paxweb.intake.models import Question
from paxweb.ledger.lines import LedgerUnwritable
from paxweb.ledger.models import Entry, Kind
from paxweb.signals.actions.send_outcomes import send_outcomes
from paxweb.signals.clockwork import tick
from paxweb.signals.models import FirstAnswer, Outcome, Work
from tests.office.access.things import make_case
from tests.office.api.conftest import Desk
from tests.office.api.machines import machine, make_token, post
from tests.office.world import HOUSING

DAY = str(today())
RIGHT = {"finding": "right", "decided_on": DAY, "version": 0}
WRONG = {**RIGHT, "finding": "wrong_in_favour", "cause": "person_unintended", "diary_number": "SB 2026/00012"}
CLAIMED = {**RIGHT, "finding": "wrong_in_favour", "cause": "authority", "effects": {"recovered": "1250.00"}}


def _at(desk: Desk, word: str = "lease") -> str:
    return f"/api/v1/items/{desk.item(word)}/outcomes"


def _of(desk: Desk, word: str = "ended") -> str:
    return f"/api/v1/cases/{desk.cases[word]}/outcomes"


def _problem(answer: Any) -> tuple[int, str]:  # noqa: ANN401  the test client's own
    return answer.status_code, answer.json()["type"].rsplit(":", 1)[1]


def test_an_outcome_of_an_item_is_kept_with_who_told_and_who_answers_for_it(desk: Desk) -> None:
    answer = post(desk.client, _at(desk), {**WRONG, "minutes": 45})
    assert (answer.status_code, answer.json()["version"], answer.json()["again"]) == (201, 1, False)
    kept = Outcome.objects.get()
    assert (kept.finding, kept.cause, kept.minutes) == ("wrong_in_favour", "person_unintended", 45)
    assert (kept.user_id, kept.machine) == (desk.token.owner_id, f"token:{desk.token.prefix}")
    assert Work.objects.get(item_id=desk.item()).version == 1
    assert desk.client.get(_at(desk)).json()["outcomes"] == [answer.json()["outcome"]]


def test_a_post_is_one_change_line_by_the_machine(desk: Desk) -> None:
    for address in (_at(desk), _of(desk)):
        before = Entry.objects.count()
        assert post(desk.client, address, RIGHT, uuid4().hex).status_code == 201
        entry = Entry.objects.order_by("id").last()
        assert entry is not None
        assert Entry.objects.count() == before + 1
        assert (entry.kind, entry.act, entry.user_id) == (Kind.CHANGE, "outcome.post", None)
        assert entry.machine == f"token:{desk.token.prefix}"
        assert entry.about.count() == 1


def test_the_same_post_again_is_kept_once(desk: Desk) -> None:
    for address, kept in ((_at(desk), Outcome), (_of(desk), CaseOutcome)):
        key = uuid4().hex
        first, again = (post(desk.client, address, RIGHT, key) for _ in range(2))
        assert (first.status_code, again.status_code) == (201, 200)
        assert again.json() == {**first.json(), "again": True}
        assert kept._default_manager.count() == 1


def test_a_key_is_forgotten_after_ninety_days_and_what_was_posted_stays(desk: Desk) -> None:
    for word, days in (("lease", 91), ("ended", 89)):
        address = _at(desk) if word == "lease" else _of(desk)
        assert post(desk.client, address, RIGHT, uuid4().hex).status_code == 201
        Posting.objects.filter(at__gt=now() - timedelta(days=1)).update(at=now() - timedelta(days=days))
    tick(now())
    assert Posting.objects.get().about == desk.cases["ended"]
    assert (Outcome.objects.count(), CaseOutcome.objects.count()) == (1, 1)
    entry = Entry.objects.get(act="outcome.forget")
    assert (entry.machine, entry.detail) == ("machine:retention", {"keys": 1})
    tick(now())
    assert Entry.objects.filter(act="outcome.forget").count() == 1, "nothing is told where nothing was done"


def test_two_at_once_become_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second looks for an earlier post before the first is kept, and finds the version gone when it writes."""
    key = uuid4().hex
    assert post(desk.client, _at(desk), RIGHT, key).status_code == 201
    monkeypatch.setattr(outcomes, "_earlier", _blind_once(outcomes._earlier))
    answer = post(desk.client, _at(desk), RIGHT, key)
    assert (answer.status_code, answer.json()["again"], Outcome.objects.count()) == (200, True, 1)


def _blind_once(look: Callable[..., Posting | None]) -> Callable[..., Posting | None]:
    looked: list[bool] = []

    def blind(request: object, key: str) -> Posting | None:
        looked.append(True)
        return None if len(looked) == 1 else look(request, key)

    return blind


def test_a_key_is_for_one_post(desk: Desk) -> None:
    key = uuid4().hex
    assert post(desk.client, _at(desk), RIGHT, key).status_code == 201
    assert _problem(post(desk.client, _at(desk), {**RIGHT, "version": 1}, key)) == (409, "key-used")
    assert _problem(post(desk.client, _of(desk), RIGHT, key)) == (409, "key-used")
    other = machine(make_token(desk.world.people["Alice"], HOUSING)[1])
    assert post(other, _at(desk), {**RIGHT, "version": 1}, key).status_code == 201


def test_what_somebody_has_changed_is_not_overwritten(desk: Desk) -> None:
    Work.objects.filter(item_id=desk.item()).update(version=4)
    Case.objects.filter(pk=desk.cases["ended"]).update(version=4)
    for address in (_at(desk), _of(desk)):
        assert _problem(post(desk.client, address, RIGHT, uuid4().hex)) == (409, "changed")
    assert (Outcome.objects.count(), CaseOutcome.objects.count(), Posting.objects.count()) == (0, 0, 0)
    assert Work.objects.get(item_id=desk.item()).version == 4


@pytest.mark.parametrize("word", ["blind", "team", "aid"])
def test_nothing_is_posted_on_what_may_not_be_seen(desk: Desk, word: str) -> None:
    assert _problem(post(desk.client, _at(desk, word), RIGHT)) == (404, "absent")
    assert Outcome.objects.count() == 0


@pytest.mark.parametrize("word", ["team", "aid"])
def test_nothing_is_posted_on_a_case_that_may_not_be_seen(desk: Desk, word: str) -> None:
    assert _problem(post(desk.client, _of(desk, word), RIGHT)) == (404, "absent")
    assert CaseOutcome.objects.count() == 0


def test_a_token_that_does_not_post_is_as_if_there_were_nothing(desk: Desk) -> None:
    Token.objects.update(outcomes=False)
    for address in (_at(desk), _of(desk)):
        assert _problem(post(desk.client, address, RIGHT)) == (404, "absent")


def test_one_whose_owner_only_reads_posts_nothing(desk: Desk, dana: User) -> None:
    reader = machine(make_token(dana, HOUSING)[1])
    assert reader.get(f"/api/v1/items/{desk.item()}").status_code == 200
    assert _problem(post(reader, _at(desk), RIGHT)) == (404, "absent")


def test_a_draw_is_nobodys_case_without_a_decision_of_the_boards_own(desk: Desk) -> None:
    Question.objects.filter(item_id=desk.item()).delete()
    bare = {key: value for key, value in WRONG.items() if key != "diary_number"}
    assert _problem(post(desk.client, _at(desk), bare)) == (409, "no-ground")
    assert post(desk.client, _at(desk), WRONG, uuid4().hex).status_code == 201


def test_what_became_a_case_has_its_outcome_there(desk: Desk) -> None:
    make_case(desk.world, "from it", HOUSING, team_only=False, item_id=desk.item())
    assert _problem(post(desk.client, _at(desk), RIGHT)) == (409, "has-case")


def test_a_case_that_may_not_be_seen_is_not_told_of(desk: Desk) -> None:
    make_case(desk.world, "from it", HOUSING, team_only=True, item_id=desk.item())
    assert post(desk.client, _at(desk), RIGHT).status_code == 201


def test_an_outcome_of_a_case_keeps_its_steps_apart(desk: Desk) -> None:
    until = today() + timedelta(days=180)
    gains = {"recovered": "1250.00", "stopped": {"monthly": "900.50", "until": str(until)}}
    Case.objects.filter(pk=desk.cases["ended"]).update(casetype="social_board")
    answer = post(desk.client, _of(desk), {**CLAIMED, "effects": gains})
    assert answer.status_code == 201, answer.json()
    recovered, stopped = Effect.objects.order_by("pk")
    assert (recovered.step, recovered.amount) == ("recovered", Decimal("1250.00"))
    assert (stopped.step, stopped.monthly, stopped.horizon) == ("stopped", Decimal("900.50"), until)
    shown = desk.client.get(_of(desk)).json()["outcomes"][0]["effects"]
    assert [each["step"] for each in shown] == ["recovered", "stopped"]
    case = Case.objects.get(pk=desk.cases["ended"])
    assert (case.state, case.version) == ("opened", 1)


def test_a_case_that_has_not_ended_gets_no_outcome_from_a_machine(desk: Desk) -> None:
    assert _problem(post(desk.client, _of(desk, "open"), RIGHT)) == (409, "not-ended")


@pytest.mark.parametrize(("cause", "step"), [("person_intent_suspected", "crime_suspected"), ("deceived", "deceived")])
def test_what_two_people_sign_a_machine_only_repeats(desk: Desk, bob: User, cause: str, step: str) -> None:
    said = {**RIGHT, "finding": "wrong_in_favour", "cause": cause}
    assert _problem(post(desk.client, _of(desk), said, uuid4().hex)) == (409, "not-signed")
    Event.objects.create(
        case_id=desk.cases["ended"], seq=2, step=step, by=bob, at=now(), second=bob, second_at=now(), digest="0" * 64
    )
    assert post(desk.client, _of(desk), said, uuid4().hex).status_code == 201


@pytest.mark.parametrize("day", [str(today() + timedelta(days=1)), "1999-12-31"])
def test_a_day_that_has_not_come_or_is_long_gone_is_refused(desk: Desk, day: str) -> None:
    for address in (_at(desk), _of(desk)):
        assert _problem(post(desk.client, address, {**RIGHT, "decided_on": day})) == (409, "wrong-day")


def _wrongly_said() -> Iterator[tuple[str, object]]:
    yield "right with a cause", {**RIGHT, "cause": "authority"}
    yield "wrong without a cause", {**RIGHT, "finding": "wrong_in_favour"}
    yield "a cause that two people sign", {**WRONG, "cause": "person_intent_suspected"}
    yield "an unknown finding", {**RIGHT, "finding": "guilty"}
    yield "no version", {key: value for key, value in RIGHT.items() if key != "version"}
    yield "a version that is a word", {**RIGHT, "version": "0"}
    yield "a version that is a yes", {**RIGHT, "version": True}
    yield "a huge version", {**RIGHT, "version": 10**30}
    yield "a day that is a number", {**RIGHT, "decided_on": 0}
    yield "a day that is none", {**RIGHT, "decided_on": "2026-02-30"}
    yield "a day with an hour", {**RIGHT, "decided_on": "2026-02-03T00:00:00"}
    yield "a field it does not have", {**RIGHT, "190001019999": "x"}
    yield "a personal number as diary number", {**WRONG, "diary_number": "19000101-9999"}
    yield "a formula as diary number", {**WRONG, "diary_number": "=1+1"}
    yield "a line feed in a diary number", {**WRONG, "diary_number": "SB 1\nx"}
    yield "nothing", {}
    yield "a list", [RIGHT]
    yield "half a character", {**WRONG, "diary_number": "a\ud800b"}


SAID = dict(_wrongly_said())


@pytest.mark.parametrize("word", SAID)
def test_what_does_not_follow_the_document_is_refused_without_repeating_it(desk: Desk, word: str) -> None:
    answer = post(desk.client, _at(desk), SAID[word])
    assert _problem(answer) == (422, "not-valid")
    assert "1900" not in answer.content.decode()
    assert {each["where"].split(".")[0] for each in answer.json()["errors"]} == {"body"}
    assert not any("said" in each["where"] for each in answer.json()["errors"])
    assert Outcome.objects.count() == 0


@pytest.mark.parametrize(
    "effects",
    [
        {"recovered": 1250},
        {"recovered": "1250"},
        {"recovered": "-1.00"},
        {"recovered": "1e3"},
        {"recovered": "0001.00"},
        {"lease_returned": False},
        {"lease_returned": 1},
        {"underpaid": "1.00"},
        {"stopped": "1.00"},
        {"total": "1.00"},
        [],
    ],
)
def test_the_ladder_takes_its_own_steps_and_amounts(desk: Desk, effects: object) -> None:
    assert _problem(post(desk.client, _of(desk), {**CLAIMED, "effects": effects})) == (422, "not-valid")


def test_a_step_that_the_case_type_does_not_have_is_refused(desk: Desk) -> None:
    Case.objects.filter(pk=desk.cases["ended"]).update(casetype="social_board")
    assert _problem(post(desk.client, _of(desk), {**CLAIMED, "effects": {"lease_returned": True}})) == (
        409,
        "not-signed",
    )


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "with a space in it", "åäö" * 6])
def test_a_key_is_random_and_plain(desk: Desk, key: str) -> None:
    assert post(desk.client, _at(desk), RIGHT, key).status_code == 422


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ('{"finding": ', "application/json", 400),
        ("[" * 8000, "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        ("finding=right", "application/x-www-form-urlencoded", 415),
        ("{}", "text/plain", 415),
        ("x" * 16_385, "application/json", 413),
        ('{"version": NaN}', "application/json", 422),
    ],
)
def test_a_body_that_cannot_be_read(desk: Desk, body: str | bytes, kind: str, status: int) -> None:
    answer = desk.client.post(_at(desk), body, content_type=kind, headers={"Idempotency-Key": uuid4().hex})
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_a_posted_outcome_goes_back_to_the_rules(desk: Desk, bob: User) -> None:
    FirstAnswer.objects.create(item_id=desk.item(), user=bob, answer="yes", why="w", answered_at=now())
    post(desk.client, _at(desk), {**WRONG, "minutes": 90})
    sent = send_outcomes(HOUSING, actor_of(bob, today(), strong=True))
    assert [(row.finding, row.cause, str(row.decided_on)) for row in sent] == [
        ("wrong_in_favour", "person_unintended", DAY)
    ]


def test_a_change_that_cannot_be_logged_is_undone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(line: object) -> int:
        raise LedgerUnwritable

    monkeypatch.setattr("paxweb.signals.actions.moving.write_change", refuse)
    assert _problem(post(desk.client, _at(desk), RIGHT)) == (503, "unlogged")
    assert (Outcome.objects.count(), Posting.objects.count()) == (0, 0)
    assert Work.objects.get(item_id=desk.item()).version == 0
