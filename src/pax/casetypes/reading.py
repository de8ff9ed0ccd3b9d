"""The door for case-type files: YAML in, frozen types out; unknown keys are refused by name."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError

from pax.casetypes.condition import NotACondition, parse
from pax.casetypes.model import CaseType, Kind, Law, State, Step
from pax.casetypes.walking import faults
from pax.content import Content, Grounded, Said, Strict, read_yaml
from pax.vocabulary import WrongUse

ROLES = Literal["investigator", "lead", "lawyer", "registrar"]
FINDING = Literal["right", "wrong_in_favour", "wrong_to_disadvantage", "unclear"]
CAUSE = Literal["authority", "person_unintended", "person_intent_suspected", "deceived", "register_lag", "unknown"]
LADDER = Literal[
    "established", "recovered", "stopped", "prevented", "underpaid", "lease_returned", "register_corrected"
]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class _State(Said):
    ended: bool = False


def _condition(text: str) -> str:
    try:
        parse(text)
    except NotACondition as error:
        raise ValueError(str(error)) from None
    return text


_Condition = Annotated[str, AfterValidator(_condition)]


class _Step(Strict):
    title: Said
    says: Said
    sources: list[Name] | Literal["any", "always"] = Field(alias="from")
    to: Name | dict[Name, Name] | None = None
    by: Annotated[list[ROLES], Field(min_length=1)]
    needs: list[_Condition] = Field(default_factory=list)
    answers: dict[Name, Said] = Field(default_factory=dict)
    kinds: list[Kind] = Field(default_factory=list)
    again: bool = False
    undoes: list[Name] = Field(default_factory=list)
    signs: Annotated[int, Field(ge=1, le=2)] = 1
    fresh: bool = False
    deadline_days: Annotated[int, Field(ge=1)] | None = None
    document: Name | None = None
    write: list[Said] = Field(default_factory=list)
    day: Said | None = None
    ahead: bool = False
    settled_by: list[Name] = Field(default_factory=list)
    waits: dict[Name, Name] = Field(default_factory=dict)
    found: dict[Name, FINDING] = Field(default_factory=dict)
    caused: dict[Name, CAUSE] = Field(default_factory=dict)
    law: list[Grounded] = Field(default_factory=list)


class _File(Strict):
    id: Name
    order: int
    version: Annotated[int, Field(ge=1)]
    title: Said
    says: Said
    boards: Annotated[list[Name], Field(min_length=1)]
    subjects: Annotated[
        list[Literal["person", "dwelling", "organisation", "account", "lease", "case"]], Field(min_length=1)
    ]
    never: list[Said] = Field(default_factory=list)
    ladder: Annotated[list[LADDER], Field(min_length=1)]
    start: Name
    states: Annotated[dict[Name, _State], Field(min_length=2)]
    guards: dict[Kind, list[_Condition]]
    steps: Annotated[dict[Name, _Step], Field(min_length=1)]


def _to(given: str | Mapping[str, str] | None) -> dict[str, str]:
    if given is None:
        return {}
    return {"": given} if isinstance(given, str) else dict(given)


def _sources(step: _Step, states: Mapping[str, _State]) -> tuple[str, ...]:
    """States a step is done from: those named, any that goes on, or always, after the end too."""
    if step.sources == "any":
        return tuple(name for name, state in states.items() if not state.ended)
    return tuple(states) if step.sources == "always" else tuple(step.sources)


def _step(name: str, step: _Step, states: Mapping[str, _State], guards: Mapping[Kind, list[str]]) -> Step:
    guarded = (text for kind in sorted(step.kinds) for text in guards.get(kind, ()))
    return Step(
        id=name,
        title=step.title.text(),
        says=step.says.text(),
        sources=_sources(step, states),
        to=_to(step.to),
        by=tuple(step.by),
        conditions=tuple(parse(text) for text in dict.fromkeys((*step.needs, *guarded))),
        answers={answer: said.text() for answer, said in step.answers.items()},
        kinds=frozenset(step.kinds),
        again=step.again,
        undoes=tuple(step.undoes),
        signs=step.signs,
        fresh=step.fresh,
        deadline_days=step.deadline_days,
        document=step.document,
        write=tuple(said.text() for said in step.write),
        day=step.day.text() if step.day else None,
        ahead=step.ahead,
        settled_by=tuple(step.settled_by),
        waits=dict(step.waits),
        found=dict(step.found),
        caused=dict(step.caused),
        law=tuple(Law(law.act, law.section, law.confirmed) for law in step.law),
    )


def _unfold(file: _File) -> CaseType:
    return CaseType(
        id=file.id,
        order=file.order,
        version=file.version,
        title=file.title.text(),
        says=file.says.text(),
        boards=tuple(file.boards),
        subjects=tuple(file.subjects),
        never=tuple(said.text() for said in file.never),
        ladder=tuple(file.ladder),
        start=file.start,
        states={name: State(name, state.text(), state.ended) for name, state in file.states.items()},
        steps={name: _step(name, step, file.states, file.guards) for name, step in file.steps.items()},
        guards={kind: tuple(parse(text) for text in texts) for kind, texts in file.guards.items()},
    )


def read(path: Path) -> CaseType:
    """One case-type file. `WrongUse` names the file and what breaks its contract."""
    source = read_yaml(path)
    try:
        casetype = _unfold(_File.model_validate(source))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise _refused(path, f"{key or 'the file'}: {first['msg']}") from None
    if casetype.id != path.stem:
        raise _refused(path, f"id: the file says {casetype.id}")
    if found := faults(casetype):
        raise _refused(path, found[0])
    return casetype


def _refused(path: Path, problem: str) -> WrongUse:
    return WrongUse(problem, file=path.name, ask="whoever wrote the case type", then="correct it")


@cache
def load(content: Content) -> tuple[CaseType, ...]:
    """Every case type of the content folder, in their order; read once. `WrongUse` when one breaks its contract."""
    return tuple(sorted((read(path) for path in content.folder("casetypes").glob("*.yml")), key=lambda one: one.order))
