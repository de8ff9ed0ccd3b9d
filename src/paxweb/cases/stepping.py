"""Which form a step has, and what somebody filled in."""

from collections.abc import Sequence

from pax import casetypes
from pax.casetypes import CaseType, Kind, Place, Step
from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.cases.actions.doing import Doing
from paxweb.cases.actions.judging import CONSENT, GIVEN, REFUSED, asks_residents, expected, is_first_contact
from paxweb.cases.models import Case, Event
from paxweb.cases.stepforms import ConsentForm, EndForm, StepForm, VisitForm
from paxweb.cases.types import may_do
from paxweb.cases.words import CONTACTS


def step_named(actor: Actor, case: Case, casetype: CaseType, place: Place, name: str) -> Step | None:
    """The step, when it is open now and one of its roles is the actor's."""
    for standing in casetypes.standings(casetype, place):
        if standing.step.id == name and standing.open and may_do(actor, case, standing):
            return standing.step
    return None


def form_for(casetype: CaseType, step: Step) -> type[StepForm]:
    """The form of a step: consents, visits and endings ask for more."""
    if asks_residents(casetype, step):
        return ConsentForm if step.id == CONSENT else VisitForm
    return EndForm if Kind.ENDING in step.kinds else StepForm


def contact_of(case: Case, casetype: CaseType, step: Step, events: Sequence[Event]) -> Text | None:
    """How the rule says that the first contact is made, where the step is the first."""
    return CONTACTS.get(case.first_contact) if is_first_contact(case, casetype, step, events) else None


def begun(case: Case, casetype: CaseType, step: Step, place: Place, events: Sequence[Event]) -> dict[str, object]:
    """What the form says before anybody fills it in: the outcome as far as the case says it."""
    start: dict[str, object] = {"version": case.version}
    if Kind.ENDING in step.kinds:
        only = next(iter(step.answers)) if len(step.answers) == 1 else ""
        finding, cause = expected(casetype, step, only, place, events)
        start |= {"finding": finding, "cause": cause}
    return start


def doing_of(step: Step, form: StepForm) -> Doing:
    """What was filled in, as the action takes it. The consents' answer follows from their rows."""
    given = form.cleaned_data
    residents = form.residents() if isinstance(form, ConsentForm) else []
    answer = given.get("answer", "")
    if step.id == CONSENT:
        answer = GIVEN if residents and all(each.given and each.told for each in residents) else REFUSED
    return Doing(
        step=step.id,
        answer=answer,
        written=form.written(),
        day=given.get("day"),
        minutes=given.get("minutes"),
        residents=residents,
        visit_for=given.get("visit_for", ""),
        nobody_home=bool(given.get("nobody_home")),
        met=bool(given.get("met")),
        ending=form.ending() if isinstance(form, EndForm) else None,
    )
