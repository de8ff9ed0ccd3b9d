"""The words a question is made of: who sends, who receives, what, why, and the facts a ground may ask for.

Each word has a label in both languages (`label`). Boards as in the project's list of boards; receivers as the statutes
name them. A new word is added here, in one place, and every ground then says whether it covers it.
"""

from enum import StrEnum

from pax.vocabulary import Text


class Sender(StrEnum):
    """The operation that holds the information; each is an authority of its own under secrecy law."""

    SOCIAL_SERVICES = "social_services"
    CARE = "care"
    HEAD_TEACHER = "head_teacher"
    EDUCATION = "education"
    HOUSING_COMPANY = "housing_company"
    REGISTRY = "registry"
    PROCUREMENT = "procurement"
    FINANCE = "finance"
    CULTURE = "culture"
    INTERNAL_CONTROL = "internal_control"
    OTHER_BOARD = "other_board"


class Receiver(StrEnum):
    """Who would get it."""

    POLICE = "police"
    LAW_ENFORCEMENT = "law_enforcement"
    SKATTEVERKET = "skatteverket"
    FORSAKRINGSKASSAN = "forsakringskassan"
    PENSIONSMYNDIGHETEN = "pensionsmyndigheten"
    ARBETSFORMEDLINGEN = "arbetsformedlingen"
    CSN = "csn"
    A_KASSA = "a_kassa"
    MIGRATIONSVERKET = "migrationsverket"
    BOLAGSVERKET = "bolagsverket"
    KRONOFOGDEN = "kronofogden"
    E_HALSOMYNDIGHETEN = "e_halsomyndigheten"
    IVO = "ivo"
    UTBETALNINGSMYNDIGHETEN = "utbetalningsmyndigheten"
    OWN_SOCIAL = "own_social"
    OWN_BOARD = "own_board"
    OTHER_MUNICIPALITY_SOCIAL = "other_municipality_social"
    OTHER_MUNICIPALITY = "other_municipality"
    AUDITOR = "auditor"
    PROCESSOR = "processor"
    PARTY = "party"
    PRIVATE = "private"
    PUBLIC = "public"


class Kind(StrEnum):
    """What the information is."""

    ADDRESS = "address"
    CONTACT = "contact"
    FAMILY = "family"
    LEASE = "lease"
    PAYMENT = "payment"
    INCOME = "income"
    HEALTH = "health"
    SCHOOL = "school"
    OBSERVATION = "observation"
    KNOWN = "known"
    COMPANY = "company"
    SIGNAL = "signal"
    CASE_FILE = "case_file"
    WHOLE_LIST = "whole_list"


class Purpose(StrEnum):
    """Why it would be given."""

    WRONG_ENTRY = "wrong_entry"
    WRONG_PAYMENT = "wrong_payment"
    RIGHT_DECISION = "right_decision"
    BENEFIT_CRIME = "benefit_crime"
    CHILD = "child"
    CRIME = "crime"
    YOUNG = "young"
    CLOSE_VIOLENCE = "close_violence"
    TERRORISM = "terrorism"
    FRAUD = "fraud"
    SUPERVISION = "supervision"
    OWN_TASK = "own_task"
    RECEIVERS_TASK = "receivers_task"
    OWN_CASE = "own_case"
    PUBLIC_ACCESS = "public_access"
    TECHNICAL = "technical"
    MIGRATION_CONTROL = "migration_control"


class Fact(StrEnum):
    """What may have to be true, or must not be; said yes, said no, or not yet said."""

    CHILD_AT_RISK = "child_at_risk"
    ENTRY_WRONG = "entry_wrong"
    PAYMENT_WRONG = "payment_wrong"
    BENEFIT_CRIME_SUSPECTED = "benefit_crime_suspected"
    NEEDED = "needed"
    CRIME_SUSPECTED = "crime_suspected"
    CRIME_AGAINST_CHILD = "crime_against_child"
    LISTED_OFFENCE = "listed_offence"
    GRAVE_OFFENCE = "grave_offence"
    YOUNG_AT_RISK = "young_at_risk"
    TERROR_RISK = "terror_risk"
    VIOLENCE_RISK = "violence_risk"
    SUPERVISES = "supervises"
    ONLY_TECHNICAL = "only_technical"
    NECESSARY = "necessary"
    NAMED_DUTY = "named_duty"
    IS_PARTY = "is_party"
    CONSENT = "consent"
    WEIGHED = "weighed"
    SPECIAL_REASONS = "special_reasons"
    SYSTEMATIC_MATCHING = "systematic_matching"


Word = Sender | Receiver | Kind | Purpose | Fact

