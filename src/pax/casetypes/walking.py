"""Walks every way a case of a type can go, and tells where the file breaks its promises."""

from collections.abc import Iterator, Mapping

from pax.casetypes.model import CaseType, Kind, Step
from pax.casetypes.moving import Done, Place, after, standings

Spot = tuple[str, frozenset[tuple[str, str]]]

MOST = 200_000
"""Places looked at before the type is refused as too large to be understood."""

GUARDS = {
    Kind.QUESTION: "not crime_suspected",
    Kind.VISIT: "not crime_suspected",
    Kind.CLAIM: "not deceived",
}
"""What every type owes: from suspicion on nobody asks or visits; who was deceived is helped, never claimed from."""

ALWAYS = ("crime_suspected", "deceived", "help_offered", "told", "ground_not_to_tell")
"""Steps every type has: the two that change everything, help, and telling the person (GDPR 14) or why not."""


def faults(casetype: CaseType) -> tuple[str, ...]:
    """What is wrong with the type, in English sentences; empty when it keeps its promises."""
    named = tuple(_names(casetype))
    return named or (*_promises(casetype), *_ways(casetype))


def _names(casetype: CaseType) -> Iterator[str]:
    states, steps = casetype.states, casetype.steps
    if casetype.start not in states:
        yield f"start: no state {casetype.start}"
    for step in steps.values():
        yield from (f"{step.id}: no state {name}" for name in (*step.sources, *step.to.values()) if name not in states)
        yield from (f"{step.id}: undoes no step {name}" for name in step.undoes if name not in steps)
        yield from (f"{step.id}: settled by no step {name}" for name in step.settled_by if name not in steps)
        said = {*step.to, *step.waits, *step.found, *step.caused} - {""}
        yield from (f"{step.id}: no answer {answer}" for answer in sorted(said - step.answers.keys()))
        yield from (
            f"{step.id}: {name} gives no day"
            for name in step.waits.values()
            if name not in steps or steps[name].day is None
        )
        for atom in (atom for condition in step.conditions for atom in condition.atoms):
            if atom.step not in steps:
                yield f"{step.id}: no step {atom.step}"
            elif atom.answer is not None and atom.answer not in steps[atom.step].answers:
                yield f"{step.id}: {atom.step} has no answer {atom.answer}"


def _promises(casetype: CaseType) -> Iterator[str]:
    for name in ALWAYS:
        if name not in casetype.steps:
            yield f"the step {name} is missing"
    for kind, text in GUARDS.items():
        if text not in {condition.text for condition in casetype.guards.get(kind, ())}:
            yield f"guards: {kind} does not ask for: {text}"
    for step in casetype.steps.values():
        yield from _of_step(casetype, step)


def _of_step(casetype: CaseType, step: Step) -> Iterator[str]:
    if step.ahead is not bool(step.settled_by):
        yield f"{step.id}: a day to come and the steps that settle it belong together, or the day is forgotten"
    if step.id == "crime_suspected" and step.signs < 2:
        yield "crime_suspected: two people must sign"
    if any(casetype.states[state].ended for state in step.to.values()) and Kind.ENDING not in step.kinds:
        yield f"{step.id}: leads to an ending and is not of the kind ending"
    if Kind.ENDING in step.kinds and "told or ground_not_to_tell" not in {c.text for c in step.conditions}:
        yield f"{step.id}: ends the case before the person was told, or a dated ground not to tell was written"
    yield from _of_visit(casetype, step)


def _of_visit(casetype: CaseType, step: Step) -> Iterator[str]:
    if Kind.VISIT not in step.kinds:
        return
    asked = {name for condition in step.conditions for name in condition.steps}
    if "visit_weighed" not in asked:
        yield f"{step.id}: a visit without a written weighing of need against intrusion"
    if "own_cause" not in asked:
        yield f"{step.id}: a visit without a cause of its own, which is neither a tip nor chance"
    elif not casetype.steps["own_cause"].answers or {"tip", "chance"} & casetype.steps["own_cause"].answers.keys():
        yield "own_cause: names the kinds of causes there are, and neither a tip nor chance is one"


def _ways(casetype: CaseType) -> Iterator[str]:
    seen, used, stuck = _walked(casetype)
    if len(seen) >= MOST:
        yield "the type has too many ways to be understood"
        return
    reached = {state for state, _ in seen}
    yield from (f"no way leads to the state {state}" for state in casetype.states if state not in reached)
    yield from (f"the step {step} can never be done" for step in casetype.steps if step not in used)
    yield from sorted({f"no way on from {state} after {said or 'nothing'}" for state, said in stuck})


def _walked(casetype: CaseType) -> tuple[set[Spot], set[str], set[tuple[str, str]]]:
    """Every spot a case can come to, the steps used, and the dead ends: spots from which no ending can be reached."""
    named = _named(casetype)
    first = Place(casetype.start)
    seen = {_spot(first)}
    onward: dict[Spot, set[Spot]] = {}
    used: set[str] = set()
    waiting = [first]
    while waiting and len(seen) < MOST:
        place = waiting.pop()
        near = onward[_spot(place)] = set()
        for one in _one_further(casetype, place, named):
            used.add(one.step)
            further = after(casetype, place, one)
            there = Place(further.state, {step: said for step, said in further.facts.items() if step in named})
            spot = _spot(there)
            near.add(spot)
            if spot not in seen:
                seen.add(spot)
                waiting.append(there)
    return seen, used, _dead_ends(casetype, onward)


def _spot(place: Place) -> Spot:
    return place.state, frozenset(place.facts.items())


def _named(casetype: CaseType) -> dict[str, set[str]]:
    """Step → its answers that some condition names. Only these facts tell one spot from another: a step that nothing
    asks for changes no way on, and answers that nothing tells apart lead the same way."""
    named: dict[str, set[str]] = {}
    for step in casetype.steps.values():
        for atom in (atom for condition in step.conditions for atom in condition.atoms):
            named.setdefault(atom.step, set()).update({atom.answer} if atom.answer else ())
    return named


def _one_further(casetype: CaseType, place: Place, named: Mapping[str, set[str]]) -> Iterator[Done]:
    for standing in standings(casetype, place):
        if not standing.open:
            continue
        step = standing.step
        told_apart = named.get(step.id, set()) | step.to.keys()
        alike = [answer for answer in step.answers if answer not in told_apart]
        for answer in step.answers:
            if answer in told_apart or answer == alike[0]:
                yield Done(step.id, answer)
        if not step.answers:
            yield Done(step.id)


def _dead_ends(casetype: CaseType, onward: dict[Spot, set[Spot]]) -> set[tuple[str, str]]:
    before: dict[Spot, set[Spot]] = {}
    for place, places in onward.items():
        for there in places:
            before.setdefault(there, set()).add(place)
    good = {place for place in onward if casetype.states[place[0]].ended}
    waiting = list(good)
    while waiting:
        for place in before.get(waiting.pop(), ()):
            if place not in good:
                good.add(place)
                waiting.append(place)
    return {(state, ", ".join(sorted(step for step, _ in known))) for state, known in onward.keys() - good}
