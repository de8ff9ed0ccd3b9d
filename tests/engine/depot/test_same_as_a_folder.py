"""What is in force in a store is, row by row, what a folder of the same deliveries gives."""

from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pax import content, municipality
from pax.registers import Wish, depot, receive, register_ids
from pax.run import Place, RunFolder, run
from pax.vocabulary import NothingWritten, Silent
from tests.engine.depot.stock import AT, HOMES, NOTICES, POPULATION, Stock, assert_same, stock
from tests.engine.registers.deliveries import CONTENT, rows
from tests.engine.run.small_world import AID, HOUSING, asked, every_rule

town = pytest.importorskip("pax.town", reason="the made-up town needs the extra [demo]")
CHANGED_PAYMENTS = ("aid_changes", "2026-07-01")


def _both(held: Stock) -> None:
    held.deliver()
    assert_same(held.in_force(), held.from_folder())


def test_full_deliveries_changes_and_what_is_looked_up_give_the_same(tmp_path: Path) -> None:
    letters, paid = ("returned_mail", "2026-07-06"), ("aid", "2026-06-30")
    _both(stock(tmp_path).lay(HOMES, POPULATION, NOTICES, letters, paid, CHANGED_PAYMENTS, ("leases", "2026-06-30")))


def test_changes_received_in_any_order_are_applied_in_theirs(tmp_path: Path) -> None:
    held = stock(tmp_path)
    for delivery in (CHANGED_PAYMENTS, NOTICES, ("aid", "2026-06-30"), POPULATION, HOMES):
        held.clear().lay(delivery).deliver()
    _both(held.clear().lay(CHANGED_PAYMENTS, NOTICES, ("aid", "2026-06-30"), POPULATION, HOMES))


def test_a_gap_between_changes_is_told_as_in_a_folder(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES, POPULATION, NOTICES, ("navet_changes", "2026-07-20"))
    later = next((held.shelf / "navet_changes" / "2026-07-20").iterdir())
    later.write_bytes(later.read_bytes().replace(b"<LopNr>42<", b"<LopNr>45<"))
    _both(held)
    assert [row.problem for row in held.in_force().quality if "gap" in row.problem] == [
        "kept: a gap in the sequence of deliveries: 43 to 44"
    ]


def test_a_new_full_delivery_begins_again(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES, POPULATION, NOTICES, ("navet", "2026-07-31"))
    _both(held)
    assert {register for (register,) in rows(held.in_force(), "persons", "src_register")} == {"navet"}


def test_homes_that_come_after_the_persons_are_found_all_the_same(tmp_path: Path) -> None:
    """An address is looked up in what is in force when it is asked, not in what was there when it came."""
    held = stock(tmp_path).lay(POPULATION, ("returned_mail", "2026-07-06"))
    held.deliver()
    assert rows(held.in_force(), "triggers", "subject_id") == []
    before = rows(held.in_force(), "residences", "dwelling_id", "property_id")
    held.lay(HOMES).deliver()
    assert rows(held.in_force(), "triggers", "subject_id")
    assert rows(held.in_force(), "residences", "dwelling_id", "property_id") != before
    assert_same(held.in_force(), held.from_folder())


