"""The headings and small words of what the verbs show, Swedish first."""

from pax.cli.frame import Language
from pax.vocabulary import Text

_WORDS = {
    "answer": Text("Svar", "Answer"),
    "evidence": Text("Underlag", "Evidence"),
    "explanations": Text("Vanliga förklaringar, och vad som visar dem", "Ordinary explanations, and what shows them"),
    "misses": Text("Vad regeln inte ser", "What the rule cannot see"),
    "next_step": Text("Nästa steg", "Next step"),
    "law": Text("Rättsligt stöd", "Legal basis"),
    "thresholds": Text("Gränser", "Thresholds"),
    "secrecy": Text("Sekretess", "Secrecy"),
    "public": Text("ingen: lämnas ut på begäran", "none: public on request"),
    "unconfirmed": Text("ska bekräftas", "to be confirmed"),
    "amount": Text("Belopp", "Amount"),
    "period": Text("Tid", "Period"),
    "first_seen": Text("Först sedd", "First seen"),
    "line": Text("rad", "line"),
    "clears": Text("Visas av", "Shown by"),
    "in_favour": Text("Till den enskildes fördel", "In the person's favour"),
    "in_favour_text": Text("Personen kan ha fått för lite.", "The person may have received too little."),
    "subject_alone": Text("Tala först med den det gäller, i enrum.", "Speak first with the person, alone."),
    "holder": Text("Tala först med kontraktsinnehavaren.", "Speak first with the lease holder."),
    "landlord": Text("Tala först med hyresvärden.", "Speak first with the landlord."),
    "authority_only": Text("Ta ingen kontakt; bara med myndigheten.", "Contact nobody but the authority."),
    "nothing": Text("Inget att fråga om.", "Nothing to ask about."),
    "asked": Text("Ställda frågor", "Asked"),
    "not_asked": Text("Inte ställda", "Not asked"),
    "rule": Text("Regel", "Rule"),
    "expected_asked": Text("Skulle frågas", "To be asked"),
    "expected_silent": Text("Skulle vara tyst", "To be silent"),
    "expected_counted": Text("Skulle räknas", "To be counted"),
    "besides": Text("Utöver facit", "Besides"),
    "missed": Text("Fel mot facit", "Wrong by the key"),
    "not_in_run": Text("Regler i facit som inte kördes", "Rules of the key that did not run"),
    "new": Text("Nya", "New"),
    "gone": Text("Borta", "Gone"),
    "changed": Text("Ändrade", "Changed"),
    "same": Text("Oförändrade", "The same"),
    "by_data": Text("uppgifterna", "the data"),
    "by_rule": Text("regeln", "the rule"),
    "because": Text("Ändrat", "What changed"),
}


def speak(word: str, language: Language) -> str:
    """A word of ours in the language of the call."""
    return _WORDS[word].said(language)
