"""An official's number becomes one key for each board, at once; the number itself is kept nowhere."""

from collections.abc import Callable, Collection
from enum import StrEnum

from django.conf import settings

from pax.vocabulary import Identity, PersonNumber
from pax.vocabulary.hiding import hidden
from paxweb.accounts.keys import subject_key
from paxweb.accounts.models import Board, StaffKey, User
from paxweb.frame.clock import now


class How(StrEnum):
    """From where the number was known."""

    CLAIM = "claim"
    PAPER = "paper"


_when_bound: list[Callable[[int], None]] = []


def when_bound(hook: Callable[[int], None]) -> None:
    """Call `hook` with the person's id in every transaction that binds somebody."""
    _when_bound.append(hook)


def read_number(text: str) -> PersonNumber:
    """A number as this site takes them: real ones, or made-up ones in a demo. Raises `NotAnIdentity`."""
    return PersonNumber.parse(text, Identity(settings.PAX_IDENTITY_NUMBERS))


def keys_of(number: PersonNumber, boards: Collection[str] | None = None) -> dict[str, str]:
    """Board id → the number's key there, for every board (or these) whose key this office has."""
    every = Board.objects.order_by("id").values_list("id", flat=True)
    keys = {board: subject_key(board) for board in every if boards is None or board in boards}
    return {board: hidden(key, "person", number.digits) for board, key in keys.items() if key is not None}


def differs(user: User, number: PersonNumber) -> bool:
    """True when the person is bound already, to another number."""
    new = keys_of(number)
    bound = StaffKey.objects.filter(user=user, board__in=new).values_list("board_id", "key")
    return any(new[board] != key for board, key in bound)


def same_person(one: int, *others: int | None) -> bool:
    """Whether an account is one of these, or bound to the same number as one of them: nobody is two people."""
    people = {each for each in others if each is not None}
    own = StaffKey.objects.filter(user_id=one).values("key")
    return one in people or (bool(people) and StaffKey.objects.filter(user_id__in=people, key__in=own).exists())


def bind(user: User, number: PersonNumber, *, by: User | None, how: How, boards: Collection[str] | None = None) -> int:
    """Bind the person under every board's key, or these boards', in the caller's transaction; under how many."""
    found = keys_of(number, boards)
    for board, key in found.items():
        StaffKey.objects.update_or_create(user=user, board_id=board, defaults={"key": key})
    if found:
        user.bound_at, user.bound_by, user.bound_how = now(), by, how.value
        user.save(update_fields=["bound_at", "bound_by", "bound_how"])
        for hook in _when_bound:
            hook(user.pk)
    return len(found)
