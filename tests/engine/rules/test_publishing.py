"""What is published about the rules is made from the files that run, and never falls behind them."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from pax import content, rules
from pax.rules.publishing import Publisher, publication, publish

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def book() -> rules.RuleBook:
    return rules.load(content.find(), contracts=False)


def test_the_pages_in_docs_are_those_of_the_rules_that_run(book: rules.RuleBook) -> None:
    published = publication(book, Publisher())
    folder = ROOT / "docs" / "rules"
    standing = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in _files(folder)}
    assert standing == published, "run: pax rules publish docs/rules"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_every_entry_keeps_the_schema(book: rules.RuleBook) -> None:
    schema = json.loads((ROOT / "rules" / "algorithm-register.schema.json").read_text(encoding="utf-8"))
    publisher = Publisher("Skoby", "pax@skoby.example", date(2026, 5, 1), frozenset({"HO-02"}))
    entries = json.loads(publication(book, publisher)["algorithm-register.json"])
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(entries)
    assert len(entries) == 2 * len(book.rules)
    assert {one["status"] for one in entries if one["name"].startswith("HO-02")} == {"active"}


def test_an_entry_without_its_ground_breaks_the_schema(book: rules.RuleBook) -> None:
    schema = json.loads((ROOT / "rules" / "algorithm-register.schema.json").read_text(encoding="utf-8"))
    entries = json.loads(publication(book, Publisher())["algorithm-register.json"])
    entries[0]["lawful_basis"] = []
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(entries)


def test_a_page_shows_every_explanation_and_what_clears_it(book: rules.RuleBook) -> None:
    published = publication(book, Publisher())
    for rule in book.rules.values():
        for lang in ("sv", "en"):
            page = published[f"{lang}/{rule.id}.md"]
            for one in rule.innocent_explanations:
                assert one.text.said(lang) in page
                assert one.clears.said(lang) in page


def test_a_page_of_a_rule_that_is_no_more_goes(book: rules.RuleBook, tmp_path: Path) -> None:
    (tmp_path / "sv").mkdir()
    (tmp_path / "sv" / "XX-01.md").write_text("gammal", encoding="utf-8")
    written = publish(book, Publisher(), tmp_path)
    assert not (tmp_path / "sv" / "XX-01.md").exists()
    assert written.files == len(_files(tmp_path))
