"""What a new municipality begins with: its boards, and the ground on which each may hold each register."""

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import Field, ValidationError

from pax.content import Content, read_yaml
from pax.municipality.choices import BOARDS, EXCHANGE, Board, Ground, Receipt
from pax.municipality.document import BoardPart, Id, Strict, TextPart, Words
from pax.municipality.faults import described
from pax.vocabulary import Identity, Text, WrongUse

FILE, PURPOSES = "grounds.yml", "purposes.yml"


class _Entry(Strict):
    registers: list[Id] = Field(min_length=1)
    boards: list[Id] = Field(min_length=1)
    sender: Words = Field(alias="from")
    act: Words
    section: Words


class _File(Strict):
    boards: dict[Id, BoardPart]
    grounds: list[_Entry]


@dataclass(frozen=True, slots=True)
class Grounds:
    """Every board in its order, and every receipt that makes sense; no ground is confirmed."""

    boards: tuple[Board, ...]
    receipts: tuple[Receipt, ...]

    def receipts_of(self, registers: Iterable[str], identity: Identity) -> tuple[Receipt, ...]:
        """The receipts for these registers, board by board; `exchange` never where the numbers are real.

        Raises `WrongUse` for a register that has no ground here.
        """
        wanted = {register for register in registers if register != EXCHANGE or identity is Identity.FICTITIOUS}
        without = sorted(wanted - {receipt.register for receipt in self.receipts})
        if without:
            raise _refused(f"no ground is written for the register {', '.join(without)}")
        order = [board.id for board in self.boards]
        found = [receipt for receipt in self.receipts if receipt.register in wanted]
        return tuple(sorted(found, key=lambda receipt: (order.index(receipt.board), receipt.register)))


class _Purposes(Strict):
    purposes: dict[Id, TextPart]


def read_purposes(content: Content) -> dict[str, Text]:
    """Read `municipality/purposes.yml`: id → what data may be used for. Raises `WrongUse` when it breaks its form."""
    try:
        file = _Purposes.model_validate({"purposes": read_yaml(content.folder("municipality") / PURPOSES)})
    except ValidationError as error:
        raise WrongUse(
            "; ".join(described(error, _Purposes)),
            file=f"municipality/{PURPOSES}",
            ask="whoever added the purpose",
            then="write there what it means in Swedish and English",
        ) from None
    return {purpose: Text(part.sv, part.en) for purpose, part in file.purposes.items()}


def read_grounds(content: Content) -> Grounds:
    """Read `municipality/grounds.yml`. Raises `WrongUse` when it breaks its form or does not name every board."""
    try:
        file = _File.model_validate(read_yaml(content.folder("municipality") / FILE))
    except ValidationError as error:
        raise _refused("; ".join(described(error, _File))) from None
    named = {board for entry in file.grounds for board in entry.boards} | set(file.boards)
    if set(file.boards) != set(BOARDS) or named != set(BOARDS):
        raise _refused(f"the boards are not exactly {', '.join(BOARDS)}")
    return Grounds(
        boards=tuple(Board(board, file.boards[board].name, tuple(file.boards[board].secrecy)) for board in BOARDS),
        receipts=tuple(
            Receipt(board, register, entry.sender, Ground(entry.act, entry.section, confirmed=False))
            for entry in file.grounds
            for register in entry.registers
            for board in entry.boards
        ),
    )


def _refused(problem: str) -> WrongUse:
    return WrongUse(
        problem,
        file=f"municipality/{FILE}",
        ask="whoever added the register or board",
        then="write there which boards may hold it, who sends it and on what ground",
    )
