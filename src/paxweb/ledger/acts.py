"""What the log's acts are called by people: a line keeps `case.step`, a reader sees "steg i ett ärende"."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from pax.vocabulary import Text


@cache
def words() -> Mapping[str, Text]:
    """Every act with its words."""
    read: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("acts.yml").read_text(encoding="utf-8"))
    return {act: Text(*said) for act, said in read.items()}


def called(act: str) -> Text:
    """What an act is called. One that an older or newer office wrote keeps its own name."""
    return words().get(act, Text(act, act))
