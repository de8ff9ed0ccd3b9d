"""A step that cannot be taken now, said so that the person knows what to do. Nothing has changed."""

from dataclasses import dataclass

from pax.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as a word for programs and a text for people."""

    word: str
    says: Text


TAKEN = Reason(
    "taken",
    Text(
        "En kollega hann före. Ta en annan i listan.",
        "A colleague was first. Take another one from the list.",
    ),
)
CHANGED = Reason(
    "changed",
    Text(
        "Någon har ändrat detta sedan du öppnade sidan. Inget av det du skrev sparades. Läs igenom det som står nu.",
        "Somebody has changed this since you opened the page. Nothing you wrote was kept. Read what stands here now.",
    ),
)
UNREAD = Reason(
    "unread",
    Text(
        "Läs uppgifterna och svara först. Innan dess kan inget annat göras.",
        "Read the facts and answer first. Until then nothing else can be done.",
    ),
)
NOT_AVAILABLE = Reason("not_available", Text("Inte tillgänglig. Välj någon annan.", "Not available. Choose another."))
NO_GROUND = Reason(
    "no_ground",
    Text(
        "Ingen regel frågade här: en slumpvis dragen är ingens ärende. Skriv vilken egen grund ni har.",
        "No rule asked here: one drawn by chance is nobody's case. Write which ground of your own you have.",
    ),
)
WRONG_DAY = Reason(
    "wrong_day",
    Text("Välj en dag från i morgon till ett halvår bort.", "Choose a day from tomorrow to half a year away."),
)


class Refused(Exception):
    """The step was not taken, and nothing was changed."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.word)
        self.reason = reason
