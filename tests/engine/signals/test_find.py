"""Rows become signals: grouped, checked, hashed, with evidence down to the line."""

import hashlib
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pax.signals import Found, signal_id
from tests.engine.rules.sample import RULE, changed
from tests.engine.signals.asking import AS_OF, BOB, DANA, asked, book, leases, municipality

TWO = leases(("T1", DANA, date(2025, 1, 1)), ("T2", DANA, date(2025, 3, 1)), ("T3", BOB, date(2025, 1, 1)))


def test_two_leases_of_dana_are_one_signal(tmp_path: Path) -> None:
    found = asked(tmp_path, TWO)
    (signal,) = found.signals
    assert (signal.subject_kind, signal.subject_id, signal.anchor) == ("person", DANA, "T1|T2")
    assert (signal.from_date, signal.to_date, signal.amount) == (date(2025, 1, 1), None, None)
    assert json.loads(signal.facts) == {"days": 487}
    assert (signal.first_seen_on, signal.family, signal.rule_version) == (AS_OF, "HO", 1)


def test_a_signal_s_id_is_made_of_rule_kind_subject_and_anchor_alone(tmp_path: Path) -> None:
    (signal,) = asked(tmp_path, TWO).signals
    text = f"HO-02\nperson\n{DANA}\nT1|T2\n"
    assert signal.signal_id == hashlib.sha256(text.encode()).hexdigest()[:20]
    assert signal.signal_id == signal_id(book(tmp_path / "b").rules["HO-02"], DANA, "T1|T2")


def test_evidence_says_file_line_and_what_the_rule_saw(tmp_path: Path) -> None:
    (row,) = asked(tmp_path, TWO).evidence
    assert (row.seq, row.table, row.row_key) == (1, "tenancies", f"T1|{DANA}")
    assert (row.register, row.delivery_id, row.file, row.line) == ("leases", "d" * 20, "tenancies.csv", 2)
    assert json.loads(row.facts) == {"tenancy_id": "T1", "holder_id": DANA, "from_date": "2025-01-01", "to_date": None}


def test_the_hash_of_facts_follows_evidence_and_parameters_but_not_the_version(tmp_path: Path) -> None:
    first = asked(tmp_path / "a", TWO).signals[0].facts_hash
    assert asked(tmp_path / "b", TWO, changed(RULE, ("version: 1", "version: 2"))).signals[0].facts_hash == first
    other = asked(tmp_path / "c", TWO, chosen=municipality(HO_02={"overlap_days": 100}))
    assert other.signals[0].facts_hash != first
    moved = leases(("T1", DANA, date(2025, 1, 2)), ("T2", DANA, date(2025, 3, 1)))
    assert asked(tmp_path / "d", moved).signals[0].facts_hash != first


def test_a_municipality_s_own_threshold_counts(tmp_path: Path) -> None:
    assert asked(tmp_path, TWO, chosen=municipality(HO_02={"overlap_days": 487})).signals == ()


def test_a_signal_known_from_before_keeps_the_day_it_was_first_seen(tmp_path: Path) -> None:
    known = asked(tmp_path / "a", TWO).signals[0].signal_id
    again = asked(tmp_path / "b", TWO, previous={known: date(2026, 5, 31)})
    assert again.signals[0].first_seen_on == date(2026, 5, 31)
    assert again.counts["HO-02"].new == 0


def test_counts_say_among_how_many(tmp_path: Path) -> None:
    count = asked(tmp_path, TWO).counts["HO-02"]
    assert (count.signals, count.new, count.population, count.would_be) == (1, 1, 2, 0)


def test_a_population_counts_only_those_its_condition_takes(tmp_path: Path) -> None:
    rule = changed(RULE, ("column: holder_id}", "column: holder_id, where: \"from_date > DATE '2025-01-01'\"}"))
    assert asked(tmp_path, TWO, rule).counts["HO-02"].population == 1


def test_an_organisation_is_never_named_by_a_rule_about_persons(tmp_path: Path) -> None:
    firm = leases(("T1", "5560001237", date(2025, 1, 1)), ("T2", "5560001237", date(2025, 3, 1)))
    found = asked(tmp_path, firm)
    assert found.signals == ()
    assert found.stopped == ()


