"""Answers and decisions as papers to print; a sign that cannot be printed is named by its code instead."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pax.vocabulary import Text
from paxweb.typesetting import (
    Block,
    Heading,
    Items,
    NotPrinted,
    Paper,
    Paragraph,
    Rows,
    plain,
    print_paper,
    unprintable,
)

_TRIES = 50
_TITLE = Text("Registerutdrag", "Extract of what is held on you")


def extract(told: Mapping[str, Any], made_at: datetime) -> Paper:
    """An extract on paper, from its JSON."""
    language = told["language"]
    say = _speaker(language)
    blocks: list[Block] = [Heading(say("Om uppgifterna och dina rättigheter", "About the data and your rights"))]
    for each in told["information"]:
        blocks += [Heading(each["title"], 2), Paragraph(plain(each["text"]))]
    for part in told["parts"]:
        blocks += [Heading(part["title"]), _table(part, say)]
    if not told["parts"]:
        blocks.append(Paragraph(plain(say("Nämnden har inga uppgifter om dig.", "The board holds no data on you."))))
    blocks += _ending(told, say)
    return Paper(
        title=_TITLE.said(language), language=language, made_at=made_at, blocks=tuple(blocks),
        author=told["controller"]["name"], sender=(told["controller"]["name"],),
        receiver=(told["person"]["name"],),
        particulars=(
            (say("Diarienummer", "Diary number"), told["request"]["diary_number"]),
            (say("Begäran kom in", "Request received"), told["request"]["received_on"]),
            (say("Gjort", "Made"), told["request"]["made_on"]),
        ),
        foot=told["request"]["diary_number"],
    )  # fmt: skip


def _speaker(language: str) -> Callable[[str, str], str]:
    return lambda sv, en: en if language == "en" else sv


def _table(part: Mapping[str, Any], say: Callable[[str, str], str]) -> Block:
    rows: list[tuple[str, str, str]] = []
    for row in part["rows"]:
        head = f"{row['title']} {row['when']}".strip()
        values = [(each["label"], _value(each, say)) for each in row["values"]]
        if row["protected"]:
            values.insert(0, ("", say("Skyddade uppgifter", "Protected data")))
        rows += [(head if n == 0 else "", label, value) for n, (label, value) in enumerate(values)]
    columns = (say("Vad", "What"), say("Uppgift", "Fact"), say("Innehåll", "Content"))
    return Rows(part["title"], columns, tuple(rows) or (("–", "–", "–"),), (2, 2, 4))


def _value(value: Mapping[str, Any], say: Callable[[str, str], str]) -> str:
    corrected = value.get("corrected")
    if not corrected:
        return str(value["value"])
    mark = say("Rättad", "Corrected")
    return f"{corrected['value']} ({mark} {corrected['on']}; {say('tidigare', 'before')}: {value['value']})"


def _ending(told: Mapping[str, Any], say: Callable[[str, str], str]) -> list[Block]:
    left, blocks = told["left_out"], list[Block]()
    said = []
    if left["about_others"]:
        words = say("rader om andra är utelämnade.", "rows about others are left out.")
        said.append(f"{left['about_others']} {words}")
    if left["waiting_to_be_read"]:
        words = say(
            "frågor väntar på att läsas. De lämnas ut när de är lästa, senast när svaret ska vara lämnat.",
            "questions wait to be read. They are given once they are read, at the latest when the answer is due.",
        )
        said.append(f"{left['waiting_to_be_read']} {words}")
    for each in told["withheld"]:
        places = say("ställen", "places")
        said.append(f"[{each['provision']}] {each['says']} ({each['as_of']}; {each['places']} {places})")
    if said:
        blocks += [Heading(say("Utelämnat", "Left out")), Items(tuple(plain(each) for each in said))]
    return blocks


def printed(paper: Paper) -> bytes:
    """The paper as PDF. Signs that cannot be printed stand as their codes. Raises `NotPrinted` when it is too long."""
    paper = _mapped(paper, _readable)
    for _ in range(_TRIES):
        try:
            return print_paper(paper)
        except NotPrinted as problem:
            sign = problem.sign
            if not sign.startswith("U+"):
                raise
            paper = _mapped(paper, _replacing(sign))
    raise NotPrinted("the paper holds too many signs that cannot be printed", "give it as JSON")


def _replacing(sign: str) -> Callable[[str], str]:
    return lambda text: text.replace(chr(int(sign[2:], 16)), f"[{sign}]")


def _readable(text: str) -> str:
    while (sign := unprintable(text)) is not None:
        text = text.replace(chr(int(sign[2:], 16)), f"[{sign}]")
    return text


def _mapped(paper: Paper, change: Callable[[str], str]) -> Paper:
    given = {name: getattr(paper, name) for name in Paper.__slots__}
    texts = {name: change(given[name]) for name in ("title", "author", "foot", "watermark")}
    lines = {name: tuple(change(each) for each in given[name]) for name in ("sender", "receiver")}
    pairs = tuple((change(label), change(value)) for label, value in paper.particulars)
    blocks = tuple(_block(block, change) for block in paper.blocks)
    return Paper(**{**given, **texts, **lines, "particulars": pairs, "blocks": blocks})


def _block(block: Block, change: Callable[[str], str]) -> Block:
    match block:
        case Heading(text, level):
            return Heading(change(text), level)
        case Paragraph(runs):
            return Paragraph(plain(*(change(run.text) for run in runs)))
        case Items(items):
            return Items(tuple(plain(*(change(run.text) for run in runs)) for runs in items))
        case Rows(caption, columns, rows, widths):
            return Rows(change(caption), _all(columns, change), tuple(_all(row, change) for row in rows), widths)
    return block


def _all(texts: Sequence[str], change: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(change(text) for text in texts)
