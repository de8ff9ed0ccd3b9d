"""The header of a rule file: YAML in a comment, every key known, every text quoted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pax.content import parse_yaml
from pax.vocabulary import RuleRefused, Text

_OPEN, _CLOSE = "/*---\n", "\n---*/"
_QUOTED_KEYS = frozenset({"id", "sv", "en", "why", "act", "section", "where", "says", "secrecy"})
_PLAIN = re.compile(r"[A-Za-z0-9_.+-]*", re.ASCII)


def refuse(path: Path, problem: str, then: str, line: int | None = None) -> RuleRefused:
    """A refusal that names the file and tells its author what to do."""
    return RuleRefused(problem, file=path.name, line=line, ask="whoever wrote the rule", then=then)


@dataclass(frozen=True, slots=True)
class Section:
    """A mapping of the header that refuses unknown and missing keys by name."""

    values: Mapping[str, Any]
    path: Path
    place: str

    @classmethod
    def of(
        cls, value: object, path: Path, place: str, required: frozenset[str], optional: frozenset[str] = frozenset()
    ) -> "Section":
        """Take a mapping with exactly these keys; `place` is how errors call it."""
        if not isinstance(value, Mapping):
            raise refuse(path, f"{place} is not a mapping", f"write {place} as key: value")
        unknown = sorted(str(key) for key in value if key not in required | optional)
        if unknown:
            raise refuse(path, f"{place} has the unknown key {unknown[0]}", "remove it or spell it as the guide does")
        missing = sorted(required - set(value))
        if missing:
            raise refuse(path, f"{place} lacks the key {missing[0]}", f"add {missing[0]}")
        return cls(value, path, place)

    def text(self, key: str) -> str:
        """A string that is not empty."""
        value = self.values[key]
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(key, "a text")
        return value

    def both(self, key: str) -> Text:
        """A text in Swedish and English."""
        return both(self.values[key], self.path, f"{self.place}.{key}")

    def number(self, key: str, least: int = 1) -> int:
        """A whole number of at least `least`."""
        value = self.values[key]
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self._wrong(key, f"a whole number of at least {least}")
        return value

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self.values[key]
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings, none twice."""
        value = self.values[key]
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self._wrong(key, "a list of words")
        if len(set(value)) != len(value):
            raise self._wrong(key, "a list without repetitions")
        return tuple(value)

    def items(self, key: str) -> list[Any]:
        """A list, whatever it holds."""
        value = self.values[key]
        if not isinstance(value, list):
            raise self._wrong(key, "a list")
        return value

    def mapping(self, key: str) -> Mapping[str, Any]:
        """A mapping with string keys."""
        value = self.values[key]
        if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
            raise self._wrong(key, "a mapping")
        return value

    def _wrong(self, key: str, wanted: str) -> RuleRefused:
        return refuse(self.path, f"{self.place}.{key} is not {wanted}", f"write {wanted}")


def both(value: object, path: Path, place: str) -> Text:
    """A `Text` from a mapping with `sv` and `en`."""
    section = Section.of(value, path, place, frozenset({"sv", "en"}))
    return Text(section.text("sv"), section.text("en"))


def split(text: str, path: Path) -> tuple[Any, str]:
    """The parsed header and the SQL of a rule or view file. Raises `RuleRefused`."""
    if not text.startswith(_OPEN) or _CLOSE not in text:
        raise refuse(path, "the header is missing", "begin the file with /*--- and end the header with ---*/")
    header, _, sql = text[len(_OPEN) :].partition(_CLOSE)
    if "/*" in header or "*/" in header:
        raise refuse(path, "the header holds a comment mark", "write the text without /* and */")
    if not sql.startswith("\n"):
        raise refuse(path, "something stands after the header on its last line", "begin the SELECT on its own line")
    return read(header, path, first_line=2), sql.strip("\n") + "\n"


def read(text: str, path: Path, first_line: int = 1) -> Any:  # noqa: ANN401  YAML is untyped until `Section` takes it
    """Parse YAML in which every text is quoted. Raises `RuleRefused` for an unquoted one, `WrongUse` for bad YAML."""
    value = parse_yaml(text, path.name)
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is not None:
        _want_quotes(root, "", path, first_line)
    return value


def _want_quotes(node: yaml.Node, key: str, path: Path, first_line: int) -> None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            _want_quotes(value, str(name.value), path, first_line)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _want_quotes(item, key, path, first_line)
    elif isinstance(node, yaml.ScalarNode) and node.style not in ("'", '"') and _should_be_quoted(node, key):
        line = node.start_mark.line + first_line
        raise refuse(path, f"a text under {key} is not quoted", "put it in quotation marks", line=line)


def _should_be_quoted(node: yaml.ScalarNode, key: str) -> bool:
    if node.style:  # a block of text: | or >
        return True
    if not _PLAIN.fullmatch(node.value):
        return True
    is_word = str(node.tag).endswith(":str") and re.fullmatch(r"[a-z_]+", node.value) is not None
    return key in _QUOTED_KEYS and not (key == "id" and is_word)
