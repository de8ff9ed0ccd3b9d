"""The ways the demo's cases go. A case stops at each state a way comes to first, so that every state holds one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pax.casetypes import CaseType, Done, Place, after
from paxweb.cases.models import Trigger
from paxweb.sites.office.demo.people import HOUSING, SOCIAL

ROADS: Mapping[str, tuple[str, ...]] = {
    "housing_company": (
        "check_registers talk=held violence_question=no notice=end_of_term to_tribunal=tribunal judgment=company keys "
        "told back_in_queue",
        "check_registers talk=held violence_question=no agreement",
        "check_registers talk=held violence_question=yes help_offered ground_not_to_tell end_with_help",
        "check_registers talk=held violence_question=no told close=explained",
    ),
    "social_board": (
        "start_inquiry check_favour=nothing communicate answer=answered finding=too_much cause=person_unintended claim "
        "instalments told all_paid",
        "start_inquiry check_favour=owed pay_what_is_owed communicate answer=answered finding=too_little "
        "cause=authority told pay_back",
        "start_inquiry check_favour=nothing communicate answer=answered finding=too_much cause=person_unintended claim "
        "to_court judgment=board",
        "start_inquiry check_favour=nothing communicate answer=answered finding=too_much cause=authority told waive",
        "start_inquiry check_favour=nothing communicate deceived help_offered told end_with_help",
        "start_inquiry crime_suspected police_report ground_not_to_tell close=unclear",
    ),
    "register": (
        "gather unchanged_by_law=no special_reasons=none guide_verdict=open notice answer=changed told end_changed",
        "gather unchanged_by_law=no special_reasons=none guide_verdict=open notice answer=stands appeal ruling=stands "
        "told end_unchanged",
        "gather deceived help_offered told end_with_help",
        "gather unchanged_by_law=yes told close=explained",
    ),
    "general": (
        "start_inquiry communicate answer=answered finding=wrong told measure",
        "start_inquiry deceived help_offered told end_with_help",
        "start_inquiry communicate answer=answered told close=right",
    ),
}  # fmt: skip

BOARD_OF = {"housing_company": HOUSING, "social_board": SOCIAL, "register": HOUSING, "general": SOCIAL}


@dataclass(frozen=True, slots=True)
class Occasion:
    """What gave cause to a case opened by hand, and what it is called. `leads_to`: only where that step is taken."""

    trigger: Trigger
    title: str
    cause: str
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Beginning:
    """With what cases of a type begin. `asked`: the title and cause of one opened from a question."""

    occasions: tuple[Occasion, ...]
    asked: tuple[str, str]
    purpose: str
    ground: str
    kind: str
    label: str


BEGINNINGS: Mapping[str, Beginning] = {
    "housing_company": Beginning(
        (
            Occasion(Trigger.RETURNED_MAIL, "Post i retur från lägenheten",
                     "Tre hyresavier har kommit tillbaka, och grannen säger att någon annan hämtar posten."),
            Occasion(Trigger.REPORT, "Andra namn på dörren än i avtalet",
                     "Fastighetsskötaren såg två nya namn på dörren när ett element byttes."),
            Occasion(Trigger.OWN_STOCK, "Dubbla avtal i två områden",
                     "Genomgången av egna avtal visar två avtal för samma hushåll sedan i våras."),
            Occasion(Trigger.TIP, "Tips om uthyrning i andra hand",
                     "En granne har ringt om att lägenheten hyrs ut månadsvis. Tipset är prövat mot avtalet först."),
        ),
        ("Vem bor i lägenheten?", "Frågan är läst. Avtalet och folkbokföringen går inte ihop."),
        "tenancy_control", "JB 12 kap. 26 §", "lease", "Hyresavtal",
    ),
    "social_board": Beginning(
        (
            Occasion(Trigger.OWN_STOCK, "Bistånd för månader efter utflyttning",
                     "Bistånd har betalats för månader då hushållet enligt folkbokföringen bodde i en annan kommun."),
            Occasion(Trigger.APPLICATION, "Nytt barn räknades inte med",
                     "I den nya ansökan finns ett barn som inte räknades med i förra beslutet.", "pay_what_is_owed",),
            Occasion(Trigger.REPORT, "Hyran var uppsagd när bidraget betalades",
                     "En handläggare såg att hyresavtalet var uppsagt sedan två månader."),
        ),
        ("Bistånd och var hushållet bor", "Frågan är läst. Utbetalningen och folkbokföringen går inte ihop."),
        "aid_control", "SoL 12 kap.", "case", "Biståndsärende",
    ),
    "register": Beginning(
        (
            Occasion(Trigger.OWN_STOCK, "Fler folkbokförda än som bor där",
                     "Hyresgästen bor där ensam enligt avtalet; fyra är folkbokförda på adressen."),
            Occasion(Trigger.RETURNED_MAIL, "Folkbokförd kvar efter flytten",
                     "Post till en tidigare hyresgäst kommer i retur ett halvår efter att avtalet upphörde."),
        ),
        ("Fler folkbokförda än som bor där", "Frågan är läst. Avtalet och folkbokföringen går inte ihop."),
        "population", "FOL 32 c §", "dwelling", "Lägenhet",
    ),
    "general": Beginning(
        (
            Occasion(Trigger.REPORT, "Underlag som kan vara fel",
                     "En medarbetare har rapporterat att ett underlag kan vara fel."),
            Occasion(Trigger.REPORT, "Samma kvitto i två ansökningar",
                     "Samma kvitto har kommit in två gånger, med olika datum."),
            Occasion(Trigger.OWN_STOCK, "Utbetalning till fel konto",
                     "Stickprovet visar en utbetalning till ett konto som sökanden inte har angett."),
        ),
        ("Underlag som kan vara fel", "Frågan är läst. Två uppgifter går inte ihop."),
        "control", "Kommunallagen 6 kap. 6 §", "case", "Ärende",
    ),
}  # fmt: skip

WORDS: Mapping[str, str] = {
    "check_registers": "Avtal, köpoäng och tillstånd är jämförda. Inget tillstånd att hyra ut i andra hand finns.",
    "talk": "Hyresgästen säger att systern har bott där sedan i våras, och att flytten skulle vara tillfällig.",
    "violence_question": "Frågan ställdes enskilt, på kontoret, i slutet av samtalet.",
    "agreement": "Lägenheten lämnas den sista i nästa månad.",
    "notice": "Hyresgästen bor inte i lägenheten. Det har pågått i över ett år och är inte av ringa betydelse.",
    "judgment": "Avgörandet har vunnit laga kraft och finns i akten.",
    "keys": "Besiktning gjord, tre nycklar och en tagg kvitterade.",
    "back_in_queue": "Lägenheten är utlagd i bostadskön.",
    "help_offered": "Erbjöds samtal med kommunens stöd mot våld, och vill ha hjälp med kontakten.",
    "ground_not_to_tell": "Sekretess hindrar att uppgiften lämnas nu. Prövas igen om ett halvår.",
    "start_inquiry": "Utbetalningarna jämförs med folkbokföringen månad för månad.",
    "check_favour": "Genomgång av om hushållet har fått för lite: barn, hyra och inkomster är kontrollerade.",
    "pay_what_is_owed": "Ett barn hade inte räknats med. Beloppet betalas ut den här veckan.",
    "answer": "Hushållet svarar att flytten anmäldes till en handläggare, och bifogar ett mejl.",
    "finding": "Underlaget och svaret är vägda mot varandra.",
    "cause": "Felet beror på hur uppgiften lämnades och togs emot.",
    "deceived": "Personen hade lämnat sitt bank-id till en bekant som skötte ansökningarna.",
    "gather": "Tidigare beslut, avtal och besök är sammanställda.",
    "crime_suspected": "Två handlingar i akten har olika underskrifter. Två personer har tagit ställning.",
}
"""What is written at a step; steps that are not here get a sentence that says what was done."""


NOTES: Mapping[str, tuple[str, ...]] = {
    "housing_company": (
        "Ringde fastighetsskötaren. Nycklarna är kvitterade av hyresgästen själv.",
        "Samlat avtal, köpoäng och tillstånd. Inget saknas inför nästa steg.",
    ),
    "social_board": (
        "Gick igenom utbetalningarna månad för månad. Två av dem stäms av mot bankens lista.",
        "Hushållet ringde och vill ha besked på lättläst svenska. Noterat inför nästa brev.",
    ),
    "register": ("Jämfört tidigare beslut med avtalen på adressen.", "Skatteverket har bekräftat att ärendet finns."),
    "general": ("Talat med den som rapporterade. Underlaget är inhämtat.", "Inget saknas inför nästa steg."),
}
TASKS: Mapping[str, tuple[str, ...]] = {
    "housing_company": ("Ring förvaltaren om nyckelkvittot", "Boka tid med hyresgästen", "Begär in avtalets bilaga"),
    "social_board": ("Räkna om beloppet för maj", "Ring hushållet om svaret", "Be om kontoutdraget igen"),
    "register": ("Kontrollera lägenhetsnumret", "Fråga Skatteverket hur det går"),
    "general": ("Hämta kvittot i original", "Boka möte med ekonomi"),
}
"""Notes and tasks of cases that go on, by their type."""


def occasion_of(stop: "Stop", number: int) -> Occasion:
    """What such a case began with: one by one of those that its way allows."""
    steps = {move.step for move in stop.moves}
    found = [each for each in BEGINNINGS[stop.casetype].occasions if not each.leads_to or each.leads_to in steps]
    own = [each for each in found if each.leads_to]
    return own[0] if own else found[number % len(found)]


@dataclass(frozen=True, slots=True)
class Stop:
    """A case of the demo: its type, what is done in it, and the state where it stops."""

    casetype: str
    moves: tuple[Done, ...]
    state: str


def stops(casetypes: Mapping[str, CaseType]) -> Iterator[Stop]:
    """One case for each state of each type, along the first way that comes there."""
    for name, roads in ROADS.items():
        casetype = casetypes[name]
        met: set[str] = set()
        for road in roads:
            moves = tuple(_move(word) for word in road.split())
            place = Place(casetype.start)
            for n in range(len(moves) + 1):
                if place.state not in met:
                    met.add(place.state)
                    yield Stop(name, moves[:n], place.state)
                if n < len(moves):
                    place = after(casetype, place, moves[n])


def _move(word: str) -> Done:
    step, _, answer = word.partition("=")
    return Done(step, answer)
