"""Whoever may sign as the second person is told that something waits, and nothing of what."""

from paxweb.accounts.access import Actor
from paxweb.accounts.models import Notice
from paxweb.cases.colleagues import people_who_may
from paxweb.cases.models import Case
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
