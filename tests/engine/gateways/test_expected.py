"""Verdicts written by hand from the law, one row each, and what the engine says."""

import csv
from datetime import date
from pathlib import Path

import pytest

from pax.gateways import Channel, Fact, Item, Kind, Provision, Purpose, Question, Receiver, Sender, State, judge
from pax.vocabulary import Protection
from tests.engine.gateways.questions import ground, grounds

Row = dict[str, str]
STATES = {"open": State.OPEN, "after": State.OPEN_AFTER, "closed": State.CLOSED}


def _rows() -> list[Row]:
    path = Path(__file__).with_name("expected.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _question(row: Row) -> Question:
    protection = Protection.NONE if row["subject"] == "ordinary" else Protection.MARKED
    sender = Sender(row["sender"])
    return Question(
        items=(Item(sender, Kind(row["kind"]), Provision.parse(row["provision"]), protection),),
        sender=sender,
        receiver=Receiver(row["receiver"]),
        purpose=Purpose(row["purpose"]),
        on=date.fromisoformat(row["on"]),
        asked=row["asked"] == "asked",
        channel=Channel.PROTECTED if row["subject"] == "protected_safe" else Channel.OPEN,
        true=frozenset(map(Fact, row["yes"].split())),
        false=frozenset(map(Fact, row["no"].split())),
    )


@pytest.mark.parametrize("row", _rows(), ids=lambda row: "-".join((row["gateway"], row["sender"], row["why"])))
def test_the_verdict_is_the_one_written_by_hand_from_the_law(row: Row) -> None:
    (verdict,) = judge(_question(row), [ground(row["gateway"])])

    assert verdict.state is STATES[row["expected"]]
    if verdict.state is State.CLOSED:
        assert row["why"] in {reason.because.value for reason in verdict.because}
    else:
        assert {first.step.value for first in verdict.first} >= set(row["why"].split())


def test_at_least_150_rows_are_written_by_hand_and_every_ground_has_an_open_and_a_closed_one() -> None:
    rows = _rows()
    assert len(rows) >= 150
    assert len({tuple(row.items()) for row in rows}) == len(rows)
    for gateway in grounds():
        states = {row["expected"] for row in rows if row["gateway"] == gateway.id}
        assert "closed" in states, gateway.id
        assert states & {"open", "after"}, gateway.id
