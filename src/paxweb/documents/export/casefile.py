"""A case's whole file as tables, as one person sees it. What is withheld stands as its mark, here as everywhere."""

from collections.abc import Iterable, Iterator

from pax.casetypes import CaseType
from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.accounts.models import User
from paxweb.cases.corrected import noted
from paxweb.cases.models import Case, Cause, Event, Finding, Ladder, Note, Party, Trigger
from paxweb.cases.purposes import purposes_of
from paxweb.cases.rooms import rights_in
from paxweb.cases.types import all_types
from paxweb.cases.words import CAUSES, FINDINGS, KINDS, LADDER, PROTECTED, TRIGGERS
from paxweb.documents.export.tables import Cell, Table
from paxweb.documents.reading import documents_of
from paxweb.documents.showing import shown

Rows = tuple[tuple[Cell, ...], ...]
_YES_NO = (Text("ja", "yes"), Text("nej", "no"))


class CaseFile:
    """Gathers a case once: a dozen queries, however much lies in it."""

    def __init__(self, actor: Actor, case: Case, language: str) -> None:
        self.actor, self.case, self.language = actor, case, language
        self.casetype: CaseType | None = all_types().get(case.casetype)
        self.events = list(case.events.visible_to(actor).order_by("seq"))
        self.notes = list(case.notes.visible_to(actor).order_by("at", "id"))
        self.tasks = list(case.tasks.visible_to(actor).order_by("due", "id"))
        self.hours = list(case.hours.visible_to(actor).order_by("day", "id"))
        self.outcomes = list(case.outcomes.visible_to(actor).order_by("id"))
        self.effects = list(case.effects.visible_to(actor).order_by("id"))
        self.parties = list(case.parties.visible_to(actor).order_by("id"))
        self.consents = list(case.consents.visible_to(actor).order_by("id"))
        self.documents = documents_of(actor, case)
        self.names = self._names()
        self.rights = rights_in(actor, case, self.parties, language)

    def _names(self) -> dict[int, str]:
        ids = {self.case.owner_id, self.case.opened_by_id}
        for each in (*self.events, *self.notes, *self.outcomes):
            ids.add(each.by_id)
        ids |= {each.second_id for each in self.events if each.second_id}
        ids |= {each.whose_id for each in self.tasks} | {each.who_id for each in self.hours}
        return dict(User.objects.filter(pk__in=ids).values_list("id", "name"))

    def tables(self) -> tuple[Table, ...]:
        """Every table that has rows; the first is about the case itself."""
        found = (
            self._about(), self._parties(), self._steps(), self._notes(), self._consents(), self._documents(),
            self._tasks(), self._hours(), self._outcomes(), self._effects(),
        )  # fmt: skip
        return tuple(table for table in found if table.rows)

    def keys(self) -> tuple[str, ...]:
        """Keys of those the case is about: for the line."""
        return tuple(sorted({each.subject_key for each in self.parties if each.subject_key}))

    def say(self, sv: str, en: str) -> str:
        """The text in the file's language."""
        return en if self.language == "en" else sv

    def _mark(self, withheld: bool, text: str) -> str:
        return PROTECTED.said(self.language) if withheld else text

    def _noted(self, row: Case | Party | Event | Note, column: str, text: str) -> str:
        return self._mark(row.withheld, noted(self.rights, row, column, text))

    def _who(self, user_id: int | None) -> str:
        return self.names.get(user_id or 0, "")

    def _columns(self, *pairs: tuple[str, str]) -> tuple[str, ...]:
        return tuple(self.say(*pair) for pair in pairs)

    def _about(self) -> Table:
        case, say, kind = self.case, self.say, self.casetype
        purpose = purposes_of(case.board_id).get(case.purpose_id)
        state = kind.states.get(case.state) if kind else None
        trigger = TRIGGERS.get(Trigger(case.trigger)) if case.trigger in Trigger.values else None
        rows: Rows = (
            (say("Ärendenummer", "Case number"), case.number),
            (say("Diarienummer", "Diary number"), case.diary_number),
            (say("Ärendet", "The case"), self._noted(case, "title", case.title)),
            (say("Typ", "Type"), kind.title.said(self.language) if kind else case.casetype),
            (say("Läge", "State"), state.title.said(self.language) if state else case.state),
            (say("Ändamål", "Purpose"), purpose.said(self.language) if purpose else case.purpose_id),
            (say("Grund", "Ground"), self._noted(case, "ground", case.ground)),
            (say("Anledning", "Trigger"), trigger.said(self.language) if trigger else case.trigger),
            (say("Varför det öppnades", "Why it was opened"), self._noted(case, "cause", case.cause)),
            (say("Öppnat", "Opened"), case.opened_on),
            (say("Öppnat av", "Opened by"), self._who(case.opened_by_id)),
            (say("Ansvarig", "Case officer"), self._who(case.owner_id)),
            (say("Klart senast", "Due"), case.deadline),
            (say("Avslutat", "Ended"), case.ended_on),
        )
        caption = say("Om ärendet", "About the case")
        return Table("arendet", caption, self._columns(("Uppgift", "Entry"), ("Värde", "Value")), rows, (2, 5))

    def _parties(self) -> Table:
        rows = tuple(
            (
                KINDS[each.kind].said(self.language) if each.kind in KINDS else each.kind,
                self._noted(each, "label", each.label) or self._mark(each.withheld, each.entity_id),
                noted(self.rights, each, "id_number", each.id_number),
                noted(self.rights, each, "address", each.address),
            )
            for each in self.parties
        )
        columns = self._columns(("Slag", "Kind"), ("Namn", "Name"), ("Nummer", "Number"), ("Adress", "Address"))
        return Table("parter", self.say("Vilka det gäller", "Whom it concerns"), columns, rows, (2, 3, 3, 4))

    def _steps(self) -> Table:
        columns = self._columns(
            ("Tid", "Time"), ("Steg", "Step"), ("Svar", "Answer"), ("Skrivet", "Written"), ("Av", "By"),
            ("Andra underskrift", "Second signature"),
        )  # fmt: skip
        rows = tuple(self._step(each) for each in self.events)
        return Table("steg", self.say("Det som gjorts", "What was done"), columns, rows, (3, 4, 3, 8, 3, 3))

    def _step(self, event: Event) -> tuple[Cell, ...]:
        step = self.casetype.steps.get(event.step) if self.casetype else None
        title = step.title.said(self.language) if step else event.step
        answers = step.answers if step else {}
        answer = answers[event.answer].said(self.language) if event.answer in answers else event.answer
        written = (noted(self.rights, event, f"written.{n}", text) for n, text in enumerate(_texts(event.written)))
        text = self._mark(event.withheld, "\n".join(written))
        return event.at, title, answer, text, self._who(event.by_id), self._who(event.second_id)

    def _notes(self) -> Table:
        rows = tuple((each.at, self._noted(each, "text", each.text), self._who(each.by_id)) for each in self.notes)
        columns = self._columns(("Tid", "Time"), ("Anteckning", "Note"), ("Av", "By"))
        return Table("anteckningar", self.say("Anteckningar", "Notes"), columns, rows, (3, 10, 3))

    def _consents(self) -> Table:
        def yes(value: bool) -> str:
            return _YES_NO[0 if value else 1].said(self.language)

        rows = tuple(
            (
                each.at, self._mark(each.withheld, each.name), yes(each.given), yes(each.told_may_refuse),
                yes(each.child_present), yes(each.interpreter), each.withdrawn_at,
            )
            for each in self.consents
        )  # fmt: skip
        columns = self._columns(
            ("Tid", "Time"), ("Vem", "Who"), ("Samtycker", "Consents"), ("Vet att nej går bra", "Told may refuse"),
            ("Barn med", "Child present"), ("Tolk", "Interpreter"), ("Tillbakataget", "Withdrawn"),
        )  # fmt: skip
        caption = self.say("Samtycken till hembesök", "Consents to home visits")
        return Table("samtycken", caption, columns, rows, (3, 4, 2, 3, 2, 2, 3))

    def _documents(self) -> Table:
        lines = shown(self.documents, self.case, self.language)
        rows = tuple(
            (line.day, line.kind, line.title, line.direction, line.party, line.form, str(line.id)) for line in lines
        )
        columns = self._columns(
            ("Dag", "Day"), ("Slag", "Kind"), ("Handling", "Document"), ("Hur", "How"),
            ("Från eller till", "From or to"), ("Format", "Format"), ("Id", "Id"),
        )  # fmt: skip
        return Table("handlingar", self.say("Handlingar", "Documents"), columns, rows, (3, 4, 5, 3, 4, 2, 6))

    def _tasks(self) -> Table:
        rows = tuple(
            (each.due, self._mark(each.withheld, each.text), self._who(each.whose_id), each.done_at)
            for each in self.tasks
        )
        columns = self._columns(("Senast", "By"), ("Att göra", "To do"), ("Vem", "Who"), ("Gjort", "Done"))
        return Table("att_gora", self.say("Att göra", "To do"), columns, rows, (3, 8, 4, 3))

    def _hours(self) -> Table:
        rows = tuple((each.day, self._who(each.who_id), each.minutes) for each in self.hours)
        columns = self._columns(("Dag", "Day"), ("Vem", "Who"), ("Minuter", "Minutes"))
        return Table("tid", self.say("Nedlagd tid", "Time spent"), columns, rows, (3, 6, 2))

    def _outcomes(self) -> Table:
        rows = tuple(
            (
                each.at,
                FINDINGS[Finding(each.finding)].said(self.language),
                CAUSES[Cause(each.cause)].said(self.language) if each.cause else "",
                self._who(each.by_id),
            )
            for each in self.outcomes
        )
        columns = self._columns(("Tid", "Time"), ("Utfall", "Finding"), ("Orsak", "Cause"), ("Av", "By"))
        return Table("utfall", self.say("Utfall", "Findings"), columns, rows, (3, 5, 5, 3))

    def _effects(self) -> Table:
        rows = tuple(
            (each.on, LADDER[Ladder(each.step)].said(self.language), each.amount, each.monthly, each.horizon)
            for each in self.effects
        )
        columns = self._columns(
            ("Dag", "Day"), ("Steg på trappan", "Step of the ladder"), ("Kronor", "SEK"),
            ("Kronor i månaden", "SEK a month"), ("Till och med", "Until"),
        )  # fmt: skip
        caption = self.say("Effekter; stegen läggs aldrig ihop", "Effects; steps are never added")
        return Table("effekter", caption, columns, rows, (3, 5, 3, 3, 3))


def _texts(written: object) -> Iterator[str]:
    """Every text of what was written at a step, whatever shape it was kept in."""
    if isinstance(written, str):
        yield written
    elif isinstance(written, dict):
        yield from _texts(list(written.values()))
    elif isinstance(written, Iterable):
        for each in written:
            yield from _texts(each)
