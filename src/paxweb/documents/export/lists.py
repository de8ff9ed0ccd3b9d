"""A board's lists, as one person sees them: its cases, and the week. What a list may tell on a page, and no more."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.cases.models import Case
from paxweb.cases.types import all_types
from paxweb.cases.words import PROTECTED
from paxweb.documents.export.tables import Table
from paxweb.signals import words
from paxweb.signals.weeks import Stage, lists, week_of

MOST = 5_000
"""Rows of one list that leave at once."""
_STAGES = {
    Stage.FREE: Text("ledig", "free"),
    Stage.MINE: Text("min", "mine"),
    Stage.OTHERS: Text("tagen", "taken"),
}


def cases(actor: Actor, board_id: str, language: str) -> tuple[Table, tuple[UUID, ...]]:
    """The board's cases the actor may take out, oldest first; and their ids."""
    found = Case.objects.visible_to(actor).filter(board=board_id).select_related("owner")
    allowed = [case for case in found.order_by("opened_on", "number")[:MOST] if actor.may("export.csv", case)]
    types = all_types()

    def say(sv: str, en: str) -> str:
        return en if language == "en" else sv

    def state(case: Case) -> str:
        kind = types.get(case.casetype)
        named = kind.states.get(case.state) if kind else None
        return named.title.said(language) if named else case.state

    rows = tuple(
        (
            case.number, case.diary_number, PROTECTED.said(language) if case.withheld else case.title,
            types[case.casetype].title.said(language) if case.casetype in types else case.casetype,
            state(case), case.owner.name, case.opened_on, case.deadline, case.ended_on,
        )
        for case in allowed
    )  # fmt: skip
    columns = tuple(
        say(*pair)
        for pair in (
            ("Ärendenummer", "Case number"), ("Diarienummer", "Diary number"), ("Ärendet", "The case"),
            ("Typ", "Type"), ("Läge", "State"), ("Ansvarig", "Case officer"), ("Öppnat", "Opened"),
            ("Klart senast", "Due"), ("Avslutat", "Ended"),
        )
    )  # fmt: skip
    return Table("arenden", say("Ärenden", "Cases"), columns, rows), tuple(case.pk for case in allowed)


def week(actor: Actor, board_id: str, at: datetime, language: str) -> tuple[Table, tuple[UUID, ...]]:
    """The week's unread items: family, area, the day each came, who has it. Nothing of what is asked."""

    def say(sv: str, en: str) -> str:
        return en if language == "en" else sv

    starts_on = week_of(at)
    found = [
        (family.family, row)
        for family in lists(actor, board_id, starts_on)
        for row in family.rows
        if actor.may("export.csv", row.item)
    ]
    rows = tuple(
        (
            starts_on, words.family(family).said(language), row.number, row.item.area, row.item.arrived_on,
            _STAGES[row.stage].said(language) if row.stage in _STAGES else "", row.who,
        )
        for family, row in found
    )  # fmt: skip
    columns = tuple(_said(language, (
        ("Veckan från", "Week from"), ("Familj", "Family"), ("Nummer", "Number"), ("Område", "Area"),
        ("Kom", "Came"), ("Läge", "State"), ("Vem", "Who"),
    )))  # fmt: skip
    return Table("vecka", say("Veckan", "The week"), columns, rows), tuple(row.item.pk for _, row in found)


def _said(language: str, pairs: Iterable[tuple[str, str]]) -> Iterable[str]:
    return (en if language == "en" else sv for sv, en in pairs)
