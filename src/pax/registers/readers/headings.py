"""From the columns a file has to the columns a register promises."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from pax.registers.readers.raw import Opening
from pax.registers.readers.recognise import Names, NotReadable, plain
from pax.vocabulary import ColumnType, Table

EXCHANGE = "exchange"


def indispensable(table: Table) -> tuple[str, ...]:
    """Columns without which an exchange table would be read wrongly rather than less: keys, periods, marks, amounts.

    Any other column may be left out and is unknown in every row (docs/decisions/0011).
    """
    named = {"protection", "from_date", "to_date", "period_from", "period_to", "opened_on", "closed_on", "amount"}
    keys = set(table.key)
    return tuple(
        column.name
        for column in table.columns
        if column.name in keys or (column.name in named and column.type is not ColumnType.BOOLEAN)
    )


def required_columns(opening: Opening, raw: str) -> tuple[tuple[str, ...], ...]:
    """The names, as the file writes them, of each group of which one must be there."""
    if opening.source.reader == EXCHANGE:
        return tuple((name,) for name in indispensable(opening.schema[raw]))
    return tuple(wanted.names for wanted in opening.source.wanted_columns(raw))


def known_columns(opening: Opening, raw: str) -> tuple[str, ...]:
    """Every name, as the file writes them, that is read."""
    if opening.source.reader == EXCHANGE:
        return opening.schema[raw].names
    return tuple(opening.source.columns.get(raw, {}))


def columns_of(opening: Opening, raw: str, cells: Sequence[str], file: str) -> list[str | None]:
    """For each cell of the heading row our name for the column, or None when it is not read.

    Of alternatives that stand side by side the one that the layout lists first is read. A column that is not known is
    left unread with a note; but when its name is close to one that is missing and has no alternative, the file is
    refused: then it is that column, misspelt.
    """
    known = known_columns(opening, raw)
    ours = opening.source.columns.get(raw, {})
    met = Names(known).met(cells)
    absent = _absent(known, ours, {name for name in met if name is not None})
    chosen = _chosen(known, ours, met)
    named: list[str | None] = []
    for cell, name in zip(cells, met, strict=True):
        if name is None and cell.strip():
            _refuse_misspelt(cell, [names[0] for names in absent.values() if len(names) == 1])
            opening.findings.note(file, 0, "", "a column that is not known is not read")
        elif name is not None and name not in chosen:
            opening.findings.note(file, 0, ours.get(name, name), "another column that says the same is read instead")
        named.append(ours.get(name, name) if name is not None and name in chosen else None)
    instead = {column for group in opening.source.expect.one_of for column in group}
    for column in absent.keys() - instead:
        opening.findings.note(file, 0, column, "the column is missing, so unknown in every row")
    return named


def _absent(known: Sequence[str], ours: Mapping[str, str], met: set[str]) -> dict[str, list[str]]:
    """Our columns that no cell means, with the names they could have had."""
    absent: dict[str, list[str]] = {}
    for name in known:
        absent.setdefault(ours.get(name, name), []).append(name)
    return {column: names for column, names in absent.items() if not met & set(names)}


def _chosen(known: Sequence[str], ours: Mapping[str, str], met: Sequence[str | None]) -> set[str]:
    """Of the names that are met, the first listed for each of our columns."""
    first: dict[str, str] = {}
    for name in known:
        if name in met:
            first.setdefault(ours.get(name, name), name)
    return set(first.values())


def _refuse_misspelt(cell: str, absent: Sequence[str]) -> None:
    written = {plain(name): name for name in absent}
    close = get_close_matches(plain(cell), list(written), 1, 0.85)
    if close:
        raise NotReadable(f"a column has an unknown name; is it {written[close[0]]}?")
