"""Every line that is committed is sealed once, however late; nothing else is."""

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.db import OperationalError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from paxweb.ledger import reading, sealing
from paxweb.ledger.lines import write_change
from paxweb.ledger.models import Batch, Entry, Member, Pending
from paxweb.ledger.sealing import Beat, keep_sealing, seal_all, seal_once
from paxweb.ledger.verifying import verify
from tests.office.ledger.log import MONDAY, lines
from tests.office.ledger.schedules import LINE, SEALER, WRITERS, at_work, play, together, write_in_turns

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])


@pytest.fixture(autouse=True)
def monday(settings: Settings) -> None:
    settings.PAX_NOW = lambda: MONDAY


def test_nothing_to_seal_makes_no_batch() -> None:
    assert seal_once(MONDAY) is None
    assert not Batch.objects.exists()


def test_a_batch_holds_at_most_so_many_lines_and_says_how_many_wait() -> None:
    lines(25)
    assert seal_all(MONDAY, at_most=10) == 25
    told = list(Batch.objects.order_by("n").values_list("n", "count", "total", "waiting"))
    assert told == [(1, 10, 10, 15), (2, 10, 20, 5), (3, 5, 25, 0)]


def test_each_batch_names_the_head_before() -> None:
    for _ in range(3):
        lines(2)
        seal_once(MONDAY)
    heads = list(Batch.objects.order_by("n").values_list("previous_head", "head"))
    assert heads[0][0] == "0" * 64
    assert [before for before, _ in heads[1:]] == [head for _, head in heads[:-1]]
    assert len({head for _, head in heads}) == 3


def test_a_sealer_stopped_half_way_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    lines(3)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sealing, "_fill", killed)
        with pytest.raises(KeyboardInterrupt):
            seal_once(MONDAY)
    assert not Batch.objects.exists()
    assert Pending.objects.count() == 3
    assert seal_once(MONDAY) is not None
    assert verify(MONDAY).sound


def test_the_loop_goes_on_when_the_database_is_away_and_tells_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    lines(2)
    beats: list[Beat] = []
    times = iter(MONDAY + timedelta(seconds=5 * beat) for beat in range(9))
    away = sealing.seal_all

    def first_away(at: object, **given: object) -> int:
        if not beats:
            raise OperationalError("secret.example.se refused the connection of Dana")
        return away(MONDAY)

    monkeypatch.setattr(sealing, "seal_all", first_away)
    keep_sealing(lambda: next(times), lambda seconds: seconds == 5 and len(beats) == 3, beats.append)
    assert [(beat.sealed, beat.failed) for beat in beats] == [(0, "OperationalError"), (2, ""), (0, "")]


STEPS = st.lists(
    st.one_of(st.just(("seal", "")), st.tuples(st.sampled_from(("write", "commit", "undo")), st.sampled_from(WRITERS))),
    max_size=25,
)


def test_lines_committed_late_join_the_next_batch_whatever_the_order(shared: str) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def holds(steps: list[tuple[str, str]]) -> None:
        committed = play(steps)
        seal_all(MONDAY, using=SEALER)
        sealed = set(Member.objects.using(SEALER).values_list("entry_id", flat=True))
        assert committed <= sealed
        assert sealed == set(Entry.objects.using(SEALER).values_list("id", flat=True))
        assert not Pending.objects.using(SEALER).exists()
        assert verify(MONDAY, using=SEALER).sound

    with at_work(shared):
        holds()


def test_two_sealers_and_six_writers_at_once_seal_each_line_once(shared: str) -> None:
    done = threading.Event()
    kept: list[int] = []
    failed: list[str] = []

    def seal() -> None:
        while not done.wait(0.001):
            seal_once(MONDAY, at_most=7, using=shared)

    sealers = together(shared, [seal, seal])
    for writer in together(shared, [partial(write_in_turns, shared, seed, kept, failed) for seed in range(6)]):
        writer.join()
    done.set()
    for sealer in sealers:
        sealer.join()
    seal_all(MONDAY, using=shared)
    assert failed == []
    assert sorted(Member.objects.using(shared).values_list("entry_id", flat=True)) == sorted(kept)
    assert verify(MONDAY, using=shared).sound


def test_while_one_sealer_works_another_seals_nothing(shared: str) -> None:
    with at_work(shared):
        with transaction.atomic(using=shared):
            write_change(LINE, using=shared)
        with transaction.atomic(using="first"):
            assert sealing._alone(connections["first"])
            if connections[shared].vendor == "postgresql":
                assert seal_once(MONDAY, using=SEALER) is None
            else:
                with pytest.raises(OperationalError):
                    seal_once(MONDAY, using=SEALER)
        assert seal_once(MONDAY, using=SEALER) is not None


def test_verifying_reads_the_ledger_as_it_was_when_it_began(shared: str) -> None:
    with at_work(shared):
        with transaction.atomic(using=shared):
            write_change(LINE, using=shared)
        seal_once(MONDAY, using=shared)
        with reading.one_moment(shared) as connection:
            assert len(reading.batches(connection, after=0, at_most=9)) == 1
            with transaction.atomic(using="first"):
                write_change(LINE, using="first")
            seal_once(MONDAY, using=SEALER)
            assert len(reading.batches(connection, after=0, at_most=9)) == 1
