"""What somebody types, as what is looked up: up to eight words that must all be there."""

from dataclasses import dataclass

from paxweb.desk.words import Number, next_word, numbers_in, words_in

MOST = 8
"""Words that are looked up; the rest of what was typed is left out, and the page says so."""

SHORTEST = 3
"""Letters a word needs for words that begin so to be found too."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word: `typed` as it is folded; `number` when it is an identity number; `until` when longer words count."""

    typed: str = ""
    number: Number | None = None

    @property
    def until(self) -> str:
        """The end of the words that begin so; empty when only the word itself counts."""
        return next_word(self.typed) if len(self.typed) >= SHORTEST and self.typed.isalpha() else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked up. `left_out`: more was typed than is looked up."""

    terms: tuple[Term, ...]
    left_out: bool = False

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The identity numbers asked for."""
        return tuple(term.number for term in self.terms if term.number is not None)


def read(typed: str) -> Asked:
    """The words of a search field. Nothing that can be looked up gives no terms."""
    numbers = [Term(number=number) for number in dict.fromkeys(numbers_in(typed))]
    words = [Term(typed=word) for word in dict.fromkeys(words_in(typed))]
    found = [*numbers, *words]
    return Asked(tuple(found[:MOST]), len(found) > MOST)
