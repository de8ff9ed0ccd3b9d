"""Any one heading of any register's file left out, renamed, written twice or emptied: read without it, or refused."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pax.content import schema
from pax.registers import register_ids
from pax.registers.joining import join
from pax.registers.readers.raw import Opening
from pax.registers.receiving import Intake, Wish, open_intake
from pax.registers.shelf import Found
from pax.registers.source import Source, read_source
from pax.registers.taking import Opened, Taken, hashes, make, open_delivery, take
from pax.vocabulary import DeliveryRefused
from tests.engine.registers.deliveries import AS_OF, CONTENT, municipality
from tests.engine.registers.forms import changes

_SCHEMA = schema(CONTENT)
_SOURCES = {register: read_source(CONTENT, register, _SCHEMA.tables) for register in register_ids(CONTENT)}
_BY_HEADING = ("csv", "xlsx", "table")
_OURS = re.compile(r"(?:19|20)\d{10}|(?:19|20)\d{6}-\d{4}|Öberg|Evert|Kvarngatan|Storgatan")
"""What stands in the samples of people: their numbers, names and streets."""


def _samples(register: str) -> list[Path]:
    return sorted((CONTENT.folder("registers") / register / "sample").iterdir())


@contextmanager
def _intake(source: Source, work: Path) -> Iterator[Intake]:
    """A board at work, with the samples at hand that the register looks things up in, or changes."""
    wish = Wish("social_services", municipality(), CONTENT, None, AS_OF)
    beside = ["exchange"] if "dwellings" in source.needs else []
    beside += [source.changes] if source.changes else []
    with open_intake(wish, work, {source.id: source}, AS_OF) as intake:
        for register in beside:
            other = _SOURCES[register]
            intake.taken.append(take(_opening(intake, other, _samples(register)), AS_OF))
        yield intake


def _opening(intake: Intake, source: Source, files: list[Path]) -> Opening:
    return intake.opening(source, Found(source.id, AS_OF, tuple(files)), files)


class _Receiver:
    """Receives one register again and again; what the reader gives alike is made once."""

    def __init__(self, intake: Intake, source: Source, work: Path) -> None:
        self.intake, self.source, self.work = intake, source, work
        self.made: dict[str, Taken | DeliveryRefused] = {}

    def receive(self, files: list[Path]) -> Taken | DeliveryRefused:
        opening = _opening(self.intake, self.source, files)
        try:
            opened = open_delivery(opening, AS_OF, hashes(files))
        except DeliveryRefused as refused:
            return refused
        read = self._read(opened)
        if read not in self.made:
            self.made[read] = self._made(opened)
        return self.made[read]

    def _read(self, opened: Opened) -> str:
        """What a reader gave, as far as it concerns columns: which there are, and which of them hold nothing."""
        tables = []
        for raw in opened.raws:
            counts = ", ".join(["count(*) > 0", *(f'count("{name}") > 0' for name in raw.columns)])
            query = f"SELECT {counts} FROM ({raw.relation})"  # noqa: S608  the reader's own
            tables.append((raw.name, raw.columns, self.intake.engine.rows(query)))
        return repr(tables)

    def _made(self, opened: Opened) -> Taken | DeliveryRefused:
        try:
            taken = make(opened)
        except DeliveryRefused as refused:
            return refused
        lines = [each for each in self.intake.taken if each.source.id == self.source.changes]
        join(self.intake.engine, _SCHEMA, [*lines, taken], {}, None, self.work / "out")
        return taken


def _told(answer: Taken | DeliveryRefused) -> str:
    if isinstance(answer, DeliveryRefused):
        return f"{answer} {answer!r}"
    return "\n".join(f"{row!r} {row.column} {row.problem} {row.shape}" for row in answer.quality)


def _may_be_refused(source: Source, file: str, heading: str, how: str) -> bool:
    """False where a heading of a list is one that the layout says a file may lack: then it must be read without."""
    if source.reader not in _BY_HEADING or how in ("doubled", "misspelt"):
        return True
    known = {name: ours for raw, columns in source.columns.items() for name, ours in columns.items()
             if Path(file).match(source.files[raw])}  # fmt: skip
    return known.get(heading, heading) not in source.expect.optional


@pytest.mark.parametrize("register", _SOURCES)
def test_any_heading_may_be_missing_or_wrong(register: str, tmp_path: Path) -> None:
    source = _SOURCES[register]
    with _intake(source, tmp_path / "work") as intake:
        receiver = _Receiver(intake, source, tmp_path)
        whole = receiver.receive(_samples(register))
        assert isinstance(whole, Taken)
        for at, sample in enumerate(_samples(register)):
            folder = tmp_path / str(at)
            folder.mkdir()
            files = [each if each != sample else folder / sample.name for each in _samples(register)]
            for heading, how, content in changes(sample.name, sample.read_bytes()):
                (folder / sample.name).write_bytes(content())
                answer = receiver.receive(files)
                said = _told(answer)
                about = f"{sample.name}: {heading} {how}: {said}"
                assert "to their end" not in said, about
                assert _OURS.findall(said) == [], about
                assert isinstance(answer, Taken) or _may_be_refused(source, sample.name, heading, how), about
