"""The fixed words of a rule's page, Swedish and English. The order here is the order on the page."""

import re

from pax.rules.model import Rule
from pax.vocabulary import Text

HEADINGS = {
    "asks": Text("Vad frågan gäller", "What the question is"),
    "who": Text("Vem som får ställa den", "Who may ask it"),
    "law": Text("Lagstöd", "Legal ground"),
    "reads": Text("Uppgifter som läses", "Data that is read"),
    "thresholds": Text("Gränser, och varför", "Thresholds, and why"),
    "innocent": Text("Vanliga och lagliga förklaringar", "Ordinary and lawful explanations"),
    "misses": Text("Vad frågan missar", "What the question misses"),
    "next": Text("Vad som händer sedan", "What happens next"),
    "secrecy": Text("Sekretess och gallring", "Secrecy and deletion"),
    "examples": Text("Exempel som prövas varje gång regeln ändras", "Examples tried whenever the rule changes"),
    "sql": Text("Regeln själv", "The rule itself"),
}

SCOPES = {
    "own": Text(
        "Frågan ställs bara om nämndens eller bolagets egna kontrakt, ärenden eller avtal.",
        "It is asked only about the board's or company's own leases, cases or contracts.",
    ),
    "triggered": Text(
        "Frågan nämner en adress eller person bara om det finns en anledning, till exempel ett tips eller returnerad "
        "post. I övrigt räknas antal per område.",
        "It names an address or person only where there is a cause, such as a tip or returned mail. "
        "Otherwise it gives counts per area.",
    ),
    "population": Text("Frågan nämner ingen. Den räknar antal per område.", "It names nobody: it counts per area."),
}

MODES = {
    "casework": Text("Får ställas som ett led i handläggningen.", "May be asked as a part of casework."),
    "follow_up": Text(
        "Är uppföljning: en lista får tas fram först när en namngiven jurist har godkänt det.",
        "Is follow-up: a list may be made only once a named lawyer has signed.",
    ),
    "both": Text(
        "För ett enda hushåll är det handläggning. En lista får tas fram först när en namngiven jurist godkänt det.",
        "For a single household it is casework. A list may be made only once a named lawyer has signed.",
    ),
}

CONTACTS = {
    "subject_alone": Text(
        "Den frågan gäller tillfrågas först, enskilt.", "The person it is about is asked first, alone."
    ),
    "holder": Text("Den som har kontraktet tillfrågas först.", "The holder of the lease is asked first."),
    "landlord": Text("Hyresvärden tillfrågas först.", "The landlord is asked first."),
    "authority_only": Text(
        "Ingen enskild kontaktas först: myndigheten läser sina egna uppgifter.",
        "No individual is contacted first: the authority reads its own records.",
    ),
}

BOARDS = {
    "housing_company": Text("bostadsbolaget", "the housing company"),
    "social_services": Text("socialnämnden", "the social services board"),
    "registry": Text("kommunens adressansvariga", "the municipality's address officer"),
    "education": Text("utbildningsnämnden", "the education board"),
    "procurement": Text("upphandlingen", "procurement"),
    "finance": Text("ekonomifunktionen", "finance"),
    "care": Text("vård- och omsorgsnämnden", "the care board"),
    "culture": Text("kultur- och fritidsnämnden", "the culture and leisure board"),
    "internal_control": Text("internkontrollen", "internal control"),
}

SUBJECTS = {
    "person": Text("[personen]", "[the person]"),
    "dwelling": Text("[bostaden]", "[the dwelling]"),
    "organisation": Text("[organisationen]", "[the organisation]"),
    "account": Text("[kontot]", "[the account]"),
}

PHRASES = {
    "index": Text("Frågorna som Pax kan ställa", "The questions Pax can ask"),
    "about": Text(
        "Sidorna är gjorda av samma filer som körs. En träff är en fråga till en människa, inte ett beslut, "
        "och en vanlig förklaring är ett fullgott svar. Ingen regel ser namn, kön, födelseland eller medborgarskap. "
        "Den som har skyddade personuppgifter tas bort innan någon regel körs.",
        "These pages are made from the very files that run. A hit is a question to a human, not a decision, and an "
        "ordinary explanation is a full answer. No rule sees names, sex, country of birth or citizenship. Whoever has "
        "protected personal data is taken out before any rule runs.",
    ),
    "rule": Text("Regel", "Rule"),
    "question": Text("Fråga", "Question"),
    "asked_by": Text("Ställs av", "Asked by"),
    "version": Text("Version", "Version"),
    "unconfirmed": Text("ska bekräftas av jurist", "to be confirmed by a lawyer"),
    "confirmed": Text("bekräftat", "confirmed"),
    "answer": Text("Svaret lyder:", "The answer reads:"),
    "favour": Text("Frågan ställs till personens fördel.", "The question is asked in the person's favour."),
    "cleared": Text("Klaras ut av", "Cleared by"),
    "shown": Text("Syns i uppgifterna, och då ställs frågan inte", "Shown by the data, and then it is not asked"),
    "not_shown": Text("Syns inte i uppgifterna: en människa måste fråga", "Not shown by the data: a human must ask"),
    "table": Text("Register", "Table"),
    "columns": Text("Kolumner", "Columns"),
    "views": Text("Gemensamma vyer", "Shared views"),
    "threshold": Text("Gräns", "Threshold"),
    "value": Text("Värde", "Value"),
    "why": Text("Varför", "Why"),
    "public": Text(
        "Ingen sekretess gäller: en träff är en allmän handling som lämnas ut på begäran.",
        "No secrecy applies: a hit is a public record, given out on request.",
    ),
    "covered": Text("Sekretess enligt", "Secrecy under"),
    "days": Text(
        "En fråga som ingen har läst tas bort efter {days} dagar. En avfärdad fråga tas bort genast; kvar blir regel, "
        "utfall och månad.",
        "A question nobody has read is deleted after {days} days. A cleared one is deleted at once; the rule, the "
        "outcome and the month remain.",
    ),
    "finds": Text("frågar", "asks"),
    "silent": Text("tiger", "silent"),
    "months": Text("månader tillbaka", "months back"),
}


def told(rule: Rule, lang: str) -> str:
    """The rule's answer as it reads about nobody: words in brackets where a signal has names and figures."""
    about = SUBJECTS[rule.subject].said(lang)
    return re.sub(r"\{(\w+)\}", lambda found: about if found[1] == "subject" else "[…]", rule.explain.said(lang))
