"""Facts of a case that were corrected, marked where they stand: the old value struck, the right one, by whom, when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from paxweb.accounts.access import Actor
from paxweb.cases import rooms
from paxweb.cases.casepage import CasePage, Happening
from paxweb.cases.models import Case, Event, Note, Party

Rights = Mapping[rooms.Place, rooms.Right]
_OF_PARTY = ("label", "id_number", "address")
_KEPT = (Event._meta.label, Note._meta.label)
_OF_CASE = ("title", "ground", "cause")


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is shown. `right`: what stands instead, and `note` by whom and when; empty where nothing does."""

    text: str
    right: str = ""
    note: str = ""

    @property
    def on_paper(self) -> str:
        """What was written, and after it what it was corrected to, by whom and when."""
        return f"{self.text} [{self.note}: {self.right}]" if self.note else self.text


@dataclass(frozen=True, slots=True)
class Shown:
    """The values of a case's page that can be corrected where they stand."""

    case: Mapping[str, Value]
    parties: tuple[tuple[Party, Mapping[str, Value]], ...]
    life: tuple[tuple[Happening, tuple[tuple[str, Value], ...]], ...]


def shown(actor: Actor, page: CasePage, language: str) -> Shown:
    """The page's values, each with what corrects it."""
    rights = rooms.rights_in(actor, page.case, page.parties, language)
    return Shown(
        case={name: _value(rights, _place(page.case), name, getattr(page.case, name)) for name in _OF_CASE},
        parties=tuple((party, _party(rights, party)) for party in page.parties),
        life=tuple((each, tuple(_written(rights, each))) for each in page.happenings),
    )


def noted(rights: Rights, row: Case | Party | Event | Note, column: str, text: str) -> str:
    """A value for paper and files, with what corrects it."""
    return _value(rights, _place(row), column, text).on_paper


def _party(rights: Rights, party: Party) -> dict[str, Value]:
    return {name: _value(rights, _place(party), name, getattr(party, name)) for name in _OF_PARTY}


def _written(rights: Rights, happening: Happening) -> Iterable[tuple[str, Value]]:
    for number, (asked, text) in enumerate(happening.written):
        column = "text" if happening.place[0] == "cases.Note" else f"written.{number}"
        yield asked, _value(rights, happening.place, column, text)


def _place(row: Case | Party | Event | Note) -> tuple[str, str]:
    return row._meta.label, str(row.pk)


def _value(rights: Rights, place: tuple[str, str], column: str, text: str) -> Value:
    """What corrects a value that still is as it was then. A text that was signed or noted never changes, and of one
    that names others the correction kept the words that are the person's."""
    found = rights.get((*place, column))
    stands = found is not None and (found.old == text or place[0] in _KEPT)
    return Value(text, found.new, found.note) if found and stands else Value(text)
