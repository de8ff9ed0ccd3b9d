"""Where a letter's file breaks its promises."""

import re
from collections import Counter
from collections.abc import Iterator

from pax.letters.composing import slots, words
from pax.letters.model import Alone, Letter, Part, Receiver

_WRITTEN = re.compile(r"written\.[a-z][a-z0-9_]*")
SOURCES = frozenset(
    {
        "case.title", "case.cause", "case.ground", "case.deadline", "case.subject", "case.sources",
        "party.name", "party.number", "dwelling", "amount", "in_three_weeks", "in_a_month",
        "events", "evidence", "documents",
    }
)  # fmt: skip
"""Where a first value can be fetched in a case. `written.STEP`: what was written when that step was last done."""


def faults(letter: Letter) -> tuple[str, ...]:
    """What is wrong with the letter, in English sentences; empty when it keeps its promises."""
    return tuple(_of_facts(letter)) + tuple(
        fault for language, parts in letter.parts.items() for fault in _of_text(letter, language, parts)
    )


def _of_facts(letter: Letter) -> Iterator[str]:
    for fact in letter.facts.values():
        if fact.source and fact.source not in SOURCES and not _WRITTEN.fullmatch(fact.source):
            yield f"{fact.id}: no source {fact.source}"
        if fact.kind.from_case and fact.source != fact.kind.value:
            yield f"{fact.id}: rows of the case come from the case: source {fact.kind.value}"
    if letter.receiver is Receiver.PERSON and "en" not in letter.parts:
        yield "text: a letter to a person is written in English too"


def _of_text(letter: Letter, language: str, parts: tuple[Part, ...]) -> Iterator[str]:
    named = Counter(fact for part in parts for fact in slots(part))
    yield from (f"{language}: no fact {fact}" for fact in named if fact not in letter.facts)
    for fact in letter.facts.values():
        if named[fact.id] != 1:
            yield f"{language}: the fact {fact.id} stands {named[fact.id]} times, not once"
    for part in parts:
        lonely = {part.fact} if isinstance(part, Alone) else set()
        for name in set(slots(part)) - lonely:
            if name in letter.facts and not letter.facts[name].kind.within:
                yield f"{language}: the fact {name} must stand on its own"
    said = "\n".join((letter.title.said(language), *(words(part) for part in parts)))
    yield from (f"{language}: the word {word} must not stand in it" for word in forbidden(letter, said))


def forbidden(letter: Letter, text: str) -> tuple[str, ...]:
    """The words of `never` that a text holds, whatever their case or ending."""
    lower = text.casefold()
    return tuple(word for word in letter.never if word.casefold() in lower)
