"""Where the boxes and arrows of a case type's picture stand: ranks from the start downwards, numbers only, no SVG."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pax.casetypes.model import CaseType, State, Step

WIDE, HIGH, GAP, DROP = 190, 54, 44, 64
"""A box's size, the room beside it and below it, in the picture's own units (CSS pixels at 100 %)."""

MANY = 3
"""From more states than this a step is told in words instead of drawn."""


@dataclass(frozen=True, slots=True)
class Box:
    """A state and its upper left corner."""

    state: State
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Way:
    """An arrow from state to state, and the steps that go it. `points`: x,y pairs of its path."""

    source: str
    target: str
    steps: tuple[str, ...]
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """All boxes, the arrows between them, and the size they need. `besides`: steps that go from so many states, or
    back from an ended one, that arrows would hide the rest; they are told in words."""

    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    besides: tuple[Step, ...]
    width: int
    height: int


def _besides(casetype: CaseType) -> tuple[Step, ...]:
    return tuple(
        step
        for step in casetype.steps.values()
        if step.to and (len(step.sources) > MANY or any(casetype.states[name].ended for name in step.sources))
    )


def _moves(casetype: CaseType, besides: Collection[Step]) -> dict[tuple[str, str], list[str]]:
    moves: dict[tuple[str, str], list[str]] = {}
    for step in (step for step in casetype.steps.values() if step not in besides):
        for source in step.sources:
            for target in dict.fromkeys(step.to.values()):
                if target != source:
                    moves.setdefault((source, target), []).append(step.id)
    return moves


def _ranks(casetype: CaseType, moves: Mapping[tuple[str, str], list[str]]) -> dict[str, int]:
    """Steps from the start; what no arrow leads to stands below, the ended states last."""
    ranks = {casetype.start: 0}
    waiting = [casetype.start]
    while waiting:
        state = waiting.pop(0)
        for source, target in moves:
            if source == state and target not in ranks:
                ranks[target] = ranks[state] + 1
                waiting.append(target)
    going = {name: ranks.get(name) for name, state in casetype.states.items() if not state.ended}
    last = max(rank for rank in going.values() if rank is not None)
    told = {name: last if rank is None else rank for name, rank in going.items()}
    return {name: told.get(name, last + 1) for name in casetype.states}


def picture(casetype: CaseType) -> Picture:
    """The picture of a type. A state that every other leads to (an ending) stands in the last row."""
    besides = _besides(casetype)
    moves = _moves(casetype, besides)
    ranks = _ranks(casetype, moves)
    rows: dict[int, list[str]] = {}
    for name in casetype.states:
        rows.setdefault(ranks[name], []).append(name)
    widest = max(len(row) for row in rows.values())
    width = widest * (WIDE + GAP) + 3 * GAP
    boxes = {}
    for place, rank in enumerate(sorted(rows)):
        row = rows[rank]
        left = (width - len(row) * (WIDE + GAP) + GAP) // 2
        for column, name in enumerate(row):
            boxes[name] = Box(casetype.states[name], left + column * (WIDE + GAP), GAP + place * (HIGH + DROP))
    ways = tuple(
        Way(source, target, tuple(steps), _path(boxes[source], boxes[target], number, width))
        for number, ((source, target), steps) in enumerate(sorted(moves.items()))
    )
    return Picture(tuple(boxes.values()), ways, besides, width, len(rows) * (HIGH + DROP) - DROP + 2 * GAP)


def _path(source: Box, target: Box, number: int, width: int) -> tuple[tuple[int, int], ...]:
    """Sideways to a neighbour, downwards to the next row; a way back or past a row goes round by the nearer side."""
    if source.y == target.y and abs(source.x - target.x) == WIDE + GAP:
        right = target.x > source.x
        level = source.y + HIGH // 2 + (-10 if right else 10)
        return ((source.x + WIDE * right, level), (target.x + WIDE * (not right), level))
    shift = (number % 7 - 3) * 14
    start = (source.x + WIDE // 2 + shift, source.y + HIGH)
    end = (target.x + WIDE // 2 + shift, target.y)
    between = start[1] + DROP // 2 + (number % 5 - 2) * 8
    if target.y - source.y == HIGH + DROP:
        return (start, (start[0], between), (end[0], between), end)
    side = 6 + number % 6 * 4 if start[0] + end[0] < width else width - 6 - number % 6 * 4
    above = end[1] - DROP // 2 + (number % 5 - 2) * 8
    return (start, (start[0], between), (side, between), (side, above), (end[0], above), end)
