"""Whether two addresses are the same place, however they are written."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_BLANK = re.compile(r"\s+")
_CODE = re.compile(r"(?:\bs(?:e)? )?\b(\d{3}) ?(\d{2})\b")
_WITHIN = re.compile(
    r"\b(?:lgh|lgnr|lagenhet|apt|apartment|flat|van|vaning|tr|trappor|bv|nb|og|uppg|uppgang|port)\b ?(?:nr )?\d*"
)
_STREET = re.compile(r"(?P<name>[a-z]+(?: [a-z]+){0,9}) ?(?P<number>\d{1,4})(?: ?(?P<letter>[a-z]))?(?![a-z0-9])")
_SHORTEST = 4
"""Letters of a word that is no street's name by itself: plan, väg."""
_SHORT = (
    ("gat", "gatan"),
    ("gtn", "gatan"),
    ("gt", "gatan"),
    ("g", "gatan"),
    ("vag", "vagen"),
    ("vgn", "vagen"),
    ("vg", "vagen"),
    ("v", "vagen"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A street and a number, with the letter and the postal code where they are told. `words`: the street's name, and
    whatever stood before it on the line."""

    words: tuple[str, ...]
    number: int
    letter: str
    code: str

    @property
    def endings(self) -> frozenset[str]:
        """The last word, the two last, and so on, each written together."""
        return frozenset("".join(self.words[at:]) for at in range(len(self.words)))

    def same(self, other: "Place") -> bool:
        """The same door, or one that may be it: what one of them leaves out counts as alike."""
        mine, theirs = "".join(self.words), "".join(other.words)
        return (
            (mine in other.endings or theirs in self.endings)
            and self.number == other.number
            and (not self.letter or not other.letter or self.letter == other.letter)
            and self.near(other.code)
        )

    def near(self, code: str) -> bool:
        """Whether a postal code may be this place's: a letter with its last two digits wrong arrives all the same."""
        return not self.code or not code or self.code[:3] == code[:3]

    @property
    def street(self) -> str:
        """The street's name alone, as far as can be told: its last word, or the two last where that is short."""
        return self.words[-1] if len(self.words[-1]) > _SHORTEST else "".join(self.words[-2:])


def plain(text: str) -> str:
    """Lower case, no accents, single blanks, no punctuation: as two people would write the same address."""
    lower = text.casefold().replace("ø", "o").replace("æ", "a")
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(sign))
    return _BLANK.sub(" ", re.sub(r"[^a-z0-9]+", " ", bare)).strip()


def places(text: str) -> tuple[Place, ...]:
    """Every street with a number that a text holds, line by line."""
    codes = _CODE.findall(plain(text))
    code = "".join(codes[-1]) if codes else ""
    found = []
    for line in re.split(r"[\n,;]", text):
        bare = _BLANK.sub(" ", _WITHIN.sub(" ", _CODE.sub(" ", plain(line)))).strip()
        for match in _STREET.finditer(bare):
            *before, last = match["name"].split(" ")
            found.append(Place((*before, _whole(last)), int(match["number"]), match["letter"] or "", code))
    return tuple(found)


def same_place(one: str, others: Iterable[str]) -> bool:
    """Whether an address is one of these places. One without a street number is looked for word by word."""
    mine = places(one)
    for other in others:
        theirs = places(other)
        if any(a.same(b) for a in mine for b in theirs):
            return True
        if any(_stands_in(one, mine, each) for each in theirs) or any(_stands_in(other, theirs, each) for each in mine):
            return True
        if not theirs and _named_in(one, other):
            return True
    return False


def _stands_in(text: str, read: tuple[Place, ...], place: Place) -> bool:
    """Whether a street and its number stand anywhere in an address that cannot be read otherwise: on two lines, the
    number first, a word between. Where the street was read with a number of its own, that number counts."""
    if any(place.street in one.endings for one in read):
        return False
    said = _spelt(plain(text))
    codes = _CODE.findall(said)
    bare = _CODE.sub(" ", said)
    numbers = {int(number) for number in re.findall(r"\d{1,4}", bare)}
    code = "".join(codes[-1]) if codes else ""
    return place.number in numbers and place.near(code) and any(_has(bare, form) for form in _forms(place.street))


def _spelt(bare: str) -> str:
    """As written where there is no å, ä or ö: Bjoerkgatan, Aalvaegen."""
    return bare.replace("oe", "o").replace("ae", "a").replace("aa", "a")


def _forms(street: str) -> tuple[str, ...]:
    """A street's name as people shorten it."""
    name = _spelt(street)
    ending = next((whole for _, whole in _SHORT if name.endswith(whole)), "")
    stem = name.removesuffix(ending) if ending else name
    return (name, *(stem + short for short, whole in _SHORT if ending and whole == ending))


def _has(bare: str, form: str) -> bool:
    """Whether the letters stand there as words of their own, blanks between them or none."""
    return re.search(rf"(?<![a-z]){' ?'.join(form)}(?![a-z])", bare) is not None


def _named_in(one: str, other: str) -> bool:
    """Whether a place without a number (a farm, a village) stands in an address; a lone word must be all of it."""
    mine, theirs = (_BLANK.sub(" ", _CODE.sub(" ", plain(text))).strip() for text in (one, other))
    return theirs == mine if " " not in theirs else f" {theirs} " in f" {mine} "


def _whole(name: str) -> str:
    """A street's name with its ending written out: björkg → björkgatan."""
    if not name.endswith(("gatan", "vagen")):
        for short, whole in _SHORT:
            if name.endswith(short) and len(name) > len(short) + 2:
                return name[: -len(short)] + whole
    return name
