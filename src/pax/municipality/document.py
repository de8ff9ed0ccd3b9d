"""The shape of `municipality.toml` at the door: strict types, and every unknown key refused."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = 1
"""The version of the file's shape that this code reads."""

FORMS = {
    r"\S": "some words",
    r"^\d{4}$": "four digits",
    r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$": "an id of small letters, digits and underscores",
    r"^[A-Z]{2}$": "a family of rules, such as HO",
    r"^[A-Z]{2}-\d{2}$": "the id of a rule, such as HO-02",
    r"^(\*|[A-Z]{2}-(\*|\d{2}))$": "the id of a rule, a family such as HO-*, or *",
}
"""Every form that a text in the file can be asked to have, and what it is called in a message."""

_WORDS, _CODE, _ID, _FAMILY, _RULE, _PATTERN = FORMS

Words = Annotated[str, Field(pattern=_WORDS)]
Id = Annotated[str, Field(pattern=_ID)]
RulePattern = Annotated[str, Field(pattern=_PATTERN)]
RuleId = Annotated[str, Field(pattern=_RULE)]
Family = Annotated[str, Field(pattern=_FAMILY)]
Setting = bool | int | float | date | str


class Strict(BaseModel):
    """A part of the file: no key but the named ones, no silent conversion of types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class BoardPart(Strict):
    """`[boards.<id>]`: secrecy must be written, if only as the empty list."""

    name: Words
    secrecy: list[Words]


class GroundPart(Strict):
    """`ground = {act, section, confirmed}`."""

    act: Words
    section: Words
    confirmed: bool


class ReceivesPart(Strict):
    """`[[receives]]`."""

    board: Id
    register_id: Id = Field(alias="register")
    sender: Words = Field(alias="from")
    ground: GroundPart


class ActivationPart(Strict):
    """`[[activation]]`."""

    board: Id
    rules: list[RulePattern] = Field(min_length=1)
    decided_by: Words
    decided_on: date
    diary_number: Words
    expires_on: date
    lawyer: str = ""


class JudgementsPart(Strict):
    """`[judgements]`: a file of human judgements on who is who, relative to the municipality file."""

    file: Words


class TextPart(Strict):
    """`{sv, en}`."""

    sv: Words
    en: Words


class Document(Strict):
    """The whole file."""

    version: Literal[1] = Field(alias="schema")
    name: Words
    display_name: Words
    code: str = Field(pattern=_CODE)
    identity_numbers: Literal["real", "fictitious"]
    boards: dict[Id, BoardPart] = Field(min_length=1)
    receives: list[ReceivesPart] = []
    capacity: dict[Family, Annotated[int, Field(ge=1)]] = {}
    parameters: dict[RuleId, dict[str, Setting]] = {}
    activation: list[ActivationPart] = []
    sources: dict[str, Id] = {}
    judgements: JudgementsPart | None = None
    purposes: dict[str, TextPart] = {}
