"""The note for the person's own file in the board's system: what was done and found, as plain text."""

from pax.vocabulary import Text
from paxweb.cases.casepage import CasePage
from paxweb.cases.corrected import Shown
from paxweb.frame.clock import day_of
from paxweb.frame.templatetags.pax import day

WIDE = 80


def note_of(page: CasePage, shown: Shown, language: str) -> str:
    """The note. Line feeds as a form of another system takes them; nothing of who else stands in the case.

    `shown`: the page's values with what corrects them.
    """

    def said(sv: str, en: str) -> str:
        return Text(sv, en).said(language)

    case = page.case
    lines = [
        f"{said('Anteckning från ärende', 'Note from case')} {case.number}",
        f"{said('Diarienummer', 'Diary number')}: {case.diary_number or '–'}",
        f"{said('Nämnd', 'Board')}: {case.board.name}",
        f"{said('Ändamål', 'Purpose')}: {page.purpose}",
        f"{said('Rättslig grund', 'Legal ground')}: {shown.case['ground'].on_paper}",
        f"{said('Anledning', 'Trigger')}: {page.trigger}. {shown.case['cause'].on_paper}",
        f"{said('Öppnat', 'Opened')}: {day(case.opened_on, language)}",
        f"{said('Läge', 'State')}: {page.state}",
        "",
        said("Det som gjorts:", "What was done:"),
    ]
    for each, written in shown.life:
        signed = f" {said('och', 'and')} {each.second}" if each.second else ""
        answer = f": {each.answer}" if each.answer else ""
        lines.append(f"- {day(day_of(each.at), language)} {each.title}{answer} ({each.who}{signed})")
        lines += [f"  {text}" for _, value in written for text in value.on_paper.splitlines()]
    if page.came is not None and page.came.stands:
        cause = f", {page.came.cause.lower()}" if page.came.cause else ""
        lines += ["", f"{said('Utfall', 'Finding')}: {page.came.finding}{cause}"]
        for title, effect in page.came.effects:
            lines.append(f"- {title}: {'1' if effect.amount is None else f'{effect.amount} kr'}")
    return "\r\n".join(lines) + "\r\n"
