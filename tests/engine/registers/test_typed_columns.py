"""Whatever kind of column a Parquet file has where a list had text: read as its text, or refused clearly."""

import csv
import io
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.engine.registers.deliveries import CONTENT, DAY, receive_from, told
from tests.engine.registers.forms import heading_row, text_of

_KINDS: dict[str, tuple[pa.DataType, object]] = {
    "a small number": (pa.int8(), 7),
    "a large number": (pa.uint64(), 2**63),
    "a fraction": (pa.float32(), 0.5),
    "no number": (pa.float64(), float("nan")),
    "a decimal": (pa.decimal128(38, 10), Decimal("1.5")),
    "yes or no": (pa.bool_(), True),
    "a day": (pa.date32(), date(2026, 1, 5)),
    "a time": (pa.time64("us"), time(12)),
    "a moment": (pa.timestamp("ns"), datetime(2026, 1, 5)),  # noqa: DTZ001  a file has none
    "a moment somewhere": (pa.timestamp("us", "UTC"), datetime(2026, 1, 5, tzinfo=UTC)),
    "bytes": (pa.binary(), b"\xff\x00"),
    "one word of few": (pa.dictionary(pa.int32(), pa.string()), "x"),
    "nothing at all": (pa.null(), None),
}
_LISTS = {
    "purchase_orders": "inkopsorder.csv",
    "supplier_ledger": "leverantorsreskontra.csv",
    "exchange": "dwellings.csv",
}


def _headings(sample: Path) -> list[str]:
    text, _ = text_of(sample.read_bytes())
    rows = list(csv.reader(io.StringIO(text), delimiter=max(";,", key=text.count)))
    return [cell for cell in rows[heading_row(rows)] if cell.strip()]


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("register", _LISTS)
def test_a_list_as_parquet_is_read_whatever_its_columns_are(register: str, kind: str, tmp_path: Path) -> None:
    sample = CONTENT.folder("registers") / register / "sample" / _LISTS[register]
    type_, value = _KINDS[kind]
    table = pa.table({heading: pa.array([value] * 3, type_) for heading in _headings(sample)})
    place = tmp_path / "in" / register / DAY
    place.mkdir(parents=True)
    pq.write_table(table, place / f"{sample.stem}.parquet")
    received = receive_from(tmp_path / "in")
    assert "to their end" not in told(received)
    assert received.refusals or [file.rows for each in received.deliveries for file in each.files] == [3]
