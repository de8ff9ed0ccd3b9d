"""Which column is what: by its heading, held against what its values look like."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pax.registers.checking import MAY_BE_EMPTY
from pax.registers.proposing.forms import Form, form_of
from pax.registers.proposing.seeing import SeenList
from pax.registers.proposing.targets import Target
from pax.registers.readers.recognise import loose
from pax.vocabulary import Column, ColumnType, IdKind, Schema, Text

_CLOSE = 0.86
_DATES = frozenset({"date", "date_six", "empty"})
_PEOPLE = frozenset({"person", "person_ten", "empty"})
_FITS: Mapping[object, frozenset[str]] = {
    ColumnType.DATE: _DATES,
    ColumnType.TIMESTAMP: _DATES,
    ColumnType.MONEY: frozenset({"money", "integer", "apartment", "postal", "date_six", "empty"}),
    ColumnType.DECIMAL: frozenset({"money", "integer", "apartment", "postal", "date_six", "empty"}),
    ColumnType.INTEGER: frozenset({"integer", "apartment", "postal", "date_six", "empty"}),
    ColumnType.BOOLEAN: frozenset({"boolean", "integer", "code", "empty"}),
    IdKind.PERSON: _PEOPLE,
    IdKind.PARTY: frozenset(
        {"party", "person", "person_ten", "organisation", "vat", "integer", "text", "code", "empty"}
    ),
    IdKind.ORGANISATION: frozenset({"party", "organisation", "vat", "person", "person_ten", "empty"}),
}
_RAW_FORMS: Mapping[str, frozenset[str]] = {
    "net_amount": _FITS[ColumnType.MONEY], "amount": _FITS[ColumnType.MONEY], "gross_amount": _FITS[ColumnType.MONEY],
    "vat_amount": _FITS[ColumnType.MONEY], "debit": _FITS[ColumnType.MONEY], "arrived_on": _DATES, "ordered_on": _DATES,
    "from_date": _DATES, "invoice_date": _DATES | {"integer"}, "booked_on": _DATES | {"integer"}, "person_id": _PEOPLE,
    "street_address": frozenset({"text", "code", "empty"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column of the file was taken for: our column, or empty; and why."""

    heading: str
    form: Form
    ours: str
    why: Text
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """How well a list fits a target. `missing` are the things a row cannot do without that no column gives."""

    target: Target
    seen: SeenList
    guesses: tuple[Guess, ...]
    missing: tuple[tuple[str, ...], ...]

    @property
    def score(self) -> float:
        """The sum of its guesses, less what is missing and what is left over."""
        found = sum(guess.score for guess in self.guesses)
        left = sum(not guess.ours for guess in self.guesses)
        return found - 3 * len(self.missing) - 0.3 * left

    @property
    def ours(self) -> dict[str, Guess]:
        """Our column → the guess that gives it."""
        return {guess.ours: guess for guess in self.guesses if guess.ours}


def match(seen: SeenList, targets: Sequence[Target], known: Schema) -> tuple[Match, ...]:
    """Every target with the columns it would get, the best first."""
    forms = [form_of(seen.values(at)) for at in range(len(seen.headings))]
    matches = [_match(seen, forms, target, known) for target in targets]
    return tuple(sorted(matches, key=lambda each: (-each.score, each.target.raw)))


def _match(seen: SeenList, forms: Sequence[Form], target: Target, known: Schema) -> Match:
    pairs = sorted(_pairs(seen, forms, target, known), key=lambda pair: -pair[0])
    given: dict[int, Guess] = {}
    taken: set[str] = set()
    for score, at, ours, why in pairs:
        if at not in given and ours not in taken:
            given[at] = Guess(seen.headings[at], forms[at], ours, why, score)
            taken.add(ours)
    unknown = Text("läses inte: inget vi känner igen", "not read: nothing we recognise")
    guesses = tuple(given.get(at, Guess(name, forms[at], "", unknown, 0.0)) for at, name in enumerate(seen.headings))
    missing = tuple(group for group in target.required if not taken & set(group) and not _dispensable(target, group))
    return Match(target, seen, guesses, missing)


def _dispensable(target: Target, group: tuple[str, ...]) -> bool:
    return not target.like and (target.raw, group[0]) in MAY_BE_EMPTY


def _pairs(
    seen: SeenList, forms: Sequence[Form], target: Target, known: Schema
) -> Iterator[tuple[float, int, str, Text]]:
    columns = {column.name: column for column in known[target.raw].columns} if target.raw in known else {}
    for at, heading in enumerate(seen.headings):
        for ours, names in target.names.items():
            score, why = _named(heading, names, within=bool(seen.path))
            if score and _fits(ours, columns.get(ours), forms[at]):
                yield score + _bonus(columns.get(ours), forms[at]), at, ours, why


def _named(heading: str, names: Sequence[str], *, within: bool) -> tuple[float, Text]:
    """How like a heading is to one of the names, best first; of a path `within` a record its last step counts too."""
    written = loose(heading.rpartition("/")[2].rpartition(".")[2] if within else heading)
    known = [loose(name) for name in names]
    if loose(heading) in known or written in known:
        place = 0.01 * (known.index(written) if written in known else known.index(loose(heading)))
        return 3.0 - place, Text("rubriken är känd", "the heading is known")
    for name in known:
        if len(written) > 3 and SequenceMatcher(None, written, name).ratio() >= _CLOSE:
            return 2.0, Text("rubriken liknar en känd", "the heading is like a known one")
    for name in known:
        if len(name) >= 5 and (written.startswith(name) or (written.endswith(name) and len(name) >= 6)):
            return 1.2, Text("rubriken innehåller en känd", "the heading holds a known one")
    return 0.0, Text("", "")


def _fits(ours: str, column: Column | None, form: Form) -> bool:
    if column is None:
        return form.kind in _RAW_FORMS.get(ours, {form.kind})
    return form.kind in _FITS.get(column.type if column.type is not ColumnType.TEXT else column.id, {form.kind})


def _bonus(column: Column | None, form: Form) -> float:
    """More when the values are what only such a column holds."""
    if column is None:
        return 0.0
    sure = column.id in (IdKind.PERSON, IdKind.ORGANISATION, IdKind.PARTY) and form.identity is not None
    return 0.5 if sure or (column.type is ColumnType.DATE and form.kind in _DATES) else 0.0
