"""Machines for tests: a token made as if two people had made it, and a client that sends it."""

from collections.abc import Callable
from datetime import timedelta
from secrets import token_hex, token_urlsafe
from typing import TYPE_CHECKING, Any

from django.test import Client

from paxweb.accounts.models import Clearance, User
from paxweb.api.models import Purpose, Token, TokenClearance
from paxweb.api.tokens import hash_of, written
from paxweb.frame.clock import now, today

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

KEY = "a-key-of-the-tests-0001"


def make_token(owner: User, board: str, **values: object) -> tuple[Token, str]:
    """A token that stands, resting on all that its owner holds at the board; and its secret."""
    prefix = token_hex(3)
    secret = written(prefix, token_urlsafe(32))
    given: dict[str, Any] = {
        "purpose": Purpose.CASEWORK, "texts": False, "outcomes": True, "provisions": [], "reason": "r", "days": 90,
        "from_date": today(), "to_date": today() + timedelta(days=89), "proposed_by": owner, "proposed_at": now(),
        "granted": True, "decided_at": now(), "fetched_at": now(),
    }  # fmt: skip
    given["secret_hash"] = hash_of(secret)
    token = Token.objects.create(
        prefix=prefix, name="Ärendesystemet", board_id=board, owner=owner, **{**given, **values}
    )
    held = Clearance.objects.filter(user=owner, label__board_id=board)
    TokenClearance.objects.bulk_create(TokenClearance(token=token, clearance=each) for each in held)
    return token, secret


def machine(secret: str) -> Client:
    """What sends the token with everything it asks, and no cookie."""
    return Client(headers={"Authorization": f"Bearer {secret}"})


def post(client: Client, address: str, body: object, key: str = KEY, **headers: str) -> "Answer":
    """Post JSON under an idempotency key."""
    return client.post(address, body, content_type="application/json", headers={"Idempotency-Key": key, **headers})


def sender(client: Client) -> Callable[[str], "Answer"]:
    """Posts an outcome that the document allows."""
    said = {"finding": "right", "decided_on": str(today()), "version": 0}
    return lambda address: post(client, address, said, token_hex(16))


def tokens_that_wait(owner: User, board: str) -> None:
    """One that waits for a decision, and one granted that nobody has fetched."""
    waits = {"secret_hash": None, "fetched_at": None}
    make_token(owner, board, **waits, granted=None, decided_at=None, from_date=None, to_date=None)
    make_token(owner, board, **waits)
