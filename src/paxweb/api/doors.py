"""The door of an address that other systems ask: opened by a token, never by a session; the rest as every door."""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Schema

from paxweb.accounts.access import FROM_ITEM, Actor, Door, Entered, Guarded, acting
from paxweb.accounts.doors import found_by, may_enter
from paxweb.api.problems import NOT_VALID, Absent, NotDone
from paxweb.api.tokens import Asking
from paxweb.ledger.lines import Line
from paxweb.ledger.models import Kind

Answer = TypeVar("Answer")
Operation = Callable[..., Answer]
Thing = TypeVar("Thing", bound=Guarded)
Among = Callable[[Actor], QuerySet[Any]]


def machine_door(
    model: type[Guarded] | None = None,
    *,
    act: str,
    argument: str = "",
    methods: tuple[str, ...] = ("GET",),
    among: Among | None = None,
) -> Callable[[Operation[Answer]], Operation[Answer]]:
    """Hang a door on an operation: visible to the token's machine, and allowed to it; else it is as if not there.

    `among`: which of the model a machine may see at all, of what is visible to it. Everything it reads is read in one
    transaction as the machine; an operation that only reads cannot write.
    """
    hung = Door(
        act=act, model=model, argument=argument, methods=methods, sensitive=False, weak=False, purpose=FROM_ITEM,
        machine=True,
    )  # fmt: skip

    def hang(operation: Operation[Answer]) -> Operation[Answer]:
        @wraps(operation)
        def enter(request: HttpRequest, **kwargs: Any) -> Answer:  # noqa: ANN401  an operation's own
            return _inside(request, hung, operation, kwargs, among)

        setattr(enter, "door", hung)  # noqa: B010  a function carries its door; its type knows no such attribute
        return enter

    return hang


def asking(request: HttpRequest) -> Asking:
    """The token, and what it is today."""
    found: Asking = request.auth  # type: ignore[attr-defined]  # ninja puts there what Bearer found
    return found


def actor_in(request: HttpRequest) -> Actor:
    """Who asks."""
    return asking(request).actor


def thing_in(request: HttpRequest, kind: type[Thing]) -> Thing:
    """What the address names, as the door has found it."""
    thing: object = request.pax_thing  # type: ignore[attr-defined]  # set below
    assert isinstance(thing, kind)  # noqa: S101  the door was hung with this model
    return thing


def told(request: HttpRequest, items: Iterable[UUID], about: Iterable[str] = ()) -> None:
    """Say which items an answer shows, and about whom: its one line in the log will name them."""
    entered = cast(Entered, request)
    entered.pax_shown.extend(items)
    entered.pax_about.extend(key for key in about if key)


def line(request: HttpRequest, hung: Door, kind: Kind, *, board: str = "", items: tuple[UUID, ...] = ()) -> Line:
    """A line of this request; the machine is named by its token, and its owner is not."""
    asked, entered = asking(request), cast(Entered, request)
    return Line(
        kind=kind,
        act=hung.act,
        machine=asked.actor.machine,
        board=board,
        purpose=asked.token.purpose,
        items=tuple(dict.fromkeys([*items, *entered.pax_shown])),
        about=tuple(sorted(set(entered.pax_about))),
    )


def _inside(
    request: HttpRequest, hung: Door, operation: Operation[Answer], kwargs: dict[str, Any], among: Among | None
) -> Answer:
    asked, entered = asking(request), cast(Entered, request)
    _must_be_asked_as_documented(request, kwargs)
    entered.actor, entered.pax_shown, entered.pax_about, entered.pax_opened = asked.actor, [], [], False
    wanted = kwargs.get(hung.argument)
    named = (wanted,) if isinstance(wanted, UUID) else ()
    try:
        with acting(asked.actor.id, token=asked.token.pk):
            answer, board = _opened(request, hung, operation, kwargs, among)
    except NotDone:
        entered.pax_shown, entered.pax_about = [], []
        entered.pax_lines.append(line(request, hung, Kind.REFUSAL, items=named))
        raise
    if "GET" in hung.methods or entered.pax_shown:
        entered.pax_lines.append(line(request, hung, Kind.READ, board=board, items=named))
    return answer


def _opened(
    request: HttpRequest, hung: Door, operation: Operation[Answer], kwargs: dict[str, Any], among: Among | None
) -> tuple[Answer, str]:
    actor, wanted = actor_in(request), kwargs.get(hung.argument)
    if "GET" in hung.methods:
        _only_read()
    thing = _one(among, actor, wanted) if among is not None else found_by(hung, actor, wanted)
    if not may_enter(hung, actor, thing, wanted):
        raise Absent
    cast(Entered, request).pax_opened = True
    request.pax_thing = thing  # type: ignore[attr-defined]  # read by thing_in
    board = thing.wall.board_id if thing is not None else asking(request).token.board_id
    return operation(request, **kwargs), board


def _one(among: Among, actor: Actor, wanted: object) -> Guarded | None:
    found: Guarded | None = among(actor).filter(pk=wanted).select_related("wall").first()
    return found


def _must_be_asked_as_documented(request: HttpRequest, kwargs: Mapping[str, object]) -> None:
    """Refuse a parameter that the operation does not have, or one that is given twice."""
    known = {name for given in kwargs.values() if isinstance(given, Schema) for name in type(given).model_fields}
    if any(name not in known or len(values) > 1 for name, values in request.GET.lists()):
        raise NotDone(NOT_VALID)


def _only_read() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
