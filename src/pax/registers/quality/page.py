"""The quality of a board's deliveries as one page: no script, nothing fetched, readable by eye, ear and on paper."""

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from pax.registers.quality.comparing import Jump
from pax.registers.quality.looking import Looked
from pax.registers.quality.measuring import Measured, TableMeasure
from pax.registers.quality.saying import code_counts, few, problem_text, share, signed
from pax.registers.quality.style import STYLE
from pax.registers.quality.words import WORDS

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_BAR = 100
Cell = str | Element


def page(looked: Sequence[Looked], title: str, subtitle: str, language: str) -> str:
    """The whole page as HTML; `title` and `subtitle` say whose deliveries these are, `language` is sv or en."""
    return "<!doctype html>\n" + tostring(_Page(language).whole(looked, title, subtitle), "unicode", "html") + "\n"


class _Page:
    """One page in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, word: str) -> str:
        """A word of ours in the page's language."""
        return WORDS[word].said(self.language)

    def whole(self, looked: Sequence[Looked], title: str, subtitle: str) -> Element:
        """The page from its head to its foot."""
        html = Element("html", lang=self.language)
        head = SubElement(html, "head")
        SubElement(head, "meta", charset="utf-8")
        SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
        SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
        _text(head, "title", f"{self.say('title')} – {title}")
        _text(head, "style", STYLE)
        body = SubElement(html, "body")
        header = SubElement(body, "header")
        _text(header, "h1", f"{self.say('title')}: {title}")
        _text(header, "p", subtitle, "dim")
        main = SubElement(body, "main")
        self.warnings(main, looked)
        self.contents(main, looked)
        for each in looked:
            self.register(main, each)
        footer = SubElement(body, "footer")
        for word in ("rule", "small"):
            _text(footer, "p", self.say(word), "dim")
        return html

    def contents(self, place: Element, looked: Sequence[Looked]) -> None:
        """Links to every register."""
        nav = SubElement(place, "nav", {"aria-label": self.say("registers")})
        listed = SubElement(nav, "ul")
        for each in looked:
            link = SubElement(SubElement(listed, "li"), "a", href=f"#{each.source.id}")
            link.text = each.source.title.said(self.language)

    def warnings(self, place: Element, looked: Sequence[Looked]) -> None:
        """Every warning and refusal of all registers, first of all."""
        rows = [
            (_code(each.source.id), _code(jump.place), jump.says.said(self.language), jump.before, jump.now)
            for each in looked
            for jump in each.jumps
        ]
        _text(place, "h2", self.say("warnings"))
        if rows:
            heads = ("register", "where", "what", "before", "now")
            self.table(place, "warnings", heads, rows, numbers=(3, 4))
        else:
            _text(place, "p", self.say("no_warnings"))
        refused = [(_code(each.source.id), str(error)) for each in looked for error in each.refused]
        if refused:
            self.table(place, "refused", ("register", "what"), refused, numbers=(), english=(1,))

    def register(self, place: Element, looked: Looked) -> None:
        """One register: its deliveries, then a table for each thing measured."""
        section = SubElement(place, "section", id=looked.source.id)
        _text(section, "h2", f"{looked.source.title.said(self.language)} ({looked.source.id})")
        now, before = looked.now, looked.before
        if now is None:
            _text(section, "p", self.say("none_accepted"), "warn")
            return
        _text(section, "p", self._delivery("newest", now))
        _text(section, "p", self._delivery("compared", before) if before else self.say("first"), "dim")
        self.rows(section, now, before)
        for name, table in now.tables.items():
            if table.rows:
                earlier = before.tables.get(name) if before else None
                self.columns(section, looked, table, earlier)
                self.days(section, table, earlier)
                self.codes(section, table, earlier)
        self.problems(section, now, before)

    def _delivery(self, word: str, one: Measured) -> str:
        left = f"{self.say('left_out')}: {one.quarantined} ({self.figure(share(one.share(one.quarantined)))})"
        named = f"{self.say(word)}: {one.date.isoformat()}, {one.delivery_id[:8]}"
        told = f"{named}, {one.rows} {self.say('rows_of_files')}; {left}"
        unplaced = (
            f"; {self.say('unplaced')}: {one.unplaced} ({self.figure(share(one.share(one.unplaced)))})"
            if one.unplaced
            else ""
        )
        return told + unplaced

    def rows(self, place: Element, now: Measured, before: Measured | None) -> None:
        """Rows in use per table."""
        names = dict.fromkeys([*now.tables, *(before.tables if before else ())])
        rows = []
        for name in names:
            is_now = now.tables[name].rows if name in now.tables else 0
            was = before.tables[name].rows if before and name in before.tables else None
            change = signed(is_now / was - 1) if was else ""
            rows.append((_code(name), str(is_now), "" if was is None else str(was), change))
        self.table(place, "rows", ("table", "now", "before", "change"), rows, numbers=(1, 2, 3))

    def columns(self, place: Element, looked: Looked, table: TableMeasure, before: TableMeasure | None) -> None:
        """How full each column is: a bar, and the same as a figure."""
        rows = []
        for column, filled in table.filled.items():
            part = table.completeness(column)
            if not filled and not (before and before.filled.get(column)):
                continue
            was = share(before.completeness(column)) if before and before.rows else ""
            rows.append((_code(column), looked.heading(table.table, column), _bar(part), share(part), was))
        heads = ("column", "heading", "bar", "now", "before")
        self.table(place, "completeness", heads, rows, numbers=(3, 4), about=table.table)
        empty = [column for column, filled in table.filled.items() if not filled]
        if empty:
            _text(place, "p", f"{self.say('empty')}: {', '.join(empty)}", "dim")

    def days(self, place: Element, table: TableMeasure, before: TableMeasure | None) -> None:
        """What is odd about the days of each column."""
        rows = []
        for column, each in table.dates.items():
            was = before.dates.get(column) if before else None
            heap = share(each.new_year / each.total)
            earlier = share(was.new_year / was.total) if was else ""
            rows.append((_code(column), few(each.early), few(each.future), heap, earlier))
        heads = ("column", "early", "future", "new_year", "before")
        self.table(place, "days", heads, rows, numbers=(1, 2, 3, 4), about=table.table)

    def codes(self, place: Element, table: TableMeasure, before: TableMeasure | None) -> None:
        """The known codes of each column with their counts, and all others as one."""
        rows: list[tuple[Cell, ...]] = []
        for column, each in table.codes.items():
            was = before.codes.get(column) if before else None
            counts = code_counts(each.known, each.other)
            earlier = code_counts(was.known, was.other) if was else {}
            for code in dict.fromkeys([*counts, *earlier]):
                named: Cell = _code(code) if code is not None else self.say("other_code")
                rows.append((_code(column), named, counts.get(code, "0"), earlier.get(code, "0") if was else ""))
        self.table(place, "codes", ("column", "code", "now", "before"), rows, numbers=(2, 3), about=table.table)

    def problems(self, place: Element, now: Measured, before: Measured | None) -> None:
        """Everything that was found, by kind."""
        earlier = {(each.column, each.problem): each.rows for each in (before.problems if before else ())}
        rows = [
            (
                problem_text(each.problem).said(self.language),
                _code(each.column),
                str(each.rows),
                str(earlier.get((each.column, each.problem), 0)) if before else "",
            )
            for each in now.problems
        ]
        self.table(place, "problems", ("what", "column", "now", "before"), rows, numbers=(2, 3))

    def table(
        self,
        place: Element,
        caption: str,
        heads: Sequence[str],
        rows: Iterable[Sequence[Cell]],
        *,
        numbers: Sequence[int],
        about: str = "",
        english: Sequence[int] = (),
    ) -> None:
        """A table with its caption, in a box that scrolls sideways; nothing when it has no rows."""
        listed = list(rows)
        if not listed:
            return
        said = self.say(caption) + (f": {about}" if about else "")
        box = SubElement(place, "div", {"class": "wide", "role": "region", "aria-label": said, "tabindex": "0"})
        table = SubElement(box, "table")
        _text(table, "caption", said)
        top = SubElement(SubElement(table, "thead"), "tr")
        for at, head in enumerate(heads):
            cell = _text(top, "th", self.say(head), "number" if at in numbers else "")
            cell.set("scope", "col")
        body = SubElement(table, "tbody")
        for row in listed:
            figures = [self.figure(cell) if at in numbers else cell for at, cell in enumerate(row)]
            _row(body, figures, numbers, english)

    def figure(self, cell: Cell) -> Cell:
        """A figure as the page's language writes it."""
        return cell.replace(".", ",") if isinstance(cell, str) and self.language == "sv" else cell


