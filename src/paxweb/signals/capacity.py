"""How much a board reads in a week: what its lead has set, else what the municipality decided."""

from collections.abc import Mapping

from paxweb.intake.models import Run, RunState
from paxweb.signals.models import Capacity

USUAL = 20
"""Without a figure a family has twenty a week (docs/decisions/0035)."""


def capacities(board_id: str) -> Mapping[str, int]:
    """Items a week for each family that the board's run in force asks about."""
    run = Run.objects.filter(board_id=board_id, state=RunState.IN_FORCE).first()
    if run is None:
        return {}
    decided = run.document.get("capacity") or run.document.get("municipality", {}).get("capacity") or {}
    families = sorted({str(rule_id).partition("-")[0] for rule_id in run.rules})
    changed = dict(Capacity.objects.filter(board_id=board_id).values_list("family", "weekly"))
    return {family: changed.get(family, int(decided.get(family, USUAL))) for family in families}
