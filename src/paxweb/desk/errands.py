"""What waits for somebody beside cases and items: papers and names to sign, clearances to confirm, notices to read."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.models import Clearance, Notice, Signature
from paxweb.accounts.models import Proposal as Proposed
from paxweb.cases.models import Shielded
from paxweb.intake.models import Withheld
from paxweb.review.models import Reveal

_SAYS: Mapping[str, Text] = {
    "ended": Text("Skydd som har upphört: bekräfta", "Protection that has ended: confirm"),
    "case_ended": Text("Skydd i ett ärende som har upphört: bekräfta", "Protection in a case that has ended: confirm"),
    "paper": Text("Beslut om behörighet att skriva under", "Decisions on clearance to sign"),
    "confirm": Text("Behörigheter att bekräfta", "Clearances to confirm"),
    "proposed": Text("Förslag på behörigheter att avgöra", "Proposed clearances to decide"),
    "name": Text("Namn ur loggen att skriva under eller neka", "Names from the log to sign or refuse"),
    "notice": Text("Meddelanden du inte har läst", "Notices you have not read"),
}


@dataclass(frozen=True, slots=True)
class Errand:
    """A kind of thing that waits, how many, and where it is done."""

    title: str
    number: int
    href: str


def errands_of(actor: Actor, language: str) -> tuple[Errand, ...]:
    """What waits for this person, kind by kind. One query."""
    parts = [_told(kind, rows, where) for kind, (rows, where) in _waiting(actor).items()]
    found = Counter((kind, where) for kind, where, _ in parts[0].union(*parts[1:], all=True)) if parts else Counter()
    order = list(_SAYS)
    rows = sorted(found.items(), key=lambda each: (order.index(each[0][0]), each[0][1]))
    return tuple(Errand(_SAYS[kind].said(language), n, _href(kind, where, language)) for (kind, where), n in rows)


def _waiting(actor: Actor) -> dict[str, tuple["QuerySet[Any]", str]]:
    """Kind → what waits of it, and the column that says where it is done. Nobody confirms what is their own, and
    whose name is asked for hears nothing of it."""
    open_clearances = Clearance.objects.filter(needs_confirmation=True, confirmed_at=None, ended_at=None)
    others = open_clearances.exclude(user=actor.id).exclude(granted_by=actor.id)
    proposed = Proposed.objects.filter(decided_at=None).exclude(user=actor.id).exclude(proposed_by=actor.id)
    names = Reveal.objects.filter(answered_at=None).exclude(asked_by=actor.id).exclude(person=actor.id)
    lifting = [wall for wall in actor.walls if "protected.lift" in actor.acts.get(wall, ())]
    ended = Withheld.objects.visible_to(actor).filter(lifted_at=None, ended_at__isnull=False, item__wall__in=lifting)
    over = Shielded.objects.visible_to(actor).filter(lifted_at=None, ended_at__isnull=False, case__wall__in=lifting)
    return {
        "ended": (ended, "item_id"),
        "case_ended": (over, "case_id"),
        "paper": (Signature.objects.filter(asked=actor.id, answered_at=None), ""),
        "confirm": (others.filter(label__board__in=_at(actor, "access.confirm")), "label__board_id"),
        "proposed": (proposed.filter(label__board__in=_at(actor, "access.grant")), "label__board_id"),
        "name": (names.filter(board__in=_at(actor, "dpo.countersign")), ""),
        "notice": (Notice.objects.filter(user=actor.id, seen_at=None), ""),
    }


def _at(actor: Actor, act: str) -> list[str]:
    return sorted(board for board in actor.boards if actor.may_at(board, act))


def _told(kind: str, rows: "QuerySet[Any]", where: str) -> "QuerySet[Any]":
    text = CharField()
    column = Cast(where, text) if where else Cast(Value(""), text)
    return rows.order_by().values_list(Cast(Value(kind), text), column, Cast("pk", text))


def _href(kind: str, where: str, language: str) -> str:
    match kind:
        case "ended":
            return reverse("signals:protection_ended", args=[language, UUID(where)])
        case "case_ended":
            return reverse("cases:protection_ended", args=[language, UUID(where)])
        case "paper":
            return reverse("accounts:papers", args=[language])
        case "confirm" | "proposed":
            return reverse("accounts:board", args=[language, where])
        case "name":
            return reverse("review:signatures", args=[language])
        case _:
            return reverse("accounts:notices", args=[language])
