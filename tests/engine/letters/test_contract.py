"""A letter's file that breaks its promises is refused, and the refusal names the file and what is wrong."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from pax import content
from pax.content import read_yaml
from pax.letters.reading import read
from pax.vocabulary import WrongUse

NOTICE = content.find().folder("letters") / "notice.yml"
Change = Callable[[dict[str, Any]], object]


def _more(file: dict[str, Any], language: str, text: str) -> None:
    file["text"][language] += f"\n\n{text}\n"


BROKEN: dict[str, tuple[Change, str]] = {
    "an unknown key": (lambda file: file.update(colour="red"), "colour"),
    "an unknown kind": (lambda file: file["facts"]["flat"].update(kind="song"), "facts.flat.kind"),
    "an unknown source": (lambda file: file["facts"]["flat"].update(source="rumour"), "no source rumour"),
    "a fact told twice": (lambda file: _more(file, "sv", "Vi talar om {flat}."), "flat stands 2 times"),
    "a fact never told": (
        lambda file: file["facts"].update(x={"kind": "line", "label": {"sv": "Xx", "en": "Xx"}}),
        "x stands 0 times",
    ),
    "a fact nobody named": (lambda file: _more(file, "en", "Of {money}."), "no fact money"),
    "paragraphs within a sentence": (
        lambda file: file["text"].update(sv=file["text"]["sv"].replace("\n\n{weight}\n", "\n\nVi menar {weight}.\n")),
        "weight must stand on its own",
    ),
    "a forbidden word": (lambda file: _more(file, "sv", "Detta är vårt beslut."), "the word beslut"),
    "a forbidden word with an ending": (lambda file: _more(file, "sv", "Så överklagar du."), "the word överklag"),
    "a forbidden word in the title": (lambda file: file["title"].update(en="A decision"), "the word decision"),
    "a person without English": (lambda file: file["text"].pop("en"), "in English too"),
    "a stray star": (lambda file: _more(file, "sv", "Det är *viktigt."), "star"),
    "a stray brace": (lambda file: _more(file, "sv", "Det är {Viktigt}."), "brace"),
    "another's name": (lambda file: file.update(id="letter"), "the file says letter"),
    "another statute": (lambda file: file.update(gateway="osl_10_27"), "gateway"),
    "no law": (lambda file: file.update(law=[]), "law"),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_file_that_breaks_its_contract_is_refused(name: str, tmp_path: Path) -> None:
    change, said = BROKEN[name]
    source = deepcopy(read_yaml(NOTICE))
    change(source)
    path = tmp_path / "notice.yml"
    path.write_text(yaml.safe_dump(source, allow_unicode=True, sort_keys=False), encoding="utf-8")
    with pytest.raises(WrongUse) as refused:
        read(path)
    assert "notice.yml" in str(refused.value)
    assert said in str(refused.value)


def test_the_file_as_it_is_is_taken() -> None:
    assert read(NOTICE).id == "notice"
