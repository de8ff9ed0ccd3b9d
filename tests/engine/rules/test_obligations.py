"""What rules on kin, on homes, on aid data and with versions owe beyond the rest."""

from pathlib import Path

import pytest

from pax.rules import load, lock
from tests.engine.rules.sample import CASES, RULE, VIEW, changed, folder, loaded, refusal

KIN = changed(
    VIEW,
    ("open_leases", "kin"),
    ("tenancies: [tenancy_id, holder_id, to_date]", "tenancies: [tenancy_id, holder_id, to_date]"),
)
USES_KIN = changed(
    RULE,
    ("uses: []", "uses: [kin]"),
    (
        "WHERE a.from_date",
        "JOIN kin AS k ON k.tenancy_id = a.tenancy_id AND k.holder_id = a.holder_id WHERE a.from_date",
    ),
)
OWED = ("sambo_without_common_children", "four_siblings_who_immigrated_apart", "a_lodger")


@pytest.mark.parametrize("missing", OWED)
def test_a_rule_on_kin_owes_a_silent_case_for(missing: str, tmp_path: Path) -> None:
    covers = ", ".join(name for name in ("move", *OWED) if name != missing)
    book = loaded(tmp_path, USES_KIN, changed(CASES, ("covers: [move]", f"covers: [{covers}]")), kin=KIN)
    assert f"no silent case covers {missing}" in refusal(book)


def test_a_rule_on_kin_with_its_silent_cases_is_taken(tmp_path: Path) -> None:
    cases = changed(CASES, ("covers: [move]", f"covers: [move, {', '.join(OWED)}]"))
    assert loaded(tmp_path, USES_KIN, cases, kin=KIN).refused == ()


def test_a_rule_on_kin_through_another_view_owes_the_same(tmp_path: Path) -> None:
    above = changed(
        VIEW, ("uses: []", "uses: [kin]"), ("FROM tenancies", "FROM tenancies JOIN kin USING (tenancy_id, holder_id)")
    )
    rule = changed(USES_KIN, ("uses: [kin]", "uses: [open_leases]"), ("JOIN kin AS k", "JOIN open_leases AS k"))
    assert "no silent case covers sambo" in refusal(loaded(tmp_path, rule, kin=KIN, open_leases=above))


READS_HOMES = changed(
    RULE,
    ("uses: []", "  residences: [person_id]\nuses: []"),
    (
        "WHERE a.from_date",
        "WHERE NOT EXISTS (SELECT 1 FROM residences AS r WHERE r.person_id = a.holder_id) AND a.from_date",
    ),
)


def test_a_rule_that_reads_homes_owes_sheltered_housing(tmp_path: Path) -> None:
    assert "no silent case covers sheltered_housing" in refusal(loaded(tmp_path, READS_HOMES))


def test_sheltered_housing_must_be_in_the_case_that_covers_it(tmp_path: Path) -> None:
    cases = changed(CASES, ("covers: [move]", "covers: [move, sheltered_housing]"))
    assert "shows none" in refusal(loaded(tmp_path, READS_HOMES, cases))


def test_a_collective_home_shows_sheltered_housing(tmp_path: Path) -> None:
    cases = changed(CASES, ("covers: [move]", "covers: [move, sheltered_housing]"))
    shelter = cases.rstrip() + "\n      known_addresses:\n        - {dwelling_id: D1}\n"
    shelter += "      residences:\n        - {person_id: dana, dwelling_id: D1, from_date: 2026-01-01}\n"
    assert loaded(tmp_path, READS_HOMES, shelter).refused == ()


AID = """SELECT c.applicant_id AS subject_id, c.aid_case_id AS anchor, 'aid_cases' AS evidence_table,
  c.row_key AS evidence_key,
  t.from_date, t.to_date, CAST(NULL AS DECIMAL(14, 2)) AS amount, $overlap_days AS days
FROM aid_cases AS c JOIN tenancies AS t ON {tie} WHERE t.tenancy_id IS NOT NULL AND t.holder_id IS NOT NULL
"""
AID_CASES = """cases:
  - id: a_lease
    says: "Dana has a case and a lease"
    shows: finds
    as_of: 2026-06-30
    tables:
      aid_cases: [{aid_case_id: C1, applicant_id: dana, declared_dwelling_id: D1}]
      tenancies: [{tenancy_id: T1, holder_id: dana, dwelling_id: D1, from_date: 2025-01-01}]
    expect: [{subject: dana, anchor: C1}]
  - id: nothing
    says: "Dana has neither"
    shows: silent
    covers: [move]
    as_of: 2026-06-30
    tables: {}
"""


