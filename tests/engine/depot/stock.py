"""A board's store for tests: samples laid on a shelf, received into a store, read back from it."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet as pq

from pax.content import Content
from pax.municipality import BOARDS, Municipality, new_text
from pax.registers import Received, Wish, depot, receive
from pax.registers.depot import Arrival, Contents, Listed
from pax.vocabulary import Identity, Silent
from tests.engine.registers.deliveries import CONTENT, municipality
from tests.engine.run.small_world import every_rule

AT = datetime(2026, 7, 7, 6, 0, tzinfo=UTC)
BOARD = "social_services"
SOURCES = {
    "persons": "navet", "residences": "navet", "relations": "navet", "tenancies": "leases", "dwellings": "exchange",
    "aid_payments": "aid", "aid_cases": "aid", "aid_members": "aid",
}  # fmt: skip
HOMES, POPULATION, NOTICES = ("exchange", "2026-06-30"), ("navet", "2026-06-30"), ("navet_changes", "2026-07-06")


@dataclass(frozen=True, slots=True)
class Stock:
    """One board's shelf (`shelf`, what was delivered) and store (`root`)."""

    folder: Path
    holder: Municipality
    content: Content = CONTENT

    @property
    def root(self) -> Path:
        """Where the store lies."""
        return self.folder / "store"

    @property
    def shelf(self) -> Path:
        """Where deliveries are laid."""
        return self.folder / "in"

    def lay(self, *deliveries: tuple[str, str]) -> "Stock":
        """Lay the sample of each register on the shelf, under a day."""
        for register, day in deliveries:
            sample = self.content.folder("registers") / register / "sample"
            shutil.copytree(sample, self.shelf / register / day)
        return self

    def clear(self) -> "Stock":
        """Take everything off the shelf."""
        shutil.rmtree(self.shelf, ignore_errors=True)
        return self

    def wish(self, wanted: frozenset[str] | None = None, as_of: date | None = None) -> Wish:
        """What the board asks for."""
        return Wish(BOARD, self.holder, self.content, wanted, as_of)

    def deliver(self, at: datetime = AT) -> tuple[Arrival, ...]:
        """Receive what lies on the shelf into the store."""
        return depot.deliver(self.root, [self.shelf], self.wish(), at, Silent())

    def became(self) -> dict[tuple[str, str], str]:
        """Receive, and say what became of each delivery."""
        return {(each.register, each.date.isoformat()): str(each.became) for each in self.deliver()}

    def contents(self) -> Contents:
        """What lies in the store."""
        return depot.contents(depot.open_store(self.root))

    def listed(self) -> tuple[Listed, ...]:
        """Every delivery and how it stands."""
        return depot.listed(self.contents())

    def states(self) -> dict[tuple[str, str], str]:
        """Register and day → state."""
        return {(each.register, each.date.isoformat()): str(each.state) for each in self.listed()}

    def in_force(self, wanted: frozenset[str] | None = None) -> Received:
        """What is in force in the store."""
        return depot.in_force(depot.open_store(self.root), self.wish(wanted), self.folder / "from-store", Silent())

    def from_folder(self, wanted: frozenset[str] | None = None) -> Received:
        """What `receive` gives of the shelf itself."""
        out = self.folder / "from-folder"
        return receive(
            self.shelf, BOARD, self.holder, self.content, out, as_of=None, wanted=wanted, report=Silent()
        )  # fmt: skip


def stock(folder: Path, sources: Mapping[str, str] | None = None) -> Stock:
    """A shelf and a store of a board that may hold every register."""
    return Stock(folder, municipality(sources=SOURCES if sources is None else sources))


def municipality_file(folder: Path, *registers: str) -> Path:
    """A municipality that asks every rule of every board, whose boards may hold these registers."""
    every = every_rule().rules.values()
    asked = {board: [rule.id for rule in every if board in rule.boards] for board in BOARDS}
    text = new_text("0999", Identity.FICTITIOUS, asked, registers, "Lova Lag", content=CONTENT)
    path = folder / "municipality.toml"
    path.write_text(text, encoding="utf-8")
    return path


def without_ground(held: Stock, *registers: str) -> Stock:
    """The same, but no ground is recorded for these registers."""
    receives = tuple(each for each in held.holder.receives if each.register not in registers)
    return replace(held, holder=replace(held.holder, receives=receives))


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file of a store by its name, but for unfinished work and the lock."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.relative_to(root).parts[0] not in (".writing", ".lock")
    }


def assert_same(one: Received, other: Received) -> None:
    """The same tables row by row, the same deliveries, quality, marks and day."""
    assert list(one.tables) == list(other.tables)
    for name in one.tables:
        assert pq.read_table(one.tables[name]).equals(pq.read_table(other.tables[name])), name
    assert one.deliveries == other.deliveries
    assert one.quality == other.quality
    assert [row.named for row in one.quality] == [row.named for row in other.quality]
    assert (one.marked, one.as_of) == (other.marked, other.as_of)
