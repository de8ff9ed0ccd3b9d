"""Facts that were corrected: what is right stands in their place, what the register says beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.intake.models import Item
from paxweb.signals import rooms
from paxweb.signals.itempage import ItemPage
from paxweb.signals.sheet import Cell, Fact, Table

Rights = Mapping[tuple[str, str, str, str], rooms.Right]
_MARK = Text("rättad", "corrected")


def lay(actor: Actor, page: ItemPage, language: str) -> list[rooms.Part]:
    """Lay corrections over a page's facts; the parts that tell of the rest."""
    keys = {fact.key for fact in (*page.first, *_rows(page.sheet), *_rows(page.evidence)) if fact.key[1]}
    parts = []
    for laid in rooms.laid_over(actor, page.item, sorted(keys), language):
        if laid.right:
            mark = _MARK.said(language)
            page.first = [_fact(fact, laid.right, mark) for fact in page.first]
            page.sheet = _tables(page.sheet, laid.right, mark)
            page.evidence = _tables(page.evidence, laid.right, mark)
        parts += [laid.part] if laid.part else []
    return parts


def right_facts(actor: Actor, item: Item, facts: Sequence[Fact], language: str) -> list[Fact]:
    """The same facts, with what is right where they were corrected: for what leaves the item's page."""
    found = list(facts)
    for laid in rooms.laid_over(actor, item, sorted({fact.key for fact in facts if fact.key[1]}), language):
        found = [_fact(fact, laid.right, _MARK.said(language)) for fact in found]
    return found


def _rows(tables: Sequence[Table]) -> list[Fact]:
    return [fact for table in tables for fact in table.rows]


def _tables(tables: Sequence[Table], right: Rights, mark: str) -> list[Table]:
    return [replace(table, rows=tuple(_fact(fact, right, mark) for fact in table.rows)) for table in tables]


def _fact(fact: Fact, right: Rights, mark: str) -> Fact:
    return replace(fact, cells=tuple(_cell(fact, cell, right, mark) for cell in fact.cells))


def _cell(fact: Fact, cell: Cell, right: Rights, mark: str) -> Cell:
    found = right.get((*fact.key, cell.column, cell.raw))
    return cell if found is None else replace(cell, text=f"{found.new} ({mark})", was=cell.text, note=found.note)
