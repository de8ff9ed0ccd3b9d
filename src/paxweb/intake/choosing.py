"""A family's list for a week, from what waits. Reads `Origin`, so it runs as a machine; what it tells is secret."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from pax.api.weeks import Draw, Record, Signal
from pax.api.weeks import choose as choose_items
from pax.vocabulary import WrongUse
from paxweb.accounts.keys import subject_key
from paxweb.intake.models import Item, Origin, Question, Subject


@dataclass(frozen=True, slots=True)
class Chosen:
    """A week's list in an order that tells nothing; which of it are draws, and which the sample of signals."""

    items: tuple[UUID, ...]
    draws: frozenset[UUID]
    sample: frozenset[UUID]


def choose(
    board_id: str,
    family: str,
    capacity: int,
    starts_on: date,
    waiting: QuerySet[Item],
    hits_and_misses: Mapping[str, tuple[int, int]],
) -> Chosen:
    """Choose among `waiting`, items nobody works on and no list has held, unless they are asked anew.

    Only live items of the board and family count, and none with a protected main subject. The same week, the same key
    and the same items give the same list.
    """
    signals, draws = _candidates(waiting.filter(board=board_id, family=family, live=True))
    found = choose_items(
        signals,
        draws,
        {rule: Record(hits, misses) for rule, (hits, misses) in hits_and_misses.items()},
        capacity=capacity,
        key=_key(board_id),
        week="\n".join((board_id, family, starts_on.isoformat())),
    )
    return Chosen(
        tuple(UUID(item) for item in found.order),
        frozenset(UUID(item) for item in found.draws),
        frozenset(UUID(item) for item in found.sample),
    )


def _candidates(waiting: QuerySet[Item]) -> tuple[list[Signal], list[Draw]]:
    ids = waiting.order_by().values("pk")
    mains = Subject.objects.filter(item__in=ids, main=True, withheld=False, run=F("item__run"))
    about = {item: (kind, key) for item, kind, key in mains.values_list("item_id", "kind", "subject_key")}
    seen = _by_item(Question.objects.filter(item__in=ids, run=F("item__run")), "first_seen_on")
    signals, draws = [], []
    origins = Origin.objects.filter(item__in=ids).order_by("item_id")
    for item, drawn, rule_id, opened in origins.values_list("item_id", "drawn", "rule_id", "item__opened"):
        if item not in about:
            continue
        if not drawn:
            signals.append(Signal(str(item), rule_id, about[item], seen[item], again=opened))
        elif not opened:
            draws.append(Draw(str(item), about[item]))
    return signals, draws


def _by_item(rows: QuerySet[Any], name: str) -> dict[UUID, Any]:
    return dict(rows.values_list("item_id", name))


def _key(board_id: str) -> bytes:
    """The key of a board's weeks, 32 bytes, made from its subject key. Raises `WrongUse` without one."""
    key = subject_key(board_id)
    if key is None:
        raise WrongUse("the board's keys are not here", ask="the technician", then="put them in the folder PAX_KEYS")
    return blake2b(b"weeks", key=key, person=b"pax week", digest_size=32).digest()
