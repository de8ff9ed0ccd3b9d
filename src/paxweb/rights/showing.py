"""Corrections are shown where the facts are: on an item's page in the fact's own place, on a case's in a section."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.cases import rooms as of_cases
from paxweb.cases.models import Case, Party
from paxweb.frame.templatetags.pax import day
from paxweb.intake.models import Item
from paxweb.intake.rooms import register as withheld_with_items
from paxweb.rights import wording
from paxweb.rights.models import Correction, Hold, Verdict
from paxweb.rights.overlays import Corrected, corrected
from paxweb.rights.places import row_place
from paxweb.rights.shown import title_of
from paxweb.signals import rooms as of_items

_WORDS = ("old", "new", "ground", "reason")
_MARK = Text("rättad", "corrected")
_TITLE = Text("Rättade uppgifter", "Corrected facts")


def make_ready() -> None:
    """Register with the rooms below."""
    of_items.overlay(over_item)
    of_cases.overlay(over_case)
    of_cases.part(of_case)
    for model, fields in ((Correction, _WORDS), (Hold, ("reason",))):
        of_cases.withhold(model, fields=fields, case="root_id")
        withheld_with_items(model, fields=fields, item="root_id")


def over_item(actor: Actor, item: Item, rows: Collection[tuple[str, str]], language: str) -> of_items.Laid | None:
    """Corrections of register rows in their own place; of anything else of the item in a section. One query."""
    places = {row_place(table, key): (table, key) for table, key in rows}
    found = Correction.objects.visible_to(actor).filter(
        Q(place__in=list(places)) | Q(root_id=item.pk),
        board_id=item.board_id,
        verdict=Verdict.CORRECTED,
        withheld=False,
    )
    right, others = {}, list[Corrected]()
    for row in found.order_by("signed_at"):
        if row.place in places:
            said = corrected(row)
            key = (*places[row.place], row.field.removeprefix("facts."), row.old)
            right[key] = of_items.Right(row.new, _note(said, language))
        elif item.opened:
            others.append(corrected(row))
    if not right and not others:
        return None
    part = of_items.Part("rights/_corrections.html", _context(others, language)) if others else None
    return of_items.Laid(right, part)


def over_case(
    actor: Actor, case: Case, parties: Iterable[Party], language: str
) -> dict[of_cases.Place, of_cases.Right]:
    """Corrections of what stands in a case, in its own place: of its rows, and of whoever it is about. One query."""
    people = {f"subject:{party.subject_key}": str(party.pk) for party in parties if party.subject_key}
    found = Correction.objects.visible_to(actor).filter(
        Q(root_id=case.pk) | Q(place__in=list(people)),
        board_id=case.board_id,
        verdict=Verdict.CORRECTED,
        withheld=False,
    )
    laid = {}
    for row in found.order_by("signed_at"):
        model, _, pk = row.place.partition(":")
        at = ("cases.Party", people[row.place]) if row.place in people else (model, pk)
        laid[(*at, row.field)] = of_cases.Right(row.old, row.new, _note(corrected(row), language))
    return laid


def _note(said: Corrected, language: str) -> str:
    """By which role and on which day."""
    return f"{_MARK.said(language)} {day(said.on, language)}, {wording.role(said.by_role, language)}"


def of_case(actor: Actor, case: Case, language: str) -> of_cases.Part | None:
    """Corrections in a case, of those in it wherever they stand, and in the item it came from."""
    keys = (
        Party.objects.visible_to(actor).filter(case=case).exclude(subject_key="").values_list("subject_key", flat=True)
    )
    roots = [root for root in (case.pk, case.item_id) if root]
    found = Correction.objects.visible_to(actor).filter(
        Q(root_id__in=roots) | Q(place__in=[f"subject:{key}" for key in keys]),
        board_id=case.board_id, verdict=Verdict.CORRECTED, withheld=False,
    )  # fmt: skip
    shown = [corrected(row) for row in found.order_by("signed_at")]
    return of_cases.Part(_TITLE.said(language), "rights/_corrected.html", _context(shown, language)) if shown else None


def _context(found: list[Corrected], language: str) -> dict[str, Any]:
    rows = [
        {
            "title": title_of(each.record, language), "label": wording.column(each.field).said(language),
            "old": each.old, "new": each.new, "on": each.on, "ground": each.ground, "reason": each.reason,
            "by": wording.role(each.by_role, language),
        }
        for each in found
    ]  # fmt: skip
    return {"title": _TITLE.said(language), "rows": rows}
