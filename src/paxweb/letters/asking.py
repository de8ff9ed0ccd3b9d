"""Whoever may sign a letter is told that it waits, and nothing of what stands in it; the notice leads to the letter."""

from collections.abc import Sequence

from django.urls import reverse

from pax.letters import Letter as Content
from paxweb.accounts.access import Actor
from paxweb.accounts.models import Notice
from paxweb.cases.colleagues import people_who_may
from paxweb.cases.models import Case
from paxweb.letters.contents import lead_signs
from paxweb.letters.models import Letter

KIND = "letter.sign"


def tell_signers(actor: Actor, case: Case, row: Letter, content: Content) -> None:
    """A notice to each of them, but whoever asks; of the moment the letter was asked for, which is how it is found."""
    act = "letter.sign" if lead_signs(case, content) else "letter.write"
    Notice.objects.bulk_create(
        Notice(
            user_id=user,
            kind=KIND,
            about_id=actor.id,
            board_id=case.board_id,
            item_id=case.pk,
            made_at=row.asked_at or row.changed_at,
        )
        for user, _ in people_who_may(act, case, actor.today)
        if user != actor.id
    )


def where(actor: Actor, notices: Sequence[Notice], language: str) -> dict[int, str]:
    """Each notice's letter, as long as it waits and the person sees its case."""
    waiting = Letter.objects.visible_to(actor).filter(
        case__in=[each.item_id for each in notices], asked_at__isnull=False, finished_at=None, withdrawn_at=None
    )
    letters = {(case, at): pk for pk, case, at in waiting.values_list("pk", "case_id", "asked_at")}
    found = {each.pk: (each.item_id, letters.get((each.item_id, each.made_at))) for each in notices}
    return {
        notice: reverse("letters:letter", args=[language, case, letter])
        for notice, (case, letter) in found.items()
        if letter is not None
    }
