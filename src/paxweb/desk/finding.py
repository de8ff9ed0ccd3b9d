"""Things found by words: some at a time, in the order of the words' own index, so that no more is read than is shown.

The whole word stands before words that begin so; what it stands in before less weighty places; newer before older. Of
several words the rarest leads, and the others must stand in the same thing. A page's worth of rows behind one's own
walls is cut from the index first; of those, `visible_to` alone says which are shown, and the policies stand behind it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from paxweb.accounts.access import Actor
from paxweb.desk.asking import Asked, Term
from paxweb.desk.keys import asked as hashes
from paxweb.desk.keys import search_key
from paxweb.desk.models import CaseWord, ItemWord, Kind

PAGE = 25
ACT = "search.use"
_COUNTED = 60
"""Rows counted of a word to tell which is the rarest."""
_CUT = PAGE + 5
"""Rows cut from the index at first: a page, and some in case one is kept away from some."""


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of thing: its name in addresses, its words, which of them, and what tells one thing from another."""

    name: str
    model: type[ItemWord] | type[CaseWord]
    only: Mapping[str, str]
    thing: tuple[str, ...]
    order: tuple[str, ...]


_CASE_ORDER = ("word", "place", "newest", "case_id", "thing")
GROUPS = (
    Group("case", CaseWord, {"kind": Kind.CASE}, ("case_id",), _CASE_ORDER),
    Group("item", ItemWord, {}, ("item_id",), ("word", "place", "item_id")),
    Group("document", CaseWord, {"kind": Kind.DOCUMENT}, ("case_id", "thing"), _CASE_ORDER),
    Group("letter", CaseWord, {"kind": Kind.LETTER}, ("case_id", "thing"), _CASE_ORDER),
)
"""In the order the page shows them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: the id of the item or case, and of the document or letter in it."""

    root: UUID
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of one group. `leads`: which word led; `last`: where the next page begins, None when this is the last."""

    group: Group
    hits: tuple[Hit, ...]
    leads: int
    last: Hit | None


@dataclass(frozen=True, slots=True)
class Search:
    """One person looks for some words. `numbers`: what each identity number stands as, under their boards' keys."""

    actor: Actor
    asked: Asked
    numbers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, actor: Actor, asked: Asked) -> "Search":
        """The search as this person may make it."""
        keys = [key for key in map(search_key, sorted(actor.boards)) if key]
        found = {one.digits: tuple(word for key in keys for word in hashes(key, one)) for one in asked.numbers}
        return cls(actor, asked, found)

    @property
    def walls(self) -> list[int]:
        """Behind which walls this person may search."""
        return sorted(wall for wall in self.actor.walls if ACT in self.actor.acts.get(wall, ()))

    def page(self, group: Group, leads: int | None = None, after: Hit | None = None) -> Found:
        """What is found of a group after a hit. Three queries, one more after a hit; more if much may not be seen."""
        terms = self.asked.terms
        if not terms or not self.walls:
            return Found(group, (), 0, None)
        lead = leads if leads is not None and leads < len(terms) else self._rarest(group)
        hits = self._first(group, lead, after)
        return Found(group, tuple(hits[:PAGE]), lead, hits[PAGE - 1] if len(hits) > PAGE else None)

    def matched(self, found: Found) -> QuerySet[Any]:
        """The words because of which these were found: rows (root, thing, word, place), best first."""
        roots = [hit.root for hit in found.hits]
        any_term = Q()
        for term in self.asked.terms:
            any_term |= self._is(term)
        root = found.group.thing[0]
        thing = "thing" if "thing" in found.group.order else root
        rows = self._seen(found.group).filter(any_term, **{f"{root}__in": roots})
        return rows.order_by("place", "word").values_list(root, thing, "word", "place")

    def _seen(self, group: Group) -> QuerySet[Any]:
        found: QuerySet[Any] = group.model.objects.visible_to(self.actor).filter(**group.only)
        return found

    def _rows(self, group: Group) -> QuerySet[Any]:
        """Rows of a kind. Only their ids go on, to what `visible_to` lets through."""
        found: QuerySet[Any] = group.model.objects.filter(**group.only)
        return found

    def _is(self, term: Term) -> Q:
        """The rows of a word: its hashes, the words that begin so, or the word itself."""
        if term.number is not None:
            return Q(word__in=self.numbers.get(term.number.digits, ()))
        if term.until:
            return Q(word__gte=term.typed, word__lt=term.until)
        return Q(word=term.typed)

    def _rarest(self, group: Group) -> int:
        """Which word stands in the fewest rows, as far as they are counted; of equals the longest.

        Counted are rows this person sees: which word leads tells nothing of any other. On PostgreSQL policies see to
        that, and asking twice took four times as long.
        """
        terms = self.asked.terms
        if len(terms) == 1:
            return 0
        rows = self._rows(group)
        counted = rows if connection.vendor == "postgresql" else self._seen(group)
        parts = [
            rows.filter(pk__in=counted.filter(self._is(term), wall_id=wall).values("pk")[:_COUNTED]).values_list(
                Value(n), "pk"
            )
            for n, term in enumerate(terms)
            for wall in self.walls
        ]
        counts = [0] * len(terms)
        for n, _ in _together(parts):
            counts[n] += 1
        return min(range(len(terms)), key=lambda n: (min(counts[n], _COUNTED), -len(terms[n].typed), n))

    def _met(self, group: Group, lead: int) -> QuerySet[Any]:
        """The leading word's rows, each thing's first one alone, where every other word stands in the same thing."""
        same = {name: OuterRef(name) for name in group.thing}
        known = self._rows(group).filter(group.model.objects.all().known(self.actor), **same)
        leading = self.asked.terms[lead]
        rows = self._rows(group).filter(self._is(leading))
        if leading.number is not None or leading.until:
            rows = rows.filter(~Exists(known.filter(self._is(leading), word__lt=OuterRef("word"))))
        for n, term in enumerate(self.asked.terms):
            if n != lead:
                rows = rows.filter(Exists(known.filter(self._is(term))))
        return rows

    def _place(self, group: Group, lead: int, after: Hit | None) -> tuple[Any, ...] | None:
        """Where the last thing that was shown stands. One that is gone, or may not be seen, begins anew."""
        if after is None:
            return None
        names = dict(zip(group.thing, (after.root, after.thing), strict=False))
        rows = self._seen(group).filter(self._is(self.asked.terms[lead]), **names)
        found: tuple[Any, ...] | None = rows.order_by(*group.order).values_list(*group.order).first()
        return found

    def _first(self, group: Group, lead: int, after: Hit | None) -> list[Hit]:
        """The first things of all walls together in the order of the index: one more than a page holds, if there is."""
        met, place, hits, cut = self._met(group, lead), self._place(group, lead, after), list[Hit](), _CUT
        while len(hits) <= PAGE:
            rows = self._cut(group, met if place is None else met.filter(_later(group, place)), cut)
            shown = self._shown(group, rows)
            hits += [_hit(group, row) for row in rows if row in shown]
            if len(rows) < cut:
                break
            place, cut = rows[-1][: len(group.order)], cut * 4
        return hits[: PAGE + 1]

    def _cut(self, group: Group, met: QuerySet[Any], cut: int) -> list[tuple[Any, ...]]:
        """So many rows in the order of the index, with what tells the thing, and last the row's id."""
        names = (*group.order, *group.thing, "pk")
        parts = [met.filter(wall_id=wall).order_by(*group.order)[:cut] for wall in self.walls]
        if len(parts) == 1:
            return list(parts[0].values_list(*names))
        whole = [self._rows(group).filter(pk__in=part.values("pk")).values_list(*names) for part in parts]
        return sorted(_together(whole))[:cut]

    def _shown(self, group: Group, rows: Sequence[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
        """Of these rows those that this person may see."""
        if not rows:
            return set()
        seen = set(self._seen(group).filter(pk__in=[row[-1] for row in rows]).values_list("pk", flat=True))
        return {row for row in rows if row[-1] in seen}


def _hit(group: Group, row: tuple[Any, ...]) -> Hit:
    root, *thing = row[len(group.order) : -1]
    return Hit(root, *thing)


def _later(group: Group, place: tuple[Any, ...]) -> Q:
    """Rows after a place in the order of the index."""
    later, same = Q(), Q()
    for name, value in zip(group.order, place, strict=True):
        later |= same & Q(**{f"{name}__gt": value})
        same &= Q(**{name: value})
    return later & Q(word__gte=place[0])


def _together(parts: Sequence[QuerySet[Any]]) -> Iterable[tuple[Any, ...]]:
    """The rows of several queries in one."""
    found: Iterable[tuple[Any, ...]] = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return found
