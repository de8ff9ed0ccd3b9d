"""Every sample gives the canonical rows that stand, in the exchange format, under `expected/<register>/<table>.csv`."""

import csv
import shutil
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from pax.registers import Received
from tests.engine.registers.deliveries import CONTENT, DAY, receive_from

EXPECTED = Path(__file__).parent / "expected"
TABLES = sorted(EXPECTED.glob("*/*.csv"))


def _received(register: str, tmp_path: Path) -> Received:
    """The register's sample, with the dwellings of the exchange sample beside it for what needs them."""
    folder = tmp_path / "in"
    shutil.copytree(CONTENT.folder("registers") / register / "sample", folder / register / DAY)
    if register not in ("exchange", "dwellings"):
        shutil.copytree(CONTENT.folder("registers") / "exchange" / "sample", folder / "exchange" / DAY)
    return receive_from(folder)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_sample_is_read_to_the_expected_rows(path: Path, tmp_path: Path) -> None:
    received = _received(path.parent.name, tmp_path)
    assert received.refusals == ()
    with path.open(encoding="utf-8", newline="") as file:
        wanted = list(csv.DictReader(file))
    table = pq.read_table(received.tables[path.stem], columns=list(wanted[0]))
    texts = {name: pc.cast(table.column(name), "string").to_pylist() for name in table.column_names}
    rows = [dict(zip(texts, values, strict=True)) for values in zip(*texts.values(), strict=True)]
    assert [{name: _plain(value) for name, value in row.items()} for row in rows] == [
        {name: _plain(value) for name, value in row.items()} for row in wanted
    ]


def _plain(value: str | None) -> str:
    """A value without the zeros a decimal may end with."""
    text = value or ""
    whole, point, decimals = text.partition(".")
    return whole + (f".{decimals.rstrip('0')}".rstrip(".") if point and decimals.isdigit() else point + decimals)
