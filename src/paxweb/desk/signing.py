"""What waits for a second person's signature: steps of cases, and letters. One's own wait for somebody else."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.cases.models import Proposal
from paxweb.cases.words import PROTECTED
from paxweb.letters.models import Letter

_SIGNS = {"step": "case.sign", "letter": "letter.write"}
_ADDRESS = {"step": "cases:sign", "letter": "letters:letter"}
_KIND = {"step": Text("ett steg", "a step"), "letter": Text("ett brev", "a letter")}


@dataclass(slots=True)
class Unsigned:
    """Something that waits to be signed: of which case (`id`, `wall_id`), by whom it was asked for."""

    kind: str
    pk: str
    id: UUID
    wall_id: int
    number: str
    name: str
    withheld: bool
    by_id: int
    by: str

    def title(self, language: str) -> str:
        """What it is called."""
        return f"{self.number} {PROTECTED.said(language) if self.withheld else self.name}"

    def what(self, language: str) -> str:
        """A step, or a letter."""
        return _KIND[self.kind].said(language)

    def href(self, language: str) -> str:
        """Where it is read and signed."""
        pk = int(self.pk) if self.kind == "step" else UUID(self.pk)
        return reverse(_ADDRESS[self.kind], args=[language, self.id, pk])

    def waits_for(self, actor: Actor) -> bool:
        """Whether this person may be the one who signs."""
        return self.by_id != actor.id and actor.may(_SIGNS[self.kind], self)


def unsigned(actor: Actor) -> list[Unsigned]:
    """Everything that waits to be signed in cases the actor sees. One query."""
    proposals = Proposal.objects.visible_to(actor).filter(signed_at=None, withdrawn_at=None)
    letters = Letter.objects.visible_to(actor).filter(asked_at__isnull=False, finished_at=None, withdrawn_at=None)
    parts = _told(proposals, "step", "case__title", "by"), _told(letters, "letter", "title", "asked_by")
    rows = [Unsigned(*row) for row in parts[0].union(parts[1], all=True)]
    return sorted(rows, key=lambda each: (each.number, each.kind, each.pk))


def _told(rows: Any, kind: str, title: str, by: str) -> Any:  # noqa: ANN401  a query of either model's rows
    text = CharField()
    named = rows.order_by().annotate(kind_=Cast(Value(kind), text), told=Cast("pk", text))
    return named.values_list(
        "kind_", "told", "case_id", "case__wall_id", "case__number", title, "case__withheld", f"{by}_id", f"{by}__name"
    )
