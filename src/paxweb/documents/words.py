"""What the pages say when a document cannot be handed over or taken in."""

from typing import Final

from pax.vocabulary import Text

DESTROYED: Final = Text(
    "Handlingarna i ärendet är gallrade. De går inte att få tillbaka.",
    "The documents of this case have been deleted. They cannot be brought back.",
)
MISSING: Final = Text(
    "Nyckeln till ärendets handlingar saknas eller är en annan. Inget kan läsas förrän den som har hand om nycklarna "
    "har lagt tillbaka rätt nyckel. Säg till teknikern.",
    "The key to the case's documents is missing or is another one. Nothing can be read until whoever keeps the keys "
    "has put the right key back. Tell the technician.",
)
KEPT_NOTHING: Final = Text(
    "Nyckeln till handlingar saknas eller är en annan, så inget har sparats. Säg till teknikern.",
    "The key to documents is missing or is another one, so nothing was saved. Tell the technician.",
)
UNREADABLE: Final = Text(
    "Filen saknas eller har ändrats på disken, så den lämnas inte ut. Det är antecknat i loggen. Säg till teknikern, "
    "som kan lägga tillbaka den ur en säkerhetskopia.",
    "The file is missing or has been changed on the disk, so it is not handed over. It stands in the log. Tell the "
    "technician, who can put it back from a backup.",
)
