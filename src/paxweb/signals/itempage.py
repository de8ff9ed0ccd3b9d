"""What an item's page shows to one person: first facts alone, and only after the answer what was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pax.vocabulary import Text
from paxweb.accounts.access import Actor
from paxweb.frame.templatetags.pax import day
from paxweb.intake import reading
from paxweb.intake.models import Edge, Item, Question, Subject
from paxweb.intake.reading import Row
from paxweb.signals import shown, wording, words
from paxweb.signals.actions.forget_draws import KEPT
from paxweb.signals.history import Earlier, Said, StepLine, earlier_about, said_and_done
from paxweb.signals.models import OPEN, State, Work
from paxweb.signals.naming import Naming
from paxweb.signals.rooms import Came
from paxweb.signals.rulebook import RuleHead, book, head_of
from paxweb.signals.sheet import FIRST_WORDS, Fact, Table, facts, first, tables
from paxweb.signals.shell import menu
from paxweb.signals.timeline import Drawing, Span, draw, glance, spans
from paxweb.signals.weeks import Stage, stage

FIRST_PAGE_WORDS = 46
"""What the rule's own texts and the menu may take of the 120 words above the fold."""

ABOVE, OF_FRAME = 120, 37
"""Words above the fold at 1280 × 800, and how many of them are the page's own: labels, what one can do, the heading
that comes next. The menu's come on top."""

ALONG = ("board", "work__taken_by", "second__taken_by")
"""What the item's door fetches with it: where it stands, which follows the item and is seen by whoever sees it."""

OF_AMOUNT = 6
"""Words an amount and its label take."""

ACTS = ("take", "answer", "clear", "put_off", "more", "hand_over", "take_up")


@dataclass(frozen=True, slots=True)
class Asked:
    """The question as it is shown: what was asked, found, how old, what would settle it, what next."""

    rule_id: str
    version: int
    title: str
    text: str
    age: str
    amount: str
    in_favour: bool
    clears: list[str]
    next_step: str
    whole_next_step: str
    misses: list[str]
    law: list[str]
    head: RuleHead


@dataclass(frozen=True, slots=True)
class Near:
    """One step from the subject to another."""

    from_key: str
    from_kind: str
    from_label: str
    to_key: str
    to_kind: str
    to_label: str
    relation: str
    period: str


@dataclass(slots=True)
class ItemPage:
    """Everything the item's templates need."""

    item: Item
    stage: str
    opened: bool
    version: int
    subject: Subject | None
    family: str
    title: str
    who: str
    state: str
    held: bool
    loose: bool
    may: Mapping[str, bool]
    may_take_up: bool
    first: list[Fact]
    sheet: list[Table]
    count: int
    drawing: Drawing | None
    spans: list[Span]
    no_area: str
    rows_title: str
    evidence_title: str
    question: Asked | None = None
    glance: Drawing | None = None
    evidence: Sequence[Table] = ()
    neighbours: Sequence[Near] = ()
    answers: Sequence[Said] = ()
    history: Sequence[StepLine] = ()
    came: Sequence[Came] = ()
    earlier: Sequence[Earlier] = ()
    marks: Sequence[str] = ()
    forgotten_on: date | None = None
    others: Sequence[str] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """Whom a reading of the page concerns: before the answer the main subject alone, for every item alike."""
        keys = (self.subject.subject_key if self.subject else "", *self.others)
        return tuple(key for key in dict.fromkeys(keys) if key)

    @property
    def explanations(self) -> list[tuple[str, Text, Text]]:
        """The rule's ordinary explanations, for the checklist; none for a draw."""
        if self.question is None:
            return []
        return [(each.id, each.says, each.clears) for each in self.question.head.explanations]

    @property
    def more(self) -> bool:
        """Whether facts stand below that are not among the first lines."""
        return self.count > len(self.first)


def page_of(actor: Actor, item: Item, language: str) -> ItemPage:
    """The page of an item the door has let the actor see."""
    work, second = getattr(item, "work", None), getattr(item, "second", None)
    found = stage(actor, work, second)
    opened = found is Stage.OPEN and item.opened
    who = reading.subjects_of(actor, item) if opened else reading.Subjects(reading.subject_of(actor, item))
    subject = who.main
    rows, evidence = _rows(actor, item, found, opened)
    naming = Naming.of(subject, who.others, [*rows, *evidence], language)
    delivered = book(item.run_id).deliveries
    read = facts(rows, naming, delivered)
    drawn = spans(_once(rows, evidence), naming)
    page = ItemPage(
        item=item, stage=found.value, opened=opened, version=work.version if work else 0, subject=subject,
        family=words.family(item.family).said(language), title=_label(subject, language),
        who=_holder(work, second), state=_state(actor, work, language), held=_held(actor, work),
        loose=work is not None and work.taken_by_id is None and work.state in (*OPEN, State.PUT_OFF),
        may={act: actor.may(f"item.{act}", item) for act in ACTS}, may_take_up=False,
        first=first(read, FIRST_WORDS - _menu(actor, language)),
        sheet=tables(read), count=len(read), drawing=draw(drawn, actor.today), spans=drawn,
        no_area=wording.NO_AREA.said(language),
        rows_title=Text("Alla uppgifter", "All facts").said(language),
        evidence_title=Text("Underlag", "Evidence").said(language),
        others=[each.subject_key for each in who.others],
    )  # fmt: skip
    if opened and work is not None:
        page.earlier = earlier_about(actor, who.elsewhere, language)
        _open(actor, page, work, facts(evidence, naming, delivered), naming)
        page.glance = glance(drawn, actor.today, ABOVE - OF_FRAME - _told(page) - _menu(actor, language))
    return page


