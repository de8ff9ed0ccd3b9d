"""Legal hold: what must not be deleted, why, and until when."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from paxweb.accounts.access import door, seen
from paxweb.accounts.clearances.showing import actor_of_request
from paxweb.frame.forms import SpokenForm, fills
from paxweb.rights.actions.keep import end_hold
from paxweb.rights.actions.keep import hold as hold_it
from paxweb.rights.closing import draft_of
from paxweb.rights.forms import EndHoldForm, HoldForm
from paxweb.rights.models import Hold, Volume
from paxweb.rights.reading import names_of
from paxweb.rights.views.shared import board_of, one_of, page, posted, step, to


@fills()
@door(act="retention.hold", argument="board_id", methods=("GET",))
def listed(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """What is on hold, as far as one may see it."""
    return _listed(request, language, board_id, EndHoldForm(language=language))


def _listed(request: HttpRequest, language: str, board_id: str, form: SpokenForm, status: int = 200) -> HttpResponse:
    found = Hold.objects.visible_to(actor_of_request(request)).filter(board_id=board_id)
    holds = list(found.order_by("ended_at", "until")[:500])
    seen(request, holds)
    names = names_of([each.root_id for each in holds], language)
    shown = [(each, names.get(each.root_id, "") if each.root_id else "") for each in holds]
    return page(request, "holds", board=board_of(board_id), holds=shown, form=form, status=status)


@fills(HoldForm)
@door(Volume, act="retention.hold", argument="volume")
def hold(request: HttpRequest, language: str, volume: Volume) -> HttpResponse:
    """Hold one item or case of a volume."""
    form = posted(request, HoldForm, language, initial={"root": request.GET.get("root", "")})

    def act() -> Hold:
        given = form.cleaned_data
        return hold_it(actor_of_request(request), volume, given["root"], given["hold_until"], given["hold_why"])

    if step(request, form, volume.board_id, "retention.hold", act):
        return to("holds", language, volume.board_id)
    seen(request, [volume])
    return page(
        request, "hold", volume=volume, form=form, held=_held(volume, form, language),
        status=400 if form.is_bound else 200,
    )  # fmt: skip


def _held(volume: Volume, form: SpokenForm, language: str) -> str:
    """What the form is about, where it stands in the volume."""
    wanted = {str(form["root"].value() or "")} & {line.root for line in draft_of(volume).lines}
    return next(iter(names_of([UUID(root) for root in wanted if root], language).values()), "")


@fills(EndHoldForm)
@door(act="retention.hold", argument="board_id", methods=("POST",))
def end(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """It may be deleted again."""
    form = EndHoldForm(request.POST, language=language)
    actor = actor_of_request(request)

    def act() -> None:
        found = Hold.objects.visible_to(actor).filter(pk=form.cleaned_data["hold"], board_id=board_id).first()
        end_hold(actor, one_of(found))

    done = step(request, form, board_id, "retention.end_hold", act)
    return to("holds", language, board_id) if done else _listed(request, language, board_id, form, 409)
