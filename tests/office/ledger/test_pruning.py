"""Lines go when their time is over, and the ledger can be proved without them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from pax.vocabulary import WrongUse
from paxweb.ledger import anchors, pruning
from paxweb.ledger.about import ledger_about
from paxweb.ledger.models import About, Batch, Entry, Member, Pruning
from paxweb.ledger.pruning import PruningRefused, preview, prune
from paxweb.ledger.sealing import seal_once
from tests.office.ledger.log import DANA, ERIK, KEY, MONDAY, chain, found, judged, lines, sql, the_owners_hand

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])
AFTER_TWO = MONDAY + timedelta(seconds=7)
LATER = MONDAY + timedelta(days=6 * 366)


def later() -> datetime:
    return LATER


@pytest.fixture(autouse=True)
def monday(settings: Settings) -> Callable[[datetime], None]:
    def set_clock(at: datetime) -> None:
        settings.PAX_NOW = lambda: at

    set_clock(MONDAY)
    return set_clock


def test_a_preview_tells_what_would_go_and_takes_nothing(tmp_path: Path) -> None:
    chain(tmp_path)
    told = preview(AFTER_TWO, LATER)
    assert (told.first, told.last, told.lines) == (1, 2, 10)
    assert (told.oldest, told.newest) == (MONDAY, MONDAY + timedelta(seconds=5))
    assert Entry.objects.count() == 20


def test_lines_younger_than_the_retention_are_not_pruned(tmp_path: Path) -> None:
    chain(tmp_path)
    with pytest.raises(WrongUse, match="are kept 1830 days"):
        prune(AFTER_TWO, tmp_path, KEY, lambda: MONDAY + timedelta(days=1829))
    assert Entry.objects.count() == 20


def test_a_pruned_batch_is_known_by_its_proof(tmp_path: Path, monday: Callable[[datetime], None]) -> None:
    made = chain(tmp_path)
    monday(LATER)
    prune(AFTER_TWO, tmp_path, KEY, later)
    assert sorted(Entry.objects.exclude(act="ledger.prune").values_list("id", flat=True)) == made[2] + made[3]
    assert not About.objects.filter(entry_id__in=made[0]).exists()
    assert not Member.objects.filter(batch_id__lte=2).exists()
    assert Batch.objects.count() == 4
    seal_once(LATER)
    anchors.anchor(tmp_path, KEY, LATER)
    proof = judged(tmp_path, LATER)
    assert proof.sound
    assert (proof.lines, proof.pruned) == (11, 10)
    told = [(note.what.value, note.batch, note.last, note.number) for note in proof.notices]
    assert told == [("pruned", 1, 2, 10)]


def test_a_pruned_batch_is_told_from_a_missing_one(tmp_path: Path, monday: Callable[[datetime], None]) -> None:
    made = chain(tmp_path)
    monday(LATER)
    prune(AFTER_TWO, tmp_path, KEY, later)
    seal_once(LATER)
    with the_owners_hand():
        sql("DELETE FROM ledger_about WHERE entry_id BETWEEN %s AND %s", made[2][0], made[2][-1])
        sql("DELETE FROM ledger_entry WHERE id BETWEEN %s AND %s", made[2][0], made[2][-1])
        sql("DELETE FROM ledger_member WHERE batch_id = 3")
    assert found(tmp_path) == {("lines_missing", 3, None)}
    with the_owners_hand():
        sql("DELETE FROM ledger_batch WHERE n = 3")
    assert found(tmp_path) == {("batch_missing", 3, None)}


def test_the_pruning_itself_stands_in_the_ledger(tmp_path: Path, monday: Callable[[datetime], None]) -> None:
    chain(tmp_path)
    monday(LATER)
    prune(AFTER_TWO, tmp_path, KEY, later)
    line = Entry.objects.get(act="ledger.prune")
    assert (line.machine, line.at) == ("machine:retention", LATER)
    assert line.detail == {"first": 1, "last": 2, "lines": 10, "head": Batch.objects.get(n=2).head}
    assert Pruning.objects.get().entry_id == line.id


def test_lines_that_do_not_verify_are_not_pruned(tmp_path: Path) -> None:
    made = chain(tmp_path)
    with the_owners_hand():
        sql("UPDATE ledger_entry SET user_id = 99 WHERE id = %s", made[0][0])
    with pytest.raises(PruningRefused):
        prune(AFTER_TWO, tmp_path, KEY, later)
    assert Entry.objects.count() == 20
    assert not Pruning.objects.exists()


def test_lines_that_nobody_has_anchored_are_not_pruned(tmp_path: Path) -> None:
    lines(3)
    seal_once(MONDAY)
    with pytest.raises(PruningRefused):
        prune(AFTER_TWO, tmp_path, KEY, later)


@pytest.mark.parametrize("stopped_at", ["_write_down", "_delete"])
def test_a_pruning_that_was_stopped_is_finished_the_next_time(
    stopped_at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, monday: Callable[[datetime], None]
) -> None:
    chain(tmp_path)
    monday(LATER)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(pruning, stopped_at, killed)
        with pytest.raises(KeyboardInterrupt):
            prune(AFTER_TWO, tmp_path, KEY, later)
    seal_once(LATER)
    anchors.anchor(tmp_path, KEY, LATER)
    assert judged(tmp_path, LATER).sound
    prune(AFTER_TWO, tmp_path, KEY, later)
    assert not Member.objects.filter(batch_id__lte=2).exists()
    seal_once(LATER)
    assert judged(tmp_path, LATER).sound
    assert "pruned" in {note.what.value for note in judged(tmp_path, LATER).notices}


def test_a_pruning_half_done_is_told_and_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, monday: Callable[[datetime], None]
) -> None:
    made = chain(tmp_path)
    monday(LATER)
    with monkeypatch.context() as patched:
        patched.setattr(pruning, "_delete", lambda report: None)
        prune(AFTER_TWO, tmp_path, KEY, later)
    sql("DELETE FROM ledger_about WHERE entry_id = %s", made[0][0])
    sql("DELETE FROM ledger_entry WHERE id = %s", made[0][0])
    told = judged(tmp_path, LATER)
    assert told.sound
    assert [note.what.value for note in told.notices].count("pruning_unfinished") == 2
    assert preview(AFTER_TWO, LATER).unfinished == 10


def test_what_is_pruned_once_is_not_pruned_again(tmp_path: Path, monday: Callable[[datetime], None]) -> None:
    chain(tmp_path)
    monday(LATER)
    prune(AFTER_TWO, tmp_path, KEY, later)
    assert preview(AFTER_TWO, LATER).nothing
    assert prune(AFTER_TWO, tmp_path, KEY, later).nothing
    assert Pruning.objects.count() == 1


def test_a_signature_for_other_batches_or_another_head_proves_nothing(tmp_path: Path) -> None:
    made = chain(tmp_path)
    anchors.sign_pruning(tmp_path, KEY, anchors.Pruned(0, 1, 1, 5, "ab" * 32, LATER.isoformat()), LATER)
    with the_owners_hand():
        Pruning.objects.create(first_batch=1, last_batch=1, lines=5, before=LATER, head="ab" * 32, entry_id=0)
    sql("DELETE FROM ledger_about WHERE entry_id BETWEEN %s AND %s", made[0][0], made[0][-1])
    sql("DELETE FROM ledger_entry WHERE id BETWEEN %s AND %s", made[0][0], made[0][-1])
    sql("DELETE FROM ledger_member WHERE batch_id = 1")
    assert found(tmp_path) == {("pruning_unproven", 1, None)}


def test_the_lines_about_somebody_are_found_and_nobody_elses() -> None:
    mine, _, both = lines(1, about=(DANA,))[0], lines(1, about=(ERIK,))[0], lines(1, about=(DANA, ERIK))[0]
    told = list(ledger_about({DANA}))
    assert [line.line for line in told] == [mine, both]
    assert (told[0].act, told[0].board, told[0].at) == ("item.read", "housing", MONDAY)
    assert list(ledger_about({DANA}, boards={"social"})) == []
