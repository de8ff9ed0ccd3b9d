"""Who may carry or sign a case. Why somebody may not is told to nobody."""

from datetime import date

from paxweb.accounts.clearances.actions.absent import away
from paxweb.accounts.holding import actor_of, in_force
from paxweb.accounts.identity import acting
from paxweb.accounts.models import Clearance, User
from paxweb.accounts.roles import ACTS_OF
from paxweb.cases.models import Case


def people(board_id: str, act: str, today: date) -> list[tuple[int, str]]:
    """Everyone whose role at the board has the act today, by name; whoever is away or kept from something too."""
    roles = [role for role, acts in ACTS_OF.items() if act in acts]
    held = Clearance.objects.filter(in_force(today), label__board_id=board_id, role__in=roles, item_id=None)
    found = User.objects.filter(pk__in=held.values("user_id"), is_active=True)
    return sorted(found.values_list("id", "name"), key=lambda each: (each[1], each[0]))


def people_who_may(act: str, case: Case, today: date) -> list[tuple[int, str]]:
    """Those of them who see the case and may do this there today."""
    return [each for each in people(case.board_id, act, today) if may(each[0], act, case, today)]


def may_carry(user_id: int, case: Case, today: date) -> bool:
    """Whether somebody may work on the case today: inside the wall, named where only a team sees, not kept away."""
    return may(user_id, "case.step", case, today)


def may(user_id: int, act: str, case: Case, today: date) -> bool:
    """Whether somebody sees the case today, is here, and their role allows the act."""
    user = User.objects.filter(id=user_id, is_active=True).first()
    if user is None or user_id in away(case.board_id, today):
        return False
    actor = actor_of(user, today, strong=True)
    with acting(user_id, today):
        sees = Case.objects.visible_to(actor).filter(pk=case.pk).exists()
    return sees and actor.may(act, case)
