"""`pax keys init`: the two keys of a board, made once and kept apart from its deliveries."""

import json
import secrets
from pathlib import Path

import click

from pax.cli.frame import Frame, pax, say
from pax.municipality import BOARDS
from pax.run import keys
from pax.vocabulary import Text


@pax.group("keys")
def verb() -> None:
    """The keys of a board."""


@verb.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--board", type=click.Choice(BOARDS), required=True, help="Whose keys they are.")
@click.pass_obj
def init(frame: Frame, folder: Path, board: str) -> None:
    """Make run.key and subject.key in FOLDER, readable by the owner alone."""
    keys.make(folder, board, secrets.token_bytes)
    if frame.json:
        say(json.dumps({"folder": folder.name, "board": board, "keys": [keys.RUN, keys.SUBJECT]}))
    elif not frame.quiet:
        say(_MADE.said(frame.language).format(run=keys.RUN, subject=keys.SUBJECT, board=board))


_MADE = Text(
    "Skapade {run} och {subject} för {board}. Förvara dem skilda från leveranserna; handläggningen behöver båda.",
    "Made {run} and {subject} for {board}. Keep them apart from the deliveries; the office needs both.",
)
