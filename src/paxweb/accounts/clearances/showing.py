"""What the pages about clearances have in common: a board one may act at, a form and its answer."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.limits import NotAllowed
from paxweb.accounts.models import Board, Label, User
from paxweb.frame.forms import SpokenForm
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind

T = TypeVar("T")
_FREE = "none"


def actor_of_request(request: HttpRequest) -> Actor:
    """Whoever asks, as the door made them."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the door
    return actor


def board_for(request: HttpRequest, board_id: str, *acts: str) -> Board:
    """The board, for whoever may do one of these acts there; otherwise it does not exist."""
    actor = actor_of_request(request)
    board = Board.objects.filter(pk=board_id).first()
    if board is None or not any(actor.may_at(board.pk, act) for act in acts):
        raise Http404
    return board


def boards_for(request: HttpRequest, *acts: str) -> list[Board]:
    """The boards where whoever asks may do one of these acts, by name."""
    actor = actor_of_request(request)
    every = Board.objects.order_by("name")
    return [board for board in every if any(actor.may_at(board.pk, act) for act in acts)]


def provisions_of(board: Board) -> list[str]:
    """What a clearance of the board can be behind: no secrecy, and each provision its items lie under."""
    known = Label.objects.filter(board=board).values_list("provision", flat=True)
    return [_FREE, *sorted({*board.secrecy, *known} - {_FREE})]


def person_of(board: Board, pk: int) -> User:
    """Somebody with a clearance at the board, now or before; otherwise they do not exist."""
    found = User.objects.filter(pk=pk, clearances__label__board=board).distinct().first()
    if found is None:
        raise Http404
    return found


def tried(
    request: HttpRequest, form: SpokenForm, change: Callable[[], T], act: str, board: str = ""
) -> tuple[T] | None:
    """Do it, and give what it gave; or say on the form why it is not done, with a line about the try."""
    try:
        return (change(),)
    except NotAllowed as no:
        form.refuse(None, no.says)
        with transaction.atomic():
            write_change(Line(kind=Kind.REFUSAL, act=act, user_id=actor_of_request(request).id, board=board))
        return None


def form_page(
    request: HttpRequest, form: SpokenForm, title: Text, lede: Text, button: Text, back: str, **more: object
) -> HttpResponse:
    """A page with one form."""
    context: Mapping[str, object] = {
        "form": form,
        "heading": title,
        "lede": lede,
        "button": button,
        "back": back,
        **more,
    }
    return render(request, "accounts/form.html", dict(context))


def to(name: str, language: str, **given: object) -> HttpResponse:
    """Off to one of this room's pages."""
    return HttpResponseRedirect(address(name, language, **given))


def address(name: str, language: str, **given: object) -> str:
    """The address of one of this room's pages."""
    return str(reverse(f"accounts:{name}", kwargs={"language": language, **given}))


def people(ids: Iterable[int | None]) -> dict[int, str]:
    """Id → name."""
    return dict(User.objects.filter(pk__in={each for each in ids if each is not None}).values_list("pk", "name"))
