"""Why a file is not taken in, said so that whoever sends it knows what to do."""

from pax.vocabulary import Text
from paxweb.signals.actions.refused import Reason, Refused


class NotTaken(Refused):
    """A file is not taken in. Nothing of it has been kept."""


EMPTY = Reason("empty", Text("Filen är tom.", "The file is empty."))
UNKNOWN = Reason(
    "unknown",
    Text(
        "Den sortens fil tas inte emot. Det går bra med PDF, PNG, JPEG, TIFF, TXT, CSV, DOCX, XLSX, ODT, ODS och EML.",
        "That kind of file is not taken in. PDF, PNG, JPEG, TIFF, TXT, CSV, DOCX, XLSX, ODT, ODS and EML are.",
    ),
)
DISAGREES = Reason(
    "disagrees",
    Text(
        "Filens innehåll är något annat än namnets ändelse säger. Spara om den i rätt format.",
        "What is in the file is something else than its name's ending says. Save it anew in the right format.",
    ),
)
CUT = Reason(
    "cut",
    Text(
        "Filen är avklippt: slutet saknas. Hämta eller spara den en gång till.",
        "The file is cut off: its end is missing. Fetch or save it once more.",
    ),
)
BROKEN = Reason(
    "broken",
    Text("Filen är skadad. Öppna den och spara den på nytt.", "The file is damaged. Open it and save it anew."),
)
LOCKED = Reason(
    "locked",
    Text(
        "Filen är låst med lösenord eller i ett äldre format. Spara en öppen kopia som PDF, DOCX eller XLSX.",
        "The file is locked by a password or of an older format. Save an open copy as PDF, DOCX or XLSX.",
    ),
)
ACTIVE = Reason(
    "active",
    Text(
        "Filen innehåller något som kan köras eller hämtas: makro, skript, inbäddad fil, formel eller länk ut. "
        "Spara den som PDF utan sådant.",
        "The file holds something that can be run or fetched: a macro, script, embedded file, formula or link out. "
        "Save it as a PDF without such things.",
    ),
)
BOMB = Reason(
    "bomb",
    Text(
        "Filen packar upp sig till mer än som tas emot. Spara den som PDF.",
        "The file unpacks to more than is taken in. Save it as a PDF.",
    ),
)
INFECTED = Reason(
    "infected",
    Text(
        "Viruskontrollen stoppade filen. Öppna den inte, och säg till den som sköter it-säkerheten.",
        "The virus check stopped the file. Do not open it, and tell whoever is in charge of IT security.",
    ),
)
UNSCANNED = Reason(
    "unscanned",
    Text(
        "Viruskontrollen svarar inte, så inget tas emot nu. Försök igen om en stund och säg till den som driver sidan.",
        "The virus check does not answer, so nothing is taken in now. Try again in a while and tell whoever runs this.",
    ),
)
NO_ROOM = Reason(
    "no_room",
    Text(
        "Filen kunde inte skrivas här. Försök igen om en stund och säg till den som driver sidan.",
        "The file could not be written here. Try again in a while and tell whoever runs the site.",
    ),
)


def too_large(limit_mb: int) -> Reason:
    """The file is larger than the site takes."""
    return Reason(
        "too_large",
        Text(
            f"Filen är större än {limit_mb} MB. Dela upp den eller spara den i lägre upplösning.",
            f"The file is larger than {limit_mb} MB. Divide it, or save it in a lower resolution.",
        ),
    )