def test_the_others_named_by_evidence_stand_beside_the_subject(tmp_path: Path) -> None:
    rule = changed(RULE, ("[tenancy_id, holder_id,", "[tenancy_id, holder_id, dwelling_id,"))
    (signal,) = asked(tmp_path, TWO, rule).signals
    assert json.loads(signal.other_subjects) == [{"id": "D1", "kind": "dwelling"}]


AMOUNT = ("CAST(NULL AS DECIMAL(14, 2)) AS amount", "CAST({} AS DECIMAL(14, 2)) AS amount")


def with_amount(text: str) -> str:
    return changed(RULE, (AMOUNT[0], AMOUNT[1].format(text)))


def test_amounts_are_summed_over_a_signal_and_over_a_rule(tmp_path: Path) -> None:
    found = asked(tmp_path, TWO, with_amount("1234.50"))
    assert found.signals[0].amount == Decimal("1234.50")
    assert found.counts["HO-02"].amount == Decimal("1234.50")


def stopped(found: Found) -> str:
    (one,) = found.stopped
    assert found.signals == ()
    assert found.evidence == ()
    return one.problem


BROKEN = {
    "an amount that is not above zero": ((AMOUNT[0], AMOUNT[1].format("0")), "above zero"),
    "an amount that is no decimal": ((AMOUNT[0], "1 AS amount"), "not a DECIMAL"),
    "an anchor that is empty": (("a.tenancy_id || '|' || b.tenancy_id AS anchor", "NULL AS anchor"), "anchor is empty"),
    "evidence that does not exist": (("a.row_key AS", "a.row_key || 'x' AS"), "does not exist"),
    "evidence of a table it does not read": (("'tenancies' AS evidence", "'persons' AS evidence"), "does not read"),
    "facts that differ within a signal": (("a.tenancy_id || '|' || b.tenancy_id AS anchor", "'' AS anchor"), "facts"),
    "another column than it says": ((" AS days", " AS nights"), "columns are not"),
    "SQL that fails": ((" > $overlap_days", " > CAST(a.holder_id AS BIGINT)"), "ConversionException"),
    "SQL that looks outside": ((" > $overlap_days", " > 1 AND getenv('HOME') IS NULL"), "window did not run"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_rule_is_stopped_for(what: str, tmp_path: Path) -> None:
    change, said = BROKEN[what]
    three = leases(*((f"T{n}", DANA, date(2025, n, 1)) for n in (1, 2, 3)))
    problem = stopped(asked(tmp_path, three, changed(RULE, change)))
    assert said in problem
    assert DANA not in problem


def test_the_other_rules_go_on_when_one_is_stopped(tmp_path: Path) -> None:
    broken = changed(RULE, ('id: "HO-02"', 'id: "HO-09"'), (AMOUNT[0], AMOUNT[1].format("-1")))
    found = asked(tmp_path, TWO, RULE, broken)
    assert [signal.rule_id for signal in found.signals] == ["HO-02"]
    assert [one.rule_id for one in found.stopped] == ["HO-09"]
    assert set(found.counts) == {"HO-02"}


def test_signals_come_in_an_order_of_their_own_whatever_the_rows_came_in(tmp_path: Path) -> None:
    many = [(f"T{n}", holder, date(2025, 1, 1)) for n in range(9) for holder in (DANA, BOB)]
    first = asked(tmp_path / "a", leases(*many), chosen=municipality(HO_02={"overlap_days": 1}))
    second = asked(tmp_path / "b", leases(*reversed(many)), chosen=municipality(HO_02={"overlap_days": 1}))
    assert len(first.signals) == 72
    assert [one.signal_id for one in first.signals] == [one.signal_id for one in second.signals]
    assert [one.facts_hash for one in first.signals] == [one.facts_hash for one in second.signals]


def test_a_rule_with_no_rows_gives_no_signals_and_a_count(tmp_path: Path) -> None:
    found = asked(tmp_path, leases())
    assert found.signals == ()
    assert found.counts["HO-02"].signals == 0


def test_the_seconds_of_each_rule_come_from_the_clock_given(tmp_path: Path) -> None:
    ticks = iter(range(100))
    assert asked(tmp_path, TWO, clock=lambda: float(next(ticks))).seconds == {"HO-02": 1.0}
