"""The words of an item or a case, made anew from what stands in it now: in the transaction that changed it.

Runs as the machine that takes runs in, since the words are everybody's and not those of whoever made the change. What
is withheld of a protected person has no text any more and gives no words.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import models, transaction

from paxweb.accounts.access import machine
from paxweb.desk.keys import kept, search_key
from paxweb.desk.models import CaseWord, ItemWord, Kind, Level, Where
from paxweb.desk.texts import Piece, case_pieces, item_pieces, things_of
from paxweb.desk.words import numbers_in, words_in
from paxweb.intake.loading import put

STEP, ROWS = 200, 2_000
"""Items whose words are made in one transaction, and rows written at once."""

Row = tuple[Any, ...]


def lay_items(items: Collection[UUID]) -> int:
    """Make the words of these items anew; how many rows changed. Whatever stands in no list and is unread has none."""
    ordered = sorted(items)
    return sum(_lay_step(ordered[at : at + STEP]) for at in range(0, len(ordered), STEP))


def _lay_step(items: list[UUID]) -> int:
    with transaction.atomic(), machine("machine:intake"):
        wanted: dict[Row, Row] = {}
        for item, pieces in item_pieces(items):
            key = search_key(item.board_id)
            for level in Level:
                here = [piece for piece in pieces if piece.level == level]
                for word, place in _words(here, key).items():
                    wanted.setdefault((item.pk, word), (item.run_id, item.wall_id, int(level), int(place)))
        rows = ItemWord.objects.filter(item__in=items)
        return _keep(rows, ("item_id", "word"), ("run_id", "wall_id", "level", "place"), wanted)


def lay_case(case_id: UUID) -> int:
    """Make the words of a case and of what lies in it anew; how many rows changed."""
    with transaction.atomic(), machine("machine:intake"):
        wanted: dict[Row, Row] = {}
        for case, pieces in case_pieces(case_id):
            key = search_key(case.board_id)
            found: list[tuple[str, str, list[Piece]]] = [(Kind.CASE, "", pieces), *things_of(case)]
            for kind, thing, told in found:
                for word, place in _words(told, key).items():
                    wanted[(case.pk, str(kind), thing, word)] = (case.wall_id, int(place), -case.opened_on.toordinal())
        rows = CaseWord.objects.filter(case=case_id)
        return _keep(rows, ("case_id", "kind", "thing", "word"), ("wall_id", "place", "newest"), wanted)


def _words(pieces: Iterable[Piece], key: bytes | None) -> dict[str, Where]:
    """Every word of some texts, each once, where it weighs most."""
    found: dict[str, Where] = {}
    for piece in sorted(pieces, key=lambda each: each.where):
        for word, where in _of(piece, key):
            found.setdefault(word, where)
    return found


def _of(piece: Piece, key: bytes | None) -> Iterator[tuple[str, Where]]:
    for number in numbers_in(piece.text):
        for hashed in kept(key, number) if key else ():
            yield hashed, Where.NUMBER
    for word in words_in(piece.text):
        yield word, piece.where


def _keep(rows: "models.QuerySet[Any]", names: tuple[str, ...], values: tuple[str, ...], wanted: dict[Row, Row]) -> int:
    """Make the rows those that are wanted, and touch no other: `names` tell a row apart, `values` are what it says."""
    there: dict[Row, tuple[int, Row]] = {}
    twice: list[int] = []
    for pk, *rest in rows.values_list("pk", *names, *values):
        name = tuple(rest[: len(names)])
        if name in there:
            twice.append(pk)
        there.setdefault(name, (pk, tuple(rest[len(names) :])))
    gone = [pk for name, (pk, said) in there.items() if wanted.get(name) != said] + twice
    for at in range(0, len(gone), STEP):
        rows.filter(pk__in=gone[at : at + STEP]).delete()
    same = {name for name, (_, said) in there.items() if wanted.get(name) == said}
    fresh = [(*name, *said) for name, said in wanted.items() if name not in same]
    for at in range(0, len(fresh), ROWS):
        put(rows.model, (*names, *values), fresh[at : at + ROWS])
    return len(gone) + len(fresh)
