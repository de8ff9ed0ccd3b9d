"""A resident takes back their consent: a visit not yet made is closed until everyone has said yes again."""

from django.db import transaction

from pax import casetypes
from paxweb.accounts.access import Actor
from paxweb.cases.actions.do_step import do_step
from paxweb.cases.actions.doing import Doing, Resident
from paxweb.cases.actions.judging import CONSENT, GIVEN, REFUSED
from paxweb.cases.actions.shared import leave_line, must_may
from paxweb.cases.models import Case, Consent
from paxweb.cases.types import events_of, place_of, type_of
from paxweb.frame.clock import now
from paxweb.signals.actions.refused import CHANGED, Refused


def withdraw_consent(actor: Actor, case: Case, consent_id: int, words: str) -> None:
    """Mark the consent as taken back; while a visit waits for it, the consents are answered with no as well."""
    must_may(actor, "case.step", case)
    with transaction.atomic():
        given = Consent.objects.visible_to(actor).filter(
            case=case, pk=consent_id, given=True, withdrawn_at__isnull=True
        )
        consent: Consent | None = given.first()
        if consent is None or not given.update(withdrawn_at=now()):
            raise Refused(CHANGED)
        place = place_of(case, events_of(actor, case))
        open_now = {each.step.id for each in casetypes.standings(type_of(case), place) if each.open}
        if CONSENT not in open_now or place.facts.get(CONSENT) != GIVEN:
            leave_line(actor, case, "case.consent_withdrawn")
            return
        word = Resident(consent.name, told=True, given=False)
        do_step(
            actor, case, Doing(CONSENT, REFUSED, [words], residents=[word], visit_for=consent.purpose), case.version
        )
