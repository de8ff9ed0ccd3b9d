"""A letter's content, its head and its record → a paper to be set in type, or shown as a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pax.letters import (
    Filled,
    FilledDots,
    FilledHead,
    FilledRunning,
    FilledTable,
    Letter,
    Receiver,
    Record,
    Said,
    filled,
    said_day,
)
from pax.vocabulary import Text
from paxweb.letters.delivering import PRINTED, Delivery
from paxweb.typesetting import Block, Heading, Items, Paper, Paragraph, Rows, Run, Runs, Signatures, tidy

_DAY = Text("Dag", "Day")
_NUMBER = Text("Ärende", "Case")
_SIGNED = Text("Skriver under för oss", "Signing for us")
_YOURS = Text("Din underskrift, ditt namn och dagen", "Your signature, your name and the day")
_DRAFT = Text("Utkast", "Draft")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above every letter. `sender`: lines below the board's name; `address`: lines, only by post."""

    day: date
    number: str
    sender: tuple[str, ...] = ()
    name: str = ""
    delivery: Delivery = Delivery.MAILBOX
    address: tuple[str, ...] = ()

    def kept(self) -> dict[str, object]:
        """As a row of the database holds it."""
        return {
            "day": self.day.isoformat(),
            "number": self.number,
            "sender": list(self.sender),
            "name": self.name,
            "delivery": self.delivery.value,
            "address": list(self.address),
        }


def letterhead(kept: Mapping[str, object]) -> Letterhead:
    """The letterhead a row holds."""
    return Letterhead(
        day=date.fromisoformat(str(kept["day"])),
        number=str(kept["number"]),
        sender=_lines(kept["sender"]),
        name=str(kept["name"]),
        delivery=Delivery(str(kept["delivery"])),
        address=_lines(kept["address"]),
    )


def paper_of(
    letter: Letter,
    head: Letterhead,
    record: Record,
    language: str,
    *,
    board: str,
    made_at: datetime,
    signers: Sequence[str] = (),
    draft: bool = False,
) -> Paper:
    """The whole paper. Every fact stands on it once. Raises ValueError for a day or an amount that is none."""
    blocks = [_block(part) for part in filled(letter, record, language)]
    if signers:
        blocks += [Heading(_SIGNED.said(language)), Signatures(tuple(signers))]
    if letter.both_sign:
        blocks += [Heading(_YOURS.said(language)), Signatures(("\u2026" * 40,))]
    return Paper(
        title=letter.title.said(language),
        language=language,
        made_at=made_at,
        author=board,
        sender=(board, *head.sender),
        receiver=_receiver(letter, head, language),
        particulars=(
            (_DAY.said(language), said_day(head.day, language)),
            *(((_NUMBER.said(language), head.number),) if head.number else ()),
        ),
        blocks=tuple(blocks),
        watermark=_DRAFT.said(language) if draft else "",
    )


def tidied(record: Record) -> dict[str, str | list[str] | list[list[str]]]:
    """A record with every text tidied, as it is kept."""
    found: dict[str, str | list[str] | list[list[str]]] = {}
    for name, value in record.items():
        if isinstance(value, str):
            found[name] = tidy(value)
        elif value and not isinstance(value[0], str):
            found[name] = [[tidy(str(cell)) for cell in row] for row in value]
        else:
            found[name] = [tidy(str(line)) for line in value]
    return found


def _receiver(letter: Letter, head: Letterhead, language: str) -> tuple[str, ...]:
    if letter.receiver is Receiver.FILE:
        return ()
    below = head.address if head.delivery is Delivery.BY_MAIL else (PRINTED[head.delivery].said(language),)
    return tuple(line for line in (head.name, *below) if line)


def _block(part: Filled) -> Block:
    match part:
        case FilledHead(text):
            return Heading(text)
        case FilledRunning(said):
            return Paragraph(_runs(said))
        case FilledDots(items):
            return Items(tuple(_runs(said) for said in items))
        case FilledTable(caption, columns, shares, rows):
            return Rows(caption, columns, rows, shares)


def _runs(said: Sequence[Said]) -> Runs:
    return tuple(Run(one.text, one.strong) for one in said)


def _lines(value: object) -> tuple[str, ...]:
    return tuple(str(line) for line in value) if isinstance(value, list) else ()
