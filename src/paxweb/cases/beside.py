"""Beside an opened item: the way to open a case from it, the case once there is one, and below how the case ended."""

from datetime import date

from django.db.models import OuterRef, Subquery

from paxweb.accounts.access import Actor
from paxweb.cases.models import Case, Outcome
from paxweb.cases.types import all_types
from paxweb.frame.clock import day_of
from paxweb.intake.models import Item
from paxweb.signals import wording
from paxweb.signals.rooms import Came, Part

_OF_OUTCOME = ("finding", "cause", "decided_on", "at", "machine", "by__name")


def of_item(actor: Actor, item: Item, held: bool, language: str) -> Part | None:
    """Whoever has the item may open a case; of the others, who sees a case of it gets there. Never from a draw.

    One query, and none while the item is held: then it is in no case.
    """
    if held:
        return Part("cases/_open_from.html", {"item": item}) if actor.may("case.open", item) else None
    newest = Outcome.objects.visible_to(actor).filter(case=OuterRef("pk")).order_by("-pk")
    came = {f"came_{name}": Subquery(newest.values(name)[:1]) for name in _OF_OUTCOME}
    cases = Case.objects.visible_to(actor).filter(item_id=item.pk).annotate(**came)
    found = cases.order_by("-opened_on", "-number").first()
    if not isinstance(found, Case):
        return None
    casetype = all_types().get(found.casetype)
    state = casetype.states.get(found.state) if casetype else None
    context = {"case": found, "state": state.title.said(language) if state else ""}
    return Part("cases/_case_of.html", context, _came(found, language))


def _came(case: Case, language: str) -> tuple[Came, ...]:
    """What stands: nothing while the case goes, or goes again."""
    finding, cause, on, at, machine, who = (getattr(case, f"came_{name}") for name in _OF_OUTCOME)
    if case.ended_on is None or not finding:
        return ()
    day = on if isinstance(on, date) else day_of(at)
    return (Came(wording.came_to(finding, cause, language), day, machine or "", who or "", case.number),)
