"""What a file can become: a canonical table, or the raw table of a register whose map.sql can be used for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pax.content import Content, read_yaml, schema
from pax.registers.source import Source, read_source, register_ids
from pax.vocabulary import Schema, Text

HEADINGS = "headings.yml"
_READERS = ("csv", "xlsx", "table")
_NEVER = ("person_groups", "party_matches", "known_addresses", "areas")


@dataclass(frozen=True, slots=True)
class Target:
    """One thing a file can become: our columns with the names they are known by, and what a row cannot do without.

    `like` is the register whose map.sql turns the raw table into canonical ones; empty for a canonical table itself.
    """

    raw: str
    title: Text
    fills: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    required: tuple[tuple[str, ...], ...]
    words: Mapping[str, Mapping[str, str]]
    like: str = ""
    needs: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    sources: tuple[Source, ...] = field(default=(), repr=False)


def targets(content: Content) -> tuple[Target, ...]:
    """Every target there is, from the registers' own layouts, the canonical tables and `registers/headings.yml`."""
    known = schema(content)
    more = read_yaml(content.folder("registers") / HEADINGS)
    sources = [read_source(content, register, known.tables) for register in register_ids(content)]
    sources = [each for each in sources if each.reader in _READERS]
    mapped = [_mapped(source, raw, more) for source in sources if source.map_sql for raw in source.columns]
    plain = [each for each in sources if not each.map_sql]
    taken = {table for target in mapped for table in target.fills if len(target.fills) == 1}
    direct = [_direct(name, plain, more, known) for name in known.tables if name not in _NEVER]
    kept = [each for each in direct if each.sources or each.raw in more["names"]]
    return (*mapped, *(each for each in kept if each.raw not in taken or each.sources or each.raw == "triggers"))


def _mapped(source: Source, raw: str, more: dict[str, Any]) -> Target:
    extra = more["names"].get(raw, {})
    names = {ours: (*theirs, *extra.get(ours, ())) for ours, theirs in source.alternatives(raw).items()}
    required = tuple(each.ours for each in source.wanted_columns(raw))
    addresses = tuple(source.addresses.get(raw, ()))
    return Target(raw, source.title, source.fills, names, required, {}, source.id, source.needs, addresses, (source,))


def _direct(name: str, sources: Sequence[Source], more: dict[str, Any], known: Schema) -> Target:
    table = known[name]
    using = tuple(each for each in sources if name in each.columns and each.changes is None)
    extra = more["names"].get(name, {})
    names = {
        column: tuple(dict.fromkeys([column, *_theirs(using, name, column), *extra.get(column, ())]))
        for column in table.names
    }
    words: dict[str, dict[str, str]] = {}
    for column in (each for each in table.columns if each.words):
        place = f"{name}.{column.name}"
        given: dict[str, str] = {word: word for word in column.words}
        for source in using:
            given |= source.words.get(place, {})
        words[column.name] = given | dict(more["words"].get(place, {}))
    title = using[0].title if using else Text(name, name)
    return Target(name, title, (name,), names, tuple((key,) for key in table.key), words, sources=using)


def _theirs(sources: Sequence[Source], table: str, column: str) -> Iterator[str]:
    for source in sources:
        yield from source.alternatives(table).get(column, ())
