"""Count the first answers: on draws, on the equal sample of signals, per rule. A machine counts; people see counts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, TypedDict

from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from paxweb.accounts.access import machine
from paxweb.frame.clock import now
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.signals.models import Figure, FirstAnswer, Sample, Seen

MACHINE: Final = "machine:intake"
DRAWS, SAMPLE, SIGNALS, FORGOTTEN = "draws", "sample", "signals", "forgotten"
"""Draws per family; the equal sample per family and per rule; all signals per rule; draws counted, then forgotten."""

Cell = tuple[str, str, str]


class _Row(TypedDict):
    item__family: str
    item__origin__rule_id: str
    item__origin__drawn: bool
    sampled: bool
    answer: str
    n: int


def count_figures(board_id: str) -> None:
    """Count anew what the board has read so far."""
    with machine(MACHINE), transaction.atomic():
        read, yes = Counter[Cell](), Counter[Cell]()
        for row in _rows(board_id):
            for cell in _cells(row):
                read[cell] += row["n"]
                yes[cell] += row["n"] if row["answer"] == Seen.YES else 0
        forgotten = Figure.objects.filter(board_id=board_id, kind=FORGOTTEN).values_list("family", "read")
        for family, number in forgotten:
            read[(family, "", DRAWS)] += number
        _keep(board_id, read, yes)
        write_change(Line(kind=Kind.MACHINE, act="figures.count", machine=MACHINE, board=board_id))


def _rows(board_id: str) -> Iterable[_Row]:
    rows: Iterable[_Row] = (
        FirstAnswer.objects.filter(again=False, round=1, item__board_id=board_id)
        .annotate(sampled=Exists(Sample.objects.filter(item_id=OuterRef("item_id"))))
        .values("item__family", "item__origin__rule_id", "item__origin__drawn", "sampled", "answer")
        .annotate(n=Count("id"))
        .order_by()
    )
    return rows


def _cells(row: _Row) -> Iterator[Cell]:
    family, rule = row["item__family"], row["item__origin__rule_id"]
    if row["item__origin__drawn"]:
        yield (family, "", DRAWS)
        return
    yield (family, rule, SIGNALS)
    if row["sampled"]:
        yield (family, "", SAMPLE)
        yield (family, rule, SAMPLE)


def _keep(board_id: str, read: Counter[Cell], yes: Counter[Cell]) -> None:
    at = now()
    Figure.objects.filter(board_id=board_id).exclude(kind=FORGOTTEN).delete()
    Figure.objects.bulk_create(
        Figure(
            board_id=board_id, family=family, rule_id=rule, kind=kind,
            read=number, yes=yes[(family, rule, kind)], counted_at=at,
        )
        for (family, rule, kind), number in sorted(read.items())
    )  # fmt: skip