def _rows(actor: Actor, item: Item, found: Stage, opened: bool) -> tuple[list[Row], list[Row]]:
    """The fact sheet, to whom the item is listed; and the evidence, once it is opened."""
    if opened:
        return reading.rows_of(actor, item)
    return (reading.sheet_of(actor, item) if found is not Stage.WAITING else []), []


def _open(actor: Actor, page: ItemPage, work: Work, evidence: list[Fact], naming: Naming) -> None:
    item, language = page.item, naming.language
    question = reading.question_of(actor, item)
    page.answers, page.history, page.came = said_and_done(actor, item, language)
    page.may_take_up = page.may["take_up"] and work.state == State.CLEARED and question is not None
    page.marks = _marks(work, language)
    if question is None:
        no = page.answers and page.answers[0].word == "no" and work.state == State.CLEARED
        page.forgotten_on = page.answers[0].on + KEPT if no else None
        return
    page.question = asked(question, actor.today, language, FIRST_PAGE_WORDS - _menu(actor, language))
    page.evidence = tables(evidence)
    page.neighbours = [_near(edge, naming) for edge in reading.edges_of(actor, item)]


def _menu(actor: Actor, language: str) -> int:
    return sum(len(each.title.split()) for each in menu(actor, language, ""))


def _told(page: ItemPage) -> int:
    """How many words of the item's own stand above the fold."""
    texts = [page.title, page.family, page.item.area or page.no_area, page.state, *page.marks]
    texts += [f"{said.who}: {said.answer}" for said in page.answers]
    if page.question is None:
        texts.append(" ".join(["–"] * FIRST_PAGE_WORDS))
    else:
        question = page.question
        texts += [question.title, question.text, question.age, *question.clears, question.next_step]
        texts += ["– " * OF_AMOUNT] if question.amount else []
    return sum(len(text.split()) for text in texts)


def asked(question: Question, today: date, language: str, most: int) -> Asked:
    """The question with as much of the rule's texts as `most` words hold; the whole stands below."""
    head = head_of(question.run_id, question.rule_id)
    text = question.text_en if language == "en" else question.text_sv
    most -= OF_AMOUNT if question.amount is not None else 0
    room = most - len(head.title.said(language).split()) - len(text.split())
    clears = wording.some((each.clears.said(language) for each in head.explanations), max(2, room // 3))
    left = room - len(" ".join(clears).split())
    whole = head.next_step.said(language)
    return Asked(
        rule_id=question.rule_id, version=question.rule_version, title=head.title.said(language), text=text,
        age=wording.age(question.first_seen_on, question.from_date, question.to_date, today, language),
        amount=shown.money(question.amount, language) if question.amount is not None else "",
        in_favour=question.in_favour, clears=clears, next_step=wording.sentences(whole, left), whole_next_step=whole,
        misses=[each.said(language) for each in head.misses], law=[each.said(language) for each in head.law], head=head,
    )  # fmt: skip


def _once(rows: Sequence[Row], evidence: Sequence[Row]) -> list[Row]:
    """Rows and evidence, a row that is both only once."""
    told = {(row.table, row.row_key) for row in rows}
    return [*rows, *(row for row in evidence if (row.table, row.row_key) not in told)]


def _label(subject: Subject | None, language: str) -> str:
    if subject is None or subject.withheld:
        return Text("Skyddade uppgifter", "Protected data").said(language)
    return subject.label


def _holder(work: Work | None, second: object) -> str:
    second_reads = work is None or work.state == State.CLEARED
    holder = getattr(second if second_reads else work, "taken_by", None)
    return holder.name if holder else ""


def _held(actor: Actor, work: Work | None) -> bool:
    return work is not None and work.taken_by_id == actor.id and work.state in (*OPEN, State.PUT_OFF)


def _state(actor: Actor, work: Work | None, language: str) -> str:
    if work is None:
        return ""
    said = wording.state(work.state, language)
    if work.state == State.PUT_OFF and work.until:
        said = f"{said} {Text('till', 'until').said(language)} {day(work.until, language)}"
    if work.taken_by is not None and work.taken_by_id != actor.id and work.state != State.CLEARED:
        said = f"{said}, {work.taken_by.name}"
    return said[:1].upper() + said[1:]


def _marks(work: Work, language: str) -> list[str]:
    marks = []
    if work.asked_anew:
        marks.append(Text("Frågad igen: uppgifterna har ändrats.", "Asked again: the facts have changed."))
    if work.vanished:
        marks.append(Text("Frågan finns inte i den senaste körningen.", "The newest run no longer asks this."))
    return [mark.said(language) for mark in marks]


def _near(edge: Edge, naming: Naming) -> Near:
    start = edge.from_date.isoformat() if edge.from_date else ""
    end = edge.to_date.isoformat() if edge.to_date else ""
    return Near(
        from_key=edge.from_id, from_kind=edge.from_kind,
        from_label=edge.from_label or naming.name(edge.from_kind, edge.from_id),
        to_key=edge.to_id, to_kind=edge.to_kind, to_label=edge.to_label or naming.name(edge.to_kind, edge.to_id),
        relation=words.table(edge.relation).said(naming.language),
        period=f"{start} – {end}".strip() if start or end else "",
    )  # fmt: skip
