"""Whoever may sign a paper of a request is told that it waits, not of whom it tells; the notice leads to the paper."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse

from paxweb.accounts.access import Actor, actor_of
from paxweb.accounts.clearances.leading import leads
from paxweb.accounts.identity import acting
from paxweb.accounts.models import Notice, User
from paxweb.cases.colleagues import people
from paxweb.frame.clock import now
from paxweb.rights.models import (
    Correction,
    Deletion,
    DeletionState,
    Paper,
    RecordsRequest,
    Verdict,
    Volume,
    VolumeState,
)

EXTRACT, CORRECTION, RECORDS, DELETION = "rights.sign", "rights.sign_correction", "records.sign", "retention.decide"


def ask_signers(actor: Actor, paper: Paper, kind: str, about: UUID) -> None:
    """A notice to everybody who sees the paper and may sign it, but whoever puts it forward."""
    who = people(paper.board_id, "rights.sign", actor.today)
    _leave(actor, paper.board_id, kind, about, (user for user, _ in who if _may(user, paper, actor.today)))


def ask_deciders(actor: Actor, deletion: Deletion) -> None:
    """A notice to everybody who may decide on deletions at the board, but whoever proposes this one."""
    who = people(deletion.board_id, "retention.decide", actor.today)
    _leave(actor, deletion.board_id, DELETION, deletion.pk, (user for user, _ in who))


def _leave(actor: Actor, board_id: str, kind: str, about: UUID, users: Iterable[int]) -> None:
    at = now()
    Notice.objects.bulk_create(
        Notice(user_id=user, kind=kind, about_id=actor.id, board_id=board_id, item_id=about, made_at=at)
        for user in users
        if user != actor.id
    )


def _may(user_id: int, paper: Paper, today: date) -> bool:
    reader = actor_of(User.objects.get(pk=user_id), today, strong=True)
    with acting(user_id, today):
        sees = type(paper).objects.visible_to(reader).filter(pk=paper.pk).exists()
    return sees and reader.may("rights.sign", paper)


def extracts(actor: Actor, notices: Sequence[Notice], language: str) -> dict[int, str]:
    """To the volumes that wait."""
    volumes = Volume.objects.visible_to(actor).filter(pk__in=_ids(notices), state=VolumeState.PROPOSED)
    return _places(notices, set(volumes.values_list("pk", flat=True)), lambda pk: ("sign", pk), language)


def of_a_team(actor: Actor, notices: Sequence[Notice], language: str) -> dict[int, str]:
    """To the volumes that only a team sees, issued or not."""
    volumes = Volume.objects.visible_to(actor).filter(pk__in=_ids(notices))
    return _places(notices, set(volumes.values_list("pk", flat=True)), lambda pk: ("volume", pk), language)


def corrections(actor: Actor, notices: Sequence[Notice], language: str) -> dict[int, str]:
    """To the oldest correction of the request that waits."""
    waiting = Correction.objects.visible_to(actor).filter(request__in=_ids(notices), verdict=Verdict.PROPOSED)
    found = {asked: pk for asked, pk in waiting.order_by("-at").values_list("request_id", "pk")}
    return _places(notices, set(found), lambda asked: ("sign_correction", found[asked]), language)


def records(actor: Actor, notices: Sequence[Notice], language: str) -> dict[int, str]:
    """To the refusals that wait."""
    waiting = RecordsRequest.objects.visible_to(actor).filter(pk__in=_ids(notices), signed_at=None)
    found = set(waiting.exclude(decision_digest="").values_list("pk", flat=True))
    return _places(notices, found, lambda pk: ("sign_refusal", pk), language)


def deletions(actor: Actor, notices: Sequence[Notice], language: str) -> dict[int, str]:
    """To the deletions that wait, at boards where the person decides."""
    boards = [board for board in actor.boards if actor.may_at(board, "retention.decide")]
    waiting = Deletion.objects.filter(pk__in=_ids(notices), state=DeletionState.PROPOSED, board__in=boards)
    at = dict(waiting.values_list("pk", "board_id"))
    return {
        notice.pk: reverse("rights:sign_deletion", args=[language, at[notice.item_id], notice.item_id])
        for notice in notices
        if notice.item_id in at
    }


def _ids(notices: Sequence[Notice]) -> list[UUID]:
    return [notice.item_id for notice in notices if notice.item_id]


def _places(
    notices: Sequence[Notice], there: set[UUID], place: Callable[[UUID], tuple[str, UUID]], language: str
) -> dict[int, str]:
    found = {notice.pk: place(notice.item_id) for notice in notices if notice.item_id in there}
    return {notice: reverse(f"rights:{name}", args=[language, pk]) for notice, (name, pk) in found.items()}


def make_ready() -> None:
    """Say where this room's notices lead."""
    leads("rights.volume", of_a_team)
    for kind, where in ((EXTRACT, extracts), (CORRECTION, corrections), (RECORDS, records), (DELETION, deletions)):
        leads(kind, where)
