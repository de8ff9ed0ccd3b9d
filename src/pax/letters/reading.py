"""The door for letter files: YAML in, frozen types out; unknown keys are refused by name."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from pax.casetypes import Law
from pax.content import Content, Grounded, Said, Strict, read_yaml
from pax.letters.composing import NotALetter, parts
from pax.letters.faults import faults
from pax.letters.model import Fact, FactKind, Letter, Receiver, Signer
from pax.vocabulary import Text, WrongUse

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class _Example(Strict):
    sv: str = ""
    en: str = ""


class _Fact(Strict):
    kind: FactKind
    label: Said
    hint: Said | None = None
    source: str = ""
    required: bool = True
    example: _Example = _Example()


class _Body(Strict):
    sv: Annotated[str, Field(min_length=40)]
    en: str = ""


class _File(Strict):
    id: Name
    order: int
    version: Annotated[int, Field(ge=1)]
    title: Said
    says: Said
    document: Name
    casetypes: list[Name]
    receiver: Receiver
    signer: Signer = Signer.INVESTIGATOR
    both_sign: bool = False
    gateway: Literal["", "fol_32c"] = ""
    never: list[str] = Field(default_factory=list)
    law: Annotated[list[Grounded], Field(min_length=1)]
    facts: Annotated[dict[Name, _Fact], Field(min_length=1)]
    text: _Body


_NO_HINT = Text("", "")


def _fact(name: str, fact: _Fact) -> Fact:
    hint = fact.hint.text() if fact.hint else _NO_HINT
    example = Text(fact.example.sv.strip(), fact.example.en.strip())
    return Fact(name, fact.kind, fact.label.text(), hint, fact.source, fact.required, example)


def _unfold(file: _File) -> Letter:
    bodies = {"sv": file.text.sv, **({"en": file.text.en} if file.text.en else {})}
    return Letter(
        id=file.id,
        order=file.order,
        version=file.version,
        title=file.title.text(),
        says=file.says.text(),
        document=file.document,
        casetypes=tuple(file.casetypes),
        receiver=file.receiver,
        signer=file.signer,
        both_sign=file.both_sign,
        gateway=file.gateway,
        never=tuple(file.never),
        law=tuple(Law(law.act, law.section, law.confirmed) for law in file.law),
        facts={name: _fact(name, fact) for name, fact in file.facts.items()},
        parts={language: parts(body) for language, body in bodies.items()},
    )


def read(path: Path) -> Letter:
    """One letter's file. `WrongUse` names the file and what breaks its contract."""
    source = read_yaml(path)
    try:
        letter = _unfold(_File.model_validate(source))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise _refused(path, f"{key or 'the file'}: {first['msg']}") from None
    except NotALetter as error:
        raise _refused(path, f"text: {error}") from None
    if letter.id != path.stem:
        raise _refused(path, f"id: the file says {letter.id}")
    if found := faults(letter):
        raise _refused(path, found[0])
    return letter


def _refused(path: Path, problem: str) -> WrongUse:
    return WrongUse(problem, file=path.name, ask="whoever wrote the letter", then="correct it")


@cache
def load(content: Content) -> tuple[Letter, ...]:
    """Every letter of the content folder, in their order; read once. `WrongUse` when one breaks its contract."""
    return tuple(sorted((read(path) for path in content.folder("letters").glob("*.yml")), key=lambda one: one.order))
