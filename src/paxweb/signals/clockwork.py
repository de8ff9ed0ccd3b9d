"""What happens by the clock: weeks are drawn on Monday at six, draws and ended sessions forgotten, answers counted.

Each may be called as often as one likes: what is done already stays as it is.
"""

from collections.abc import Callable
from datetime import datetime

from paxweb.accounts.clearances.actions.absent import away
from paxweb.accounts.identity import machine
from paxweb.accounts.signin.sessions import forget_expired
from paxweb.frame.clock import today
from paxweb.intake.models import Run, RunState
from paxweb.signals.actions.count_figures import MACHINE, count_figures
from paxweb.signals.actions.draw_week import draw_week
from paxweb.signals.actions.forget_draws import forget_draws
from paxweb.signals.actions.give_back import give_back_all
from paxweb.signals.capacity import capacities
from paxweb.signals.weeks import week_of

_due: list[Callable[[datetime], object]] = []


def when_due(hook: Callable[[datetime], object]) -> None:
    """Call `hook(moment)` at every tick: rooms above do here what they have to do by the clock."""
    if hook not in _due:
        _due.append(hook)


def boards() -> list[str]:
    """Boards with a run in force."""
    with machine(MACHINE):
        return sorted(Run.objects.filter(state=RunState.IN_FORCE).values_list("board_id", flat=True))


def draw_weeks(at: datetime) -> int:
    """Draw every list that is due and not drawn; how many items were listed."""
    listed = 0
    for board in boards():
        with machine(MACHINE):
            weekly = capacities(board)
        for family, capacity in weekly.items():
            listed += draw_week(board, family, capacity, week_of(at))
    return listed


def tick(at: datetime) -> int:
    """Everything that is due; how many items were listed. Run it at least once an hour."""
    for board in boards():
        return_from_the_absent(board)
        forget_draws(board, at)
    listed = draw_weeks(at)
    for board in boards():
        count_figures(board)
    forget_expired(at)
    for hook in _due:
        hook(at)
    return listed


def return_from_the_absent(board_id: str) -> int:
    """Give back what people hold who are away today; how many items."""
    with machine(MACHINE):
        return sum(give_back_all(user, board_id) for user in sorted(away(board_id, today())))
