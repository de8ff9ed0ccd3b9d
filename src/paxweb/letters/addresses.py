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
_SHORT = (("gat", "gatan"), ("gt", "gatan"), ("g", "gatan"), ("vag", "vagen"), ("vg", "vagen"), ("v", "vagen"))


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
            and (not self.code or not other.code or self.code == other.code)
        )


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
        if not theirs and _named_in(one, other):
            return True
    return False


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
