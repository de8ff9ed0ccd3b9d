"""The door for gateway files: YAML in, frozen gateways out; unknown keys and words are refused by name."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import AfterValidator, Field, ValidationError, model_validator

from pax.content import Content, Said, Strict, read_yaml
from pax.gateways.gateway import Confirmation, Gateway, ProtectedPersons, Test, TestKind, Unsure
from pax.gateways.provisions import NotAProvision, Provision
from pax.gateways.words import Fact, Kind, Purpose, Receiver, Sender
from pax.vocabulary import Period, Text, WrongUse

W = TypeVar("W", bound=StrEnum)

AUTHORITIES = frozenset(Receiver) - {Receiver.PROCESSOR, Receiver.PARTY, Receiver.PRIVATE, Receiver.PUBLIC}
"""What `authorities` stands for among receivers."""


class _AllBut(Strict):
    all_but: list[str]


_Words = Literal["all"] | _AllBut | list[str]


class _Initiative(StrEnum):
    ASKED = "asked"
    OWN = "own"


class _Test(Strict):
    kind: TestKind
    sv: str = ""
    en: str = ""
    public_too: bool = False

    @model_validator(mode="after")
    def _says_what_is_weighed(self) -> Self:
        if (self.kind is TestKind.NONE) == bool(self.sv and self.en):
            raise ValueError("a test says in sv and en what is weighed; the test none says nothing")
        return self


class _Unsure(Said):
    sender: Sender | None = None
    receiver: Receiver | None = None


class _Confirmed(Strict):
    by: Annotated[str, Field(min_length=3)]
    on: date


class _InForce(Strict):
    start: date = Field(alias="from")
    end: date | None = Field(alias="to", default=None)


def _provision(text: str) -> str:
    try:
        Provision.parse(text)
    except NotAProvision as error:
        raise ValueError(str(error)) from None
    return text


class _File(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    order: int
    last_resort: bool = False
    title: Said
    act: Said
    section: Annotated[str, Field(min_length=3)]
    says: Said
    duty: Literal["shall", "may"]
    initiative: Annotated[list[_Initiative], Field(min_length=1)]
    senders: _Words
    receivers: _Words
    receivers_own: _Words | None = None
    about: _Words
    why: _Words
    test: _Test
    excluded: list[Annotated[str, AfterValidator(_provision)]]
    requires: list[Fact]
    forbids: list[Fact] = Field(default_factory=list)
    protected_persons: ProtectedPersons
    write: Annotated[list[Said], Field(min_length=1)]
    decides: Said
    feedback: Said
    if_closed: Said
    in_force: _InForce
    text_read_on: date | None
    unsure: list[_Unsure] = Field(default_factory=list)
    confirmed: _Confirmed | None
    sources: Annotated[list[str], Field(min_length=1)]

    @model_validator(mode="after")
    def _memory_says_so(self) -> Self:
        if self.text_read_on is None and not any(u.sender is None and u.receiver is None for u in self.unsure):
            raise ValueError("a ground whose text was not read must say so under unsure")
        return self


def _expand(words: _Words, kind: type[W], groups: dict[str, frozenset[W]]) -> frozenset[W]:
    if words == "all":
        return frozenset(kind)
    if isinstance(words, _AllBut):
        return frozenset(kind) - _expand(words.all_but, kind, groups)
    found: set[W] = set()
    for word in words:
        found |= groups[word] if word in groups else {kind(word)}
    return frozenset(found)


def _unfold(file: _File) -> Gateway:
    groups = {"authorities": AUTHORITIES}
    asked = own = _expand(file.receivers, Receiver, groups)
    if file.receivers_own is not None:
        own = _expand(file.receivers_own, Receiver, groups)
    nobody: frozenset[Receiver] = frozenset()
    return Gateway(
        id=file.id,
        order=file.order,
        last_resort=file.last_resort,
        title=file.title.text(),
        act=file.act.text(),
        section=file.section,
        says=file.says.text(),
        shall=file.duty == "shall",
        senders=_expand(file.senders, Sender, {}),
        receivers_asked=asked if _Initiative.ASKED in file.initiative else nobody,
        receivers_own=own if _Initiative.OWN in file.initiative else nobody,
        kinds=_expand(file.about, Kind, {}),
        purposes=_expand(file.why, Purpose, {}),
        test=Test(file.test.kind, Text(file.test.sv, file.test.en), file.test.public_too),
        excluded=tuple(Provision.parse(text) for text in file.excluded),
        requires=tuple(file.requires),
        forbids=tuple(file.forbids),
        protected_persons=file.protected_persons,
        write=_texts(file.write),
        decides=file.decides.text(),
        feedback=file.feedback.text(),
        if_closed=file.if_closed.text(),
        in_force=Period(file.in_force.start, file.in_force.end),
        read_on=file.text_read_on,
        unsure=tuple(Unsure(item.text(), item.sender, item.receiver) for item in file.unsure),
        confirmed=Confirmation(file.confirmed.by, file.confirmed.on) if file.confirmed else None,
        sources=tuple(file.sources),
    )


def _texts(said: Iterable[Said]) -> tuple[Text, ...]:
    return tuple(item.text() for item in said)


def read(path: Path) -> Gateway:
    """One gateway file. `WrongUse` names the file and the key that breaks its contract."""
    source = read_yaml(path)
    try:
        gateway = _unfold(_File.model_validate(source))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise _refused(path, f"{key or 'the file'}: {first['msg']}") from None
    except ValueError as error:
        raise _refused(path, str(error)) from None
    if gateway.id != path.stem:
        raise _refused(path, f"id: the file says {gateway.id}")
    return gateway


def _refused(path: Path, problem: str) -> WrongUse:
    return WrongUse(problem, file=path.name, ask="whoever wrote the gateway file", then="correct the key")


def _ordered(gateways: Iterable[Gateway], key: Callable[[Gateway], int]) -> tuple[Gateway, ...]:
    return tuple(sorted(gateways, key=key))


@cache
def load(content: Content) -> tuple[Gateway, ...]:
    """Every gateway of the content folder, in a lawyer's order; read once. `WrongUse` when a file breaks its contract,
    when two share a place in the order, or when there is none.
    """
    folder = content.folder("gateways")
    gateways = _ordered((read(path) for path in sorted(folder.glob("*.yml"))), lambda gateway: gateway.order)
    orders = [gateway.order for gateway in gateways]
    if not gateways or len(set(orders)) < len(orders):
        raise WrongUse(
            "two gateway files share one order, or there is none",
            file="gateways",
            ask="whoever wrote the gateway files",
            then="give every file an order of its own",
        )
    return gateways
