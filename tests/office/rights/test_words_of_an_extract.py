"""Whoever asks what is held on them reads words: no code of the machine's stands in an extract or in the log."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

import paxweb
from paxweb.accounts.doorlist import pages
from paxweb.accounts.roles import ACTS_OF, OWN
from paxweb.frame.clock import today
from paxweb.ledger.acts import called, words
from paxweb.rights import naming, wording
from paxweb.rights.actions import issue
from paxweb.rights.composing import compose
from paxweb.rights.drafts import Value
from tests.office.rights.unit import Year, work_through

ROOT = Path(__file__).resolve().parents[3]
_FACTS = re.compile(r"^facts: \{(.*?)\}", re.MULTILINE)
_LINE = re.compile(r"(?:Line|leave_line|_refused)\([^\"]*?\"([a-z_]+\.[a-z_]+)\"")
_CODE = re.compile(r"\b[a-z]+_[a-z_]+\b|\b(?:case|item|rights|letter|document)\.[a-z_]+\b")


def rules_facts() -> set[str]:
    """The names of what a rule tells, from every rule."""
    every = [_FACTS.search(path.read_text(encoding="utf-8")) for path in sorted(ROOT.glob("rules/*/*-*.sql"))]
    return {part.split(":")[0].strip() for found in every if found for part in found.group(1).split(",")}


def written_acts() -> set[str]:
    """The acts that some line of the code writes by name."""
    source = Path(paxweb.__file__).parent
    return {act for path in source.rglob("*.py") for act in _LINE.findall(path.read_text(encoding="utf-8"))}


def test_every_act_of_the_log_has_words() -> None:
    doors = {page.door.act for page in pages() if page.door is not None}
    acts = doors | OWN | {act for some in ACTS_OF.values() for act in some} | written_acts()
    assert len(written_acts()) > 30
    assert sorted(acts - set(words())) == [], "say what it is called in paxweb/ledger/acts.yml"
    assert called("case.step").said("sv") == "steg i ett ärende"
    assert called("gone.act").said("sv") == "gone.act"


def test_every_fact_that_a_rule_tells_has_a_word() -> None:
    assert len(rules_facts()) > 30
    silent = {name for name in rules_facts() if wording.column(f"facts.{name}").sv == name.replace("_", " ")}
    assert silent == {"organisation"}, "give it a word under facts in paxweb/rights/words.yml"


def test_every_register_has_a_name_that_people_know() -> None:
    registers = {path.parent.name for path in ROOT.glob("registers/*/register.yml")}
    assert len(registers) > 20
    assert sorted(name for name in registers if wording.register(name) is None) == [], "name it in rights/words.yml"


@pytest.mark.parametrize(
    ("says", "code", "sv"),
    [
        ("fact:tenancies/kind", "first_hand", "förstahand"),
        ("fact:relations/kind", "MO", "mor"),
        ("fact:tenancies/holder_id", "p_1", "p_1"),
        ("register", "navet", "folkbokföringen"),
        ("contact", "subject_alone", "Första kontakten tas med personen själv, enskilt."),
        ("act", "case.step", "steg i ett ärende"),
        ("table", "tenancies", "Hyreskontrakt"),
        ("code", "lease", "hyresavtal"),
        ("code", "aid_case", "biståndsärende"),
        ("code", "False", "nej"),
    ],
)
def test_a_code_is_told_by_what_it_is_called(says: str, code: str, sv: str) -> None:
    value = Value("x", code, says)
    told = naming.in_words(says, code, "sv") or wording.code(value.value, "sv")
    assert told == sv


@pytest.mark.django_db
def test_no_code_of_the_machines_stands_in_an_extract(year: Year) -> None:
    work_through(year)
    answer = issue.answer_of(year.actor("Rita"), year.volume(year.asked()), "sv")
    rows = [row for part in compose(answer)["parts"] for row in part["rows"]]
    codes = {
        f"{row['title']}, {value['label']}: {value['value']}"
        for row in rows
        for value in row["values"]
        if _CODE.fullmatch(value["value"]) or _CODE.fullmatch(value["label"])
    }
    assert rows
    assert codes == set()


@pytest.mark.django_db
def test_what_is_kept_for_now_is_told_by_the_cases_number(year: Year) -> None:
    case = work_through(year)
    volume, rita = year.volume(year.asked()), year.browser("Rita")
    form = reverse("rights:hold", args=["sv", volume.pk])
    page = rita.get(form, {"root": str(case.pk)}).content.decode()
    assert f"Ärende {case.number}" in page
    assert case.number not in rita.get(form, {"root": str(volume.pk)}).content.decode()
    kept = {"root": str(case.pk), "hold_until": today() + timedelta(days=9), "hold_why": "En tvist i hyresnämnden."}
    assert rita.post(form, kept).status_code == 302
    listed = rita.get(reverse("rights:holds", args=["sv", volume.board_id])).content.decode()
    assert f"<strong>Ärende {case.number}</strong>" in listed
    assert str(case.pk) not in listed
