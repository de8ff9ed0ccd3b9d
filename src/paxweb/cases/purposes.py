"""For what a board's cases may be opened: the municipality's own list, as the board's newest run carries it."""

from pax.vocabulary import Text
from paxweb.intake.models import Run, RunState


def purposes_of(board_id: str) -> dict[str, Text]:
    """Purpose id → words. "Other" does not exist."""
    run = Run.objects.filter(board_id=board_id, state=RunState.IN_FORCE).order_by("-in_force_at").first()
    said = run.document.get("purposes", {}) if run else {}
    return {at: Text(text["sv"], text["en"]) for at, text in said.items()}
