"""Who can be signed in as in the demo, and what each is there to show."""

import hmac
from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256

from pax.vocabulary import Text

HOUSING, SOCIAL = "housing_company", "social_services"
PASSWORD = "alla-har-samma-i-demon"  # noqa: S105  made up, shown on the demo's own page, refused outside it


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A made-up official: what they hold where, and why somebody would want to be them."""

    word: str
    name: str
    holds: tuple[tuple[str, str], ...]
    shows: Text

    @property
    def email(self) -> str:
        """Where they would sign in by password."""
        return f"{self.word}@skoby.example"


PEOPLE = (
    DemoPerson(
        "alice",
        "Alice Ek",
        ((HOUSING, "investigator"),),
        Text("Utreder på bostadsbolaget. Läs veckans lista.", "Investigates at the housing company. Read the week."),
    ),
    DemoPerson(
        "bob",
        "Bob Lind",
        ((HOUSING, "investigator"), (HOUSING, "lead")),
        Text(
            "Kollega och chef på samma bolag. Se läget, dela ut.",
            "Colleague and lead at the same company. See the unit, hand out.",
        ),
    ),
    DemoPerson(
        "charlie",
        "Charlie Berg",
        ((SOCIAL, "investigator"),),
        Text(
            "Utreder på socialnämnden. Bolagets frågor finns inte för Charlie.",
            "Investigates at the social board. The company's questions do not exist for Charlie.",
        ),
    ),
    DemoPerson(
        "dana",
        "Dana Holm",
        ((HOUSING, "reader"),),
        Text(
            "Arbetar på bolaget och är den en fråga gäller. Den frågan finns inte för Dana.",
            "Works at the company and is the one a question is about. That question does not exist for Dana.",
        ),
    ),
    DemoPerson(
        "access",
        "Behörighetsansvarig",
        ((HOUSING, "access_officer"), (SOCIAL, "access_officer")),
        Text("Ger och avslutar behörigheter.", "Grants and ends clearances."),
    ),
    DemoPerson(
        "dpo",
        "Dataskyddsombud",
        ((HOUSING, "dpo"), (SOCIAL, "dpo")),
        Text("Granskar loggen: mönster först.", "Reviews the log: patterns first."),
    ),
    DemoPerson(
        "technician",
        "Tekniker",
        ((HOUSING, "technician"),),
        Text("Ser att allt går, men inget innehåll.", "Sees that all runs, and no content."),
    ),
    DemoPerson(
        "head_housing",
        "Enhetschef bostadsbolaget",
        ((HOUSING, "investigator"), (HOUSING, "lead")),
        Text("Skriver under det som två ska skriva under.", "Signs what two people must sign."),
    ),
    DemoPerson(
        "registrar",
        "Registrator",
        ((HOUSING, "registrar"), (SOCIAL, "registrar")),
        Text(
            "Lämnar ut handlingar och registerutdrag, rättar och gallrar.",
            "Gives out records and extracts, corrects and deletes.",
        ),
    ),
    DemoPerson(
        "head",
        "Enhetschef socialtjänsten",
        ((SOCIAL, "lead"),),
        Text("Leder socialnämndens läsning.", "Leads the reading at the social board."),
    ),
    DemoPerson(
        "deputy",
        "Biträdande enhetschef socialtjänsten",
        ((SOCIAL, "investigator"), (SOCIAL, "lead")),
        Text("Skriver under det som två ska skriva under.", "Signs what two people must sign."),
    ),
)


def secret_of(word: str) -> str:
    """The secret of a demo person's authenticator app: the same each time, and shown on the demo's own page."""
    return b32encode(hmac.digest(b"pax demo", word.encode(), sha256)[:20]).decode()
