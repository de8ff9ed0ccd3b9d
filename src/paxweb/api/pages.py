"""Pages about machines: who reads in whose name, a proposal, a decision, the secret once, an end; and what they ask."""

import secrets

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from pax.vocabulary import Text
from paxweb.accounts.access import door
from paxweb.accounts.clearances.forms import DecideForm
from paxweb.accounts.clearances.showing import actor_of_request, board_for, boards_for, provisions_of, tried
from paxweb.accounts.signin.forms import NoFieldsForm
from paxweb.api.actions.decide import decide
from paxweb.api.actions.end import end
from paxweb.api.actions.fetch import fetch
from paxweb.api.actions.propose import Asked, propose
from paxweb.api.explained import answers, operations
from paxweb.api.forms import ProposeForm
from paxweb.api.models import Purpose, Token
from paxweb.api.words import PURPOSES, STATES, State, state_of
from paxweb.frame.clock import today
from paxweb.frame.forms import SpokenForm, fills

_MOST = 200
_RANDOM_BYTES = 32


@door(act="own.access")
def machines(request: HttpRequest, language: str) -> HttpResponse:
    """The boards whose machines one may look at, and those that read in one's own name."""
    mine = Token.objects.filter(owner_id=actor_of_request(request).id).select_related("board", "owner")
    context = {"boards": boards_for(request, "api.list"), "mine": _rows(mine.order_by("-pk"))}
    return render(request, "api/machines.html", context)


@door(act="own.access")
def guide(request: HttpRequest, language: str) -> HttpResponse:
    """What a machine may ask and post, and how it is answered: the document as a page."""
    return render(request, "api/guide.html", {"operations": operations(), "answers": answers()})


@door(act="api.list", argument="board")
def of_board(request: HttpRequest, language: str, board: str) -> HttpResponse:
    """A board's machines, newest first: in whose name, what for, until when, when last used."""
    found = board_for(request, board, "api.list")
    tokens = Token.objects.filter(board=found).select_related("owner", "board").order_by("-pk")
    may = actor_of_request(request).may_at(found.pk, "api.propose")
    return render(request, "api/board.html", {"board": found, "rows": _rows(tokens), "may_propose": may})


@fills(ProposeForm)
@door(act="api.propose", argument="board")
def proposing(request: HttpRequest, language: str, board: str) -> HttpResponse:
    """Propose a machine."""
    found = board_for(request, board, "api.propose")
    posted = request.POST if request.method == "POST" else None
    form = ProposeForm(posted, language=language, provisions=provisions_of(found), initial={"days": 90})
    asked = _asked(form)
    actor = actor_of_request(request)
    if asked:
        made = tried(request, form, lambda: propose(actor, found, asked, _prefix), "api.propose", found.pk)
        if made:
            return _to("paper", language, board=found.pk, pk=made[0].pk)
    title = Text("Föreslå en maskin", "Propose a machine")
    lede = Text(
        "Nämndens behörighetsansvariga avgör. Maskinen ser aldrig mer än den som ansvarar för den.",
        "The board's access officer decides. The machine never sees more than whoever answers for it.",
    )
    return _form_page(request, form, title, lede, _address("board", language, board=found.pk))


@door(act="api.list", argument="board")
def paper(request: HttpRequest, language: str, board: str, pk: int) -> HttpResponse:
    """A machine's paper: who asked, who decided, and what may be done about it."""
    found, token = board_for(request, board, "api.list"), _token(board, pk)
    actor, state = actor_of_request(request), state_of(token, today())
    may = {
        "decide": state is State.WAITS
        and actor.may_at(found.pk, "api.confirm")
        and actor.id not in (token.owner_id, token.proposed_by_id),
        "fetch": state is State.TO_FETCH and actor.id == token.proposed_by_id,
        "end": state in (State.WAITS, State.TO_FETCH, State.HOLDS, State.FELL) and actor.may_at(found.pk, "api.end"),
    }
    return render(request, "api/paper.html", {**_about(token), "may": may})


@fills(DecideForm)
@door(act="api.confirm", argument="board", sensitive=True)
def deciding(request: HttpRequest, language: str, board: str, pk: int) -> HttpResponse:
    """Grant it or refuse it, as the second person."""
    found, token = board_for(request, board, "api.confirm"), _token(board, pk)
    form = DecideForm(request.POST if request.method == "POST" else None, language=language)
    if form.is_valid():
        actor, yes = actor_of_request(request), form.cleaned_data["decision"] == "yes"
        if tried(request, form, lambda: decide(actor, token, yes=yes), "api.confirm", found.pk):
            return _to("paper", language, board=found.pk, pk=token.pk)
    title = Text("Ska maskinen få läsa?", "May the machine read?")
    lede = Text(
        "Du är den andra personen. Den som föreslog den, eller ansvarar för den, avgör inte.",
        "You are the second person. Whoever proposed it, or answers for it, does not decide.",
    )
    return _form_page(request, form, title, lede, _address("board", language, board=found.pk), **_about(token))


