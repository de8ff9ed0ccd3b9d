"""Words for what the log calls by short names."""

from pax.vocabulary import Text
from paxweb.accounts.clearances.words import ROLES
from paxweb.accounts.models import Role
from paxweb.ledger.models import Kind
from paxweb.review.models import Outcome

OUTCOMES = {
    Outcome.NOTHING: Text("Inget att följa upp", "Nothing to follow up"),
    Outcome.FOLLOW_UP: Text("Följs upp med en chef", "Followed up with a manager"),
    Outcome.REPORTED: Text("Anmält som personuppgiftsincident eller brott", "Reported as a breach or a crime"),
}
KINDS = {
    Kind.READ: Text("läst", "read"),
    Kind.CHANGE: Text("ändrat", "changed"),
    Kind.REFUSAL: Text("öppnades inte", "did not open"),
    Kind.MACHINE: Text("maskin", "machine"),
}
_NO_ROLE = Text("utan roll i nämnden", "no role at the board")


def role_of(value: str) -> Text:
    """A role by its name, or that there is none."""
    return ROLES[Role(value)] if value in Role.values else _NO_ROLE
