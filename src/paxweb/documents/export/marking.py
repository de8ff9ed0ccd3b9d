"""The mark on every page and row of what leaves: who took it, when, for what, of which board, under which number."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from pax.vocabulary import Text
from paxweb.documents.export.tables import said
from paxweb.documents.forms import AIMS
from paxweb.documents.models import Aim, Export


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands on it."""

    number: str
    who: str
    at: datetime
    aim: str
    board: str
    language: str

    @property
    def line(self) -> str:
        """The mark in one line."""
        word = Text("Uttag", "Export").said(self.language)
        return f"{word} {self.number} · {self.who} · {said(self.at)} · {self.aim} · {self.board}"


def mark_of(export: Export, who: str, board: str, language: str) -> Mark:
    """The mark of an export; names in it hold no line breaks and nothing that cannot be seen."""
    aim = AIMS[Aim(export.aim)].said(language)
    return Mark(export.number, _seen(who), export.at, aim, _seen(board), language)


def _seen(text: str) -> str:
    return " ".join("".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text).split())
