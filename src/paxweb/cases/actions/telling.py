"""Whoever may sign as the second person is told that something waits, and nothing of what; the notice leads there."""

from collections.abc import Sequence

from django.urls import reverse

from paxweb.accounts.access import Actor
from paxweb.accounts.models import Notice
from paxweb.cases.colleagues import people_who_may
from paxweb.cases.models import Case, Proposal
from paxweb.frame.clock import now

KIND = "case.sign"


def tell_signers(actor: Actor, case: Case) -> None:
    """A notice to each of them, but whoever proposes."""
    at = now()
    Notice.objects.bulk_create(
        Notice(user_id=user_id, kind=KIND, about_id=actor.id, board_id=case.board_id, item_id=case.pk, made_at=at)
        for user_id, _ in people_who_may("case.sign", case, actor.today)
        if user_id != actor.id
    )


def where(actor: Actor, notices: Sequence[Notice], language: str) -> dict[int, str]:
    """Where each is signed, as long as it waits for somebody else than whoever put it forward."""
    cases = [notice.item_id for notice in notices]
    waiting = Proposal.objects.visible_to(actor).filter(case__in=cases, signed_at=None, withdrawn_at=None)
    found = dict(waiting.exclude(by=actor.id).values_list("case_id", "pk"))
    return {
        notice.pk: reverse("cases:sign", args=[language, notice.item_id, found[notice.item_id]])
        for notice in notices
        if notice.item_id in found
    }
