"""What roles, checks of identity and notices are called."""

from typing import Final

from pax.vocabulary import Text
from paxweb.accounts.models import Role

ROLES: Final = {
    Role.READER: Text("läsare", "reader"),
    Role.INVESTIGATOR: Text("utredare", "investigator"),
    Role.LEAD: Text("enhetschef", "lead"),
    Role.LAWYER: Text("jurist", "lawyer"),
    Role.DPO: Text("dataskyddsombud", "data protection officer"),
    Role.REGISTRAR: Text("registrator", "registrar"),
    Role.TIP_HANDLER: Text("tipsmottagare", "tip handler"),
    Role.ACCESS_OFFICER: Text("behörighetsansvarig", "access officer"),
    Role.TECHNICIAN: Text("tekniker", "technician"),
    Role.PROTECTED_HANDLER: Text("handläggare av skyddade uppgifter", "handler of protected data"),
}
GRANTED = tuple(role for role in Role if role is not Role.PROTECTED_HANDLER)
"""Roles an access officer grants; the handler of protected data is named by a lead, for one item."""

CHECKS: Final = {
    "document": Text("Legitimation visad på plats", "Identity document shown in person"),
    "colleague": Text("Två kollegor har intygat på plats", "Two colleagues have vouched in person"),
    "eid": Text("E-legitimation i kommunens e-tjänst", "Electronic identification in the municipality's own service"),
}

NOTICES: Final = {
    "glass.opened": Text("nödöppnade en uppgift eller ett ärende", "opened an item or a case by break-glass"),
    "factor.reset": Text("fick sin inloggning återställd", "had their sign-in reset"),
    "signature.asked": Text("ber om din underskrift", "asks for your signature"),
    "clearance.waits": Text(
        "har fått en behörighet som väntar på en andra underskrift",
        "has been given a clearance that waits for a second signature",
    ),
    "name.asked": Text(
        "ber om en andra underskrift för ett namn i loggen", "asks for a second signature for a name in the log"
    ),
    "token.proposed": Text("föreslår en maskin som ska läsa", "proposes a machine that is to read"),
    "token.granted": Text("har godkänt maskinen du föreslog", "has granted the machine you proposed"),
    "token.yours": Text("har godkänt en maskin som läser i ditt namn", "has granted a machine that reads in your name"),
    "case.sign": Text("har lagt fram ett steg som väntar på din underskrift", "has put a step forward for you to sign"),
    "letter.sign": Text("ber dig skriva under ett brev", "asks you to sign a letter"),
    "rights.sign": Text(
        "har lagt fram ett registerutdrag som väntar på din underskrift", "has put an extract forward for you to sign"
    ),
    "rights.sign_correction": Text(
        "har lagt fram en rättelse som väntar på din underskrift", "has put a correction forward for you to sign"
    ),
    "records.sign": Text(
        "har lagt fram ett beslut om allmänna handlingar som väntar på din underskrift",
        "has put a decision on public records forward for you to sign",
    ),
    "retention.decide": Text(
        "har föreslagit en gallring som väntar på ditt beslut", "has proposed a deletion that waits for your decision"
    ),
    "rights.volume": Text(
        "En del av ett registerutdrag som bara er grupp får se väntar på registratorn i gruppen, eller på chefen",
        "Part of an extract that only your team may see waits for the team's registrar, or its lead",
    ),
    "declared.ended": Text(
        "har avslutat något du anmält att du står nära", "has ended something you declared to be close to you"
    ),
    "proposal.made": Text("är föreslagen för en behörighet", "is proposed for a clearance"),
}
