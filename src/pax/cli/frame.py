"""What every verb shares: languages, quiet, JSON, progress, and errors that say who must act instead of a traceback."""

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pax import __version__
from pax.vocabulary import Exit, PaxError


class Language(StrEnum):
    """The languages of what Pax shows; Swedish first."""

    SV = "sv"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Frame:
    """How this call wants to be spoken to. `out` takes results, `err` progress and errors."""

    quiet: bool
    json: bool
    language: Language
    out: Console
    err: Console


_ALONE = (
    *("ask", "diff", "explain", "keys", "law", "municipality", "quality"),
    *("receive", "register", "run", "score", "share", "store", "town"),
)
VERBS: dict[str, tuple[str, ...]] = {**{name: (name,) for name in _ALONE}, "rules": ("rules", "backtest", "publish")}
"""The verbs, and the modules of `pax.cli` that make each. They are imported when the verb is called."""


class Group(click.Group):
    """A command group whose verbs end with one clear message and the right exit code."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take `--quiet`, `--json` and `--language` after the verb as well as before it."""
        return super().parse_args(ctx, _shared_first(args))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every verb, imported or not."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb, whose module joins the group by being imported."""
        for module in VERBS.get(cmd_name, ()):
            import_module(f"pax.cli.{module}")
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  click's own signature
        """Run a verb; a PaxError becomes its message and exit code, anything else our own fault."""
        try:
            return super().invoke(ctx)
        except PaxError as error:
            click.echo(f"pax: {error}", err=True)
            ctx.exit(error.exit_code)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as error:
            click.echo(_own_fault(error), err=True)
            ctx.exit(Exit.OUR_FAULT)


_SWITCHES = ("--quiet", "--json")
_LANGUAGE = "--language"


def _shared_first(args: list[str]) -> list[str]:
    """The arguments with the options that every verb shares moved to the front, up to a bare `--`."""
    end = args.index("--") if "--" in args else len(args)
    shared: list[str] = []
    rest: list[str] = []
    place = 0
    while place < end:
        taken = 2 if args[place] == _LANGUAGE else 1
        is_shared = args[place] in (*_SWITCHES, _LANGUAGE) or args[place].startswith(f"{_LANGUAGE}=")
        (shared if is_shared else rest).extend(args[place : min(place + taken, end)])
        place += taken
    return [*shared, *rest, *args[end:]]


_OWN = Path(__file__).resolve().parents[1]


def _own_fault(error: Exception) -> str:
    """Say that Pax failed and where in its code; never the error's own text, which may carry a person's value."""
    frames = traceback.extract_tb(error.__traceback__)
    last = next((frame for frame in reversed(frames) if _OWN in Path(frame.filename).parents), frames[-1])
    place = f"{last.name} line {last.lineno}"
    return (
        f"pax: Pax itself failed ({type(error).__name__} in {place}). Nothing was changed. Whoever runs Pax: report "
        "this line to the project, without the files."
    )


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.option("--quiet", is_flag=True, help="Show no progress and no table; errors still show.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("--language", type=click.Choice([lang.value for lang in Language]), default="sv", help="sv or en.")
@click.version_option(__version__)
@click.pass_context
def pax(ctx: click.Context, quiet: bool, as_json: bool, language: str) -> None:
    """Questions to a municipality's own registers: asked for a cause, explained to the line, decided by people."""
    ctx.obj = Frame(
        quiet=quiet,
        json=as_json,
        language=Language(language),
        out=Console(file=sys.stdout, highlight=False, soft_wrap=False),
        err=Console(file=sys.stderr, highlight=False),
    )


def say(text: str) -> None:
    """Print a result as it is, whatever the width of the terminal."""
    click.echo(text)


@contextmanager
def progress(frame: Frame) -> Iterator[Progress]:
    """A progress display on standard error; silent with --quiet or --json."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=frame.err,
        disable=frame.quiet or frame.json,
        transient=True,
    )
    with bar:
        yield bar
