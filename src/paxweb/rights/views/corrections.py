"""A correction: proposed from a line of a draft, signed by a second person, told to every receiver."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from paxweb.accounts.access import door, seen
from paxweb.accounts.clearances.limits import NotAllowed
from paxweb.accounts.clearances.showing import actor_of_request
from paxweb.frame.forms import SpokenForm, fills
from paxweb.rights import wording
from paxweb.rights.actions.correct import Proposal, fact_of, propose_correction, sign_correction
from paxweb.rights.actions.correct import tell as tell_one
from paxweb.rights.actions.refuse import correction_refusal
from paxweb.rights.forms import CorrectForm, PlainForm, SignForm, TellForm
from paxweb.rights.models import Correction, Told, Verdict, Volume
from paxweb.rights.shown import title_of
from paxweb.rights.views.shared import page, posted, step, to


@fills(CorrectForm)
@door(Volume, act="rights.correct", argument="volume")
def propose(request: HttpRequest, language: str, volume: Volume, line: str, field: str) -> HttpResponse:
    """Propose what is right, or that the correction is refused."""
    actor = actor_of_request(request)
    try:
        found, value = fact_of(volume, line, field)
    except NotAllowed:
        raise Http404 from None
    form = posted(request, CorrectForm, language)

    def act() -> Correction:
        given = form.cleaned_data
        refuse = given["outcome"] == "refuse"
        proposal = Proposal(refuse, given["right"], given["right_ground"], given["right_why"])
        return propose_correction(actor, volume, line, field, proposal)

    made = step(request, form, volume.board_id, "rights.propose_correction", act)
    if made:
        return to("correction", language, made[0].pk)
    seen(request, [volume], about=volume.request.keys)
    return page(
        request, "correct", volume=volume, line=found, title=found.title(language), value=value, form=form,
        label=wording.column(field).said(language), status=400 if form.is_bound else 200,
    )  # fmt: skip


@fills()
@door(Correction, act="rights.read", argument="correction", methods=("GET",))
def show(request: HttpRequest, language: str, correction: Correction) -> HttpResponse:
    """What stood, what is right, who said so and why, and who has been told."""
    return _shown(request, language, correction, TellForm(language=language))


def _shown(
    request: HttpRequest, language: str, correction: Correction, form: SpokenForm, status: int = 200
) -> HttpResponse:
    actor = actor_of_request(request)
    seen(request, [correction], about=correction.request.keys if correction.request else ())
    told = Told.objects.visible_to(actor).filter(correction=correction).order_by("given_on", "pk")
    return page(
        request, "correction", correction=correction, board=correction.board, told=told, form=form,
        title=title_of(correction.record, language), label=wording.column(correction.field).said(language),
        may_tell=correction.verdict == Verdict.CORRECTED and actor.may("rights.correct", correction),
        may_sign=_waits(correction) and actor.may("rights.sign", correction), status=status,
    )  # fmt: skip


def _waits(correction: Correction) -> bool:
    return correction.verdict == Verdict.PROPOSED and not correction.withheld


@fills(SignForm)
@door(Correction, act="rights.sign", argument="correction", sensitive=True)
def sign(request: HttpRequest, language: str, correction: Correction) -> HttpResponse:
    """The second person's yes or no."""
    if not _waits(correction):
        raise Http404
    start = {"digest": correction.digest}
    form = SignForm(request.POST if request.method == "POST" else None, language=language, initial=start)

    def act() -> None:
        given = form.cleaned_data
        sign_correction(actor_of_request(request), correction, given["digest"], yes=given["answer"] == "yes")

    if step(request, form, correction.board_id, "rights.sign_correction", act):
        return to("correction", language, correction.pk)
    seen(request, [correction], about=correction.request.keys if correction.request else ())
    return page(
        request, "sign_correction", correction=correction, board=correction.board, form=form,
        title=title_of(correction.record, language), label=wording.column(correction.field).said(language),
        status=400 if form.is_bound else 200,
    )  # fmt: skip


@fills(TellForm)
@door(Correction, act="rights.correct", argument="correction", methods=("POST",))
def tell(request: HttpRequest, language: str, correction: Correction) -> HttpResponse:
    """A receiver has been told."""
    form = TellForm(request.POST, language=language)

    def act() -> None:
        given = form.cleaned_data
        told = Told(pk=given["told"], told_on=given["told_on"], impossible=given["impossible"])
        tell_one(actor_of_request(request), correction, told)

    done = step(request, form, correction.board_id, "rights.tell", act)
    return to("correction", language, correction.pk) if done else _shown(request, language, correction, form, 409)


@never_cache
@fills(PlainForm)
@door(Correction, act="rights.read", argument="correction", methods=("POST",))
def decision(request: HttpRequest, language: str, correction: Correction) -> HttpResponse:
    """The refusal on paper, with how to appeal."""
    if correction.verdict != Verdict.REFUSED or correction.withheld:
        raise Http404
    seen(request, [correction])
    pdf = correction_refusal(actor_of_request(request), correction, language)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="beslut-{correction.digest[:8]}.pdf"'
    return response
