"""What has lain its time goes, with a proof; what a run would read is named and stays, until somebody names it too."""

import json
from datetime import date
from pathlib import Path

import pytest

from pax.registers import depot
from pax.registers.depot import Overdue, disk, journal
from pax.vocabulary import NothingWritten, Silent, WrongUse
from tests.engine.depot.stock import AT, HOMES, NOTICES, POPULATION, Stock, snapshot, stock
from tests.engine.registers.deliveries import CONTENT

LATER = ("navet", "2026-07-31")
KEPT_DAYS = 400
"""retention_days of registers/navet/register.yml."""


def _prune(held: Stock, day: date, *also: str) -> tuple[Overdue, ...]:
    return depot.prune(depot.open_store(held.root), CONTENT, day, also, AT, "alice")


def _gone(found: tuple[Overdue, ...]) -> list[tuple[str, str]]:
    return [(each.entry.register, each.entry.date.isoformat()) for each in found if not each.stays]


def _received(tmp_path: Path) -> Stock:
    """Homes, two populations and the notices between them."""
    held = stock(tmp_path).lay(HOMES, POPULATION, NOTICES, LATER)
    held.deliver()
    return held


def test_the_last_day_of_retention_is_still_kept(tmp_path: Path) -> None:
    held = _received(tmp_path)
    inside = held.contents()
    last = date(2027, 8, 4)
    assert (last - date(2026, 6, 30)).days == KEPT_DAYS
    assert POPULATION not in _gone(depot.overdue(inside, CONTENT, last, ()))
    assert POPULATION in _gone(depot.overdue(inside, CONTENT, date(2027, 8, 5), ()))


def test_a_preview_removes_nothing(tmp_path: Path) -> None:
    held = _received(tmp_path)
    before = snapshot(held.root)
    assert depot.overdue(held.contents(), CONTENT, date(2030, 1, 1), ())
    assert snapshot(held.root) == before


def test_what_is_removed_leaves_a_proof_and_no_file(tmp_path: Path) -> None:
    held = _received(tmp_path)
    was = next(each for each in held.contents().held if each.name == " ".join(POPULATION))
    assert _gone(_prune(held, date(2027, 8, 5))) == [POPULATION]
    assert not was.folder.exists()
    proof = held.contents().journal.of(journal.PRUNED)
    assert [(line["number"], line["delivery_id"], line["manifest"]) for line in proof] == [
        (was.number, was.delivery_id, was.document["sha256"])
    ]
    assert proof[0]["rule"] == f"registers/navet/register.yml, retention_days: {KEPT_DAYS}"
    assert (proof[0]["kept_until"], proof[0]["as_of"], proof[0]["by"]) == ("2027-08-04", "2027-08-05", "alice")
    assert proof[0]["files"] == [{"name": f.name, "sha256": f.sha256, "rows": f.rows} for f in was.files]
    assert proof[0]["tables"] == dict(was.tables)
    assert depot.verify(depot.open_store(held.root), Silent()).faults == ()


def test_what_is_in_force_is_named_and_stays(tmp_path: Path) -> None:
    held = _received(tmp_path)
    found = _prune(held, date(2030, 1, 1))
    assert sorted(each.entry.register for each in found if each.stays) == ["exchange", "navet"]
    assert sorted(_gone(found)) == [POPULATION, NOTICES]
    assert {delivery for delivery, state in held.states().items() if state == "in force"} == {HOMES, LATER}


def test_what_is_in_force_goes_when_its_register_is_named(tmp_path: Path) -> None:
    held = _received(tmp_path)
    found = _prune(held, date(2030, 1, 1), "navet")
    assert sorted(_gone(found)) == [POPULATION, LATER, NOTICES]
    assert held.states() == {HOMES: "in force"}


def test_changes_go_with_the_full_delivery_they_change_or_stay_with_it(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES, POPULATION, NOTICES)
    held.deliver()
    with pytest.raises(WrongUse, match="navet_changes has no full delivery"):
        _prune(held, date(2030, 1, 1), "navet_changes")
    assert _gone(_prune(held, date(2030, 1, 1))) == []
    assert sorted(_gone(_prune(held, date(2030, 1, 1), "navet"))) == [POPULATION, NOTICES]


def test_a_register_that_need_not_go_cannot_be_named(tmp_path: Path) -> None:
    held = _received(tmp_path)
    with pytest.raises(WrongUse, match="has no full delivery in force whose time is over"):
        _prune(held, date(2026, 8, 1), "navet")


def test_a_refusal_goes_too_when_its_time_is_over(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES, POPULATION)
    file = held.shelf / "navet" / "2026-06-30" / "navet.xml"
    file.write_bytes(file.read_bytes()[:-40])
    held.deliver()
    assert _gone(_prune(held, date(2027, 8, 5))) == [POPULATION]
    assert held.contents().refusals == ()
    assert not list((held.root / "refused").rglob("*.json"))


def test_a_removal_that_is_cut_short_is_finished_by_the_next_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = _received(tmp_path)
    was = next(each for each in held.contents().held if each.name == " ".join(POPULATION))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(disk, "take_away", killed)
        with pytest.raises(KeyboardInterrupt):
            _prune(held, date(2027, 8, 5))
    assert was.folder.exists()
    assert POPULATION not in held.states()
    held.clear().lay(HOMES).deliver()
    assert not was.folder.exists()


def test_what_was_removed_can_be_received_again(tmp_path: Path) -> None:
    held = _received(tmp_path)
    _prune(held, date(2027, 8, 5))
    assert held.became()[POPULATION] == "taken"
    assert held.states()[POPULATION] == "superseded"


def test_a_line_changed_or_taken_out_of_the_journal_is_seen(tmp_path: Path) -> None:
    held = _received(tmp_path)
    _prune(held, date(2027, 8, 5))
    path = held.root / "journal.jsonl"
    whole = path.read_text(encoding="utf-8")
    lines = whole.splitlines()
    for harmed in (
        lines[:2] + lines[3:],
        [line.replace("navet", "kir") for line in lines],
        [*lines[:-1], lines[-1][:9]],
    ):
        path.write_text("\n".join(harmed) + "\n", encoding="utf-8")
        with pytest.raises(NothingWritten, match="journal"):
            held.contents()
        assert depot.verify(depot.open_store(held.root), Silent()).faults[0].file == "journal.jsonl"
    path.write_text(whole, encoding="utf-8")
    assert json.loads(lines[-1])["what"] == "pruned"
