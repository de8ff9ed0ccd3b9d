"""What was found, as the page shows it: no more of an item than a list may say, and why it was found."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.urls import reverse

from pax.casetypes import CaseType
from pax.vocabulary import Text
from paxweb.cases.models import Case
from paxweb.cases.types import all_types
from paxweb.cases.words import PROTECTED
from paxweb.desk.asking import Term
from paxweb.desk.finding import Found, Hit, Search
from paxweb.desk.models import Where
from paxweb.documents.models import Document
from paxweb.frame.clock import day_of
from paxweb.intake import reading
from paxweb.intake.models import Question
from paxweb.letters.models import Letter
from paxweb.signals import shown, wording, words
from paxweb.signals.models import Work
from paxweb.signals.rulebook import head_of
from paxweb.signals.weeks import Stage, stage

_WHERE: Mapping[Where, Text] = {
    Where.NUMBER: Text("identitetsnummer", "identity number"),
    Where.REFERENCE: Text("beteckning", "reference"),
    Where.TITLE: Text("rubrik", "title"),
    Where.NAME: Text("namn", "name"),
    Where.PLACE: Text("adress eller område", "address or area"),
    Where.TEXT: Text("fråga eller orsak", "question or cause"),
    Where.NOTE: Text("anteckning eller steg", "note or step"),
}


@dataclass(frozen=True, slots=True)
class Why:
    """In what a word was met: the part that was typed, and how the word goes on."""

    where: str
    typed: str
    rest: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the results, of a board. `title` leads to the page `href`; `facts` stand after it."""

    root: UUID
    board: str
    title: str
    href: str
    facts: tuple[str, ...]
    day: date | None
    whys: tuple[Why, ...] = ()


def show(search: Search, found: Found, language: str) -> list[Shown]:
    """The lines of a page of results, in their order. At most four queries."""
    if not found.hits:
        return []
    whys = _whys(search, found, language)
    lines = _LINES[found.group.name](search, found, language)
    return [replace(lines[hit], whys=whys.get(hit, ())) for hit in found.hits if hit in lines]


def _whys(search: Search, found: Found, language: str) -> dict[Hit, tuple[Why, ...]]:
    """For each thing and each word the weightiest place it stands in.

    Of an item the word itself is not shown, only what was typed: a list of items says no name.
    """
    met: dict[Hit, dict[int, Why]] = defaultdict(dict)
    by_thing = "thing" in found.group.thing
    for root, thing, word, place in search.matched(found):
        hit = Hit(root, thing if by_thing else "")
        for n, term in enumerate(search.asked.terms):
            if n not in met[hit] and _is(term, search, word):
                rest = "" if term.number or found.group.name == "item" else word[len(term.typed) :]
                met[hit][n] = Why(_WHERE[Where(place)].said(language), term.typed, rest)
    return {hit: tuple(each[n] for n in sorted(each)) for hit, each in met.items()}


def _is(term: Term, search: Search, word: str) -> bool:
    if term.number is not None:
        return word in search.numbers.get(term.number.digits, ())
    return word.startswith(term.typed) if term.until else word == term.typed


Lines = dict[Hit, Shown]


def _items(search: Search, found: Found, language: str) -> Lines:
    ids = [hit.root for hit in found.hits]
    works = Work.objects.visible_to(search.actor).filter(item_id__in=ids).select_related("item__second")
    read = {work.item_id: work for work in works}
    opened = [key for key, work in read.items() if _opened(search, work)]
    asked = reading.questions_of(search.actor, opened)
    return {Hit(key): _item(work, key in opened, asked.get(key), language) for key, work in read.items()}


def _opened(search: Search, work: Work) -> bool:
    second = getattr(work.item, "second", None)
    return bool(work.item.opened and stage(search.actor, work, second) is Stage.OPEN)


def _item(work: Work, opened: bool, asked: Question | None, language: str) -> Shown:
    """Unread: family, area and day, as in the week's list. Read: what was asked, and where it stands."""
    area, day = work.item.area or wording.NO_AREA.said(language), work.item.arrived_on
    href = reverse("signals:item", args=[language, work.item_id])
    if not opened:
        family = words.family(work.item.family).said(language)
        return Shown(
            work.item_id, work.item.board_id, area, href, (family, Text("inte läst", "not read").said(language)), day
        )
    title = head_of(asked.run_id, asked.rule_id).title if asked else wording.DRAWN
    amount = (shown.money(asked.amount, language),) if asked and asked.amount is not None else ()
    facts = (area, *amount, wording.state(work.state, language))
    return Shown(work.item_id, work.item.board_id, title.said(language), href, facts, day)


def _cases(search: Search, found: Found, language: str) -> Lines:
    ids = [hit.root for hit in found.hits]
    types = all_types()
    cases = Case.objects.visible_to(search.actor).filter(pk__in=ids).select_related("owner")
    return {Hit(case.pk): _case(case, types.get(case.casetype), language) for case in cases}


def _case(case: Case, casetype: CaseType | None, language: str) -> Shown:
    title = PROTECTED.said(language) if case.withheld else case.title
    href = reverse("cases:case", args=[language, case.pk])
    facts = (*state_of(case, casetype, language), case.owner.name)
    return Shown(case.pk, case.board_id, f"{case.number} {title}", href, facts, case.opened_on)


def _documents(search: Search, found: Found, language: str) -> Lines:
    ids = [UUID(hit.thing) for hit in found.hits]
    rows = Document.objects.visible_to(search.actor).filter(pk__in=ids).select_related("case")
    return {
        Hit(row.case_id, str(row.pk)): Shown(
            row.case_id, row.case.board_id, PROTECTED.said(language) if row.withheld else row.title,
            reverse("documents:document", args=[language, row.case_id, row.pk]), (row.case.number,), row.day,
        )
        for row in rows
    }  # fmt: skip


def _letters(search: Search, found: Found, language: str) -> Lines:
    ids = [UUID(hit.thing) for hit in found.hits]
    rows = Letter.objects.visible_to(search.actor).filter(pk__in=ids).select_related("case")
    return {
        Hit(row.case_id, str(row.pk)): Shown(
            row.case_id, row.case.board_id, PROTECTED.said(language) if row.withheld else row.title,
            reverse("letters:letter", args=[language, row.case_id, row.pk]), (row.case.number,), day_of(row.changed_at),
        )
        for row in rows
    }  # fmt: skip


_LINES: Mapping[str, Callable[[Search, Found, str], Lines]] = {
    "case": _cases,
    "item": _items,
    "document": _documents,
    "letter": _letters,
}


def state_of(case: Case, casetype: CaseType | None, language: str) -> Iterable[str]:
    """Its kind and where it stands, in the words of its type; nothing of a type the content no longer has."""
    if casetype is None:
        return ()
    state = casetype.states.get(case.state)
    return (casetype.title.said(language), *((state.title.said(language),) if state else ()))
