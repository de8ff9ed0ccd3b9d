"""What a document can be: the papers its case's type names, and what commonly comes in."""

from pax.casetypes import CaseType
from pax.vocabulary import Text

COMMON: dict[str, Text] = {
    "letter_in": Text("Brev eller svar", "Letter or answer"),
    "mail": Text("E-post", "Mail"),
    "contract": Text("Avtal", "Agreement or lease"),
    "application": Text("Ansökan", "Application"),
    "proof": Text("Intyg eller underlag", "Certificate or supporting paper"),
    "extract": Text("Utdrag ur register", "Extract from a register"),
    "photo": Text("Fotografi", "Photograph"),
    "ruling": Text("Beslut eller dom från någon annan", "Decision or judgment by another"),
    "other": Text("Annan handling", "Another document"),
}


def kinds_of(casetype: CaseType) -> dict[str, Text]:
    """Word → what it is called: papers of the type's steps by the step that sends them, then what commonly comes in."""
    own: dict[str, Text] = {}
    for step in casetype.steps.values():
        if step.document:
            own.setdefault(step.document, step.title)
    return {**COMMON, **{word: title for word, title in own.items() if word not in COMMON}}


def called(casetype: CaseType | None, word: str) -> Text:
    """What a kind is called; one that its type no longer has keeps its word."""
    known = kinds_of(casetype) if casetype else COMMON
    return known.get(word) or Text(word, word)
