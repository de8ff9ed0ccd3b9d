"""The technician's pages: how the machine stands, and its jobs. No content of any item."""

from typing import cast

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from paxweb.accounts.access import Actor, door
from paxweb.frame.clock import now
from paxweb.frame.forms import fills
from paxweb.intake.forms import AgainForm
from paxweb.intake.health import signs
from paxweb.intake.models import Arrival, ArrivalState
from paxweb.intake.told import told_of
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind

_A_PAGE = 50


class Entered(HttpRequest):
    """A request that came through a door."""

    actor: Actor


@door(act="tech.health", methods=("GET",))
def health(request: HttpRequest, language: str) -> HttpResponse:
    """How the machine stands."""
    return render(request, "intake/health.html", {"signs": signs(now()), "at": now()})


@door(act="tech.jobs", methods=("GET",))
def jobs(request: HttpRequest, language: str) -> HttpResponse:
    """The folders of the technician's boards: waiting, being taken in, and how they ended."""
    actor = cast(Entered, request).actor
    mine = [board for board in actor.boards if actor.may_at(board, "tech.jobs")]
    found = Arrival.objects.filter(board__in=mine).select_related("board").order_by("-queued_at")
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "intake/jobs.html", {"page": page, "rows": [told_of(one, language) for one in page]})


@fills(AgainForm)
@door(act="tech.jobs", methods=("POST",))
def again(request: HttpRequest, language: str) -> HttpResponse:
    """Put a folder that was refused or given up back in the queue; the process of jobs takes it from there."""
    actor = cast(Entered, request).actor
    form = AgainForm(request.POST, language=language)
    if not form.is_valid():
        raise Http404
    with transaction.atomic():
        ended = Arrival.objects.filter(
            pk=form.cleaned_data["arrival"], state__in=(ArrivalState.REFUSED, ArrivalState.SWEPT)
        )
        arrival = ended.select_for_update().first()
        if arrival is None or not actor.may_at(arrival.board_id, "tech.jobs"):
            raise Http404
        ended.update(state=ArrivalState.QUEUED, attempts=0, problem="", ended_at=None)
        write_change(
            Line(
                Kind.CHANGE, "tech.again", user_id=actor.id, board=arrival.board_id,
                detail={"arrival": str(arrival.pk)},
            )
        )  # fmt: skip
    return HttpResponseRedirect(reverse("intake:jobs", args=[language]))
