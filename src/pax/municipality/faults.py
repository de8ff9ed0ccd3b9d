"""Turns what pydantic found wrong into sentences that name the key, and the key that was probably meant."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from pax.municipality.document import FORMS

Step = int | str

_SAID = {
    "missing": "is missing",
    "literal_error": "must be {expected}",
    "too_short": "is empty",
    "greater_than_equal": "must be at least {ge}",
}


def described(error: ValidationError, shape: type[BaseModel]) -> Iterator[str]:
    """One sentence for each fault, never with the value that stood there."""
    seen = set()
    for fault in error.errors(include_url=False, include_input=False):
        place = [step for step in fault["loc"] if step != "[key]"]
        sentence = f"{key_path(place)} {_said(fault['type'], fault.get('ctx', {}), place, shape)}"
        if sentence not in seen:
            seen.add(sentence)
            yield sentence


def key_path(place: Sequence[Step]) -> str:
    """`receives[2].ground.act` from its steps; an index counts from 0, as the file's own arrays do."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.lstrip(".")


def nearest(word: str, words: Iterable[str]) -> str:
    """` (did you mean …?)` when one of the words is close, else nothing."""
    close = get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f" (did you mean {close[0]}?)" if close else ""


def _said(kind: str, context: dict[str, Any], place: Sequence[Step], shape: type[BaseModel]) -> str:
    if kind == "extra_forbidden":
        known = _keys_at(shape, place[:-1])
        listed = f"; known here: {', '.join(known)}" if known else ""
        return f"is no key that Pax knows{nearest(str(place[-1]), known)}{listed}"
    if kind == "string_pattern_mismatch":
        return f"must be {FORMS[context['pattern']]}"
    if kind in _SAID:
        return _SAID[kind].format_map(context)
    return f"must be of another type ({kind.removesuffix('_type').replace('_', ' ')})"


def _keys_at(shape: type[BaseModel], place: Sequence[Step]) -> list[str]:
    """The keys that the part of the document at `place` may hold; empty where any key may stand."""
    found: Any = shape
    for step in place:
        found = _below(found, step)
    if not (isinstance(found, type) and issubclass(found, BaseModel)):
        return []
    return [field.alias or name for name, field in found.model_fields.items()]


def _below(found: Any, step: Step) -> Any:  # noqa: ANN401  a type annotation, which Python types as Any
    """The annotation one step further down: a field of a model, an item of a list, a value of a table."""
    if isinstance(found, type) and issubclass(found, BaseModel):
        fields = {field.alias or name: field.annotation for name, field in found.model_fields.items()}
        return _bare(fields.get(str(step)))
    inner = get_args(found)
    return _bare(inner[-1]) if inner else None


def _bare(annotation: Any) -> Any:  # noqa: ANN401  as above
    """The annotation without `| None`."""
    if get_origin(annotation) in (Union, UnionType):
        rest = [part for part in get_args(annotation) if part is not type(None)]
        return rest[0] if len(rest) == 1 else annotation
    return annotation
