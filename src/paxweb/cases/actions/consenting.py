"""Whose word a home visit still lacks: a no stands until the one who said it says yes, however many others do."""

from collections import Counter
from collections.abc import Sequence

from pax.casetypes import CaseType, Kind
from paxweb.accounts.access import Actor
from paxweb.cases.actions.doing import Doing
from paxweb.cases.actions.judging import CONSENT, GIVEN
from paxweb.cases.actions.reasons import SAID_NO_BEFORE
from paxweb.cases.models import Case, Event
from paxweb.signals.actions.refused import Reason


def still_no(actor: Actor, case: Case, casetype: CaseType, doing: Doing, events: Sequence[Event]) -> Reason | None:
    """Why consents are not all given though everybody on this form agrees: somebody asked before said no, or withdrew.

    Asked before the last visit counts no more. Where names are withheld, as many as ever must agree.
    """
    if doing.step != CONSENT or doing.answer != GIVEN:
        return None
    visits = (one.seq for one in events if one.step in casetype.steps and Kind.VISIT in casetype.steps[one.step].kinds)
    rows = list(case.consents.visible_to(actor).filter(event_seq__gt=max(visits, default=0)).order_by("id"))
    said = {_folded(row.name): row.given and row.withdrawn_at is None for row in rows if not row.withheld}
    agreed = {_folded(each.name) for each in doing.residents}
    asked = Counter(row.event_seq for row in rows if row.withheld)
    fewer = len(agreed) < max(asked.values(), default=0)
    return SAID_NO_BEFORE if fewer or any(not yes and name not in agreed for name, yes in said.items()) else None


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
