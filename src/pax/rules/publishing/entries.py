"""A rule as an entry of a public algorithm register.

The names of the fields are those of Algoritmeregister 0.3.1 (Eurocities); the schema beside the rules
(`rules/algorithm-register.schema.json`) and every sentence are our own. What only a municipality knows is None until
it publishes.
"""

from dataclasses import dataclass
from datetime import date

from pax.rules.model import Rule, RuleBook
from pax.rules.publishing.words import BOARDS, MODES, SCOPES, told
from pax.vocabulary import Text

STANDARD = "0.3.1"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: the organisation, whom to write to, when. All None in the project's own documents."""

    organization: str | None = None
    contact_email: str | None = None
    published_on: date | None = None
    active: frozenset[str] = frozenset()


_SAID = {
    "domain": Text("Välfärdsbrott och felaktiga uppgifter i register", "Welfare crime and errors in registers"),
    "impact": Text(
        "En människa kan bli tillfrågad. Ingen förlorar något genom svaret: först efter utredning, och sedan den det "
        "gäller har fått yttra sig, kan nämnden besluta.",
        "A person may be asked. Nobody loses anything by the answer: only after an inquiry, and once the person "
        "concerned has been heard, can the board decide.",
    ),
    "risks": Text(
        "Att någon kontrolleras i onödan, och att frågan oftare når vissa grupper. Därför läses ett slumpat urval "
        "bredvid, blint, och träffar och onödiga kontroller publiceras per grupp.",
        "That someone is checked in vain, and that the question reaches some groups more often. A random sample is "
        "therefore read beside it, blind, and hits and needless checks are published by group.",
    ),
    "risk_category": Text(
        "Behandlas som högrisk enligt EU:s AI-förordning, bilaga III punkt 5 a, fast regeln är skriven av människor.",
        "Treated as high-risk under the EU AI Act, annex III 5 (a), though the rule is written by people.",
    ),
    "decision": Text("Pax beslutar aldrig. En handläggare läser, frågar och beslutar.", "Pax never decides. "
                     "An official reads, asks and decides."),
    "training": Text("Ingen: regeln är inte inlärd.", "None: the rule is not learned."),
    "type": Text("Fast regel i SQL, skriven av människor", "Fixed rule in SQL, written by people"),
    "monitoring": Text(
        "Prövas mot exempel, mot en andra skrivning av regeln och mot utfallen varje vecka.",
        "Tried against examples, against a second writing of the rule, and against outcomes every week.",
    ),
    "human": Text(
        "Varje fråga läses av en människa, först utan att veta om någon regel har frågat.",
        "Every question is read by a human, first without knowing whether a rule asked.",
    ),
    "objection": Text(
        "Den det gäller får se underlaget och svara innan något beslutas, och kan överklaga beslut enligt lag.",
        "The person concerned may see what it rests on and answer before a decision, and appeal under the law.",
    ),
}  # fmt: skip


def entry(rule: Rule, book: RuleBook, publisher: Publisher, lang: str) -> dict[str, object]:
    """One rule in one language, every field of the schema present."""
    said = {name: text.said(lang) for name, text in _SAID.items()}
    innocent = " ".join(one.text.said(lang) for one in rule.innocent_explanations)
    published = publisher.published_on.isoformat() if publisher.published_on else None
    return {
        "name": f"{rule.id} {rule.title.said(lang)}",
        "description_short": told(rule, lang),
        "organization": publisher.organization,
        "department": ", ".join(BOARDS[board].said(lang) for board in rule.boards),
        "contact_email": publisher.contact_email,
        "area": rule.family,
        "domain": said["domain"],
        "status": "active" if rule.id in publisher.active else "available",
        "goal": rule.title.said(lang),
        "impact": said["impact"],
        "risks": f"{said['risks']} {' '.join(miss.said(lang) for miss in rule.misses)}",
        "risk_category": said["risk_category"],
        "proportionality": f"{SCOPES[rule.scope].said(lang)} {MODES[rule.mode].said(lang)} {innocent}",
        "decision_making_process": f"{said['decision']} {rule.next_step.said(lang)}",
        "lawful_basis": [
            {"act": one.act, "section": one.section, "confirmed": one.confirmed} for one in rule.legal_basis
        ],
        "source_data": {table: list(columns) for table, columns in rule.reads.items()},
        "training_data": said["training"],
        "connected_data_sources": list(book.tables_of(rule)),
        "algorithm_type": said["type"],
        "description": rule.sql.strip(),
        "monitoring": said["monitoring"],
        "human_intervention": said["human"],
        "objection_procedure": said["objection"],
        "type": "rule",
        "standard_version": STANDARD,
        "lang": lang,
        "publication_date": published,
        "last_change_date": published,
        "revision_date": None,
        "rule_version": rule.version,
        "rule_sha256": rule.sha256,
    }
