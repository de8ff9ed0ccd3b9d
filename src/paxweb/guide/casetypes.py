"""How a case goes, drawn from the files the office follows: one picture and one table for each type."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pax import casetypes, content
from pax.casetypes import CaseType, Picture, Step
from pax.casetypes.drawing import HIGH, WIDE
from pax.vocabulary import Text

LINE = 24
"""Letters on one line of a box."""


def all_types() -> tuple[CaseType, ...]:
    """The case types of the content the site is set to."""
    return casetypes.load(content.find(settings.PAX_CONTENT))


@dataclass(frozen=True, slots=True)
class Row:
    """A step as the table tells it."""

    step: Step
    sources: tuple[Text, ...]
    everywhere: bool
    to: tuple[Text, ...]
    by: Text
    first: tuple[Text, ...]


def _rows(casetype: CaseType) -> list[Row]:
    going = {name for name, state in casetype.states.items() if not state.ended}
    return [
        Row(
            step=step,
            sources=tuple(casetype.states[name].title for name in step.sources),
            everywhere=going <= set(step.sources),
            to=casetypes.leads_to(casetype, step),
            by=casetypes.by(step),
            first=tuple(casetypes.spoken(casetype, condition) for condition in step.conditions),
        )
        for step in casetype.steps.values()
    ]


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the picture, its text broken into lines with their heights."""

    id: str
    x: int
    y: int
    ended: bool
    lines: tuple[tuple[int, str], ...]
    middle: int


def boxes_of(picture: Picture, language: str) -> list[Box]:
    """The boxes of a picture with their texts."""
    boxes = []
    for box in picture.boxes:
        lines = _lines(box.state.title.said(language))
        top = box.y + HIGH // 2 + 5 - (len(lines) - 1) * 9
        placed = tuple((top + 18 * number, line) for number, line in enumerate(lines))
        boxes.append(Box(box.state.id, box.x, box.y, box.state.ended, placed, box.x + WIDE // 2))
    return boxes


def _lines(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > LINE:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@require_safe
def types(request: HttpRequest, language: str) -> HttpResponse:
    """Every type, with what it is for."""
    return render(request, "guide/types.html", {"language": language, "types": all_types(), "here": "types"})


@require_safe
def casetype(request: HttpRequest, language: str, casetype: str) -> HttpResponse:
    """One type: its picture, and the same in a table."""
    found = next((one for one in all_types() if one.id == casetype), None)
    if found is None:
        raise Http404
    picture = casetypes.picture(found)
    context = {
        "language": language,
        "type": found,
        "picture": picture,
        "boxes": boxes_of(picture, language),
        "ways": [" ".join(f"{x},{y}" for x, y in way.points) for way in picture.ways],
        "wide": WIDE,
        "high": HIGH,
        "rows": _rows(found),
        "besides": [row for row in _rows(found) if row.step in picture.besides],
        "unconfirmed": any(not law.confirmed for step in found.steps.values() for law in step.law),
        "here": "types",
    }
    return render(request, "guide/type.html", context)
