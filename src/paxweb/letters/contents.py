"""The letters of the content the site is set to, and which step of a case each belongs to."""

from django.conf import settings

from pax import content, letters
from pax.casetypes import Place, Standing, Step, standings
from pax.letters import Letter, Signer
from paxweb.accounts.access import Actor
from paxweb.cases.models import Case
from paxweb.cases.types import events_of, place_of, type_of


def all_letters() -> dict[str, Letter]:
    """Letter id → letter."""
    return {one.id: one for one in letters.load(content.find(settings.PAX_CONTENT))}


def letters_for(case: Case) -> list[Letter]:
    """The letters that belong to a case's type, in the order of the files."""
    return [one for one in all_letters().values() if case.casetype in one.casetypes]


def letter_for(case: Case, name: str) -> Letter | None:
    """The letter of that id, when it belongs to the case's type."""
    return next((one for one in letters_for(case) if one.id == name), None)


def step_of(case: Case, document: str) -> Step | None:
    """The step of the case's type that asks for this kind of document."""
    return next((step for step in type_of(case).steps.values() if step.document == document), None)


def standing_of(actor: Actor, case: Case, document: str) -> Standing | None:
    """How the step that asks for the document stands; None when the state has no such step, or it is done."""
    place: Place = place_of(case, events_of(actor, case))
    found = (one for one in standings(type_of(case), place) if one.step.document == document)
    return next(found, None)


def signatures(case: Case, letter: Letter) -> int:
    """How many people sign a letter of this case: as many as its step."""
    step = step_of(case, letter.document)
    return step.signs if step else 1


def lead_signs(case: Case, letter: Letter) -> bool:
    """Whether only a lead may finish it: the letter says so, its step is a lead's, or two people sign."""
    step = step_of(case, letter.document)
    return letter.signer is Signer.LEAD or (step is not None and (step.signs > 1 or step.by == ("lead",)))
