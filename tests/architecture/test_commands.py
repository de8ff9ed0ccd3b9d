"""No command without its place in the guide, and no command in a text that is not there."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pax.cli import main
from tests.architecture.tree import ROOT

_TEXTS = [ROOT / "README.md", *sorted((ROOT / "docs" / "guides").glob("*.md"))]


def _commands(group: click.Group, path: tuple[str, ...] = ("pax",)) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, f"{name} is listed and does not exist"
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_every_command_is_named_in_the_guide_to_operating() -> None:
    guide = (ROOT / "docs" / "guides" / "operate.md").read_text(encoding="utf-8")
    missing = [" ".join(path) for path, command in _commands(main) if not isinstance(command, click.Group)]
    assert [command for command in missing if command not in guide] == []


def test_every_option_of_every_command_is_named_beside_it_in_the_guide() -> None:
    lines = (ROOT / "docs" / "guides" / "operate.md").read_text(encoding="utf-8").splitlines()
    missing = set()
    for path, command in _commands(main):
        beside = "\n".join(line for line in lines if line.startswith(f"| `{' '.join(path)}"))
        options = [parameter.opts[0] for parameter in command.params if isinstance(parameter, click.Option)]
        missing |= {f"{' '.join(path)} {option}" for option in options if option not in beside}
    assert missing == set()


def test_every_command_and_option_has_a_help_text() -> None:
    silent = [" ".join(path) for path, command in _commands(main) if not command.help]
    silent += [
        f"{' '.join(path)} {parameter.opts[0]}"
        for path, command in [(("pax",), main), *_commands(main)]
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert silent == []


@pytest.mark.parametrize("text", _TEXTS, ids=lambda path: path.name)
def test_every_command_a_text_shows_exists(text: Path) -> None:
    known = {" ".join(path) for path, _ in _commands(main)}
    groups = {" ".join(path) for path, command in _commands(main) if isinstance(command, click.Group)}
    shown = re.findall(
        r"(?:`|^\$ |^)(?:\.venv/bin/)?(pax(?: [a-z][a-z-]*)+)", text.read_text(encoding="utf-8"), re.MULTILINE
    )
    unknown = set()
    for words in shown:
        first, *rest = words.split()[1:]
        path = f"pax {first} {rest[0]}" if f"pax {first}" in groups and rest else f"pax {first}"
        if path not in known:
            unknown.add(path)
    assert unknown == set()


@pytest.mark.parametrize("text", _TEXTS, ids=lambda path: path.name)
def test_every_make_target_a_text_shows_exists(text: Path) -> None:
    shown = re.findall(r"(?:`|^\$ |^    )make ([a-z]+)", text.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(shown) - _targets() == set()


def test_every_make_target_has_one_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    helped = set(re.findall(r"^([a-z]+):[^\n]*## \S", makefile, re.MULTILINE))
    assert _targets() == helped
    assert {"setup", "demo", "test", "check", "bench"} <= helped