def _row(body: Element, row: Sequence[Cell], numbers: Sequence[int], english: Sequence[int]) -> None:
    line = SubElement(body, "tr")
    for at, cell in enumerate(row):
        place = SubElement(line, "td" if at else "th", {"class": "number"} if at in numbers else {})
        if at == 0:
            place.set("scope", "row")
        if at in english:
            place.set("lang", "en")
        if isinstance(cell, str):
            place.text = cell
        else:
            place.append(cell)


def _text(place: Element, tag: str, text: str, kind: str = "") -> Element:
    element = SubElement(place, tag, {"class": kind} if kind else {})
    element.text = text
    return element


def _code(text: str) -> Element:
    element = Element("code")
    element.text = text
    return element


def _bar(part: float) -> Element:
    """A bar as long as the share. The figure stands beside it, so it is hidden from those who listen."""
    picture = Element("svg", {"viewBox": f"0 0 {_BAR} 10", "preserveAspectRatio": "none", "aria-hidden": "true"})
    SubElement(picture, "rect", {"class": "ground", "width": str(_BAR), "height": "10"})
    SubElement(picture, "rect", {"class": "filled", "width": f"{_BAR * part:.1f}", "height": "10"})
    return picture


def warned(looked: Iterable[Looked]) -> Iterator[tuple[str, Jump]]:
    """Every warning with its register."""
    for each in looked:
        for jump in each.jumps:
            yield each.source.id, jump
