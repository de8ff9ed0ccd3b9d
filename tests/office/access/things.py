"""One maker for each kind of thing a door can ask about. A room with a guarded model of its own adds its maker here."""

from collections.abc import Callable
from uuid import UUID

from paxweb.accounts.models import Guarded
from paxweb.accounts.walls import wall_of
from paxweb.cases.models import Case, Party, Trigger
from paxweb.frame.clock import today
from paxweb.intake.models import Item
from tests.office.rights.things import PAPERS
from tests.office.world import World

Maker = Callable[[World, str, str, bool], UUID]
"""Makes one at a board, behind its own wall, known by a word; for a team only, or not. Gives its id."""


def make_item(world: World, word: str, board: str, team_only: bool) -> UUID:
    """An item; `world` keeps it by its word."""
    found = world.items.get(word) or world.item(word, board, team_only=team_only)
    return found.pk


def make_case(world: World, word: str, board: str, team_only: bool, **values: object) -> UUID:
    """A case of the general type that somebody of nobody's knowledge carries."""
    carrier = world.people["Charlie"]
    case = Case.objects.create(
        **{
            "wall": wall_of(board, world.boards[board].secrecy), "team_only": team_only, "board": world.boards[board],
            "casetype": "general", "number": f"{board[:4].upper()} 2026/{Case.objects.count():05d}",
            "title": f"Ärende {word}", "trigger": Trigger.REPORT, "purpose_id": "control", "ground": "g",
            "cause": f"Anledning {word}", "state": "opened", "entered_on": today(), "opened_on": today(),
            "opened_by": carrier, "owner": carrier, **values,
        }
    )  # fmt: skip
    Party.objects.create(case=case, main=True, kind="person", subject_key=case.pk.hex * 2, label=f"Person {word}")
    return case.pk


THINGS: dict[type[Guarded], Maker] = {Item: make_item, Case: make_case, **PAPERS}
