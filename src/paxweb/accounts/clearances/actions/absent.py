"""Say that somebody is away, and who stands in."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.actions.grant import grant
from paxweb.accounts.clearances.limits import Asked, NotAllowed, demand, demand_days, standing
from paxweb.accounts.models import Absence, Board, Clearance, Role, User
from paxweb.frame.clock import now, today
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind

_STOOD_IN = frozenset({Role.READER, Role.INVESTIGATOR, Role.LEAD, Role.LAWYER, Role.REGISTRAR, Role.TIP_HANDLER})
_hooks: list[Callable[[int, str], None]] = []


def when_away(hook: Callable[[int, str], None]) -> None:
    """Call `hook(person id, board id)` in the transaction that makes somebody absent today."""
    _hooks.append(hook)


def away(board_id: str, day: date) -> frozenset[int]:
    """The ids of those who are away from a board on a day."""
    found = Absence.objects.filter(board_id=board_id, ended_at=None, from_date__lte=day, to_date__gte=day)
    return frozenset(found.values_list("user_id", flat=True))


def say_absent(actor: Actor, board: Board, user: User, days: tuple[date, date], stand_in: User | None) -> Absence:
    """Oneself, or whom a lead or access officer says. A stand-in holds the same clearances meanwhile. `NotAllowed`."""
    if actor.id != user.pk:
        demand(actor, board.pk, "access.absence")
    elif not actor.boards.get(board.pk):
        raise NotAllowed(Text("Du har ingen behörighet vid nämnden.", "You have no clearance at the board."))
    demand_days(*days)
    with transaction.atomic():
        made = Absence.objects.create(
            user=user,
            board=board,
            from_date=days[0],
            to_date=days[1],
            stand_in=stand_in,
            said_by_id=actor.id,
            said_at=now(),
        )
        if stand_in is not None:
            _lend(actor, made, stand_in)
        if days[0] <= today():
            for hook in _hooks:
                hook(user.pk, board.pk)
        detail = {"absence": made.pk, "user": user.pk, "stand_in": stand_in.pk if stand_in else None}
        write_change(Line(kind=Kind.CHANGE, act="access.absence", user_id=actor.id, board=board.pk, detail=detail))
    return made


def _lend(actor: Actor, absence: Absence, stand_in: User) -> None:
    """The absent person's clearances for content, for the days of the absence; an access officer gives them."""
    if stand_in.pk == absence.user_id:
        raise NotAllowed(
            Text(
                "Den som är borta kan inte vikariera för sig själv.", "Whoever is away cannot stand in for themselves."
            )
        )
    own = Clearance.objects.filter(
        user=absence.user, label__board=absence.board, role__in=list(_STOOD_IN), item_id=None
    )
    for clearance in standing(own.select_related("label")):
        asked = Asked(
            user=stand_in,
            label=clearance.label,
            role=Role(clearance.role),
            from_date=absence.from_date,
            to_date=min(absence.to_date, clearance.to_date),
            reason="Vikarie / stand-in",
        )
        grant(actor, asked, stands_in_for=absence.user_id)
