"""The document as a page: what can be asked and posted, and how it is answered, in both languages."""

from dataclasses import dataclass
from typing import Final

from pax.vocabulary import Text
from paxweb.api.document import tree
from paxweb.api.interface import api

ASKS: Final = {
    "boards": Text("Nämnden som maskinen läser", "The board the machine reads"),
    "items": Text("Uppgifter som är lästa, och deras frågor", "Items that have been read, and their questions"),
    "item": Text("En läst uppgift", "One item that has been read"),
    "item_outcomes": Text("Vad det blev av en uppgift", "What became of an item"),
    "post_item_outcome": Text("Lämna utfallet av en uppgift", "Post the outcome of an item"),
    "cases": Text("Ärenden och var de står", "Cases and where they stand"),
    "case": Text("Ett ärende", "One case"),
    "case_events": Text("Vad som gjorts i ett ärende", "What was done in a case"),
    "case_outcomes": Text("Vad det blev av ett ärende", "What became of a case"),
    "post_case_outcome": Text("Lämna ett nytt utfall av ett avslutat ärende", "Post a new outcome of an ended case"),
}
ANSWERS: Final = {
    "200": Text("Svaret. Vid ett utfall: det var redan lämnat.", "The answer. To an outcome: it was posted already."),
    "201": Text("Utfallet är sparat.", "The outcome is saved."),
    "400": Text("Anropet går inte att läsa.", "The request cannot be read."),
    "401": Text("Ingen hemlighet som gäller i dag.", "No secret that holds today."),
    "404": Text(
        "Här finns inget. Samma svar oavsett om något finns som maskinen inte får se.",
        "Nothing is here. The same answer whether or not there is something the machine may not see.",
    ),
    "405": Text("Adressen tar inte den metoden.", "The address does not take that method."),
    "409": Text(
        "Inget sparades: det har ändrats, nyckeln är använd, eller utfallet stämmer inte med ärendet.",
        "Nothing was saved: it has changed, the key is used, or the outcome does not agree with the case.",
    ),
    "413": Text("För stort, gränsen är 16 kB.", "Too large, the limit is 16 kB."),
    "415": Text("Bara application/json.", "Only application/json."),
    "422": Text("Anropet följer inte dokumentet.", "The request does not follow the document."),
    "429": Text("För många anrop den här minuten.", "Too many requests this minute."),
    "500": Text("Något gick fel på servern.", "The office failed."),
    "503": Text(
        "Loggen går inte att skriva, så inget visas och inget görs.",
        "The log cannot be written, so nothing is shown and nothing is done.",
    ),
}


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that can be asked or posted."""

    method: str
    address: str
    says: Text


def operations() -> list[Operation]:
    """Every operation of the document, in its order."""
    return [
        Operation(method.upper(), address, ASKS[operation["operationId"]])
        for address, methods in tree(api)["paths"].items()
        for method, operation in methods.items()
    ]


def answers() -> list[tuple[str, Text]]:
    """Every status the document names."""
    statuses = {
        status
        for methods in tree(api)["paths"].values()
        for operation in methods.values()
        for status in operation["responses"]
    }
    return [(status, ANSWERS[status]) for status in sorted(statuses)]
