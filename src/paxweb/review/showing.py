"""What the pages of the review have in common."""

from django.http import Http404, HttpRequest

from paxweb.accounts.access import Actor
from paxweb.accounts.models import Board
from paxweb.frame.clock import today
from paxweb.review.forms import PeriodForm
from paxweb.review.looking import Looked, Period, look
from paxweb.review.patterns import Pattern
from paxweb.review.plots import Plot, lying, standing
from paxweb.review.tally import WORKDAY
from paxweb.review.words import role_of


def actor_of_request(request: HttpRequest) -> Actor:
    """Whoever asks, as the door made them."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the door
    return actor


def board_of(board_id: str) -> Board:
    """The board, or nothing."""
    found = Board.objects.filter(pk=board_id).first()
    if found is None:
        raise Http404
    return found


def boards_for(actor: Actor, act: str) -> list[Board]:
    """The boards where this act is allowed, by name."""
    return list(Board.objects.filter(pk__in=[b for b in actor.boards if actor.may_at(b, act)]).order_by("name"))


def period_form(request: HttpRequest, language: str) -> PeriodForm:
    """The days asked for in the address."""
    return PeriodForm(request.GET, language=language)


def looked_at(request: HttpRequest, language: str, board_id: str) -> tuple[PeriodForm, Looked | None]:
    """The days asked for and what the log says of them; nothing when the days are refused."""
    form = period_form(request, language)
    days = form.days(today())
    return form, look(Period(board_id, *days)) if days else None


def query(period: Period) -> str:
    """The days as the end of an address."""
    return f"?first={period.first.isoformat()}&last={period.last.isoformat()}"


def shown_patterns(found: tuple[Pattern, ...], language: str) -> list[dict[str, object]]:
    """Patterns with their words and plots."""
    return [
        {
            "id": pattern.id,
            "title": pattern.title.said(language),
            "says": pattern.says.said(language),
            "unit": pattern.unit.said(language),
            "rows": [(row, role_of(row.role).said(language)) for row in pattern.rows],
            "marked": sum(row.stands_out for row in pattern.rows),
            "without": pattern.without,
            "plot": lying(pattern),
        }
        for pattern in found
    ]


def hours(looked: Looked) -> tuple[Plot, list[tuple[str, int, bool]]]:
    """Lines per hour of the day, those outside working hours marked."""
    counted = [sum(figures.hours[hour] for figures in looked.figures.values()) for hour in range(24)]
    values = [(f"{hour:02d}", number, hour not in WORKDAY) for hour, number in enumerate(counted)]
    return standing(values), values
