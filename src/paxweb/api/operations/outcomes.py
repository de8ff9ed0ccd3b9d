"""What other systems may post: what became of an item or a case. Each post once, on the version it was read at."""

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Annotated, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from ninja import Header
from ninja.responses import Status

from paxweb.api import looking, shapes, telling
from paxweb.api.doors import actor_in, asking, machine_door, thing_in, told
from paxweb.api.models import Posting
from paxweb.api.operations.asked import POSTING, router
from paxweb.api.operations.cases import effects_of
from paxweb.api.posted import ItemSettled, OfCase, OfItem, SaidOfCase, Stoppage, gains_of
from paxweb.api.problems import (
    CHANGED,
    HAS_CASE,
    KEY_USED,
    NO_GROUND,
    NOT_ENDED,
    NOT_SIGNED,
    WRONG_DAY,
    Absent,
    Kind,
    NotDone,
)
from paxweb.cases.actions.doing import Ending, Gain
from paxweb.cases.actions.report_outcome import report_outcome as report_of_case
from paxweb.cases.models import Case, Cause, Finding, Ladder
from paxweb.cases.models import Outcome as CaseOutcome
from paxweb.frame.clock import now
from paxweb.intake.models import Item
from paxweb.signals.actions.refused import Refused
from paxweb.signals.actions.report_outcome import Reported
from paxweb.signals.actions.report_outcome import report_outcome as report_of_item
from paxweb.signals.models import Outcome as ItemOutcome

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[A-Za-z0-9_-]{16,64}$",
        description="A random key of the sender's for this post. The same post again under it is kept once.",
    ),
]
EARLIEST: Final = date(2000, 1, 1)
_KINDS: Final[dict[str, Kind]] = {
    "changed": CHANGED,
    "no_ground": NO_GROUND,
    "not_ended": NOT_ENDED,
    "not_the_outcome": NOT_SIGNED,
}
_KEPT: Final = {200: shapes.Kept, 201: shapes.Kept, **POSTING}


@router.post(
    "/items/{uuid:item_id}/outcomes",
    response=_KEPT,
    tags=["outcomes"],
    operation_id="post_item_outcome",
    summary="Post what became of an item that was decided outside Pax",
)
@machine_door(Item, act="outcome.post", argument="item_id", methods=("POST",), among=looking.items)
def post_item_outcome(request: HttpRequest, item_id: UUID, key: Key, said: OfItem) -> Status[shapes.Kept]:
    """The newest outcome counts, and goes back to the rules' hit rate. Of what became a case, post that case's."""
    actor, item, body = actor_in(request), thing_in(request, Item), said.root
    if Case.objects.visible_to(actor).filter(item=item).exists():
        raise NotDone(HAS_CASE)

    def keep() -> int:
        cause = "" if isinstance(body, ItemSettled) else body.cause
        reported = Reported(body.finding, cause, body.decided_on, body.minutes, body.diary_number or "")
        kept: int = report_of_item(actor, item, reported, body.version).pk
        return kept

    def show(outcome: int) -> shapes.Outcome | None:
        kept = ItemOutcome.objects.visible_to(actor).filter(pk=outcome, item=item).first()
        return telling.item_outcome(kept) if kept else None

    _must_have_come(body.decided_on, actor.today)
    return _once(request, key, item.pk, body.model_dump(mode="json"), body.version, keep, show)


@router.post(
    "/cases/{uuid:case_id}/outcomes",
    response=_KEPT,
    tags=["outcomes"],
    operation_id="post_case_outcome",
    summary="Post what became of a case after it ended",
)
@machine_door(Case, act="outcome.post", argument="case_id", methods=("POST",))
def post_case_outcome(request: HttpRequest, case_id: UUID, key: Key, said: OfCase) -> Status[shapes.Kept]:
    """The newest outcome counts. The case itself does not move: what is done in it, people do."""
    actor, case, body = actor_in(request), thing_in(request, Case), said.root

    def keep() -> int:
        kept: int = report_of_case(actor, case, _ending(body), body.decided_on, body.version).pk
        return kept

    def show(outcome: int) -> shapes.Outcome | None:
        kept = CaseOutcome.objects.visible_to(actor).filter(pk=outcome, case=case).first()
        return telling.case_outcome(kept, effects_of(request, kept)) if kept else None

    _must_have_come(body.decided_on, actor.today)
    return _once(request, key, case.pk, body.model_dump(mode="json"), body.version, keep, show)


def _ending(body: SaidOfCase) -> Ending:
    cause = getattr(body, "cause", "")
    return Ending(
        Finding(body.finding),
        Cause(cause) if cause else None,
        [
            Gain(Ladder(step), monthly=said.monthly, horizon=said.until)
            if isinstance(said, Stoppage)
            else Gain(Ladder(step), said)
            for step, said in gains_of(body).items()
        ],
    )


def _must_have_come(day: date, today: date) -> None:
    if not EARLIEST <= day <= today:
        raise NotDone(WRONG_DAY)


def _once(
    request: HttpRequest,
    key: str,
    about: UUID,
    body: dict[str, object],
    version: int,
    keep: Callable[[], int],
    show: Callable[[int], shapes.Outcome | None],
) -> Status[shapes.Kept]:
    """Keep it, unless it has been kept under this key: then the answer is the one it got. Two at once become one."""
    digest = sha256(json.dumps([str(about), body], sort_keys=True).encode()).hexdigest()
    posting, new = _earlier(request, key), False
    if posting is None:
        try:
            posting, new = _kept(request, key, digest, about, version, keep), True
        except (Refused, IntegrityError) as no:
            posting = _earlier(request, key)
            if posting is None:
                raise NotDone(_KINDS.get(str(no), NOT_SIGNED) if isinstance(no, Refused) else CHANGED) from None
    if posting.digest != digest:
        raise NotDone(KEY_USED)
    outcome = show(posting.outcome)
    if outcome is None:
        raise Absent
    if not new:
        told(request, [about])
    return Status(201 if new else 200, shapes.Kept(version=posting.version, outcome=outcome, again=not new))


def _earlier(request: HttpRequest, key: str) -> Posting | None:
    return Posting.objects.filter(token=asking(request).token, key=key).first()


def _kept(request: HttpRequest, key: str, digest: str, about: UUID, version: int, keep: Callable[[], int]) -> Posting:
    with transaction.atomic():
        return Posting.objects.create(
            token=asking(request).token, key=key, digest=digest, about=about, outcome=keep(), version=version + 1,
            at=now(),
        )  # fmt: skip
