"""Passages taken out of a text: where they meet or lie over each other nothing of either is left."""

from collections.abc import Iterable, Iterator

Taken = tuple[str, str]
"""(the words as they stand, what stands instead)."""


def cut(text: str, taken: Iterable[Taken]) -> str:
    """The text without any of the words, wherever they stand in it, each run of them replaced once."""
    parts, end = list[str](), 0
    for start, stop, instead in _runs(text, taken):
        parts += [text[end:start], "".join(instead)]
        end = stop
    return "".join([*parts, text[end:]])


def _runs(text: str, taken: Iterable[Taken]) -> Iterator[tuple[int, int, dict[str, None]]]:
    """Runs of the text to replace, in their order: beginning, end, and everything that stands instead of it."""
    found = sorted((at, at + len(words), instead) for words, instead in taken for at in _places(text, words))
    run: tuple[int, int, dict[str, None]] | None = None
    for start, stop, instead in found:
        if run is not None and start < run[1]:
            run = (run[0], max(run[1], stop), {**run[2], instead: None})
            continue
        if run is not None:
            yield run
        run = (start, stop, {instead: None})
    if run is not None:
        yield run


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
