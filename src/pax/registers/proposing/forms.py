"""What a column's values look like: numbers by form and check digit, days, amounts, codes. A form holds no value."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pax.vocabulary import Identity, Text, check_digit, fictitious_check_digit

_MOST = 0.9
_DAY = r"(?:18|19|20)\d{2}[-/.]?(?:0\d|1[0-2])[-/.]?(?:[0-2]\d|3[01])"
_TIME = r"(?:[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?Z?)?"
_MONEY = r"[-−–(]?(?:SEK|kr)?\s?\d{1,3}(?:[\s .,'’]?\d{3})*(?:[.,]\d{1,8})?\s?(?:kr|SEK|:-)?[-)]?"
_FORMS: tuple[tuple[str, str], ...] = (
    ("person", r"(?:18|19|20)\d{2}(?:0\d|1[0-2])\d{2}-?\d{4}"),
    ("organisation", r"(?:16)?\d{2}[2-9]\d{3}[- ]?\d{4}"),
    ("person_ten", r"\d{2}(?:0\d|1[0-2])(?:[0-37-9]\d|6\d)[-+]?\d{4}"),
    ("party", r"(?:18|19|20)?\d{2}(?:0\d|1[0-2])\d{2}[-+]?\d{4}|(?:16)?\d{2}[2-9]\d{3}[- ]?\d{4}"),
    ("vat", r"SE\d{12}"),
    ("account", r"(?:(?:BG|PG|BANK|Bankgiro|Plusgiro)[: ]\s?[\d -]+|\d{3,4}-\d{4}|[\d ]{1,9}-\d)"),
    ("date", rf"{_DAY}{_TIME}|\d{{1,2}}[-/.]\d{{1,2}}[-/. ] ?(?:19|20)\d{{2}}|\d{{1,2}} \w{{3,9}} (?:19|20)\d{{2}}"),
    ("boolean", r"(?i:ja|nej|j|n|true|false|yes|no)"),
    ("date_six", r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"),
    ("apartment", r"(?:0[89]|[1-3]\d)\d{2}"),
    ("postal", r"(?:SE?-?)?[1-9]\d{2} ?\d{2}"),
    ("integer", r"-?\d{1,9}"),
    ("money", _MONEY),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _FORMS)
_NUMBERED = ("person", "person_ten", "organisation", "party")
CODES = 12
"""At most so many different texts in a column make a column of codes."""

NAMES = {
    "person": Text("personnummer, tolv siffror", "person numbers, twelve digits"),
    "person_ten": Text("personnummer, tio siffror", "person numbers, ten digits"),
    "organisation": Text("organisationsnummer", "organisation numbers"),
    "party": Text("person- och organisationsnummer", "person and organisation numbers"),
    "vat": Text("momsregistreringsnummer", "VAT numbers"),
    "account": Text("konto", "accounts"),
    "date": Text("dag", "days"),
    "date_six": Text("dag, sex siffror", "days, six digits"),
    "boolean": Text("ja eller nej", "yes or no"),
    "apartment": Text("lägenhetsnummer", "apartment numbers"),
    "postal": Text("postnummer", "postal codes"),
    "integer": Text("heltal", "whole numbers"),
    "money": Text("belopp", "amounts"),
    "code": Text("koder", "codes"),
    "text": Text("text", "text"),
    "empty": Text("tom", "empty"),
}


@dataclass(frozen=True, slots=True)
class Form:
    """What most values of a column look like. `shape` is the commonest pattern; `identity` which kind of numbers."""

    kind: str
    shape: str
    identity: Identity | None
    different: int

    @property
    def name(self) -> Text:
        """The form in words."""
        return NAMES[self.kind]


def form_of(values: Sequence[str]) -> Form:
    """The form of a column's non-empty values."""
    if not values:
        return Form("empty", "", None, 0)
    different = len(set(values))
    shape = Counter(map(shape_of, values)).most_common(1)[0][0]
    for kind, pattern in _PATTERNS:
        if sum(pattern.fullmatch(value) is not None for value in values) >= _MOST * len(values):
            numbers = [value for value in values if pattern.fullmatch(value)]
            checked = _identity(numbers) if kind in _NUMBERED else None
            if kind not in _NUMBERED or checked is not None:
                return Form(kind, _dated(shape, kind), checked, different)
    coded = different <= CODES and (different < len(values) or len(values) < CODES) and max(map(len, values)) <= 60
    return Form("code" if coded else "text", shape if coded else "Aa…", None, different)


def shape_of(value: str) -> str:
    """A value's shape: digits N, letters A or a; runs of letters once."""
    letters = re.sub(r"[^\W\d_]+", lambda run: "A" if run[0].isupper() else "a", value)
    return re.sub(r"\d", "N", letters)[:30]


def _dated(shape: str, kind: str) -> str:
    """The shape with the parts of a day named, as Swedes write them."""
    if kind == "person":
        return "ÅÅÅÅMMDD" + shape[8:]
    if kind == "person_ten":
        return "ÅÅMMDD" + shape[6:]
    if kind == "date":
        for digits, said in (("NNNN-NN-NN", "ÅÅÅÅ-MM-DD"), ("NNNN/NN/NN", "ÅÅÅÅ/MM/DD"), ("NNNNNNNN", "ÅÅÅÅMMDD")):
            shape = shape.replace(digits, said)
    return "ÅÅMMDD" if kind == "date_six" else shape


def _identity(numbers: Iterable[str]) -> Identity | None:
    """Real or fictitious, by the check digits of most; None when neither: then they are no such numbers."""
    ten = [re.sub(r"\D", "", number)[-10:] for number in numbers]
    for identity, digit in ((Identity.REAL, check_digit), (Identity.FICTITIOUS, fictitious_check_digit)):
        if sum(int(number[9]) == digit(number[:9]) for number in ten) >= 0.6 * len(ten):
            return identity
    return None
