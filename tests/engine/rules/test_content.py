"""The rules of this checkout keep their contracts, and the allow-list rests on what was tried."""

import csv
import tomllib

from pax import content
from pax.rules import load
from pax.rules.lock import read_lock
from tests.data import third_party

RULES = content.find().folder("rules")


def test_every_rule_and_view_keeps_its_contract() -> None:
    assert [str(error) for error in load(content.find(), anew=True).refused] == []


def test_every_rule_and_view_is_locked() -> None:
    book = load(content.find(), contracts=False)
    assert set(read_lock(RULES)) == {*book.rules, *book.views}


def test_every_function_of_the_allow_list_agreed_between_the_engines() -> None:
    with third_party("sql_agreement.csv").open(encoding="utf-8") as file:
        verdicts = {row["construct"]: row["duckdb_vs_spark"] for row in csv.DictReader(file)}
    allowed = tomllib.loads((RULES / "allowed.toml").read_text(encoding="utf-8"))
    tried = {construct for part in ("functions", "frames") for construct in allowed[part].values()} - {"plain"}
    assert {construct: verdicts.get(construct) for construct in tried} == dict.fromkeys(tried, "agree")
