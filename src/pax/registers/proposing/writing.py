"""Writes the proposal: `register.yml`, and a `map.sql` where renaming is not enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import yaml

from pax.registers.proposing.matching import Guess, Match
from pax.registers.proposing.seeing import Seen
from pax.registers.proposing.targets import Target
from pax.registers.readers.recognise import loose
from pax.vocabulary import IdKind, Schema

_PATTERNS = {"csv": "*.csv", "xlsx": "*.xlsx", "parquet": "*.parquet", "json": "*.json", "xml": "*.xml"}
_MADE_UP = frozenset({IdKind.RECORD, IdKind.LEASE, IdKind.CASE})
_ADDRESS = {
    "street": ("adress", "gatuadress", "utdelningsadress", "gata", "lagenhetsadress", "objektsadress", "bostadsadress"),
    "apartment": ("lagenhetsnummer", "lagenhetsnr", "lghnr", "lgh"),
    "postal": ("postnummer", "postnr"),
    "city": ("postort", "ort"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What no file can show: the register's id, what it may be used for, its secrecy, how long it is kept."""

    id: str
    purposes: tuple[str, ...]
    secrecy: tuple[str, ...]
    retention_days: int
    on: date


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a proposal; `map_sql` is empty when renaming is enough."""

    register_yml: str
    map_sql: str


def write(seen: Seen, match: Match, told: Told, known: Schema) -> Written:
    """The proposal for a file that was matched. Nothing of its rows is in it but codes that Pax knew before."""
    target = match.target
    address = {} if target.like or "dwelling_id" in match.ours else _address(match)
    columns = _columns(match) | {heading: f"address_{part}" for part, heading in address.items()}
    map_sql = "" if target.like else _map_sql(match, address, known)
    suffix = seen.path.suffix.lower()
    document: dict[str, object] = {
        "id": told.id,
        "title": {"sv": f"{target.title.sv} ({told.id})", "en": f"{target.title.en} ({told.id})"},
        "purposes": list(told.purposes),
        "secrecy": list(told.secrecy),
        "retention_days": told.retention_days,
        "layout": {"kind": "assumed", "source": "the headings of a file, by pax register new", "date": told.on},
        "reader": seen.reader,
        "files": {target.raw: f"*{suffix}" if suffix else _PATTERNS[seen.reader]},
    }
    if seen.reader in ("json", "xml"):
        document["rows"] = {target.raw: match.seen.path}
    if seen.reader in ("csv", "xlsx"):
        document["header"] = {"find": True, "within": 30}
    document |= {"delivery": "full", "fills": list(target.fills), "columns": {target.raw: columns}}
    if target.like:
        document["like"] = target.like
    needs = list(dict.fromkeys([*target.needs, *(["dwellings"] if address else [])]))
    places = list(target.addresses) or [_written(part) for part in address]
    document |= {"needs": needs} if needs else {}
    document |= {"addresses": {target.raw: places}} if places else {}
    words = _words(match)
    document |= {"words": words} if words else {}
    document["expect"] = _expect(match, set(columns.values()))
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=120)
    return Written(
        f"# Proposed by pax register new from the headings of a file; read it before it is used.\n{text}", map_sql
    )


def _columns(match: Match) -> dict[str, str]:
    """Their headings → ours; for a layout with a map.sql of its own also the headings it knows for the rest."""
    columns = {guess.heading: guess.ours for guess in match.guesses if guess.ours}
    if not match.target.like:
        return columns
    there = {loose(heading) for heading in match.seen.headings}
    for ours, names in match.target.names.items():
        if ours not in match.ours:
            free = [name for name in names if loose(name) not in there and name not in columns]
            columns[free[0] if free else ours] = ours
    return columns


def _expect(match: Match, written: set[str]) -> dict[str, object]:
    target = match.target
    groups = [list(group) for group in target.required if len(group) > 1]
    required = {group[0] for group in target.required if len(group) == 1}
    together = {ours for group in groups for ours in group}
    optional = sorted(written - (required if target.like else required & set(match.ours)) - together)
    return {"optional": optional} | ({"one_of": groups} if groups else {})


def _words(match: Match) -> dict[str, dict[str, str]]:
    """Codes of the file that Pax knows, and what they mean; codes that are ours already need no line."""
    found = {}
    for ours, known in match.target.words.items():
        guess = match.ours.get(ours)
        if guess is None:
            continue
        at = match.seen.headings.index(guess.heading)
        meant = {word.casefold(): mean for word, mean in known.items()}
        written = {value for value in match.seen.values(at) if value.casefold() in meant}
        pairs = {value: meant[value.casefold()] for value in sorted(written) if meant[value.casefold()] != value}
        if pairs:
            found[f"{match.target.raw}.{ours}"] = pairs
    return found


def _address(match: Match) -> dict[str, str]:
    """Part of an address → the heading of an unused column that holds it; empty without a street."""
    if "dwelling_id" not in match.target.names:
        return {}
    free = {loose(guess.heading): guess.heading for guess in match.guesses if not guess.ours}
    found = {part: next((free[name] for name in names if name in free), "") for part, names in _ADDRESS.items()}
    return {part: heading for part, heading in found.items() if heading} if found["street"] else {}


def _written(part: str) -> str:
    return "lgh address_apartment" if part == "apartment" else f"address_{part}"


def _map_sql(match: Match, address: Mapping[str, str], known: Schema) -> str:
    """A SELECT for the table, when a column must be worked out; else empty."""
    table = known[match.target.raw]
    given = {ours: _expression(guess) for ours, guess in match.ours.items()}
    if address:
        given["dwelling_id"] = "address_dwelling_id"
    for key in (table.column(name) for name in table.key if name not in given):
        if key.id in _MADE_UP:
            given[key.name] = _made_up(match.target, given)
    if all(expression == f'"{ours}"' for ours, expression in given.items()):
        return ""
    listed = ",\n       ".join(f'{expression} AS "{ours}"' for ours, expression in given.items())
    return f'-- table: {table.name}\nSELECT {listed},\n       src_file, src_line\nFROM raw."{table.name}"\n'


def _made_up(target: Target, given: Mapping[str, str]) -> str:
    """A key for rows that have none: what else tells them apart, joined."""
    parts = [given[name] for name in target.names if name in given and name not in ("to_date", "text")]
    return f"concat_ws('/', {', '.join(parts)})"


def _expression(guess: Guess) -> str:
    if guess.form.kind == "person_ten":
        return f'pax_person_of_ten("{guess.ours}")'
    if guess.form.kind == "date_six" and guess.ours.endswith(("date", "_on", "_from", "_to")):
        return f'pax_day_of_six("{guess.ours}")'
    return f'"{guess.ours}"'


def is_made_up(match: Match, group: Sequence[str], known: Schema) -> bool:
    """Whether what is missing is a key that map.sql can put together, or a dwelling that an address leads to."""
    if match.target.like or len(group) != 1:
        return False
    column = known[match.target.raw].column(group[0])
    return column.id in _MADE_UP or (group[0] == "dwelling_id" and bool(_address(match)))
