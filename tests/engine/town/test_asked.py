"""The rules asked about a town: every planted case and lawful hit, no lookalike, nobody else, nobody protected."""

import time
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from pax import content, municipality
from pax.run import Place, RunFolder, run
from pax.run.scoring import read_answers, score
from pax.town import Format, write_town
from pax.vocabulary import Silent
from tests.engine.town.towns import rows, town

BOARDS = ("housing_company", "social_services", "registry")


@cache
def asked(form: Format, board: str) -> RunFolder:
    """A run of one board over the small town, written in one format."""
    folder = Path(mkdtemp(prefix="pax-town-"))
    write_town(town(), folder, form, "0999", content.find(), Silent())
    place = Place(
        municipality=municipality.load(folder / "municipality.toml"),
        board=board,
        content=content.find(),
        deliveries=folder / board,
        as_of=None,
        subject_key=None,
    )
    made = run(place, folder / "run", previous=None, kept=None, keys=None, report=Silent(), clock=time.perf_counter)
    return RunFolder.open(made.folder)


@pytest.mark.parametrize("board", BOARDS)
def test_all_that_is_planted_is_asked_and_nothing_else(board: str) -> None:
    folder = asked(Format.EXCHANGE, board)
    key = read_answers(folder.path.parent / "answers.csv")
    for found in score(folder, key):
        assert not found.wrong, [answer.why for answer in found.wrong]
        assert not found.besides, found.rule_id


@pytest.mark.parametrize("board", BOARDS)
def test_the_registers_own_formats_give_the_same_signals(board: str) -> None:
    one, other = (
        {(row["signal_id"], row["anchor"], row["facts_hash"]) for row in asked(form, board).rows("signals")}
        for form in (Format.EXCHANGE, Format.NATIVE)
    )
    assert one == other


@pytest.mark.parametrize("board", BOARDS)
def test_none_of_the_special_households_is_named(board: str) -> None:
    special = {person for _, _, person in town().households}
    named = {row["id_number"] for row in asked(Format.EXCHANGE, board).rows("subjects")}
    assert not special & named


@pytest.mark.parametrize("board", BOARDS)
def test_no_protected_person_is_anywhere_in_the_folder(board: str) -> None:
    people = list(rows(town(), "persons"))
    hidden = {row["person_id"] for row in people if row["protection"] != "none"}
    hidden |= {row["person_id"] for row in people if row["replaced_by"] in hidden}
    assert len(hidden) > 20
    folder = asked(Format.EXCHANGE, board)
    for name in (file.stem for file in folder.path.glob("*.parquet")):
        text = str(folder.rows(name))
        assert not [number for number in hidden if number in text], name