def on_aid(tie: str, mode: str) -> str:
    header, _, _ = RULE.partition("---*/\n")
    header = changed(
        header,
        ("mode: casework", f"mode: {mode}"),
        ("[tenancy_id, holder_id, ", "[tenancy_id, holder_id, dwelling_id, "),
        ("uses: []", "  aid_cases: [aid_case_id, applicant_id, declared_dwelling_id]\nuses: []"),
    )
    used = "t.dwelling_id = c.declared_dwelling_id"
    return f"{header}---*/\n" + AID.format(tie=tie if used in tie else f"{tie} AND {used}")


def test_casework_on_aid_data_that_matches_by_dwelling_is_refused(tmp_path: Path) -> None:
    book = loaded(tmp_path, on_aid("t.dwelling_id = c.declared_dwelling_id", "casework"), AID_CASES)
    assert "person or case number: not casework" in refusal(book)


def test_casework_on_aid_data_that_matches_by_person_is_taken(tmp_path: Path) -> None:
    assert loaded(tmp_path, on_aid("t.holder_id = c.applicant_id", "casework"), AID_CASES).refused == ()


@pytest.mark.parametrize("mode", ["follow_up", "both"])
def test_follow_up_on_aid_data_may_match_by_dwelling(mode: str, tmp_path: Path) -> None:
    assert loaded(tmp_path, on_aid("t.dwelling_id = c.declared_dwelling_id", mode), AID_CASES).refused == ()


def test_a_place_is_closed_in_the_conditions_of_a_rule_about_persons(tmp_path: Path) -> None:
    near = "JOIN dwellings AS d ON d.dwelling_id = a.dwelling_id AND d.area_id IS NOT NULL"
    rule = changed(
        RULE,
        ("uses: []", "  dwellings: [dwelling_id, area_id]\nuses: []"),
        ("[tenancy_id, holder_id, from_date", "[tenancy_id, holder_id, dwelling_id, from_date"),
        ("WHERE a.from_date", f"{near} WHERE a.from_date"),
    )
    assert "area_id is closed in conditions" in refusal(loaded(tmp_path, rule))


def test_sql_that_changes_needs_a_new_version(tmp_path: Path) -> None:
    content = folder(tmp_path)
    assert lock(content).refused == ()
    path = tmp_path / "rules" / "HO" / "HO-02.sql"
    path.write_text(changed(RULE, ("+ 1 > $overlap_days", "> $overlap_days - 1")), encoding="utf-8")
    assert "its version has not" in refusal(load(content))
    assert "its version has not" in refusal(lock(content))
    path.write_text(
        changed(RULE, ("+ 1 > $overlap_days", "> $overlap_days - 1"), ("version: 1", "version: 2")), encoding="utf-8"
    )
    assert lock(content).refused == ()


def test_a_default_that_changes_needs_a_new_version_too(tmp_path: Path) -> None:
    content = folder(tmp_path)
    lock(content)
    (tmp_path / "rules" / "HO" / "HO-02.sql").write_text(
        changed(RULE, ("default: 125", "default: 124")), encoding="utf-8"
    )
    assert "its version has not" in refusal(load(content))


def test_a_text_may_change_without_a_new_version(tmp_path: Path) -> None:
    content = folder(tmp_path)
    lock(content)
    text = changed(RULE, ("Ask the tenant.", "Ask the tenant first."))
    (tmp_path / "rules" / "HO" / "HO-02.sql").write_text(text, encoding="utf-8")
    assert load(content).refused == ()


def test_a_locked_rule_whose_cases_change_is_checked_again(tmp_path: Path) -> None:
    content = folder(tmp_path)
    lock(content)
    cases = changed(CASES, ("days: 126", "days: 127"))
    (tmp_path / "rules" / "HO" / "HO-02.cases.yml").write_text(cases, encoding="utf-8")
    assert "does not hold" in refusal(load(content))


def test_a_draft_may_change_under_its_version_until_it_is_locked(tmp_path: Path) -> None:
    content = folder(tmp_path)
    assert lock(content, draft=True).refused == ()
    path = tmp_path / "rules" / "HO" / "HO-02.sql"
    path.write_text(changed(RULE, ("+ 1 > $overlap_days", "> $overlap_days - 1")), encoding="utf-8")
    assert load(content).refused == ()
    lock(content)
    path.write_text(RULE, encoding="utf-8")
    assert "its version has not" in refusal(load(content))


def test_nothing_is_locked_while_a_rule_is_refused(tmp_path: Path) -> None:
    content = folder(tmp_path, changed(RULE, ("misses:", "misses: []\n#")))
    assert lock(content).refused != ()
    assert not (tmp_path / "rules" / "rules.lock").exists()
