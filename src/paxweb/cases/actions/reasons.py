"""Why a step of a case cannot be taken now, said so that the person knows what to do."""

from pax.vocabulary import Text
from paxweb.signals.actions.refused import Reason

NOT_OPEN = Reason(
    "not_open",
    Text(
        "Steget kan inte göras nu: något annat måste göras först.",
        "The step cannot be done now: something else must be done first.",
    ),
)
NOT_WHOLE = Reason(
    "not_whole",
    Text(
        "Något som steget kräver är inte ifyllt. Fyll i alla fält och välj ett svar.",
        "Something that the step requires is not filled in. Fill in every field and choose an answer.",
    ),
)
WRONG_DAY = Reason(
    "wrong_day",
    Text(
        "Välj en annan dag. En sista dag ska ligga efter i dag; det som redan är gjort ska ha en dag som har varit.",
        "Choose another day. A last day must be after today; what is done already must have a day that has been.",
    ),
)
TOO_EARLY = Reason(
    "too_early",
    Text(
        "Tiden att svara har inte gått ut än. Vänta till dagen efter.",
        "The time to answer has not passed yet. Wait until the day after.",
    ),
)
GROUND_PASSED = Reason(
    "ground_passed",
    Text(
        "Dagen för hindret att informera har passerat. Informera den det gäller, eller skriv en ny grund och dag.",
        "The day of the obstacle to informing has passed. Inform whoever it is about, or write a new ground and day.",
    ),
)
NOT_YOU = Reason("not_you", Text("En annan person måste skriva under.", "Somebody else must sign."))
NOT_AVAILABLE = Reason("not_available", Text("Inte tillgänglig. Välj någon annan.", "Not available. Choose another."))
SAID_NO = Reason(
    "said_no",
    Text(
        "Besöket görs inte när någon som bor där säger nej, eller inte fått veta att man får säga nej.",
        "The visit is not made when a resident says no, or was not told that one may refuse.",
    ),
)
SAID_NO_BEFORE = Reason(
    "said_no_before",
    Text(
        "Någon som bor där har sagt nej, eller tagit tillbaka sitt samtycke. Också den personen måste säga ja: skriv "
        "namnet som förut.",
        "Somebody who lives there has said no, or withdrawn consent. That person too must say yes: write the name "
        "as before.",
    ),
)
AUTHORITY_ONLY = Reason(
    "authority_only",
    Text(
        "Regeln som frågade säger att ingen kontakt tas med den frågan gäller.",
        "The rule that asked says that nobody the question is about is contacted.",
    ),
)
CONTACT = Reason(
    "contact",
    Text(
        "Bekräfta att den första kontakten tas som regeln säger.",
        "Confirm that the first contact is made as the rule says.",
    ),
)
NOT_THE_OUTCOME = Reason(
    "not_the_outcome",
    Text(
        "Utfallet stämmer inte med det som står i ärendet. Jämför utfall, orsak och belopp med bedömningen.",
        "The outcome does not agree with what stands in the case. Compare finding, cause and amounts.",
    ),
)
NOT_ENDED = Reason(
    "not_ended",
    Text(
        "Ärendet är inte avslutat: utfallet kommer med avslutet.", "The case has not ended: its end gives the outcome."
    ),
)
NO_TYPE = Reason(
    "no_type",
    Text(
        "Nämnden har inga ärenden av det slaget. Välj ett annat slag.",
        "The board has no cases of that kind. Choose another kind.",
    ),
)
NO_PURPOSE = Reason(
    "no_purpose",
    Text(
        "Ändamålet finns inte i kommunens lista. Välj ett ur listan.",
        "The purpose is not in the municipality's list. Choose one from the list.",
    ),
)
DRAWN = Reason(
    "drawn",
    Text(
        "Ingen regel frågade här. Öppna ett ärende för hand, på egen grund.",
        "No rule asked here. Open a case by hand, on a ground of its own.",
    ),
)
NO_KEY = Reason(
    "no_key",
    Text(
        "Nycklarna saknas på servern. Säg till teknikern.", "The keys are missing on the server. Tell the technician."
    ),
)
WITHHELD = Reason(
    "withheld",
    Text(
        "Någon i ärendet har skyddade uppgifter: inget tas ut härifrån.",
        "Somebody in the case is protected: nothing is taken out of here.",
    ),
)
