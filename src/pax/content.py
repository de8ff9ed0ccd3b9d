"""The one place that finds the content folders: in a checkout, in an installed wheel, or at a path given."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from pax.vocabulary import Schema, Text, WrongUse, read_schema

FOLDERS = ("registers", "rules", "gateways", "casetypes", "letters", "municipality")
_CHECKOUT = Path(__file__).resolve().parents[2]
_WHEEL = Path(__file__).resolve().parent / "_content"


@dataclass(frozen=True, slots=True)
class Content:
    """Where the content lies; `folder("rules")` and the like give the folders a lawyer can read."""

    root: Path

    def folder(self, name: str) -> Path:
        """The content folder of that name; `WrongUse` when it is not there."""
        path = self.root / name
        if name not in FOLDERS or not path.is_dir():
            raise WrongUse(
                f"the content folder {name} was not found",
                ask="whoever installed Pax",
                then="install it again, or point --content at a checkout",
            )
        return path


def find(given: Path | None = None) -> Content:
    """The content at the path given, else in the wheel, else in the checkout."""
    if given is not None:
        return Content(given)
    return Content(_WHEEL if _WHEEL.is_dir() else _CHECKOUT)


class Strict(BaseModel):
    """A part of a content file: a key it does not know is refused by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(Strict):
    """Words in a content file, in both languages."""

    sv: Annotated[str, Field(min_length=2)]
    en: Annotated[str, Field(min_length=2)]

    def text(self) -> Text:
        """The same on one line each."""
        return Text(" ".join(self.sv.split()), " ".join(self.en.split()))


class Grounded(Strict):
    """The provision that a content file names; `confirmed` once a municipal lawyer has said so."""

    act: str
    section: str
    confirmed: bool


@cache
def schema(content: Content) -> Schema:
    """The canonical schema of `registers/canonical.yml`."""
    return read_schema(read_yaml(content.folder("registers") / "canonical.yml"))


class _UniqueKeys(yaml.CSafeLoader):
    """Safe YAML, a repeated key refused (YAML itself would let the last one win in silence)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key} stands twice", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def parse_yaml(text: str, name: str) -> Any:  # noqa: ANN401  YAML is untyped until its own door parses it
    """Parse YAML text safely; `WrongUse` names the file and line of what is broken."""
    try:
        return yaml.load(text, Loader=_UniqueKeys)  # noqa: S506  a safe loader of our own
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise WrongUse(
            f"not valid YAML: {getattr(error, 'problem', None) or 'unreadable'}",
            file=name,
            line=mark.line + 1 if mark else None,
            ask="whoever wrote the file",
            then="correct the line",
        ) from None


def read_yaml(path: Path) -> Any:  # noqa: ANN401  see parse_yaml
    """Read a YAML file as `parse_yaml` does."""
    return parse_yaml(path.read_text(encoding="utf-8"), path.name)
