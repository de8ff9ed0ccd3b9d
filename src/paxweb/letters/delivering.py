"""How a letter reaches whom it is for: never at the address in question, never at a protected person's."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from pax.letters import Receiver
from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.cases.models import Case, Shielded
from paxweb.cases.rooms import rights_in
from paxweb.letters.addresses import same_place
from paxweb.signals.actions.refused import Reason


class Delivery(StrEnum):
    """The ways. Only by post is an address printed."""

    BY_MAIL = "post"
    MAILBOX = "mailbox"
    MEETING = "meeting"
    SKATTEVERKET = "skatteverket"
    SECURE = "secure"
    FILE = "file"


CHOICES: Final = {
    Delivery.BY_MAIL: Text("Med post, till adressen nedan", "By post, to the address below"),
    Delivery.MAILBOX: Text("I personens digitala brevlåda", "To the person's digital mailbox"),
    Delivery.MEETING: Text("Lämnas vid ett möte", "Handed over at a meeting"),
    Delivery.SKATTEVERKET: Text("Genom Skatteverkets förmedling", "Passed on by Skatteverket"),
    Delivery.SECURE: Text("Med myndighetens säkra kanal", "By the authority's secure channel"),
    Delivery.FILE: Text("Läggs i akten", "Put in the file"),
}
PRINTED: Final = {
    Delivery.BY_MAIL: Text("", ""),
    Delivery.MAILBOX: Text("Till din digitala brevlåda", "To your digital mailbox"),
    Delivery.MEETING: Text("Lämnas till dig personligen", "Handed to you in person"),
    Delivery.SKATTEVERKET: Text("Förmedlas av Skatteverket", "Passed on by Skatteverket"),
    Delivery.SECURE: Text("Med säker digital kanal", "By secure digital channel"),
    Delivery.FILE: Text("", ""),
}
"""What stands below the name on paper when no address does."""

WAYS: Final[Mapping[Receiver, tuple[Delivery, ...]]] = {
    Receiver.PERSON: (Delivery.MAILBOX, Delivery.MEETING, Delivery.BY_MAIL, Delivery.SKATTEVERKET),
    Receiver.AUTHORITY: (Delivery.SECURE, Delivery.BY_MAIL, Delivery.MEETING),
    Receiver.FILE: (Delivery.FILE,),
}

_INSTEAD = Text(
    "Välj den digitala brevlådan, en annan adress eller lämna brevet vid ett möte.",
    "Choose the digital mailbox, another address, or hand the letter over at a meeting.",
)
ADDRESS_IN_QUESTION = Reason(
    "address_in_question",
    Text(
        f"Brevet skulle gå till adressen som frågan gäller. Någon annan kan öppna det. {_INSTEAD.sv}",
        f"The letter would go to the address in question. Somebody else may open it. {_INSTEAD.en}",
    ),
)
PROTECTED = Reason(
    "protected",
    Text(
        "Någon i ärendet har skyddade personuppgifter. Ingen adress får stå i brevet: välj Skatteverkets förmedling,"
        " den digitala brevlådan eller ett möte.",
        "Somebody in the case is protected. No address may stand in the letter: choose Skatteverket's forwarding,"
        " the digital mailbox or a meeting.",
    ),
)
NO_ADDRESS = Reason(
    "no_address", Text("Skriv adressen, eller välj ett annat sätt.", "Write the address, or choose another way.")
)


def is_protected(actor: Actor, case: Case) -> bool:
    """Whether somebody who stands in the case is protected, or was until nobody has confirmed that it ended."""
    shielded = Shielded.objects.visible_to(actor).filter(case=case, lifted_at__isnull=True)
    return case.withheld or shielded.exists() or case.parties.visible_to(actor).filter(withheld=True).exists()


def why_not(
    actor: Actor,
    case: Case,
    receiver: Receiver,
    delivery: str,
    address: str,
    about: Iterable[str] = (),
    name: str = "",
) -> Reason | None:
    """Why a letter may not go that way; None when it may. `about`: places the letter itself is about; `name`: the line
    above the address, which a post office reads too."""
    if delivery != Delivery.BY_MAIL:
        return None
    if receiver is Receiver.PERSON and is_protected(actor, case):
        return PROTECTED
    if not address.strip():
        return NO_ADDRESS
    closed = [*in_question(actor, case), *about]
    if case.address_closed and (same_place(address, closed) or same_place(f"{name}\n{address}", closed)):
        return ADDRESS_IN_QUESTION
    return None


def in_question(actor: Actor, case: Case) -> list[str]:
    """Every address the case is about: of all who stand in it, and of flats by their name; corrected ones too."""
    found, parties = [case.title], list(case.parties.visible_to(actor))
    rights = rights_in(actor, case, parties, "sv")
    found += [right.new for (*_, column), right in rights.items() if column in ("address", "label")]
    for party in parties:
        found.append(party.address)
        if party.kind in ("dwelling", "lease"):
            found.append(party.label)
    return [one for one in found if one.strip()]
