"""When a change since the delivery before, or a thing in this one, is so large that somebody must look.

The rule, in full (decision 90): a table with 10 % fewer or 25 % more rows, or none at all; a column whose completeness
fell by more than 5 points; a code that is new and on more than 1 % of the rows, or was and is gone; quarantine, or
addresses that are not found, more than 1 or 5 points up; days before 1900 or ahead on more than 1 %; days heaped on
1 January. Tables that had fewer than five rows are not compared.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pax.registers.quality.measuring import Codes, Measured, TableMeasure
from pax.registers.quality.saying import few, share, signed
from pax.vocabulary import Text

FEWER, MORE = -0.10, 0.25
FALLS = 0.05
NEW_CODE = 0.01
QUARANTINE, UNPLACED = 0.01, 0.05
ODD_DAYS = 0.01
LEAST = 5
_EXACT = 9  # decimals: 1 - 0.95 is a little over 0.05
_OTHER = Text("en annan kod", "another code")


@dataclass(frozen=True, slots=True)
class Jump:
    """One warning: where (`persons`, `persons.surname`), what happened, and its figures."""

    place: str
    says: Text
    before: str
    now: str


def jumps(now: Measured, before: Measured | None) -> tuple[Jump, ...]:
    """The warnings of a delivery; without one before it only those that need no comparison."""
    found = list(_alone(now, before))
    if before is not None:
        for name, earlier in before.tables.items():
            found += _table(name, now.tables.get(name), earlier)
    return tuple(found)


def _alone(now: Measured, before: Measured | None) -> Iterator[Jump]:
    rates = (
        (QUARANTINE, now.share(now.quarantined), before.share(before.quarantined) if before else 0.0, _QUARANTINE),
        (UNPLACED, now.share(now.unplaced), before.share(before.unplaced) if before else 0.0, _UNPLACED),
    )
    for limit, rate, earlier, says in rates:
        if round(rate - earlier, _EXACT) > limit:
            yield Jump("", says, share(earlier) if before else "", share(rate))
    for name, table in now.tables.items():
        for column, days in table.dates.items():
            place = f"{name}.{column}"
            if days.early + days.future > ODD_DAYS * days.total:
                yield Jump(place, _ODD_DAYS, "", few(days.early + days.future))
            if days.is_heaped:
                yield Jump(place, _HEAPED, "", share(days.new_year / days.total))


def _table(name: str, now: TableMeasure | None, before: TableMeasure) -> Iterator[Jump]:
    if before.rows < LEAST:
        return
    rows = now.rows if now else 0
    if not rows:
        yield Jump(name, _EMPTY, str(before.rows), "0")
    if now is None or not rows:
        return
    change = round(rows / before.rows - 1, _EXACT)
    if change < FEWER or change > MORE:
        yield Jump(name, _FEWER if change < 0 else _MORE, str(before.rows), f"{rows} ({signed(change)})")
    for column in before.filled:
        was, is_now = before.completeness(column), now.completeness(column)
        if round(was - is_now, _EXACT) > FALLS:
            yield Jump(f"{name}.{column}", _LESS_FULL, share(was), share(is_now))
    for column in {**before.codes, **now.codes}:
        yield from _codes(f"{name}.{column}", now.codes.get(column), before.codes.get(column))


def _codes(place: str, now: Codes | None, before: Codes | None) -> Iterator[Jump]:
    for word in dict.fromkeys([*(now.known if now else ()), *(before.known if before else ()), None]):
        was, is_now = _share_of(before, word), _share_of(now, word)
        named = Text(word, word) if word is not None else _OTHER
        if not was and is_now > NEW_CODE:
            yield Jump(place, _said(_NEW_CODE, named), share(was), share(is_now))
        if was > NEW_CODE and not is_now:
            yield Jump(place, _said(_GONE_CODE, named), share(was), share(is_now))


def _share_of(codes: Codes | None, word: str | None) -> float:
    if codes is None:
        return 0.0
    return (codes.other if word is None else codes.known.get(word, 0)) / codes.total


def _said(text: Text, named: Text) -> Text:
    return Text(text.sv.format(named.sv), text.en.format(named.en))


_QUARANTINE = Text("fler rader än förut har lagts åt sidan", "more rows than before are left out")
_UNPLACED = Text("fler adresser än förut hittas inte i lägenhetsregistret", "more addresses than before are not found")
_ODD_DAYS = Text(
    "dagar före 1900 eller efter leveransen, på mer än 1 %", "days before 1900 or after the delivery, over 1 %"
)
_HEAPED = Text("dagar samlade på 1 januari: bara året är känt", "days heaped on 1 January: only the year is known")
_EMPTY = Text("tabellen är tom eller borta", "the table is empty or gone")
_FEWER = Text("mer än 10 % färre rader", "over 10 % fewer rows")
_MORE = Text("mer än 25 % fler rader", "over 25 % more rows")
_LESS_FULL = Text("ifylld i mer än 5 procentenheter färre rader", "filled in over 5 points fewer rows")
_NEW_CODE = Text("ny kod på mer än 1 %: {}", "a new code on over 1 %: {}")
_GONE_CODE = Text("en kod som fanns på mer än 1 % är borta: {}", "a code that was on over 1 % is gone: {}")
