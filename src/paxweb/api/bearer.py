"""Who asks, by the token in the request's header. Cookies mean nothing here."""

from typing import cast

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from ninja.security import HttpBearer

from paxweb.accounts.access import Entered
from paxweb.api.models import Token
from paxweb.api.problems import NO_TOKEN, NOT_JSON, TOO_MANY, NotDone
from paxweb.api.tokens import Asking, actor_for, count, hash_of, is_kept, machine_name
from paxweb.frame.clock import now, today
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind

_LONGEST = 200


class Bearer(HttpBearer):
    """A token's secret, made by two people in the office."""

    openapi_description = "A token's secret. Two people make it in the office; it holds for at most 90 days."

    def authenticate(self, request: HttpRequest, token: str) -> Asking:
        """The token and what it may today. Unknown, ended and not yet fetched are one answer."""
        found = _found(token)
        if found is None:
            raise NotDone(NO_TOKEN)
        actor = actor_for(found, today())
        if not is_kept(found, today()) or not any(actor.boards.values()):
            cast(Entered, request).pax_lines.append(_refused(found, "token.ended"))
            raise NotDone(NO_TOKEN)
        asked = count(found, now())
        if asked > settings.PAX_API_PER_MINUTE:
            _tell_once(found, asked)
            raise NotDone(TOO_MANY)
        if request.method == "POST" and request.content_type != "application/json":
            raise NotDone(NOT_JSON)
        return Asking(found, actor)


def _found(secret: str) -> Token | None:
    if not 0 < len(secret) <= _LONGEST:
        return None
    return Token.objects.filter(secret_hash=hash_of(secret)).select_related("owner", "board").first()


def _tell_once(token: Token, asked: int) -> None:
    """One line for a minute in which a token asks too often: the rest of that minute would drown the log."""
    if asked == settings.PAX_API_PER_MINUTE + 1:
        with transaction.atomic():
            write_change(_refused(token, "token.too_many"))


def _refused(token: Token, act: str) -> Line:
    return Line(kind=Kind.REFUSAL, act=act, machine=machine_name(token), board=token.board_id, purpose=token.purpose)
