"""A person's request: entered, collected, read, closed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from paxweb.accounts.access import door, seen
from paxweb.accounts.clearances.showing import actor_of_request
from paxweb.accounts.models import Board
from paxweb.frame.clock import today
from paxweb.frame.forms import SpokenForm, fills
from paxweb.rights.actions.open_request import Asked, close_request, collect_again
from paxweb.rights.actions.open_request import open_request as open_it
from paxweb.rights.counting import counts
from paxweb.rights.forms import OpenForm, PlainForm
from paxweb.rights.models import Correction, Kind, PersonRequest, Volume, VolumeState
from paxweb.rights.views.shared import board_of, page, posted, step, to
from paxweb.signals.shell import boards_for

_SHOWN = 100


@door(act="rights.overview", methods=("GET",))
def boards(request: HttpRequest, language: str) -> HttpResponse:
    """The boards one answers for; straight there when it is one."""
    found = boards_for(actor_of_request(request), "rights.overview")
    return to("overview", language, found[0].pk) if len(found) == 1 else page(request, "boards", boards=found)


@door(act="rights.overview", argument="board_id", methods=("GET",))
def overview(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """How many requests, how old, what waits: nobody in it. And, for whoever answers them, the requests."""
    board, actor = board_of(board_id), actor_of_request(request)
    asked = PersonRequest.objects.visible_to(actor).filter(board=board).order_by("-opened_at")
    listed = list(asked[:_SHOWN]) if actor.may_at(board_id, "rights.read") else []
    seen(request, listed, about=[key for each in listed for key in each.keys])
    waiting = Volume.objects.visible_to(actor).filter(board=board, state=VolumeState.PROPOSED)
    to_sign = list(waiting.exclude(proposed_by_id=actor.id)) if actor.may_at(board_id, "rights.sign") else []
    return page(
        request, "overview", board=board, figures=counts(actor, board), requests=listed, to_sign=to_sign,
        today=today(), may=_may(actor.may_at, board),
    )  # fmt: skip


def _may(may_at: Callable[[str, str], bool], board: Board) -> dict[str, bool]:
    acts = {
        "collect": "rights.collect", "records": "records.handle", "propose": "retention.propose",
        "decide": "retention.decide", "read": "rights.read",
    }  # fmt: skip
    return {name: may_at(board.pk, act) for name, act in acts.items()}


@fills(OpenForm)
@door(act="rights.collect", argument="board_id")
def open_request(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """Enter a request."""
    form = posted(request, OpenForm, language)
    actor = actor_of_request(request)

    def act() -> PersonRequest:
        given = form.cleaned_data
        return open_it(
            actor, board_id,
            Asked(
                Kind(given["kind"]), given["name"], given["numbers"], given["identity_checked"],
                given["diary_number"], given["received_on"],
            ),
        )  # fmt: skip

    made = step(request, form, board_id, "rights.open", act)
    if made:
        return to("request", language, made[0].pk)
    return page(request, "open", board=board_of(board_id), form=form, status=400 if form.is_bound else 200)


@fills()
@door(PersonRequest, act="rights.read", argument="asked", methods=("GET",))
def show(request: HttpRequest, language: str, asked: PersonRequest) -> HttpResponse:
    """A request and what came of it, as far as one may see it."""
    return _shown(request, asked, PlainForm(language=language))


def _shown(request: HttpRequest, asked: PersonRequest, form: SpokenForm, status: int = 200) -> HttpResponse:
    actor = actor_of_request(request)
    seen(request, [asked], about=asked.keys)
    volumes = Volume.objects.visible_to(actor).filter(request=asked).defer("draft", "pdf", "json").order_by("pk")
    corrections = Correction.objects.visible_to(actor).filter(request=asked).order_by("at")
    may = {"collect": actor.may("rights.collect", asked), "mark": actor.may("rights.mark", asked)}
    return page(
        request, "request", asked=asked, board=asked.board, volumes=volumes, corrections=corrections, form=form,
        may=may, left=(asked.due_on - today()).days, status=status,
    )  # fmt: skip


@fills(PlainForm)
@door(PersonRequest, act="rights.collect", argument="asked", methods=("POST",))
def again(request: HttpRequest, language: str, asked: PersonRequest) -> HttpResponse:
    """Collect anew."""
    form = PlainForm(request.POST, language=language)
    done = step(
        request, form, asked.board_id, "rights.collect_again", lambda: collect_again(actor_of_request(request), asked)
    )
    return to("request", language, asked.pk) if done else _shown(request, asked, form, 409)


@fills(PlainForm)
@door(PersonRequest, act="rights.mark", argument="asked", methods=("POST",))
def close(request: HttpRequest, language: str, asked: PersonRequest) -> HttpResponse:
    """The answer has been given."""
    form = PlainForm(request.POST, language=language)
    done = step(request, form, asked.board_id, "rights.close", lambda: close_request(actor_of_request(request), asked))
    return to("request", language, asked.pk) if done else _shown(request, asked, form, 409)
