"""Where a case stands, as a drawing of its type with the place marked, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from pax import casetypes
from pax.casetypes import CaseType, Done
from pax.casetypes.drawing import HIGH, WIDE
from paxweb.cases.models import Event
from paxweb.guide.casetypes import Box, boxes_of


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture: its size, the arrows' points, the boxes with their size."""

    width: int
    height: int
    ways: tuple[str, ...]
    boxes: tuple[Box, ...]
    wide: int = WIDE
    high: int = HIGH


def picture_of(casetype: CaseType, language: str) -> Drawn:
    """The picture of a case's type."""
    picture = casetypes.picture(casetype)
    ways = tuple(" ".join(f"{x},{y}" for x, y in way.points) for way in picture.ways)
    return Drawn(picture.width, picture.height, ways, tuple(boxes_of(picture, language)))


def path_of(casetype: CaseType, events: Sequence[Event], language: str) -> list[str]:
    """The states the case has come through, the last one where it stands: the drawing in words."""
    place = casetypes.Place(casetype.start)
    states = [place.state]
    for event in events:
        if event.step in casetype.steps:
            place = casetypes.after(casetype, place, Done(event.step, event.answer))
            if place.state != states[-1]:
                states.append(place.state)
    return [casetype.states[name].title.said(language) for name in states]
