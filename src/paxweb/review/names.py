"""A name: asked for with a reason, signed for by a second person, shown to whoever asked."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from paxweb.accounts.access import Actor, door
from paxweb.accounts.clearances.showing import tried
from paxweb.frame.clock import now
from paxweb.frame.forms import fills
from paxweb.review.actions.ask_name import ask_name
from paxweb.review.actions.show_name import show_name
from paxweb.review.actions.sign_name import sign_name
from paxweb.review.forms import AskNameForm, PeriodForm, SignNameForm
from paxweb.review.models import Reveal
from paxweb.review.showing import actor_of_request, board_of, boards_for, looked_at
from paxweb.review.views import person_page


@fills(PeriodForm, AskNameForm)
@door(act="dpo.reveal_name", argument="board_id", methods=("POST",), sensitive=True)
def ask(request: HttpRequest, language: str, board_id: str, letters: str) -> HttpResponse:
    """Ask for the name behind the letters."""
    _, looked = looked_at(request, language, board_id)
    somebody = looked.person(letters) if looked else None
    if looked is None or somebody is None:
        raise Http404
    form = AskNameForm(request.POST, language=language)
    if form.is_valid():
        actor, reason = actor_of_request(request), form.cleaned_data["reason"]
        made = tried(
            request,
            form,
            lambda: ask_name(actor, looked.period, letters, somebody, reason),
            "dpo.ask_name",
            board_id,
        )
        if made:
            return HttpResponseRedirect(reverse("review:name", args=[language, board_id, made[0].pk]))
    return person_page(request, language, looked, letters, form, status=400)


@door(act="dpo.reveal_name", argument="board_id", methods=("GET",))
def names(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """What one has asked for."""
    mine = Reveal.objects.filter(board_id=board_id, asked_by_id=actor_of_request(request).id).order_by("-asked_at")
    return render(request, "review/names.html", {"board": board_of(board_id), "reveals": mine[:200]})


@fills()
@door(act="dpo.reveal_name", argument="board_id", sensitive=True)
def name(request: HttpRequest, language: str, board_id: str, reveal_id: UUID) -> HttpResponse:
    """One of them; the name itself by a button, once it is signed for."""
    actor = actor_of_request(request)
    reveal = Reveal.objects.filter(pk=reveal_id, board_id=board_id, asked_by_id=actor.id).first()
    if reveal is None:
        raise Http404
    opened = reveal.open_at(now())
    shown = show_name(actor, reveal) if request.method == "POST" and opened else None
    context = {"board": board_of(board_id), "reveal": reveal, "opened": opened, "shown": shown}
    return render(request, "review/name.html", context)


@door(act="dpo.countersign", methods=("GET",))
def signatures(request: HttpRequest, language: str) -> HttpResponse:
    """The names one may sign for, never one's own."""
    actor = actor_of_request(request)
    context = {"reveals": _to_sign(actor), "units": boards_for(actor, "lead.figures")}
    return render(request, "review/signatures.html", context)


@fills(SignNameForm)
@door(act="dpo.countersign", sensitive=True)
def signing(request: HttpRequest, language: str, reveal_id: UUID) -> HttpResponse:
    """Yes or no to one of them. The second person reads the reason, and no name."""
    actor = actor_of_request(request)
    reveal = next((each for each in _to_sign(actor) if each.pk == reveal_id), None)
    if reveal is None:
        raise Http404
    posted = request.method == "POST"
    form = SignNameForm(request.POST if posted else None, language=language)
    if form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        signed = lambda: sign_name(actor, reveal, yes=yes)  # noqa: E731  one line that `tried` runs
        if tried(request, form, signed, "dpo.countersign", reveal.board_id):
            return HttpResponseRedirect(reverse("review:signatures", args=[language]))
    return render(request, "review/signing.html", {"reveal": reveal, "form": form}, status=400 if posted else 200)


def _to_sign(actor: Actor) -> list[Reveal]:
    mine = [board for board in actor.boards if actor.may_at(board, "dpo.countersign")]
    waiting = Reveal.objects.filter(board_id__in=mine, answered_at=None).exclude(asked_by_id=actor.id)
    return list(waiting.exclude(person_id=actor.id).select_related("board", "asked_by").order_by("asked_at")[:200])