@fills(NoFieldsForm)
@door(act="api.propose", argument="board", sensitive=True)
def fetching(request: HttpRequest, language: str, board: str, pk: int) -> HttpResponse:
    """The secret, shown once to whoever proposed the machine."""
    found, token = board_for(request, board, "api.propose"), _token(board, pk)
    form = NoFieldsForm(request.POST if request.method == "POST" else None, language=language)
    back = _address("paper", language, board=found.pk, pk=token.pk)
    if form.is_valid():
        actor = actor_of_request(request)
        secret = tried(request, form, lambda: fetch(actor, token, _random), "api.fetch", found.pk)
        if secret:
            return render(request, "api/secret.html", {"secret": secret[0], "token": token, "back": back})
    title = Text("Hämta hemligheten", "Fetch the secret")
    lede = Text(
        "Den visas en gång. Lägg den direkt i systemets valv för hemligheter, aldrig i ett mejl eller en fil.",
        "It is shown once. Put it in the system's vault for secrets at once, never in a mail or a file.",
    )
    return _form_page(request, form, title, lede, back)


@fills(NoFieldsForm)
@door(act="api.end", argument="board")
def ending(request: HttpRequest, language: str, board: str, pk: int) -> HttpResponse:
    """End it: a question, then a button."""
    found, token = board_for(request, board, "api.end"), _token(board, pk)
    return _ending(request, language, token, _address("paper", language, board=found.pk, pk=token.pk))


@fills(NoFieldsForm)
@door(act="own.access")
def ending_mine(request: HttpRequest, language: str, pk: int) -> HttpResponse:
    """End a machine that reads in one's own name."""
    token = Token.objects.filter(pk=pk, owner_id=actor_of_request(request).id).select_related("board").first()
    if token is None:
        raise Http404
    return _ending(request, language, token, _address("machines", language))


def _ending(request: HttpRequest, language: str, token: Token, back: str) -> HttpResponse:
    form = NoFieldsForm(request.POST if request.method == "POST" else None, language=language)
    if form.is_valid():
        actor = actor_of_request(request)
        if tried(request, form, lambda: end(actor, token), "api.end", token.board_id):
            return HttpResponseRedirect(back)
    title = Text("Avsluta maskinen?", "End the machine?")
    lede = Text("Den får inga svar från nästa fråga och framåt.", "It gets no answer from its next question on.")
    return _form_page(request, form, title, lede, back, **_about(token))


def _asked(form: ProposeForm) -> Asked | None:
    owner = form.person() if form.is_valid() else None
    if owner is None:
        return None
    said = form.cleaned_data
    return Asked(
        name=said["name"], owner=owner, purpose=form.purpose_asked(), provisions=tuple(said["provisions"]),
        texts=said["texts"], outcomes=said["outcomes"], days=said["days"], reason=said["reason"],
    )  # fmt: skip


def _token(board: str, pk: int) -> Token:
    people = ("owner", "proposed_by", "decided_by", "ended_by", "board")
    token = Token.objects.filter(pk=pk, board_id=board).select_related(*people).first()
    if token is None:
        raise Http404
    return token


def _about(token: Token) -> dict[str, object]:
    state = state_of(token, today())
    said = {"purpose": PURPOSES[Purpose(token.purpose)], "says": STATES[state], "holds": state is State.HOLDS}
    return {"token": token, "board": token.board, **said}


def _rows(tokens: QuerySet[Token]) -> list[dict[str, object]]:
    return [_about(token) for token in tokens[:_MOST]]


def _form_page(
    request: HttpRequest, form: SpokenForm, title: Text, lede: Text, back: str, **more: object
) -> HttpResponse:
    return render(request, "api/form.html", {"form": form, "heading": title, "lede": lede, "back": back, **more})


def _to(name: str, language: str, **given: object) -> HttpResponse:
    return HttpResponseRedirect(_address(name, language, **given))


def _address(name: str, language: str, **given: object) -> str:
    return str(reverse(f"machines:{name}", kwargs={"language": language, **given}))


def _prefix() -> str:
    return secrets.token_hex(3)


def _random() -> str:
    return secrets.token_urlsafe(_RANDOM_BYTES)
