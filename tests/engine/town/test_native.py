"""A town in its systems' own files and in the exchange format is one town: the same answers, down to each fact."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pax import content, municipality, rules
from pax.run import Place, RunFolder, run
from pax.town import Format, build, write_town
from pax.town.writers.layout import FAMILIES, NATIVE, NATIVE_OF
from pax.vocabulary import Silent

WHERE_FROM = frozenset({"register", "delivery_id", "file", "line"})
COMPARED = ("signals", "evidence", "context", "edges", "subjects", "area_counts")
"""Every table of a run folder but links and quality, which tell of registers and files."""


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One town, delivered in its systems' own files, in the exchange format and as Parquet."""
    folder = tmp_path_factory.mktemp("towns")
    made = build(1_800, 11, date(2026, 6, 30), content.schema(content.find()), Silent())
    for form in Format:
        write_town(made, folder / str(form), form, "0999", content.find(), Silent())
    return folder


def _answers(folder: RunFolder) -> dict[str, list[str]]:
    """Every row of the compared tables as text, without where it came from."""
    return {name: sorted(_bare(row) for row in folder.rows(name)) for name in COMPARED}


def _bare(row: dict[str, Any]) -> str:
    kept = {name: value for name, value in row.items() if name not in WHERE_FROM and name != "seq"}
    return json.dumps(kept, default=str, sort_keys=True, ensure_ascii=False)


@pytest.mark.parametrize("board", FAMILIES)
def test_every_format_gives_the_same_answers_down_to_each_fact(board: str, towns: Path, tmp_path: Path) -> None:
    book = rules.load(content.find())
    found = {}
    for form in Format:
        chosen = municipality.load(towns / str(form) / "municipality.toml")
        place = Place(chosen, board, content.find(), towns / str(form) / board, None, None, book)
        out = tmp_path / str(form)
        made = run(place, out, previous=None, kept=None, keys=None, report=Silent(), clock=lambda: 0.0)
        assert made.refusals == ()
        found[form] = _answers(RunFolder.open(out))
    assert any(found[Format.NATIVE].values())
    for name in COMPARED:
        assert found[Format.NATIVE][name] == found[Format.EXCHANGE][name], name
        assert found[Format.PARQUET][name] == found[Format.EXCHANGE][name], name


@pytest.mark.parametrize("board", FAMILIES)
def test_a_native_town_has_no_table_twice_and_every_native_format(board: str, towns: Path) -> None:
    folders = {path.name for path in (towns / "native" / board).iterdir() if path.is_dir()}
    assert folders == {"exchange", "navet", *NATIVE_OF[board]}
    exchanged = {path.stem for path in (towns / "native" / board / "exchange" / "2026-06-30").iterdir()}
    assert exchanged.isdisjoint(table for register in ("navet", *NATIVE_OF[board]) for table in NATIVE[register])
    whole = {path.stem for path in (towns / "exchange" / board / "exchange" / "2026-06-30").iterdir()}
    native = {table for register in ("navet", *NATIVE_OF[board]) for table in NATIVE[register]}
    assert whole <= exchanged | native