_LABELS: dict[type[StrEnum], dict[str, tuple[str, str]]] = {
    Sender: {
        "social_services": ("Socialtjänsten", "Social services"),
        "care": ("Äldre- och funktionshinderomsorgen", "Care for older and disabled people"),
        "head_teacher": ("Skolan (rektor och personal)", "The school (head teacher and staff)"),
        "education": ("Utbildningsförvaltningen", "The education office"),
        "housing_company": ("Det kommunala bostadsbolaget", "The municipal housing company"),
        "registry": ("Kommunens adressfunktion", "The municipality's address office"),
        "procurement": ("Upphandling och mark", "Procurement and land"),
        "finance": ("Ekonomi", "Finance"),
        "culture": ("Kultur och fritid, föreningsbidrag", "Culture, leisure and grants"),
        "internal_control": ("Internkontrollen", "Internal control"),
        "other_board": ("En annan nämnd eller förvaltning", "Another board or office"),
    },
    Receiver: {
        "police": ("Polisen", "The police"),
        "law_enforcement": (
            "Åklagare, Ekobrottsmyndigheten, Säpo, Tullverket, Kustbevakningen, Skatteverkets brottsenhet",
            "Prosecutors, the Economic Crime Authority, Security Service, Customs, Coast Guard, tax-crime unit",
        ),
        "skatteverket": ("Skatteverket", "The Tax Agency (Skatteverket)"),
        "forsakringskassan": ("Försäkringskassan", "The Social Insurance Agency (Försäkringskassan)"),
        "pensionsmyndigheten": ("Pensionsmyndigheten", "The Pensions Agency"),
        "arbetsformedlingen": ("Arbetsförmedlingen", "The Public Employment Service"),
        "csn": ("CSN", "The Board of Student Finance (CSN)"),
        "a_kassa": ("En a-kassa", "An unemployment insurance fund"),
        "migrationsverket": ("Migrationsverket", "The Migration Agency"),
        "bolagsverket": ("Bolagsverket", "The Companies Registration Office"),
        "kronofogden": ("Kronofogden", "The Enforcement Authority"),
        "e_halsomyndigheten": ("E-hälsomyndigheten", "The eHealth Agency"),
        "ivo": ("IVO", "The Health and Social Care Inspectorate (IVO)"),
        "utbetalningsmyndigheten": ("Utbetalningsmyndigheten", "The Payments Agency (Utbetalningsmyndigheten)"),
        "own_social": ("Socialnämnden i vår kommun", "The social services board of our municipality"),
        "own_board": ("En annan nämnd eller ett bolag i vår kommun", "Another board or company of our municipality"),
        "other_municipality_social": ("Socialnämnden i en annan kommun", "Another municipality's social board"),
        "other_municipality": ("En annan kommun, annan nämnd", "Another municipality, another board"),
        "auditor": ("Revisor eller tillsynsmyndighet", "An auditor or supervisory authority"),
        "processor": ("Den som bara lagrar eller bearbetar åt oss", "One who only stores or processes for us"),
        "party": ("Den saken gäller, eller ombudet", "The person it concerns, or their representative"),
        "private": (
            "En annan enskild: anhörig, hyresvärd, arbetsgivare",
            "Another individual: kin, landlord, employer",
        ),
        "public": ("En journalist eller vem som helst", "A journalist, or anyone"),
    },
    Kind: {
        "address": ("Var någon bor eller är folkbokförd", "Where somebody lives or is registered"),
        "contact": (
            "Kontaktuppgifter: bostadsadress, telefon, e-post, arbetsplats, ombud",
            "Contact details: home address, telephone, e-mail, workplace, representative",
        ),
        "family": ("Hushåll och familj", "Household and family"),
        "lease": ("Hyreskontrakt och hyra", "Lease and rent"),
        "payment": ("Bidrag, bistånd och utbetalningar", "Benefits, aid and payments"),
        "income": ("Inkomster och tillgångar", "Income and assets"),
        "health": ("Hälsa och personliga förhållanden", "Health and personal circumstances"),
        "school": ("Elev eller barn i förskola: närvaro, placering", "Pupil or preschool child: attendance, placement"),
        "observation": ("Något vi har sett eller fått veta", "Something we have seen or been told"),
        "known": ("Om någon är känd hos oss", "Whether somebody is known to us"),
        "company": ("Företag, fakturor, anbud", "Companies, invoices, tenders"),
        "signal": ("En signal från Pax", "A signal from Pax"),
        "case_file": ("En hel akt", "A whole file"),
        "whole_list": ("Hela listan: alla personer i ett register", "The whole list: every person in a register"),
    },
    Purpose: {
        "wrong_entry": (
            "En uppgift i folkbokföringen verkar vara fel",
            "An entry in the population register seems wrong",
        ),
        "wrong_payment": (
            "En utbetalning som mottagaren beslutar om verkar vara fel",
            "A payment that the receiver decides on seems wrong",
        ),
        "right_decision": (
            "Mottagaren behöver det för rätt beslut om bidrag eller ersättning",
            "The receiver needs it for right decisions on benefits",
        ),
        "benefit_crime": ("Bidragsbrott kan misstänkas", "A benefit offence can be suspected"),
        "child": ("Oro för ett barn", "Worry for a child"),
        "crime": ("Förebygga, upptäcka eller utreda brott", "Preventing, detecting or investigating crime"),
        "young": ("En ung person dras mot brott", "A young person is being drawn into crime"),
        "close_violence": ("Risk för våld mot en närstående", "Risk of violence against someone close"),
        "terrorism": ("Risk för terroristbrott", "Risk of terrorist offences"),
        "fraud": ("Motverka fusk och överträdelser i övrigt", "Countering cheating and other violations"),
        "supervision": ("Tillsyn eller revision av oss", "Supervision or audit of us"),
        "own_task": ("Vi måste lämna det för att klara vår egen uppgift", "We must give it to do our own task"),
        "receivers_task": ("Mottagaren behöver det i sitt ärende", "The receiver needs it in a case of its own"),
        "own_case": ("Den enskilde vill se sitt eget ärende", "The person wants to see their own case"),
        "public_access": ("Någon begär ut allmänna handlingar", "Somebody asks for public records"),
        "technical": ("Lagring, drift eller teknisk bearbetning", "Storage, hosting or technical processing"),
        "migration_control": ("Kontroll av vem som får vistas i landet", "Control of who may stay in the country"),
    },
    Fact: {
        "child_at_risk": (
            "Vi vet eller misstänker att ett barn far illa.",
            "We know or suspect that a child is being harmed.",
        ),
        "entry_wrong": (
            "Det kan antas att uppgiften i folkbokföringen är fel eller ofullständig.",
            "It may be assumed that the entry in the population register is wrong or incomplete.",
        ),
        "payment_wrong": (
            "Det finns anledning att anta att förmånen är fel eller för hög.",
            "There is reason to assume that the benefit is wrong or too high.",
        ),
        "benefit_crime_suspected": (
            "Bidragsbrott kan misstänkas: någon har lämnat fel uppgifter eller låtit bli att anmäla ändringar.",
            "A benefit offence can be suspected: somebody gave wrong information or failed to report a change.",
        ),
        "needed": (
            "Mottagaren behöver just den här uppgiften i sin verksamhet.",
            "The receiver needs this very item in its work.",
        ),
        "crime_suspected": (
            "Ett begånget brott kan misstänkas, och det kan ge mer än böter.",
            "An offence can be suspected, and it may lead to more than a fine.",
        ),
        "crime_against_child": (
            "Det gäller misstanke om brott mot någon under 18 år (mot liv, hälsa, frihet, frid eller sexualbrott).",
            "It is a suspected offence against somebody under 18 (life, health, liberty, peace, or a sexual one).",
        ),
        "listed_offence": (
            "Brottet är ett av dem som 10 kap. 22 § eller 22 a § räknar upp.",
            "The offence is one of those that chapter 10, section 22 or 22 a, lists.",
        ),
        "grave_offence": (
            "Brottet är så grovt som 10 kap. 23 § kräver.",
            "The offence is as grave as chapter 10, section 23 requires.",
        ),
        "young_at_risk": (
            "Den unge är under 21 år, riskerar att begå brott, och uppgiften kan bidra till att hindra det.",
            "The young person is under 21, at risk of offending, and the item may help to prevent it.",
        ),
        "terror_risk": (
            "Det finns risk för terroristbrott, och uppgiften kan bidra till att hindra det.",
            "There is a risk of terrorist offences, and the item may help to prevent them.",
        ),
        "violence_risk": (
            "Det finns risk för allvarligt brott mot en närstående, och uppgiften kan bidra till att hindra det.",
            "There is a risk of a serious offence against someone close, and the item may help to prevent it.",
        ),
        "supervises": ("Mottagaren har tillsyn över eller reviderar oss.", "The receiver supervises or audits us."),
        "only_technical": (
            "Mottagaren ska bara lagra eller tekniskt bearbeta för vår räkning, enligt avtal.",
            "The receiver shall only store or technically process on our behalf, by agreement.",
        ),
        "necessary": (
            "Utan att lämna uppgiften kan vi inte fullgöra vår egen verksamhet.",
            "Without giving the item we cannot do our own task.",
        ),
        "named_duty": (
            "En lag eller förordning, som vi kan namnge, säger att uppgiften ska lämnas.",
            "A statute or ordinance that we can name says that the item shall be given.",
        ),
        "is_party": ("Mottagaren är part i ärendet.", "The receiver is a party to the case."),
        "consent": (
            "Den som uppgiften rör har sagt ja till just detta.",
            "The person it concerns has said yes to just this.",
        ),
        "weighed": (
            "Avvägningen är skriven och utföll till förmån för att lämna.",
            "The weighing is written, and it came out for giving.",
        ),
        "special_reasons": ("Särskilda skäl talar mot att lämna.", "Special reasons speak against giving it."),
        "systematic_matching": (
            "Det gäller att samköra hela register, inte enskilda ärenden.",
            "It is about matching whole registers, not single cases.",
        ),
    },
}


def label(word: Word) -> Text:
    """What the word is called in both languages."""
    return Text(*_LABELS[type(word)][word.value])
