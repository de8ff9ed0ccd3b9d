"""What holds for every question there is: the doors that no input opens, and verdicts that only ever narrow."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from pax.gateways import Channel, Confirmation, Gateway, Item, Kind, Provision, Purpose, Question, State, answer, judge
from pax.gateways.judging import never_opens
from pax.vocabulary import Period, Protection
from tests.engine.gateways.questions import grounds, items, questions

any_gateway = st.sampled_from(grounds())


def state(question: Question, gateway: Gateway) -> State:
    (verdict,) = judge(question, [gateway])
    return verdict.state


@given(questions(), any_gateway, st.data())
def test_an_excluded_provision_never_opens(question: Question, gateway: Gateway, data: st.DataObject) -> None:
    assume(gateway.excluded)
    excluded = data.draw(st.sampled_from(gateway.excluded))
    held = replace(question.items[0], provision=excluded)
    assert state(replace(question, items=(held, *question.items[1:])), gateway) is State.CLOSED
    low = Provision(excluded.low, excluded.low, excluded.paragraph)
    held = replace(held, provision=low)
    assert state(replace(question, items=(held, *question.items[1:])), gateway) is State.CLOSED


@given(questions(), items())
def test_adding_an_item_never_opens_what_was_closed(question: Question, more: Item) -> None:
    widened = replace(question, items=(*question.items, more))
    for before, after in zip(judge(question, grounds()), judge(widened, grounds()), strict=True):
        if before.state is State.CLOSED:
            assert after.state is State.CLOSED
        if before.state is State.OPEN_AFTER:
            assert after.state is not State.OPEN
        assert before.may_send or not after.may_send


@given(questions())
def test_before_its_first_day_and_after_its_last_a_gateway_is_closed(question: Question) -> None:
    for gateway in grounds():
        first = gateway.in_force.start
        assert state(replace(question, on=first - timedelta(days=1)), gateway) is State.CLOSED
        ended = replace(gateway, in_force=Period(first, first + timedelta(days=30)))
        assert state(replace(question, on=first + timedelta(days=31)), ended) is State.CLOSED


@given(questions())
def test_every_no_names_a_reason_a_next_step_and_what_would_change_it(question: Question) -> None:
    for verdict in judge(question, grounds()):
        assert (verdict.state is State.CLOSED) == bool(verdict.because)
        assert (verdict.state is State.OPEN_AFTER) == bool(verdict.first)
        for reason in verdict.because:
            for text in (reason.says, reason.next_step, reason.change):
                assert len(text.sv) > 5
                assert len(text.en) > 5


@given(questions())
def test_migration_control_opens_nothing(question: Question) -> None:
    found = answer(replace(question, purpose=Purpose.MIGRATION_CONTROL), grounds())
    assert not found.usable
    assert found.headline == "never"


@given(questions())
def test_the_whole_list_opens_nothing(question: Question) -> None:
    everyone = replace(question.items[0], kind=Kind.WHOLE_LIST)
    found = answer(replace(question, items=(everyone, *question.items)), grounds())
    assert not found.usable
    assert found.headline == "never"


@given(questions(), st.sampled_from([Protection.MARKED, Protection.PROTECTED]))
def test_a_protected_person_never_goes_by_an_open_channel(question: Question, mark: Protection) -> None:
    dana = replace(question.items[0], protection=mark)
    found = answer(replace(question, items=(dana, *question.items), channel=Channel.OPEN), grounds())
    assert not found.usable
    assert all(never_opens(verdict) for verdict in found.closed)


@given(questions())
def test_another_boards_information_is_not_ours_to_give(question: Question) -> None:
    assume(any(item.board is not question.sender for item in question.items))
    assert not answer(question, grounds()).usable


@given(questions())
def test_only_a_confirmed_ground_with_nothing_left_to_do_may_send(question: Question) -> None:
    assert not any(verdict.may_send for verdict in judge(question, grounds()))
    signed = [replace(gateway, confirmed=Confirmation("Alice, jurist", date(2026, 1, 1))) for gateway in grounds()]
    for verdict in judge(question, signed):
        assert verdict.may_send == (verdict.state is State.OPEN)


@given(questions())
def test_a_lawyer_tries_what_is_ready_first_and_duties_before_the_rest(question: Question) -> None:
    usable = answer(question, grounds()).usable
    tried = [(not verdict.ready, verdict.gateway.order) for verdict in usable]
    assert tried == sorted(tried)


@given(questions())
def test_answering_a_missing_fact_with_yes_never_closes_and_with_no_always_closes(question: Question) -> None:
    for verdict in judge(question, grounds()):
        for fact in verdict.missing:
            with_fact = replace(question, true=question.true | {fact})
            without = replace(question, false=question.false | {fact})
            assert state(with_fact, verdict.gateway) is not State.CLOSED
            assert state(without, verdict.gateway) is State.CLOSED


def test_duties_stand_before_permissions_and_consent_near_the_end() -> None:
    first_hand = [gateway for gateway in grounds() if not gateway.last_resort]
    assert [gateway.shall for gateway in first_hand] == sorted((g.shall for g in first_hand), reverse=True)
    assert [gateway.id for gateway in grounds() if gateway.last_resort] == ["osl_12_consent", "osl_10_28"]
    assert grounds()[0].id == "sol_19_1"
