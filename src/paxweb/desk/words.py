"""From text to words that are looked up: folded the same way when they are kept and when they are asked for.

Å, ä and ö are letters of their own; other accents are taken off (é → e, ø → ö). Digits and letters part, so that
"Storgatan 12B" and "Storgatan 12 B" are the same words. Identity numbers are cut out before anything else is read: they
are looked up by a keyed hash and never stand among the words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST = 40
"""Letters kept of a word; longer ones are cut, when kept and when asked for alike."""

_OWN = {"å", "ä", "ö"}
_LIKE = str.maketrans({"ø": "ö", "æ": "ä", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "œ": "oe", "\u00ad": ""})
_NUMBER = re.compile(r"(?<![0-9])((?:[0-9]{2})?[0-9]{6})\s?[-+\u2010-\u2015\u2212]?\s?([0-9]{4})(?![0-9])")
_WORD = re.compile(r"[0-9]+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Number:
    """Ten or twelve digits that may be somebody's identity number."""

    digits: str

    @property
    def short(self) -> str:
        """The ten digits, without the century."""
        return self.digits[-10:]

    @property
    def whole(self) -> str:
        """The twelve digits; empty when the century is not told."""
        return self.digits if len(self.digits) == 12 else ""

    def __repr__(self) -> str:
        return "Number(…)"


def fold(text: str) -> str:
    """A text as its words are compared: NFC, small letters, no accents but those of å, ä and ö."""
    if text.isascii():
        return text.lower()
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold()).translate(_LIKE)
    return "".join(letter if letter in _OWN or letter.isascii() else _bare(letter) for letter in small)


def _bare(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def numbers_in(text: str) -> list[Number]:
    """The identity numbers of a text, in ten or twelve digits, with or without a dash; whatever looks like one."""
    plain = unicodedata.normalize("NFKC", text)
    return [Number(match[1] + match[2]) for match in _NUMBER.finditer(plain)]


def words_in(text: str) -> list[str]:
    """The words of a text in their order, folded, identity numbers left out."""
    plain = _NUMBER.sub(" ", unicodedata.normalize("NFKC", text))
    return [word[:LONGEST] for word in _WORD.findall(fold(plain))]


def next_word(word: str) -> str:
    """The first text after everything that begins with `word`, in the order of code points."""
    last = ord(word[-1]) + 1
    return word[:-1] + chr(0xE000 if last == 0xD800 else last)


def told(values: Iterable[object]) -> Iterator[str]:
    """Every text inside values as they come from a JSON field."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from told(value.values())
        elif isinstance(value, list | tuple):
            yield from told(value)
