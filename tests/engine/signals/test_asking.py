"""One household: a rule asked about a person, a lease, a dwelling or a case names only what was asked about."""

from datetime import date
from pathlib import Path

from pax.signals import Asked
from tests.engine.rules.sample import RULE, changed
from tests.engine.signals.asking import BOB, DANA, asked, leases

BOTH = leases(
    ("T1", DANA, date(2025, 1, 1)),
    ("T2", DANA, date(2025, 3, 1)),
    ("T3", BOB, date(2025, 1, 1)),
    ("T4", BOB, date(2025, 3, 1)),
)
WITH_DWELLING = changed(RULE, ("[tenancy_id, holder_id,", "[tenancy_id, holder_id, dwelling_id,"))


def named(at: Path, about: Asked) -> list[tuple[str, str]]:
    return [(signal.subject_id, signal.anchor) for signal in asked(at, BOTH, WITH_DWELLING, about=about).signals]


def test_a_person_is_asked_about_alone(tmp_path: Path) -> None:
    assert named(tmp_path, ("person", DANA)) == [(DANA, "T1|T2")]


def test_a_lease_names_its_holder_s_question(tmp_path: Path) -> None:
    assert named(tmp_path, ("lease", "T3")) == [(BOB, "T3|T4")]


def test_a_dwelling_names_the_question_its_lease_is_evidence_of(tmp_path: Path) -> None:
    assert named(tmp_path, ("dwelling", "D1")) == [(DANA, "T1|T2")]


def test_a_lease_that_is_no_evidence_names_nobody(tmp_path: Path) -> None:
    assert named(tmp_path, ("lease", "T9")) == []
    assert named(tmp_path / "other", ("lease", "T4")) == []


def test_a_case_names_nobody_where_no_table_knows_cases(tmp_path: Path) -> None:
    assert named(tmp_path, ("case", "C1")) == []


def test_nobody_is_counted_when_one_is_asked_about(tmp_path: Path) -> None:
    assert asked(tmp_path, BOTH, about=("person", DANA)).counts["HO-02"].population == 0
