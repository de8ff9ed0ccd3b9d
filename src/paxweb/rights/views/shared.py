"""What the pages of the room share."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from paxweb.accounts.clearances.showing import tried
from paxweb.accounts.models import Board
from paxweb.frame.forms import SpokenForm

T = TypeVar("T")


def page(request: HttpRequest, name: str, *, status: int = 200, **context: object) -> HttpResponse:
    """One of this room's templates."""
    return render(request, f"rights/{name}.html", context, status=status)


def to(name: str, language: str, *arguments: object) -> HttpResponse:
    """Off to one of this room's pages."""
    return HttpResponseRedirect(reverse(f"rights:{name}", args=[language, *arguments]))


def posted(request: HttpRequest, form: type[SpokenForm], language: str, **more: object) -> SpokenForm:
    """The form as it was sent, or empty. Only one that the view says it fills is read."""
    view: Any = request.resolver_match.func if request.resolver_match else None
    if view is not None and form not in view.form:
        raise ValueError(f"{form.__name__} is not among what this page fills")
    data = request.POST if request.method == "POST" else None
    return form(data, language=language, **more)


def step(
    request: HttpRequest,
    form: SpokenForm,
    board_id: str,
    act: str,
    change: Callable[[], T],
) -> tuple[T] | None:
    """Do it if the form is whole; None, with the reason on the form, when it is not done."""
    return tried(request, form, change, act, board_id) if form.is_valid() else None


def board_of(board_id: str) -> Board:
    """The board of a page whose door has let the actor in."""
    found = Board.objects.filter(pk=board_id).first()
    if found is None:
        raise Http404
    return found


def one_of(found: T | None) -> T:
    """It, or the page for an address that leads nowhere."""
    if found is None:
        raise Http404
    return found
