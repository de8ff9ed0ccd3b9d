"""Anchors stand outside the database and are judged by the public key alone."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from nacl.signing import SigningKey
from pytest_django.fixtures import Settings

from pax.vocabulary import WrongUse
from paxweb.ledger import anchors
from tests.office.ledger.log import KEY, MONDAY, batch, chain, found, judged, sql, the_owners_hand

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])


@pytest.fixture(autouse=True)
def monday(settings: Settings) -> None:
    settings.PAX_NOW = lambda: MONDAY


def records(folder: Path) -> list[str]:
    return (folder / anchors.FILE).read_text().splitlines()


def rewritten(folder: Path, lines: list[str]) -> None:
    (folder / anchors.FILE).write_text("".join(line + "\n" for line in lines))


def test_an_anchor_says_how_many_lines_and_which_head(tmp_path: Path) -> None:
    chain(tmp_path, batches=2)
    said = [json.loads(line) for line in records(tmp_path)]
    told = [(record["kind"], record["batch"], record["lines"]) for record in said]
    assert told == [("anchor", 1, 5), ("anchor", 2, 10)]
    assert len(said[0]["head"]) == 64
    assert said[0]["previous"] == "0" * 64


def test_what_is_anchored_is_not_anchored_again(tmp_path: Path) -> None:
    chain(tmp_path, batches=1)
    assert anchors.anchor(tmp_path, KEY, MONDAY) is None
    assert len(records(tmp_path)) == 1


def test_an_empty_ledger_has_nothing_to_anchor(tmp_path: Path) -> None:
    assert anchors.anchor(tmp_path, KEY, MONDAY) is None


def test_the_private_key_is_not_needed_and_another_key_proves_nothing(tmp_path: Path) -> None:
    chain(tmp_path, batches=2)
    assert len(anchors.read(tmp_path, KEY.verify_key).anchored) == 2
    stranger = anchors.read(tmp_path, SigningKey(bytes(32)).verify_key)
    assert (stranger.anchored, stranger.unsound) == ((), (1, 2))


@pytest.mark.parametrize("key", ["batch", "lines", "head", "at", "kind"])
def test_an_edited_anchor_is_named(key: str, tmp_path: Path) -> None:
    chain(tmp_path, batches=3)
    said = [json.loads(line) for line in records(tmp_path)]
    said[1][key] = 7 if isinstance(said[1][key], int) else "ab" * 32
    rewritten(tmp_path, [json.dumps(record) for record in said])
    assert {finding.anchor for finding in judged(tmp_path).findings} >= {2}
    assert {finding.what.value for finding in judged(tmp_path).findings} == {"anchor_unsound"}


def test_an_anchor_taken_out_breaks_the_one_after(tmp_path: Path) -> None:
    chain(tmp_path, batches=3)
    kept = records(tmp_path)
    rewritten(tmp_path, [kept[0], kept[2]])
    assert [(finding.what.value, finding.anchor) for finding in judged(tmp_path).findings] == [("anchor_unsound", 2)]


def test_a_half_written_anchor_is_told_and_the_next_one_holds(tmp_path: Path) -> None:
    chain(tmp_path, batches=2)
    with (tmp_path / anchors.FILE).open("a") as file:
        file.write('{"kind":"anchor","batch":3')
    batch(2, MONDAY)
    anchors.anchor(tmp_path, KEY, MONDAY)
    proof = judged(tmp_path)
    assert proof.sound
    assert proof.anchored_through == 3
    assert [(notice.what.value, notice.anchor) for notice in proof.notices] == [("anchor_torn", 3)]


def test_nothing_is_anchored_onto_a_ledger_that_has_left_its_anchor(tmp_path: Path) -> None:
    chain(tmp_path, batches=3)
    with the_owners_hand():
        sql("UPDATE ledger_batch SET head = %s WHERE n = 3", "ab" * 32)
    batch(2, MONDAY)
    with pytest.raises(WrongUse, match="does not hold batch 3"):
        anchors.anchor(tmp_path, KEY, MONDAY)
    assert len(records(tmp_path)) == 3


def test_batches_since_the_last_anchor_are_told(tmp_path: Path) -> None:
    chain(tmp_path, batches=1)
    batch(1, MONDAY + timedelta(seconds=5))
    assert found(tmp_path) == set()
    assert [(note.what.value, note.batch) for note in judged(tmp_path).notices] == [("not_anchored_yet", 2)]


def test_a_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    path = tmp_path / "anchor.key"
    public = anchors.make_key(path, lambda length: bytes(range(length)))
    assert path.stat().st_mode & 0o777 == 0o600
    assert bytes(anchors.read_key(path).verify_key).hex() == public
    with pytest.raises(WrongUse, match="a file already"):
        anchors.make_key(path, lambda length: bytes(length))
    path.chmod(0o644)
    with pytest.raises(WrongUse, match="others than the owner"):
        anchors.read_key(path)


def test_an_unreadable_key_or_folder_says_who_must_act(tmp_path: Path) -> None:
    (tmp_path / "bad.key").write_text("not a key")
    (tmp_path / "bad.key").chmod(0o600)
    for name in ("bad.key", "none.key"):
        with pytest.raises(WrongUse, match="The technician"):
            anchors.read_key(tmp_path / name)
    with pytest.raises(WrongUse):
        anchors.anchor(tmp_path / "nowhere", KEY, MONDAY)
