"""Who and what a row of a register names, by the canonical schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pax.vocabulary.canonical import IdKind, Schema

Named = tuple[str, str]
"""(kind, engine's id); kind is person, dwelling, organisation, account, lease or case."""

_ENDS = frozenset(
    {IdKind.PERSON, IdKind.PARTY, IdKind.ORGANISATION, IdKind.DWELLING, IdKind.ACCOUNT, IdKind.LEASE, IdKind.CASE}
)


@dataclass(frozen=True)
class Ends:
    """Reads out of a row of linked values whom it names."""

    schema: Schema

    @cached_property
    def _columns(self) -> dict[str, tuple[tuple[str, IdKind], ...]]:
        return {
            name: tuple((column.name, column.id) for column in table.columns if column.id in _ENDS)
            for name, table in self.schema.tables.items()
        }

    def by_column(self, table: str, facts: Mapping[str, Any]) -> dict[str, Named]:
        """Column → whom it names, in the schema's order; empty columns and unknown tables name nobody."""
        return {
            column: _named(kind, facts[column])
            for column, kind in self._columns.get(table, ())
            if isinstance(facts.get(column), str) and facts[column]
        }

    def of(self, table: str, facts: Mapping[str, Any]) -> list[Named]:
        """Everyone and everything a row names, in the order of its columns."""
        return list(self.by_column(table, facts).values())


def _named(kind: IdKind, identifier: str) -> Named:
    """(kind, id) of a value in a column; a party is a person or an organisation, as its id tells."""
    if kind is IdKind.PARTY:
        return ("person" if identifier.startswith("p_") else "organisation", identifier)
    return (str(kind), identifier)
