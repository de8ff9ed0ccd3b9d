"""A case-type file that breaks a promise is refused, and the refusal names the file and what is wrong."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from pax import content
from pax.casetypes import NotACondition, load, parse
from pax.casetypes.reading import read
from pax.content import read_yaml
from pax.vocabulary import WrongUse

GENERAL = content.find().folder("casetypes") / "general.yml"
Change = Callable[[dict[str, Any]], object]


def _refusal(tmp_path: Path, change: Change) -> str:
    source = deepcopy(read_yaml(GENERAL))
    change(source)
    path = tmp_path / "general.yml"
    path.write_text(yaml.safe_dump(source, allow_unicode=True, sort_keys=False), encoding="utf-8")
    with pytest.raises(WrongUse) as refused:
        read(path)
    return str(refused.value)


BROKEN: dict[str, tuple[Change, str]] = {
    "an unknown key": (lambda file: file.update(colour="red"), "colour"),
    "an unknown role": (lambda file: file["steps"]["finding"].update(by=["mayor"]), "steps.finding.by"),
    "an unknown state": (lambda file: file["steps"]["finding"].update(to="limbo"), "no state limbo"),
    "an unknown step": (lambda file: file["steps"]["finding"].update(needs=["wished"]), "no step wished"),
    "an unknown answer": (lambda file: file["steps"]["measure"].update(needs=["finding = maybe"]), "no answer maybe"),
    "a condition that is none": (lambda file: file["steps"]["measure"].update(needs=["finding == wrong"]), "condition"),
    "no guard on questions": (lambda file: file["guards"].update(question=[]), "question does not ask for"),
    "no guard on claims": (lambda file: file["guards"].pop("claim"), "claim does not ask for"),
    "a day to come that nothing settles": (
        lambda file: file["steps"]["communicate"].pop("settled_by"),
        "or the day is forgotten",
    ),
    "an ending that tells nobody": (lambda file: file["guards"].update(ending=[]), "before the person was told"),
    "an ending not called one": (lambda file: file["steps"]["measure"].update(kinds=[]), "not of the kind ending"),
    "a visit not weighed": (
        lambda file: file["guards"].update(visit=["not crime_suspected"]),
        "without a written weighing",
    ),
    "a visit without a cause of its own": (
        lambda file: file["guards"].update(visit=["not crime_suspected", "visit_weighed"]),
        "neither a tip nor chance",
    ),
    "a tip as a cause of its own": (
        lambda file: file["steps"]["own_cause"]["answers"].update(tip={"sv": "Ett tips", "en": "A tip"}),
        "neither a tip nor chance is one",
    ),
    "a wait for a day nobody gives": (
        lambda file: file["steps"]["answer"].update(waits={"silent": "start_inquiry"}),
        "start_inquiry gives no day",
    ),
    "a finding by an answer there is not": (
        lambda file: file["steps"]["finding"].update(found={"maybe": "right"}),
        "no answer maybe",
    ),
    "a step of the ladder there is not": (lambda file: file.update(ladder=["saved"]), "ladder"),
    "suspicion by one alone": (lambda file: file["steps"]["crime_suspected"].update(signs=1), "two people"),
    "no help": (lambda file: file["steps"].pop("help_offered"), "help_offered"),
    "a state nobody reaches": (
        lambda file: file["states"].update(limbo={"sv": "Ingenstans", "en": "Nowhere"}),
        "no way leads to the state limbo",
    ),
    "a step nobody can do": (
        lambda file: file["steps"]["police_report"].update(needs=["crime_suspected", "not crime_suspected"]),
        "police_report can never be done",
    ),
    "a state nobody leaves": (
        lambda file: (
            file["states"].update(limbo={"sv": "Ingenstans", "en": "Nowhere"}),
            file["steps"]["finding"].update(to={"right": "found", "wrong": "found", "unclear": "limbo"}),
            file["steps"]["deceived"].update({"from": ["opened"]}),
        ),
        "no way on from limbo",
    ),
    "a repeated undoing": (lambda file: file["steps"]["reopen"].update(undoes=["nothing"]), "undoes no step nothing"),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_file_that_breaks_its_contract_is_refused(name: str, tmp_path: Path) -> None:
    change, said = BROKEN[name]
    refusal = _refusal(tmp_path, change)
    assert "general.yml" in refusal
    assert said in refusal


@pytest.mark.parametrize("text", ["", "a or", "not not a", "a = ", "A", "a  = b", "a = b = c"])
def test_a_condition_has_few_forms(text: str) -> None:
    with pytest.raises(NotACondition):
        parse(text)


def test_every_text_is_said_in_both_languages() -> None:
    for one in load(content.find()):
        texts = [one.title, one.says, *one.never, *(state.title for state in one.states.values())]
        for step in one.steps.values():
            texts += [step.title, step.says, *step.answers.values(), *step.write, *([step.day] if step.day else [])]
        assert [text.sv for text in texts if text.sv == text.en] == []
