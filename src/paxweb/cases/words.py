"""What triggers, findings, causes, steps of the ladder and kinds of subjects are called."""

from typing import Final

from pax.vocabulary import Text
from paxweb.cases.models import Cause, Finding, Ladder, Trigger
from paxweb.signals import wording

TRIGGERS: Final = {
    Trigger.SIGNAL: Text("En fråga ur registren", "A question from the registers"),
    Trigger.REPORT: Text("En rapport", "A report"),
    Trigger.TIP: Text("Ett tips", "A tip"),
    Trigger.APPLICATION: Text("En ansökan", "An application"),
    Trigger.RETURNED_MAIL: Text("Post i retur", "Returned mail"),
    Trigger.OWN_STOCK: Text("Eget avtal eller ärende", "An own lease or case"),
    Trigger.REQUEST: Text("En begäran", "A request"),
    Trigger.FOLLOW_UP: Text("Beslutad uppföljning", "A decided follow-up"),
}
FINDINGS: Final = {finding: wording.FINDINGS[finding] for finding in Finding}
CAUSES: Final = {cause: wording.CAUSES[cause] for cause in Cause}
LADDER: Final = {
    Ladder.ESTABLISHED: Text("Fastställt för mycket betalt", "Established overpayment"),
    Ladder.RECOVERED: Text("Återbetalt", "Recovered"),
    Ladder.STOPPED: Text("Stoppad framtida betalning", "Stopped future payment"),
    Ladder.PREVENTED: Text("Hindrat redan vid ansökan", "Prevented at entry"),
    Ladder.UNDERPAID: Text("Rättat till den enskildes fördel", "Underpayment corrected"),
    Ladder.LEASE_RETURNED: Text("Lägenhet åter i kön", "Flat back in the queue"),
    Ladder.REGISTER_CORRECTED: Text("Folkbokföring rättad", "Registration corrected"),
}
COUNTED: Final = frozenset({Ladder.LEASE_RETURNED, Ladder.REGISTER_CORRECTED})
"""Steps of the ladder that are a count of one, never money."""

KINDS: Final = {
    "person": Text("Person", "Person"),
    "dwelling": Text("Bostad", "Dwelling"),
    "organisation": Text("Organisation", "Organisation"),
    "lease": Text("Hyresavtal", "Lease"),
    "case": Text("Biståndsärende", "Aid case"),
    "account": Text("Konto", "Account"),
}
CONTACTS: Final = {
    "subject_alone": Text(
        "Första kontakten tas med personen själv, enskilt.", "The first contact is with the person, in private."
    ),
    "holder": Text("Första kontakten tas med den som har avtalet.", "The first contact is with the holder."),
    "landlord": Text("Första kontakten tas med hyresvärden.", "The first contact is with the landlord."),
    "authority_only": Text(
        "Ingen kontakt tas med den frågan gäller: bara en myndighet får fråga.",
        "Nobody the question is about is contacted: only an authority may be asked.",
    ),
}
"""How the rule that asked says that whoever it concerns is first met."""
PROTECTED: Final = Text("Skyddade uppgifter", "Protected data")
