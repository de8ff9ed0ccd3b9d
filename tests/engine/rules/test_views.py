"""Shared views: built once, each after what it uses, those before protection apart from the rest."""

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from pax.rules import RuleBook, build_views, load, views_before_protection
from pax.store import Tables
from tests.engine.rules.sample import RULE, VIEW, changed, folder
from tests.engine.signals.asking import BOB, DANA, leases, written

ABOVE = changed(
    VIEW,
    ("open_leases", "holders"),
    ("tenancy_id, holder_id, to_date]", "tenancy_id, holder_id, dwelling_id]"),
    ("uses: []", "uses: [open_leases]"),
    ("columns: {tenancy_id: lease, holder_id: party}", "columns: {holder_id: party, homes: integer}"),
    ("key: [tenancy_id, holder_id]", "key: [holder_id]"),
    ("SELECT tenancy_id, holder_id FROM tenancies WHERE to_date IS NULL OR to_date >= $as_of",
     "SELECT o.holder_id, COUNT(DISTINCT t.dwelling_id) AS homes FROM open_leases AS o\n"
     "JOIN tenancies AS t ON t.tenancy_id = o.tenancy_id AND t.holder_id = o.holder_id GROUP BY o.holder_id"),
)  # fmt: skip


def book(at: Path, **views: str) -> RuleBook:
    read = load(folder(at, RULE, **views))
    assert [str(error) for error in read.refused] == []
    return read


def built(at: Path, read: RuleBook, *names: str, before: bool = False) -> Tables:
    rows = leases(("T1", DANA, date(2025, 1, 1)), ("T2", DANA, date(2025, 3, 1)), ("T3", BOB, date(2025, 1, 1)))
    tables = written(rows, at / "tables")
    return build_views(read, names, tables, at / "views", date(2026, 6, 30), "0999", before_protection=before)


def test_a_view_is_built_after_what_it_uses(tmp_path: Path) -> None:
    tables = built(tmp_path, book(tmp_path / "c", open_leases=VIEW, holders=ABOVE), "holders")
    rows = pq.read_table(tables["holders"]).to_pylist()
    assert sorted((row["holder_id"], row["homes"]) for row in rows) == [(BOB, 1), (DANA, 2)]
    assert pq.read_schema(tables["holders"]).names == ["holder_id", "homes"]


def test_views_before_protection_are_built_apart(tmp_path: Path) -> None:
    early = changed(VIEW, ("before_protection: false", "before_protection: true"))
    read = book(tmp_path / "c", open_leases=early, holders=ABOVE)
    assert views_before_protection(read, ["holders"]) == ("open_leases",)
    assert set(built(tmp_path / "a", read, "holders", before=True)) == {"tenancies", "open_leases"}
    assert set(built(tmp_path / "b", read, "holders")) == {"tenancies"}


def test_a_view_whose_tables_were_not_delivered_is_left_out(tmp_path: Path) -> None:
    read = book(tmp_path / "c", open_leases=VIEW)
    assert built(tmp_path, read, "open_leases").keys() == {"tenancies", "open_leases"}
    empty = build_views(read, ["open_leases"], Tables({}), tmp_path, date(2026, 6, 30), "0999", before_protection=False)
    assert dict(empty) == {}


def test_an_optional_table_that_was_not_delivered_is_empty(tmp_path: Path) -> None:
    wider = changed(
        VIEW,
        ("uses: []", "  relations: [person_id]\noptional: [relations]\nuses: []"),
        ("WHERE to_date", "WHERE holder_id NOT IN (SELECT person_id FROM relations) AND (to_date"),
        (">= $as_of", ">= $as_of)"),
    )
    read = book(tmp_path / "c", open_leases=wider)
    tables = built(tmp_path, read, "open_leases")
    assert pq.read_table(tables["open_leases"]).num_rows == 3


def test_a_rule_needs_the_tables_below_its_views(tmp_path: Path) -> None:
    rule = changed(
        RULE,
        ("uses: []", "uses: [open_leases]"),
        ("WHERE a.from_date", "JOIN open_leases AS o ON o.tenancy_id = a.tenancy_id WHERE a.from_date"),
    )
    read = load(folder(tmp_path, rule, open_leases=VIEW))
    assert [str(error) for error in read.refused] == []
    assert read.tables_of(read.rules["HO-02"]) == ("tenancies",)
