"""Letters of the demo's cases: written from the case's facts, signed and fixed as the pages do it."""

from collections.abc import Mapping
from dataclasses import replace

from pax.letters import Letter as Content
from pax.letters import Value
from paxweb.accounts.access import Actor
from paxweb.cases.models import Case
from paxweb.letters.actions.change import change
from paxweb.letters.actions.draft import draft
from paxweb.letters.actions.finish import ask, sign, signed_pdf
from paxweb.letters.actions.shared import digest_of
from paxweb.letters.contents import letters_for, signatures
from paxweb.letters.delivering import Delivery
from paxweb.letters.models import Letter
from paxweb.letters.papering import letterhead

SENDER = ("Box 12", "999 01 Skoby")
CONTACT = "telefon 0999-100 12, vardagar 9–15, eller arendet@skoby.example"

WRITTEN: Mapping[str, Mapping[str, Value]] = {
    "communication": {
        "matter": "uppgifter om var hushållet bodde i våras",
        "found": "Bidrag till hyran har betalats för mars, april och maj. Enligt folkbokföringen flyttade hushållet "
        "den 1 mars. Vi har inte sett att flytten anmäldes till oss.",
        "sources": ["Vår egen lista över utbetalningar", "Folkbokföringen"],
        "contact": CONTACT,
    },
    "agreement": {
        "terms": ["Hyran betalas till och med sista dagen", "Lägenheten städas och alla nycklar lämnas till oss"],
        "contact": CONTACT,
    },
    "claim": {
        "amount": "12400.00",
        "months": "mars till maj i år",
        "reason": "Bidrag till hyran betalades i tre månader efter flytten. Hyran fanns inte längre.",
        "said_back": "Du skrev att flytten anmäldes till en handläggare. Vi har sökt och hittar ingen anmälan. "
        "Vi har tagit hänsyn till att du trodde att vi visste.",
        "pay_how": "bankgiro 999-0012, skriv ärendets nummer",
        "contact": CONTACT,
    },
}
"""Document → the facts that the case does not know by itself."""

RECEIVERS: Mapping[str, str] = {
    "communication": "Den som fick bidraget", "agreement": "Hyresgästen", "claim": "Den som fick bidraget",
}  # fmt: skip
"""To whom, where the case names nobody."""


def wrote(who: Actor, second: Actor, case: Case, document: str) -> bool:
    """Write, sign (two where two must) and fix the document's letter; False where the demo has no words for it."""
    content = _content(case, document)
    if content is None:
        return False
    row = _filled(who, case, content)
    signs = who
    if signatures(case, content) > 1:
        ask(who, case, row, content, row.version)
        signs = second
    sign(signs, case, row, content, row.version, digest_of(signed_pdf(signs, row, content)))
    return True


def left_to_sign(who: Actor, case: Case, document: str) -> None:
    """Write the letter and ask for a signature; somebody else has it before them."""
    content = _content(case, document)
    if content is None:
        raise SystemExit(f"the demo has no words for the letter {document}")
    row = _filled(who, case, content)
    ask(who, case, row, content, row.version)


def _content(case: Case, document: str) -> Content | None:
    if document not in WRITTEN:
        return None
    return next((one for one in letters_for(case) if one.document == document), None)


def _filled(who: Actor, case: Case, content: Content) -> Letter:
    row = draft(who, case, content, "sv")
    kept = letterhead(row.head)
    name = kept.name or RECEIVERS[content.document]
    head = replace(kept, sender=SENDER, name=name, delivery=Delivery.MEETING)
    change(who, case, row, content, head, {**row.record, **WRITTEN[content.document]}, row.version)
    row.refresh_from_db()
    return row
