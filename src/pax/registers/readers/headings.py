"""From the columns a file has to the columns a register promises."""

from collections.abc import Sequence
from difflib import get_close_matches

from pax.registers.readers.raw import Opening
from pax.registers.readers.recognise import NotReadable, plain
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


def required_columns(opening: Opening, raw: str) -> tuple[str, ...]:
    """The names, as the file writes them, that must be there."""
    if opening.source.reader == EXCHANGE:
        return indispensable(opening.schema[raw])
    return opening.source.wanted_columns(raw)


def known_columns(opening: Opening, raw: str) -> tuple[str, ...]:
    """Every name, as the file writes them, that is read."""
    if opening.source.reader == EXCHANGE:
        return opening.schema[raw].names
    return tuple(opening.source.columns.get(raw, {}))


def columns_of(opening: Opening, raw: str, cells: Sequence[str], file: str) -> list[str | None]:
    """For each cell of the heading row our name for the column, or None when it is not read.

    A column that is not known is left unread with a note; but when its name is close to one that is missing, the file
    is refused: then it is that column, misspelt.
    """
    theirs = {plain(name): name for name in known_columns(opening, raw)}
    ours = opening.source.columns.get(raw, {})
    present = {plain(cell) for cell in cells}
    absent = [name for name in theirs if name not in present]
    named: list[str | None] = []
    for cell in cells:
        name = theirs.get(plain(cell))
        if name is None and cell.strip():
            close = get_close_matches(plain(cell), absent, 1, 0.85)
            if close:
                raise NotReadable(f"a column has an unknown name; is it {theirs[close[0]]}?")
            opening.findings.note(file, 0, "", "a column that is not known is not read")
        named.append(None if name is None else ours.get(name, name))
    for name in absent:
        opening.findings.note(
            file, 0, ours.get(theirs[name], theirs[name]), "the column is missing, so unknown in every row"
        )
    return named
