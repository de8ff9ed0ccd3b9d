"""The page and `pax share` give one answer: asked the same 1,000 random questions, in both languages."""

import json
import re
from datetime import timedelta
from urllib.parse import urlencode

import numpy
import pytest
from click.testing import CliRunner

from pax.cli import main
from pax.gateways import Channel, Fact, Kind, Purpose, Receiver, Sender
from tests.engine.gateways.questions import PROVISIONS, TODAY
from tests.web.site import get, text

Told = tuple[str, list[tuple[str, str, str]], dict[str, list[str]]]
BATCHES = 10
_OPEN = re.compile(r'data-ground="(\w+)" data-state="(open\w*)" data-send="(\w+)"')
_ROW = re.compile(r'<tr data-ground="(\w+)" data-state="closed">(.*?)</tr>', re.DOTALL)


def _pick(chance: numpy.random.Generator, words: list[str]) -> str:
    return words[int(chance.integers(len(words)))]


def _question(chance: numpy.random.Generator) -> dict[str, str | list[str]]:
    """One question as the fields of an address."""
    facts = [fact.value for fact in Fact if chance.random() < 0.3]
    split = int(chance.integers(len(facts) + 1))
    return {
        "sender": _pick(chance, [word.value for word in Sender]),
        "kind": _pick(chance, [word.value for word in Kind]),
        "receiver": _pick(chance, [word.value for word in Receiver]),
        "purpose": _pick(chance, [word.value for word in Purpose]),
        "provision": _pick(chance, ["", *PROVISIONS]),
        "asked": _pick(chance, ["0", "1"]),
        "protected": _pick(chance, ["0", "0", "0", "1"]),
        "channel": _pick(chance, [channel.value for channel in Channel]),
        "on": (TODAY - timedelta(days=int(chance.integers(0, 3000)))).isoformat(),
        "yes": facts[:split],
        "no": facts[split:],
    }


def _page(question: dict[str, str | list[str]], language: str) -> Told:
    html = text(get(f"/{language}/svar/?{urlencode(question, doseq=True)}"))
    (headline,) = re.findall(r'data-headline="(\w+)"', html)
    closed = {name: re.findall(r'data-because="(\w+)"', row) for name, row in _ROW.findall(html)}
    return headline, _OPEN.findall(html), closed


def _command(question: dict[str, str | list[str]], language: str) -> Told:
    words = ["--json", "--language", language, "share", "--asked" if question["asked"] == "1" else "--unasked"]
    flags = {"sender": "--from", "kind": "--what", "receiver": "--to", "purpose": "--why", "provision": "--provision"}
    for key, flag in {**flags, "channel": "--channel", "on": "--on", "yes": "--yes", "no": "--no"}.items():
        given = question[key]
        for value in [given] if isinstance(given, str) else given:
            words += [flag, value] if value else []
    words += ["--protected"] if question["protected"] == "1" else []
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    told = json.loads(result.output)
    usable = [(each["ground"], each["state"], "yes" if each["may_send"] else "no") for each in told["usable"]]
    closed = {each["ground"]: [reason["reason"] for reason in each["because"]] for each in told["closed"]}
    return told["headline"], usable, closed


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_page_and_the_command_agree_on_a_thousand_random_questions(batch: int) -> None:
    chance = numpy.random.default_rng([2026, batch])
    seen = set()
    for number in range(1000 // BATCHES):
        question, language = _question(chance), ("sv", "en")[number % 2]
        page, command = _page(question, language), _command(question, language)
        assert page == command, question
        seen.add(page[0])
    assert len(seen) >= 2, "the questions are all answered alike"
