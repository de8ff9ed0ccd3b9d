"""A signal in words, as Swedish and English write numbers, days and what is not known."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pax.rules import FactKind
from pax.signals import named, number, tell
from pax.signals.texts import shown
from tests.engine.signals.asking import DANA, asked, book, leases


def labels(kind: str, one: str) -> str:
    return f"{kind} {one[-2:]}"


def test_a_signal_is_told_in_both_languages(tmp_path: Path) -> None:
    found = asked(tmp_path, leases(("T1", DANA, date(2021, 1, 1)), ("T2", DANA, date(2021, 3, 1))))
    rules = book(tmp_path / "b").rules
    (signal,) = tell(found.signals, rules, labels)
    assert signal.text_sv == "person da har två kontrakt i 1\u00a0948 dagar."
    assert signal.text_en == "person da holds two leases for 1,948 days."
    assert named(found.signals, rules) == {("person", DANA)}


@pytest.mark.parametrize(
    ("value", "kind", "swedish", "english"),
    [
        ("2026-03-01", FactKind.DATE, "1 mars 2026", "1 March 2026"),
        (True, FactKind.BOOLEAN, "ja", "yes"),
        (False, FactKind.BOOLEAN, "nej", "no"),
        ("4500.00", FactKind.DECIMAL, "4\u00a0500", "4,500"),
        ("4500.50", FactKind.DECIMAL, "4\u00a0500,50", "4,500.50"),
        (12, FactKind.INTEGER, "12", "12"),
        ("2026-03", FactKind.TEXT, "2026-03", "2026-03"),
        ("D1", FactKind.DWELLING, "dwelling D1", "dwelling D1"),
        ("T1", FactKind.LEASE, "lease T1", "lease T1"),
        (None, FactKind.DATE, "okänt", "unknown"),
        (None, FactKind.DWELLING, "okänt", "unknown"),
    ],
)
def test_a_fact_is_shown(value: object, kind: FactKind, swedish: str, english: str) -> None:
    assert shown(value, kind, labels, "sv") == swedish
    assert shown(value, kind, labels, "en") == english


def test_a_number_is_grouped_as_the_language_does() -> None:
    assert number(Decimal("-1234567.8"), "sv") == "-1\u00a0234\u00a0567,80"
    assert number(Decimal("1234567.8"), "en") == "1,234,567.80"
