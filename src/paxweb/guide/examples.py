"""Ten real questions for the front page, each a whole question, and the groups that long lists are shown in."""

from dataclasses import dataclass
from datetime import date

from pax.gateways import Fact, Kind, Purpose, Receiver, Sender
from pax.vocabulary import Text
from paxweb.guide.asked import Asked


@dataclass(frozen=True, slots=True)
class Example:
    """A question somebody really asks, and how it is put to the guide."""

    id: str
    says: Text
    who: Text
    asked: Asked


def _ask(sender: Sender, kind: Kind, receiver: Receiver, why: Purpose, asked: bool, *true: Fact) -> Asked:
    return Asked(
        sender=sender,
        kind=kind,
        receiver=receiver,
        purpose=why,
        asked=asked,
        true=frozenset(true),
        on=date.min,  # never written: an address without a date means today
    )


EXAMPLES = (
    Example(
        "wrong-address",
        Text("Klienten verkar inte bo där hon är skriven", "The client seems not to live where she is registered"),
        Text("En handläggare hittar en felaktig adress", "A caseworker finds a wrong address"),
        _ask(
            Sender.SOCIAL_SERVICES,
            Kind.ADDRESS,
            Receiver.SKATTEVERKET,
            Purpose.WRONG_ENTRY,
            False,
            Fact.ENTRY_WRONG,
        ),
    ),
    Example(
        "phone-to-police",
        Text("Polisen vill ha en klients telefonnummer", "The police want a client's telephone number"),
        Text("Polisen frågar socialtjänsten", "The police ask social services"),
        _ask(Sender.SOCIAL_SERVICES, Kind.CONTACT, Receiver.POLICE, Purpose.CRIME, True, Fact.NEEDED),
    ),
    Example(
        "worried-head-teacher",
        Text("Jag är orolig för en elev", "I am worried about a pupil"),
        Text("En rektor och socialnämnden", "A head teacher and the social board"),
        _ask(Sender.HEAD_TEACHER, Kind.SCHOOL, Receiver.OWN_SOCIAL, Purpose.CHILD, False, Fact.CHILD_AT_RISK),
    ),
    Example(
        "sham-lease",
        Text("Kontraktet verkar vara ett skenkontrakt", "The lease seems to be a sham"),
        Text("Bostadsbolaget och folkbokföringen", "The housing company and the population register"),
        _ask(Sender.HOUSING_COMPANY, Kind.LEASE, Receiver.SKATTEVERKET, Purpose.WRONG_ENTRY, False, Fact.ENTRY_WRONG),
    ),
    Example(
        "auditor",
        Text("Revisorn vill läsa en akt", "The auditor wants to read a file"),
        Text("Revision av socialtjänsten", "An audit of social services"),
        _ask(Sender.SOCIAL_SERVICES, Kind.CASE_FILE, Receiver.AUDITOR, Purpose.SUPERVISION, True, Fact.SUPERVISES),
    ),
    Example(
        "other-municipality",
        Text("En annan kommun vill veta vad vi har beslutat", "Another municipality wants to know what we decided"),
        Text("En annan kommuns socialnämnd frågar", "Another municipality's social board asks"),
        _ask(
            Sender.SOCIAL_SERVICES,
            Kind.PAYMENT,
            Receiver.OTHER_MUNICIPALITY_SOCIAL,
            Purpose.RECEIVERS_TASK,
            True,
        ),
    ),
    Example(
        "forsakringskassan",
        Text("Försäkringskassan vill veta vilket bistånd vi betalar", "Försäkringskassan asks which aid we pay"),
        Text("För ett rätt beslut om bostadsbidrag", "For a right decision on housing allowance"),
        _ask(
            Sender.SOCIAL_SERVICES,
            Kind.PAYMENT,
            Receiver.FORSAKRINGSKASSAN,
            Purpose.RIGHT_DECISION,
            True,
            Fact.NEEDED,
        ),
    ),
    Example(
        "journalist",
        Text("En journalist begär ut veckans signaler", "A journalist asks for this week's signals"),
        Text("Allmänna handlingar hos bostadsbolaget", "Public records of the housing company"),
        _ask(Sender.HOUSING_COMPANY, Kind.SIGNAL, Receiver.PUBLIC, Purpose.PUBLIC_ACCESS, True),
    ),
    Example(
        "known-to-you",
        Text("”Är han känd hos er?”", "“Is he known to you?”"),
        Text("En kollega i en annan nämnd frågar", "A colleague in another board asks"),
        _ask(Sender.SOCIAL_SERVICES, Kind.KNOWN, Receiver.OWN_BOARD, Purpose.RECEIVERS_TASK, True),
    ),
    Example(
        "child-at-risk",
        Text("Vi hörde ett barn skrika bakom dörren", "We heard a child scream behind the door"),
        Text("Bostadsbolagets vaktmästare", "The housing company's caretaker"),
        _ask(Sender.HOUSING_COMPANY, Kind.OBSERVATION, Receiver.OWN_SOCIAL, Purpose.CHILD, False, Fact.CHILD_AT_RISK),
    ),
)

RECEIVER_GROUPS: tuple[tuple[Text, tuple[Receiver, ...]], ...] = (
    (Text("Brottsbekämpning", "Law enforcement"), (Receiver.POLICE, Receiver.LAW_ENFORCEMENT)),
    (
        Text("I den egna kommunen", "In our own municipality"),
        (Receiver.OWN_SOCIAL, Receiver.OWN_BOARD, Receiver.AUDITOR, Receiver.PROCESSOR),
    ),
    (
        Text("Andra kommuner", "Other municipalities"),
        (Receiver.OTHER_MUNICIPALITY_SOCIAL, Receiver.OTHER_MUNICIPALITY),
    ),
    (
        Text("Statliga myndigheter och a-kassor", "State authorities and unemployment funds"),
        (
            Receiver.SKATTEVERKET,
            Receiver.FORSAKRINGSKASSAN,
            Receiver.PENSIONSMYNDIGHETEN,
            Receiver.ARBETSFORMEDLINGEN,
            Receiver.CSN,
            Receiver.A_KASSA,
            Receiver.MIGRATIONSVERKET,
            Receiver.BOLAGSVERKET,
            Receiver.KRONOFOGDEN,
            Receiver.E_HALSOMYNDIGHETEN,
            Receiver.IVO,
            Receiver.UTBETALNINGSMYNDIGHETEN,
        ),
    ),
    (Text("Enskilda", "Individuals"), (Receiver.PARTY, Receiver.PRIVATE, Receiver.PUBLIC)),
)
