"""Whoever owns the tables can change anything. What they changed is found, told apart, and named."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from paxweb.ledger import anchors, reading
from paxweb.ledger.canonical import head_of, line_hash, root_of
from paxweb.ledger.models import About, Batch, Entry, Member
from paxweb.ledger.sealing import seal_all, seal_once
from paxweb.ledger.verifying import verify
from tests.office.ledger.log import ERIK, KEY, MONDAY, batch, chain, found, judged, lines, sql, the_owners_hand

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])


@pytest.fixture(autouse=True)
def monday(settings: Settings) -> None:
    settings.PAX_NOW = lambda: MONDAY


def test_an_untouched_ledger_is_sound(tmp_path: Path) -> None:
    chain(tmp_path)
    proof = judged(tmp_path)
    assert proof.sound
    assert (proof.batches, proof.lines, proof.anchors, proof.anchored_through) == (4, 20, 4, 4)
    assert proof.notices == ()


@pytest.mark.parametrize(
    "change",
    [
        "act = 'item.list'",
        "user_id = 99",
        "user_id = NULL",
        "board = 'social'",
        "purpose = 'other'",
        "kind = 'refusal'",
        "machine = 'machine:intake'",
        "items = '[]'",
        "detail = '{\"a\": 1}'",
        "at = '2026-03-02 07:59:59+00:00'",
    ],
)
def test_an_edited_line_is_named(change: str, tmp_path: Path) -> None:
    made = chain(tmp_path)
    with the_owners_hand():
        sql(f"UPDATE ledger_entry SET {change} WHERE id = %s", made[1][2])  # noqa: S608  the parameters above
    assert found(tmp_path) == {("edited", 2, made[1][2])}


def test_a_line_that_got_lost_or_given_a_subject_is_edited(tmp_path: Path) -> None:
    made = chain(tmp_path)
    with the_owners_hand():
        sql("UPDATE ledger_about SET subject_key = %s WHERE entry_id = %s", ERIK, made[0][0])
        sql("DELETE FROM ledger_about WHERE entry_id = %s", made[1][1])
        About.objects.create(entry_id=made[2][2], subject_key=ERIK)
    assert found(tmp_path) == {
        ("edited", 1, made[0][0]),
        ("edited", 2, made[1][1]),
        ("edited", 3, made[2][2]),
    }


def test_a_line_edited_together_with_its_seal_is_still_found(tmp_path: Path) -> None:
    made = chain(tmp_path)
    with the_owners_hand():
        sql("UPDATE ledger_entry SET user_id = 99 WHERE id = %s", made[1][2])
        changed = {place.entry_id: place.line for place in _places(2)}[made[1][2]]
        assert changed is not None
        sql("UPDATE ledger_member SET hash = %s WHERE entry_id = %s", line_hash(changed), made[1][2])
    assert found(tmp_path) == {("edited", 2, None)}


def test_a_deleted_line_is_named(tmp_path: Path) -> None:
    made = chain(tmp_path)
    with the_owners_hand():
        sql("DELETE FROM ledger_about WHERE entry_id = %s", made[2][0])
        sql("DELETE FROM ledger_entry WHERE id = %s", made[2][0])
    assert found(tmp_path) == {("deleted", 3, made[2][0])}


def test_a_line_deleted_with_its_place_is_missed_in_its_batch(tmp_path: Path) -> None:
    made = chain(tmp_path)
    with the_owners_hand():
        sql("DELETE FROM ledger_about WHERE entry_id = %s", made[2][0])
        sql("DELETE FROM ledger_entry WHERE id = %s", made[2][0])
        sql("DELETE FROM ledger_member WHERE entry_id = %s", made[2][0])
    assert found(tmp_path) == {("deleted", 3, None)}
    assert judged(tmp_path).findings[0].number == 1


def test_a_seal_taken_away_is_told_from_a_line_added(tmp_path: Path) -> None:
    made = chain(tmp_path)
    with the_owners_hand():
        sql("DELETE FROM ledger_member WHERE entry_id = %s", made[2][1])
    assert found(tmp_path) == {("seal_removed", 3, made[2][1])}


def test_an_edited_seal_is_told_from_an_edited_line(tmp_path: Path) -> None:
    made = chain(tmp_path)
    with the_owners_hand():
        sql("UPDATE ledger_member SET hash = %s WHERE entry_id = %s", "ab" * 32, made[0][3])
    assert found(tmp_path) == {("seal_edited", 1, made[0][3])}


def test_a_line_added_past_the_ledger_is_named_at_once(tmp_path: Path) -> None:
    chain(tmp_path)
    with the_owners_hand():
        added = lines(1)[0]
    assert found(tmp_path) == {("inserted", None, added)}


@pytest.mark.parametrize("shifted", [False, True])
def test_a_line_added_into_a_sealed_batch_is_named(shifted: bool, tmp_path: Path) -> None:
    chain(tmp_path)
    with the_owners_hand():
        added = lines(1)[0]
        if shifted:
            sql("UPDATE ledger_member SET position = position + 10 WHERE batch_id = 2 AND position >= 2")
            sql("UPDATE ledger_member SET position = position - 9 WHERE batch_id = 2 AND position >= 10")
        Member.objects.create(entry_id=added, batch_id=2, position=2 if shifted else 5, hash="cd" * 32)
    assert ("inserted", 2, added) in found(tmp_path)


def test_lines_that_changed_places_are_named(tmp_path: Path) -> None:
    made = chain(tmp_path)
    first, second = made[1][1], made[1][3]
    with the_owners_hand():
        sql("UPDATE ledger_member SET position = 100 WHERE entry_id = %s", first)
        sql("UPDATE ledger_member SET position = 1 WHERE entry_id = %s", second)
        sql("UPDATE ledger_member SET position = 3 WHERE entry_id = %s", first)
    assert found(tmp_path) == {("reordered", 2, first), ("reordered", 2, second)}


def test_lines_that_changed_contents_are_told_from_edited_ones(tmp_path: Path) -> None:
    made = chain(tmp_path)
    first, second = made[1][1], made[1][3]
    with the_owners_hand():
        one, other = Entry.objects.get(id=first), Entry.objects.get(id=second)
        one.id, other.id = second, first
        one.save()
        other.save()
    assert found(tmp_path) == {("reordered", 2, first), ("reordered", 2, second)}


def test_a_line_dated_long_before_it_was_written_is_named(tmp_path: Path, settings: Settings) -> None:
    chain(tmp_path)
    settings.PAX_NOW = lambda: MONDAY - timedelta(days=3)
    added = batch(1, MONDAY + timedelta(seconds=25))[0]
    anchors.anchor(tmp_path, KEY, MONDAY + timedelta(seconds=25))
    assert found(tmp_path) == {("misdated", 5, added)}


def test_lines_that_waited_for_a_stopped_sealer_are_not_misdated(tmp_path: Path) -> None:
    chain(tmp_path)
    lines(20)
    seal_all(MONDAY + timedelta(hours=6), at_most=7)
    anchors.anchor(tmp_path, KEY, MONDAY + timedelta(hours=6))
    assert judged(tmp_path, MONDAY + timedelta(hours=6)).sound


@pytest.mark.parametrize("column", ["count = 4", "root = 'ab'", "head = 'ab'", "total = 3", "waiting = 1"])
def test_a_batch_that_says_something_else_is_named(column: str, tmp_path: Path) -> None:
    chain(tmp_path)
    with the_owners_hand():
        sql(f"UPDATE ledger_batch SET {column} WHERE n = 2")  # noqa: S608  the parameters above
    assert ("batch_edited", 2, None) in found(tmp_path)
    assert {what for what, _, _ in found(tmp_path)} <= {"batch_edited", "inserted", "made_anew"}


def test_a_batch_taken_out_of_the_chain_is_missed(tmp_path: Path) -> None:
    made = chain(tmp_path)
    with the_owners_hand():
        _cut(made[1], batches="n = 2")
    assert found(tmp_path) == {("batch_missing", 2, None)}


def test_a_cut_tail_is_found_by_its_anchors_alone(tmp_path: Path) -> None:
    made = chain(tmp_path)
    with the_owners_hand():
        _cut(made[2] + made[3], batches="n > 2")
    assert found(tmp_path) == {("cut_tail", 3, None)}
    assert verify(MONDAY).sound
    assert [notice.what.value for notice in verify(MONDAY).notices] == ["no_anchors"]


def test_a_cut_tail_that_grew_again_is_still_found(tmp_path: Path) -> None:
    made = chain(tmp_path)
    with the_owners_hand():
        _cut(made[2] + made[3], batches="n > 2")
    for at in range(6):
        batch(3, MONDAY + timedelta(seconds=40 + at))
    assert found(tmp_path) == {("made_anew", 3, None)}


def test_a_chain_sealed_anew_after_an_edit_is_found_by_its_anchors(tmp_path: Path) -> None:
    made = chain(tmp_path)
    with the_owners_hand():
        sql("UPDATE ledger_entry SET user_id = 99 WHERE id = %s", made[1][2])
        _seal_anew()
    assert verify(MONDAY + timedelta(seconds=30)).sound
    assert found(tmp_path) == {("made_anew", 2, None)}


def test_the_lines_of_a_whole_batch_gone_are_not_taken_for_a_pruning(tmp_path: Path) -> None:
    made = chain(tmp_path)
    with the_owners_hand():
        _cut(made[1], batches="n = -1")
    assert found(tmp_path) == {("lines_missing", 2, None)}


def test_a_pruning_that_nobody_signed_proves_nothing(tmp_path: Path) -> None:
    made = chain(tmp_path)
    head = Batch.objects.get(n=1).head
    with the_owners_hand():
        _cut(made[0], batches="n = -1")
        sql(
            "INSERT INTO ledger_pruning (first_batch, last_batch, lines, before, head, entry_id)"
            " VALUES (1, 1, 5, %s, %s, 0)",
            MONDAY,
            head,
        )
    assert found(tmp_path) == {("pruning_unproven", 1, None)}


def test_a_line_that_waits_too_long_is_told_from_one_just_written(tmp_path: Path) -> None:
    chain(tmp_path)
    waiting = lines(2)
    assert judged(tmp_path, MONDAY + timedelta(seconds=59)).sound
    late = judged(tmp_path, MONDAY + timedelta(seconds=61)).findings
    assert [(finding.what.value, finding.line, finding.number) for finding in late] == [("unsealed", waiting[0], 2)]


def test_several_things_wrong_are_each_told(tmp_path: Path) -> None:
    made = chain(tmp_path)
    with the_owners_hand():
        sql("UPDATE ledger_entry SET user_id = 99 WHERE id = %s", made[0][0])
        sql("DELETE FROM ledger_about WHERE entry_id = %s", made[1][0])
        sql("DELETE FROM ledger_entry WHERE id = %s", made[1][0])
        _cut(made[3], batches="n = 4")
    assert found(tmp_path) == {("edited", 1, made[0][0]), ("deleted", 2, made[1][0]), ("cut_tail", 4, None)}


def test_findings_are_said_in_both_languages(tmp_path: Path) -> None:
    made = chain(tmp_path)
    with the_owners_hand():
        sql("UPDATE ledger_entry SET user_id = 99 WHERE id = %s", made[0][0])
    finding = judged(tmp_path).findings[0]
    assert finding.said("sv") == f"sats 1, rad {made[0][0]}: raden har ändrats efter förseglingen"
    assert finding.said("en") == f"batch 1, line {made[0][0]}: the line was edited after it was sealed"


def test_a_batch_with_one_line_and_one_with_an_odd_number_verify(tmp_path: Path) -> None:
    for number in (1, 2, 3, 7, 8, 9):
        batch(number, MONDAY)
    assert verify(MONDAY).sound
    assert seal_once(MONDAY) is None


def _places(n: int) -> list[reading.Place]:
    with reading.one_moment("default") as connection:
        return reading.places(connection, n, n)


def _cut(gone: list[int], *, batches: str) -> None:
    About.objects.filter(entry_id__in=gone)._raw_delete("default")
    Entry.objects.filter(id__in=gone)._raw_delete("default")
    Member.objects.filter(entry_id__in=gone)._raw_delete("default")
    sql(f"DELETE FROM ledger_batch WHERE {batches}")  # noqa: S608  written in this file


def _seal_anew() -> None:
    """Every seal, root and head made again from what stands there: what an owner of the database can do."""
    head = "0" * 64
    for old in Batch.objects.order_by("n"):
        hashes = []
        for place in _places(old.n):
            assert place.line is not None
            hashes.append(line_hash(place.line))
            sql("UPDATE ledger_member SET hash = %s WHERE entry_id = %s", hashes[-1], place.entry_id)
        said = {"root": root_of(hashes), "previous_head": head}
        head = head_of(n=old.n, count=old.count, total=old.total, waiting=old.waiting, sealed_at=old.sealed_at, **said)
        sql(
            "UPDATE ledger_batch SET root = %s, previous_head = %s, head = %s WHERE n = %s", *said.values(), head, old.n
        )
