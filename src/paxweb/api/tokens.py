"""What a token is: its secret and what is kept of it, whether it stands today, what it may do, how often it asks."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final

from django.db.models import Case, F, When

from paxweb.accounts.access import Actor, Purpose
from paxweb.accounts.holding import machine_of
from paxweb.api.models import Token

LONGEST: Final = 90
"""Days a token holds at most, its first and its last among them."""

READS: Final = frozenset({"item.list", "item.read", "question.read", "case.list", "case.read"})
"""What every token may ask for, as far as its owner may."""

POSTS: Final = frozenset({"outcome.post"})

_BEGINS, _RANDOM = "pax", 43


@dataclass(frozen=True, slots=True)
class Asking:
    """A token that stands, and what it is today."""

    token: Token
    actor: Actor


def written(prefix: str, random: str) -> str:
    """The secret as it is handed over: `random` is 32 random bytes, URL-safe."""
    return f"{_BEGINS}_{prefix}_{random}"


def hash_of(secret: str) -> str:
    """What is kept of a secret: SHA-256 in hex. Its 256 random bits need no salt, and are found by their hash alone."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def machine_name(token: Token) -> str:
    """What the log calls the machine."""
    return f"token:{token.prefix}"


def is_kept(token: Token, today: date) -> bool:
    """Whether the token has been granted and fetched, is not ended, and is within its days, which are at most 90."""
    if token.ended_at is not None or token.secret_hash is None or token.from_date is None or token.to_date is None:
        return False
    within: bool = token.from_date <= today <= token.to_date
    return within and token.to_date - token.from_date < timedelta(days=LONGEST)


def acts_of(token: Token) -> frozenset[str]:
    """What the token is allowed, before what its owner may is taken into account."""
    return READS | POSTS if token.outcomes else READS


def actor_for(token: Token, today: date) -> Actor:
    """The machine as it stands on a day: nothing once the clearances it rests on have ended. Two queries."""
    rests = list(token.rests.values_list("clearance_id", flat=True))
    found = machine_of(token.owner, today, rests, acts_of(token), machine_name(token))
    return replace(found, purpose=Purpose(token.purpose))


def stands(token: Token, today: date) -> bool:
    """Whether the token opens anything today."""
    return is_kept(token, today) and any(actor_for(token, today).boards.values())


def count(token: Token, at: datetime) -> int:
    """Count a request; how many there have been in this minute, over every process of the office."""
    minute = at.replace(second=0, microsecond=0)
    mine = Token.objects.filter(pk=token.pk)
    counted = Case(When(window_at=minute, then=F("window_count") + 1), default=1)
    mine.update(window_count=counted, window_at=minute, last_used_at=at)
    return mine.values_list("window_count", flat=True)[0]
