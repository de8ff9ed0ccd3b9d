"""Broken rows are told of by place and shape. Their values are nowhere: not in the folder, not in what is said."""

import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rich.console import Console

from pax.cli.frame import Frame, Language
from pax.cli.result import as_json, show
from pax.vocabulary import PaxError
from tests.drawn import examples
from tests.engine.run.small_world import Office, World, small_world

_WRONG = st.sampled_from(
    [
        ("persons", "person_id"), ("persons", "birth_date"), ("persons", "replaced_by"), ("residences", "from_date"),
        ("residences", "person_id"), ("residences", "to_date"), ("tenancies", "monthly_rent"),
        ("tenancies", "from_date"), ("relations", "related_id"), ("dwellings", "rooms"),
    ]
)  # fmt: skip
_VALUE = st.text("abcdefghjkmåäö0123456789-|;\"'", min_size=6, max_size=14).map(lambda text: f"ZQ{text}QZ")


@settings(
    max_examples=examples(5), deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
@given(st.lists(st.tuples(_WRONG, _VALUE), min_size=1, max_size=4, unique_by=lambda pair: pair[0]))
def test_no_value_of_a_broken_row_is_in_the_folder_or_in_what_is_said(
    broken: list[tuple[tuple[str, str], str]],
) -> None:
    world = small_world()
    for (table, column), value in broken:
        world[table].append({**world[table][0], column: value})
    with TemporaryDirectory() as name:
        folder = Path(name)
        said = _said(world, folder)
        left = [*_left(folder / "RUN"), *_left(folder / "KEPT"), said]
    for _, value in broken:
        assert not any(value in text for text in left)


def _said(world: World, folder: Path) -> str:
    """Everything the command line could say of the run."""
    try:
        made = Office(folder).run(world, kept="KEPT")
    except PaxError as error:
        return f"{error} {error!r}"
    said = Frame(False, False, Language.SV, Console(file=io.StringIO(), width=200), Console(file=io.StringIO()))
    show(said, made)
    shown = said.out.file
    assert isinstance(shown, io.StringIO)
    return " ".join([shown.getvalue(), as_json(made), *(str(refusal) for refusal in made.refusals)])


def _left(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.suffix == ".parquet":
            yield str(pq.read_table(path).to_pylist())
        elif path.is_file():
            yield path.read_bytes().decode("utf-8", "replace")


def test_a_broken_row_is_told_of_by_file_line_column_and_shape(tmp_path: Path) -> None:
    world = small_world()
    world["residences"].append({**world["residences"][1], "from_date": "ZQ-12"})
    Office(tmp_path).run(world)
    found = [row for row in Office(tmp_path).folder_of().rows("quality") if row["line"] == 6]
    assert [(row["file"], row["column"]) for row in found] == [("residences.csv", "from_date")]
    assert "ZQ" not in found[0]["shape"]
    assert found[0]["shape"]
