"""The one form of a page: who may come in is asked before the page is run, and what was read is told to the log."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from paxweb.accounts.actor import CONTROL, Actor, Purpose
from paxweb.accounts.holding import actor_of
from paxweb.accounts.kept import kept, typed_in
from paxweb.accounts.models import Guarded, User
from paxweb.accounts.roles import OWN
from paxweb.accounts.signin.strength import is_fresh, is_strong
from paxweb.frame.clock import today
from paxweb.frame.languages import language_of
from paxweb.ledger.lines import Line
from paxweb.ledger.models import Kind

View = Callable[..., HttpResponse]
Reason = Callable[[Guarded | None], Purpose | None]


def FROM_ITEM(item: Guarded | None) -> Purpose | None:  # noqa: N802  reads as a constant where a door is hung
    """The item's own purpose, where its model names one; else control. None on a page without an item."""
    if item is None:
        return None
    purpose = getattr(item, "purpose", None)
    return purpose if isinstance(purpose, Purpose) else CONTROL


@dataclass(frozen=True, slots=True)
class Door:
    """What is asked before a page opens. The access matrix, the ledger's acts and the guide are made from these.

    `model` and `argument`: the guarded thing the address names, and by which argument; without a model, `argument`
    names a board. `weak`: open before a second factor was seen. `sensitive`: a factor within five minutes.
    `along`: what is fetched with the thing in the same query, as `select_related` names it. `machine`: opened by a
    token and never by a session (`paxweb.api`).
    """

    act: str
    model: type[Guarded] | None
    argument: str
    methods: tuple[str, ...]
    sensitive: bool
    weak: bool
    purpose: Reason
    along: tuple[str, ...] = ()
    machine: bool = False


def door(
    model: type[Guarded] | None = None,
    *,
    act: str,
    argument: str | None = None,
    methods: tuple[str, ...] = ("GET", "POST"),
    sensitive: bool = False,
    weak: bool = False,
    purpose: Reason = FROM_ITEM,
    along: tuple[str, ...] = (),
) -> Callable[[View], View]:
    """Hang a door on a view. A view of a model gets the object in place of its id, and `request.actor`."""
    named = argument if argument is not None else ("item_id" if model else "")
    hung = Door(act, model, named, methods, sensitive, weak, purpose, along)

    def hang(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, *args: object, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  a view's own
            return _not_yet(request, hung) or _inside(request, hung, view, kwargs)

        setattr(enter, "door", hung)  # noqa: B010  a function carries its door; its type knows no such attribute
        return enter

    return hang


class Entered(HttpRequest):
    """A request that has come through a door: who asks, what it shows, and the lines it will leave in the log."""

    actor: Actor
    pax_lines: list[Line]
    pax_shown: list[UUID]
    pax_about: list[str]
    pax_opened: bool
    pax_written: bool


def seen(request: HttpRequest, items: Iterable[UUID | Guarded], about: Iterable[str] = ()) -> None:
    """Say which items a page shows, and about whom (subject keys): its one line in the log will name them."""
    told = cast(Entered, request)
    told.pax_shown.extend(item.pk if isinstance(item, Guarded) else item for item in items)
    told.pax_about.extend(about)


def written(request: HttpRequest) -> None:
    """Say that the page's own act has written its line, with what left and under which number: no other follows."""
    cast(Entered, request).pax_written = True


def _not_yet(request: HttpRequest, hung: Door) -> HttpResponse | None:
    """What is answered before anything is looked up: it cannot tell whether there was anything."""
    if request.method not in (*hung.methods, *(("HEAD",) if "GET" in hung.methods else ())):
        return HttpResponseNotAllowed(hung.methods)
    if not isinstance(request.user, User):
        return _to(request, hung, "account_login")
    if not hung.weak and not is_strong(request):
        return HttpResponseRedirect(reverse("accounts:factors", kwargs={"language": language_of(request)}))
    if hung.sensitive and not is_fresh(request):
        return _to(request, hung, "account_reauthenticate")
    return None


def _to(request: HttpRequest, hung: Door, name: str) -> HttpResponse:
    """To where one shows who one is, and back to the page; who had written something gets it back first."""
    language = language_of(request)
    asking = request.method in ("GET", "HEAD")
    back = request.get_full_path() if asking or "GET" in hung.methods else f"/{language}/"
    address = f"{reverse(name, kwargs={'language': language})}?{urlencode({'next': back})}"
    if not asking and typed_in(request):
        return kept(request, address, language, anew=name == "account_reauthenticate")
    return HttpResponseRedirect(address)


def _inside(request: HttpRequest, hung: Door, view: View, kwargs: dict[str, Any]) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)  # noqa: S101  _not_yet has turned everybody else away
    actor = actor_of(user, today(), strong=is_strong(request))
    entered = cast(Entered, request)
    entered.actor, entered.pax_shown, entered.pax_about, entered.pax_opened = actor, [], [], False
    entered.pax_written = False
    wanted = kwargs.get(hung.argument)
    item = found_by(hung, actor, wanted)
    if not may_enter(hung, actor, item, wanted):
        return _refuse(entered, hung, wanted)
    entered.pax_opened = True
    if hung.model is not None:
        kwargs[hung.argument] = item
    try:
        response = view(request, **kwargs)
    except (Http404, PermissionDenied):
        return _refuse(entered, hung, wanted)
    if response.status_code in (403, 404):
        return _refuse(entered, hung, wanted)
    if response.status_code != 405 and not 300 <= response.status_code < 400 and not entered.pax_written:
        entered.pax_lines.append(_read(entered, hung, item, wanted))
    return response


def found_by(hung: Door, actor: Actor, wanted: object) -> Guarded | None:
    """What the address names, if the actor may see it; None for an address that names nothing guarded."""
    if hung.model is None:
        return None
    found = hung.model.objects.visible_to(actor).filter(pk=wanted).select_related("wall", *hung.along).first()
    return found if found is None or isinstance(found, Guarded) else None


def may_enter(hung: Door, actor: Actor, item: Guarded | None, wanted: object) -> bool:
    """Whether the actor may do what the door is for: on the thing, at the board, or anywhere at all."""
    if hung.model is not None:
        return item is not None and actor.may(hung.act, item)
    if hung.argument:
        return actor.may_at(str(wanted), hung.act)
    return actor.may_anywhere(hung.act) if actor.strong else (hung.weak and hung.act in OWN)


def _refuse(request: Entered, hung: Door, wanted: object) -> HttpResponse:
    """The site's page for an address that leads nowhere, and a line. Nothing differs from an id never used."""
    items = (wanted,) if isinstance(wanted, UUID) else ()
    request.pax_lines.append(Line(kind=Kind.REFUSAL, act=hung.act, user_id=request.actor.id, items=items))
    raise Http404


def _read(request: Entered, hung: Door, item: Guarded | None, wanted: object) -> Line:
    own = (item.pk,) if item is not None else ()
    purpose = hung.purpose(item)
    board = item.wall.board_id if item is not None else (str(wanted) if hung.argument and not hung.model else "")
    return Line(
        kind=Kind.READ,
        act=hung.act,
        user_id=request.actor.id,
        board=board,
        purpose=purpose.id if purpose else "",
        items=tuple(dict.fromkeys([*own, *request.pax_shown])),
        about=tuple(sorted(set(request.pax_about))),
    )
