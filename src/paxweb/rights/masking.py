"""Other people are taken out of what one person is given: their numbers, designations, names and addresses."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

_NUMBER = re.compile(r"(?<![\w])((?:18|19|20)?(\d\d)(\d\d)(\d\d))[-+ ]?(\d{4})(?![\w])")
_ENTITY = re.compile(r"\b[po]_[0-9a-f]{16}\b")
_PART = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SHORTEST_NAME, _SHORTEST_PART, _SHORTEST_ADDRESS = 2, 3, 6

PERSON, STAFF, NUMBER = "[annan person]", "[tjänsteperson]", "[nummer]"
"""What stands instead; in English texts too, for a mark must not depend on who reads it."""


@dataclass(frozen=True, slots=True)
class Own:
    """What may stay: the person's own numbers (12 digits), designations, names and addresses."""

    numbers: frozenset[str]
    entities: frozenset[str]
    names: frozenset[str]
    addresses: frozenset[str] = frozenset()

    def is_named(self, text: str) -> bool:
        """Whether a text holds one of their numbers or designations, or their whole name."""
        folded = text.casefold()
        return self.is_numbered(text) or any(name.casefold() in folded for name in self.names if len(name) > 3)

    def is_numbered(self, text: str) -> bool:
        """Whether a text holds one of their numbers or designations."""
        return any(term in text for term in self.terms())

    def terms(self) -> tuple[str, ...]:
        """Their numbers in every way they are written, and their designations."""
        return (*(form for number in sorted(self.numbers) for form in forms_of(number)), *sorted(self.entities))


def forms_of(number: str) -> tuple[str, ...]:
    """Twelve digits as people write them."""
    short = number[2:]
    ways = (number, f"{number[:8]}-{number[8:]}", f"{number[:8]} {number[8:]}", short, f"{short[:6]}-{short[6:]}")
    return (*ways, f"{short[:6]}+{short[6:]}", f"{short[:6]} {short[6:]}")


@dataclass(slots=True)
class Masking:
    """Takes others out of texts. Names go whole and in parts; a part that the person shares stays."""

    own: Own
    people: set[str] = field(default_factory=set)
    staff: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    _pattern: re.Pattern[str] | None = None

    def person(self, name: str, *more: str) -> None:
        """Somebody else, and more about them that is taken out (an address, a designation)."""
        if len(name) >= _SHORTEST_NAME and name not in self.own.names:
            self.people.add(name)
        self.words |= {each for each in more if len(each) >= _SHORTEST_ADDRESS and not self._is_own(each)}
        self._pattern = None

    def officials(self, names: Iterable[str]) -> None:
        """Officials: they acted for the board, so their role is told and not their name."""
        self.staff |= {name for name in names if len(name) > _SHORTEST_PART and name not in self.own.names}
        self._pattern = None

    def mask(self, text: str) -> str:
        """The text without other people."""
        if not text:
            return text
        text = _ENTITY.sub(lambda found: found[0] if found[0] in self.own.entities else PERSON, text)
        text = _NUMBER.sub(self._number, text)
        return self._names().sub(self._name, text) if self.people or self.staff or self.words else text

    def _is_own(self, text: str) -> bool:
        return any(text in each or each in text for each in (*self.own.addresses, *self.own.terms()) if each)

    def _number(self, found: re.Match[str]) -> str:
        day, month, digits = found[4], found[3], re.sub(r"\D", "", found[0])
        own = any(digits in (number, number[2:]) for number in self.own.numbers)
        likely = 1 <= int(month) <= 12 and (1 <= int(day) <= 31 or 61 <= int(day) <= 91)
        return found[0] if own or not likely else NUMBER

    def _names(self) -> re.Pattern[str]:
        if self._pattern is None:
            kept = {part.casefold() for name in self.own.names for part in _PART.findall(name)}
            parts = {part for name in self.people for part in _PART.findall(name)}
            parts = {part for part in parts if len(part) >= _SHORTEST_PART and part.casefold() not in kept}
            whole, some = (_any({*self.people, *self.staff, *self.words}), _any(parts))
            self._pattern = re.compile(rf"(?<!\w)(?:(?i:{whole}){'|' if some else ''}{some})(?!\w)")
        return self._pattern

    def _name(self, found: re.Match[str]) -> str:
        said = found[0].casefold()
        return STAFF if said in {name.casefold() for name in self.staff} else PERSON


def _any(texts: Iterable[str]) -> str:
    """One of these texts, the longest first."""
    return "|".join(re.escape(each) for each in sorted(texts, key=len, reverse=True))


def own_of(numbers: Collection[str], names: Collection[str]) -> Own:
    """Somebody by what a registrar entered."""
    return Own(frozenset(numbers), frozenset(), frozenset(name.strip() for name in names if name.strip()))
