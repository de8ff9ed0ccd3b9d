"""The decision paper of a clearance: who got what, from whom, when and why; and the signatures under it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pax.vocabulary import Text
from paxweb.accounts.access import door
from paxweb.accounts.clearances.actions.ask_signature import ask_signature
from paxweb.accounts.clearances.actions.confirm import confirm, sign
from paxweb.accounts.clearances.actions.end import end
from paxweb.accounts.clearances.forms import AskForm, DecideForm
from paxweb.accounts.clearances.limits import holds
from paxweb.accounts.clearances.showing import actor_of_request, address, board_for, form_page, to, tried
from paxweb.accounts.clearances.words import ROLES
from paxweb.accounts.models import Clearance, Role, Signature
from paxweb.accounts.signin.forms import NoFieldsForm
from paxweb.frame.forms import SpokenForm, fills


def _clearance(board_id: str, pk: int) -> Clearance:
    found = Clearance.objects.select_related(
        "user", "label__board", "granted_by", "confirmed_by", "ended_by", "stands_in_for"
    )
    clearance = found.filter(pk=pk, label__board_id=board_id).first()
    if clearance is None:
        raise Http404
    return clearance


def _paper(request: HttpRequest, clearance: Clearance, form: SpokenForm, **more: object) -> HttpResponse:
    context = {
        "clearance": clearance,
        "role": ROLES[Role(clearance.role)],
        "holds": holds(clearance),
        "waits": clearance.needs_confirmation and clearance.confirmed_at is None and clearance.ended_at is None,
        "form": form,
        "here": "clearances",
        **more,
    }
    return render(request, "accounts/paper.html", context)


@door(act="access.list", argument="board")
def paper(request: HttpRequest, language: str, board: str, pk: int) -> HttpResponse:
    """The paper, with what the reader may do about it."""
    found = board_for(request, board, "access.list")
    clearance = _clearance(found.pk, pk)
    actor = actor_of_request(request)
    may = {act: actor.may_at(found.pk, f"access.{act}") for act in ("grant", "confirm", "end")}
    signatures = clearance.signatures.select_related("asked").order_by("pk")
    return _paper(request, clearance, NoFieldsForm(language=language), board=found, may=may, signatures=signatures)


@fills(NoFieldsForm)
@door(act="access.end", argument="board", sensitive=True)
def ending(request: HttpRequest, language: str, board: str, pk: int) -> HttpResponse:
    """End it: a question, then a button."""
    found = board_for(request, board, "access.end")
    clearance = _clearance(found.pk, pk)
    form = NoFieldsForm(request.POST if request.method == "POST" else None, language=language)
    if form.is_valid():
        actor = actor_of_request(request)
        if tried(request, form, lambda: end(actor, clearance), "access.end", found.pk):
            return to("board", language, board=found.pk)
    title = Text("Avsluta behörigheten?", "End the clearance?")
    lede = Text("Den slutar gälla direkt.", "It stops holding at once.")
    back = address("paper", language, board=found.pk, pk=pk)
    return form_page(request, form, title, lede, Text("Avsluta", "End it"), back, person=clearance.user)


@fills(NoFieldsForm)
@door(act="access.confirm", argument="board", sensitive=True)
def confirming(request: HttpRequest, language: str, board: str, pk: int) -> HttpResponse:
    """Confirm it as the second person."""
    found = board_for(request, board, "access.confirm")
    clearance = _clearance(found.pk, pk)
    form = NoFieldsForm(request.POST if request.method == "POST" else None, language=language)
    if form.is_valid():
        actor = actor_of_request(request)
        if tried(request, form, lambda: confirm(actor, clearance), "access.confirm", found.pk):
            return to("paper", language, board=found.pk, pk=pk)
    title = Text("Bekräfta behörigheten?", "Confirm the clearance?")
    lede = Text(
        "Du är den andra personen. Den som gav behörigheten och den som fick den kan inte bekräfta.",
        "You are the second person. Neither the one who granted it nor the one who got it can confirm.",
    )
    back = address("paper", language, board=found.pk, pk=pk)
    return form_page(request, form, title, lede, Text("Bekräfta", "Confirm"), back, person=clearance.user)


@fills(AskForm)
@door(act="access.grant", argument="board", sensitive=True)
def asking(request: HttpRequest, language: str, board: str, pk: int) -> HttpResponse:
    """Ask somebody of another board to sign."""
    found = board_for(request, board, "access.grant")
    clearance = _clearance(found.pk, pk)
    form = AskForm(request.POST if request.method == "POST" else None, language=language)
    asked = form.person("email") if form.is_valid() else None
    if asked is not None:
        actor = actor_of_request(request)
        if tried(request, form, lambda: ask_signature(actor, clearance, asked), "access.ask", found.pk):
            return to("paper", language, board=found.pk, pk=pk)
    title = Text("Be om en underskrift", "Ask for a signature")
    lede = Text("Den du frågar ser beslutet och inget annat.", "Whoever you ask sees the decision and nothing else.")
    back = address("paper", language, board=found.pk, pk=pk)
    return form_page(request, form, title, lede, Text("Fråga", "Ask"), back)


@door(act="paper.sign")
def papers(request: HttpRequest, language: str) -> HttpResponse:
    """The papers one is asked to sign, and those one has answered."""
    asked = Signature.objects.filter(asked_id=actor_of_request(request).id)
    found = asked.select_related("clearance__user", "clearance__label__board", "asked_by").order_by("-pk")[:100]
    return render(request, "accounts/papers.html", {"signatures": found, "here": "papers"})


@fills(DecideForm)
@door(act="paper.sign", sensitive=True)
def signing(request: HttpRequest, language: str, pk: int) -> HttpResponse:
    """A paper one is asked to sign: yes or no."""
    actor = actor_of_request(request)
    signature = Signature.objects.filter(pk=pk, asked_id=actor.id).select_related("clearance__label").first()
    if signature is None:
        raise Http404
    clearance = _clearance(signature.clearance.label.board_id, signature.clearance_id)
    form = DecideForm(request.POST if request.method == "POST" else None, language=language)
    if form.is_valid():
        yes = form.cleaned_data["decision"] == "yes"
        board = clearance.label.board_id
        if tried(request, form, lambda: sign(actor, signature, yes=yes), "paper.sign", board):
            return to("papers", language)
    return _paper(request, clearance, form, signature=signature)