def test_only_wanted_tables_are_opened_and_they_are_the_same(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(HOMES, POPULATION, ("aid", "2026-06-30"))
    held.deliver()
    wanted = frozenset({"residences", "aid_cases"})
    one, other = held.in_force(wanted), held.from_folder(wanted)
    assert sorted(one.tables) == sorted(wanted)
    for name in wanted:
        assert pq.read_table(one.tables[name]).equals(pq.read_table(other.tables[name]))


def test_every_register_with_a_sample_is_the_same_from_the_store(tmp_path: Path) -> None:
    """One store for each register, with the homes that addresses are looked up in."""
    for register in register_ids(CONTENT):
        if register in ("exchange", *(name for name in register_ids(CONTENT) if name.endswith("_changes"))):
            continue
        held = stock(tmp_path / register, {"dwellings": register})
        held.folder.mkdir()
        held.lay(HOMES, (register, "2026-06-30"))
        arrivals = held.deliver()
        assert [str(each.became) for each in arrivals] == ["taken", "taken"], register
        assert_same(held.in_force(), held.from_folder())


def test_a_protection_mark_in_a_quarantined_row_is_not_lost_on_the_shelf(tmp_path: Path) -> None:
    held = stock(tmp_path, {}).lay(HOMES)
    persons = held.shelf / "exchange" / "2026-06-30" / "persons.csv"
    lines = ["person_id,protection,birth_date", *(f"{number},none,1987-03-12" for number in ("198507041570",))]
    persons.write_text("\n".join([*lines, "198703122380,sekretessmarkering,1987-02-30", ""]), encoding="utf-8")
    held.deliver()
    assert "198703122380" in held.in_force().marked
    assert_same(held.in_force(), held.from_folder())


@pytest.fixture(scope="module")
def small_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town's native files."""
    folder = tmp_path_factory.mktemp("town")
    made = town.build(2_000, 11, AT.date(), content.schema(content.find()), Silent())
    town.write_town(made, folder, town.Format.NATIVE, "0999", content.find(), Silent())
    return folder


@pytest.mark.parametrize("board", [HOUSING, AID, "registry"])
def test_a_run_from_the_store_is_the_run_from_the_folder(small_town: Path, tmp_path: Path, board: str) -> None:
    """Byte by byte, but for how long it took."""
    chosen = municipality.load(small_town / "municipality.toml")
    store = tmp_path / "store"
    depot.deliver(store, [small_town / board], Wish(board, chosen, content.find(), None, None), AT, Silent())
    for name, place in (("store", store), ("folder", small_town / board)):
        where = Place(chosen, board, content.find(), place, None, None, every_rule(), from_store=name == "store")
        run(where, tmp_path / f"RUN-{name}", previous=None, kept=None, keys=None, report=Silent(), clock=lambda: 0.0)
    one, other = tmp_path / "RUN-store", tmp_path / "RUN-folder"
    assert asked(RunFolder.open(one))
    names = sorted(path.name for path in other.iterdir() if path.name != "timings.json")
    assert [name for name in names if (one / name).read_bytes() != (other / name).read_bytes()] == []


@pytest.mark.parametrize("name", ["tables/persons.parquet", "quality.parquet", "manifest.json"])
@pytest.mark.parametrize("harm", ["cut", "changed", "gone"])
def test_a_damaged_file_is_named_and_nothing_is_read_of_it(tmp_path: Path, name: str, harm: str) -> None:
    held = stock(tmp_path).lay(HOMES, POPULATION)
    held.deliver()
    file = next((held.root / "deliveries" / "navet").iterdir()) / name
    whole = file.read_bytes()
    file.unlink()
    if harm != "gone":
        at = len(whole) // 2
        file.write_bytes(whole[:at] if harm == "cut" else whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    with pytest.raises(NothingWritten, match="missing or not as it was written") as refused:
        held.in_force()
    assert refused.value.file is not None
    assert refused.value.file.endswith(name)
    assert "backup" in refused.value.then


def test_a_delivery_that_somebody_took_away_by_hand_stops_the_run(tmp_path: Path) -> None:
    """Otherwise the one before it would be in force without a word."""
    held = stock(tmp_path).lay(HOMES, POPULATION)
    held.deliver()
    held.clear().lay(("navet", "2026-07-31")).deliver(AT + timedelta(days=30))
    newest = next(path for path in (held.root / "deliveries" / "navet").iterdir() if "07-31" in path.name)
    newest.rename(tmp_path / "elsewhere")
    with pytest.raises(NothingWritten, match="no longer in the store"):
        held.in_force()


def test_a_store_with_nothing_in_force_is_asked_nothing(tmp_path: Path) -> None:
    held = stock(tmp_path).lay(POPULATION)
    file = next((held.shelf / "navet" / "2026-06-30").iterdir())
    file.write_bytes(b"<Navet")
    held.deliver()
    with pytest.raises(NothingWritten, match="nothing is in force"):
        held.in_force()


def test_receive_is_still_what_reads_a_folder(tmp_path: Path) -> None:
    """The two ways in are one: a refusal of the folder's is a refusal of the store's, word by word."""
    held = stock(tmp_path).lay(HOMES, POPULATION)
    file = next((held.shelf / "navet" / "2026-06-30").iterdir())
    file.write_bytes(file.read_bytes()[:-40])
    wish = held.wish()
    one = receive(held.shelf, wish.board, wish.municipality, CONTENT, tmp_path / "o", as_of=None, wanted=None,
                  report=Silent()).refusals  # fmt: skip
    refusal = next(each.refusal for each in held.deliver() if each.refusal)
    assert str(one[0]) == str(refusal.error)
