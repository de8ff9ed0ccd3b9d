"""`pax rules` and `pax law`: what there is, whether it holds, what may run on what ground."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pax.cli import main
from pax.content import Content
from tests.engine.rules.sample import CASES, RULE, changed, folder


def called(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Content:
    """A content folder with the sample rule, in the place of the checkout's."""
    made = folder(tmp_path / "content")
    for name in ("municipality", "gateways"):
        (made.root / name).symlink_to(Path(__file__).resolve().parents[3] / name)
    monkeypatch.setattr("pax.content.find", lambda given=None: made)
    return made


def test_rules_are_listed(content: Content) -> None:
    (rule,) = json.loads(called("--json", "rules", "list").output)
    assert (rule["id"], rule["boards"], rule["version"]) == ("HO-02", ["housing_company"], 1)
    assert json.loads(called("--json", "rules", "list", "--board", "care").output) == []


def test_a_rule_is_shown_with_what_may_be_lawful_and_what_it_misses(content: Content) -> None:
    swedish = called("rules", "show", "HO-02", "--sql").output
    assert "Dubbel hyra under uppsägningstiden." in swedish
    assert "ska bekräftas" in swedish
    assert "SELECT a.holder_id" in swedish
    english = called("--language", "en", "rules", "show", "HO-02").output
    assert "A lease with another landlord." in english
    assert "none: public on request" in english


def test_a_rule_that_does_not_exist_is_wrong_use(content: Content) -> None:
    for verb in ("show", "check"):
        result = called("rules", verb, "HO-99")
        assert result.exit_code == 2
        assert "HO-99" in result.output


def test_rules_are_checked_and_locked(content: Content) -> None:
    assert called("rules", "check").output == "HO-02 håller (2 fall)\n"
    assert called("rules", "lock").exit_code == 0
    assert "[HO-02]" in (content.root / "rules" / "rules.lock").read_text(encoding="utf-8")


def test_a_refused_rule_ends_with_its_own_exit_code_and_nothing_locked(content: Content) -> None:
    cases = content.root / "rules" / "HO" / "HO-02.cases.yml"
    cases.write_text(changed(CASES, ("days: 126", "days: 127")), encoding="utf-8")
    for verb in ("check", "lock", "list"):
        result = called("rules", verb)
        assert result.exit_code == 3
        assert "the case two_leases does not hold" in result.output
    assert not (content.root / "rules" / "rules.lock").exists()


def test_the_law_says_what_may_run_and_on_what_ground(content: Content, tmp_path: Path) -> None:
    file = tmp_path / "municipality.toml"
    assert called("municipality", "new", str(file), "--code", "0999", "--activate", "all").exit_code == 0
    told = json.loads(called("--json", "law", "--municipality", str(file), "--as-of", "2026-06-30").output)
    (one,) = told["housing_company"]
    assert (one["rule"], one["state"], one["missing"]) == ("HO-02", "ran", [])
    assert one["legal_basis"] == [{"act": "Jordabalken", "section": "12 kap. 42 §", "confirmed": False}]
    shown = called("law", "--municipality", str(file), "--board", "housing_company", "--as-of", "2026-06-30").output
    assert "ska bekräftas" in shown


def test_the_law_says_why_a_rule_does_not_run(content: Content, tmp_path: Path) -> None:
    (content.root / "rules" / "HO" / "HO-02.sql").write_text(
        changed(RULE, ("mode: casework", "mode: follow_up")), encoding="utf-8"
    )
    file = tmp_path / "municipality.toml"
    called("municipality", "new", str(file), "--code", "0999", "--activate", "all")
    told = json.loads(called("--json", "law", "--municipality", str(file), "--as-of", "2026-06-30").output)
    assert told["housing_company"][0]["state"] == "needs_lawyer"
