"""Beside an opened item: the way to open a case from it, and the case once there is one."""

from paxweb.accounts.access import Actor
from paxweb.cases.models import Case
from paxweb.cases.types import all_types
from paxweb.intake.models import Item
from paxweb.signals.rooms import Part


def of_item(actor: Actor, item: Item, held: bool, language: str) -> Part | None:
    """Whoever has the item may open a case; of the others, who sees a case of it gets there. Never from a draw.

    One query, and none while the item is held: then it is in no case.
    """
    if held:
        return Part("cases/_open_from.html", {"item": item}) if actor.may("case.open", item) else None
    found = Case.objects.visible_to(actor).filter(item_id=item.pk).order_by("-opened_on", "-number").first()
    if not isinstance(found, Case):
        return None
    casetype = all_types().get(found.casetype)
    state = casetype.states.get(found.state) if casetype else None
    return Part("cases/_case_of.html", {"case": found, "state": state.title.said(language) if state else ""})
