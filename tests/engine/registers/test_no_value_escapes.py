"""However broken what comes in is: one clear message, no traceback, and no value of a person in anything told."""

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pax.registers import Received, register_ids
from pax.vocabulary import PaxError
from tests.drawn import examples
from tests.engine.registers.deliveries import CONTENT, DANA, DAY, csv_of, receive_csv, receive_from, told

_CELLS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters='\r\n\0",;|\t'), min_size=6, max_size=40),
    st.from_regex(r"(19|20)\d{6}-?\d{4}", fullmatch=True),
    st.from_regex(r"[A-ZÅÄÖ][a-zåäö]{5,12} [A-ZÅÄÖ][a-zåäö]{5,12}", fullmatch=True),
    st.from_regex(r"\d{4}-\d{2}-\d{2}", fullmatch=True),
)
_SAMPLES = {
    register: min(path.name for path in (CONTENT.folder("registers") / register / "sample").iterdir())
    for register in register_ids(CONTENT)
}
_QUIET = settings(max_examples=examples(10), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _secret(value: str) -> bool:
    """True for a value that its own shape does not give away, and that is no word of ours."""
    return re.search(r"[^\Wa_A9]", value) is not None and value.strip() not in ("", DANA)


def _told_by(received: Received | PaxError) -> str:
    return f"{received} {received!r}" if isinstance(received, PaxError) else told(received)


def _received(folder: Path) -> Received | PaxError:
    try:
        return receive_from(folder)
    except PaxError as error:
        return error


@given(st.lists(st.tuples(_CELLS, _CELLS, _CELLS, _CELLS), min_size=1, max_size=8))
@_QUIET
def test_no_value_of_a_broken_row_is_told(cells: list[tuple[str, ...]]) -> None:
    values = {cell.strip() for row in cells for cell in row if _secret(cell)}
    assume(values)
    with TemporaryDirectory() as place:
        lines = [f"{DANA},2020-01-01,,D1,dwelling", f"{DANA},2021-01-01,,D1,dwelling"]
        lines += [",".join([who, begins, ends, home, "dwelling"]) for who, begins, ends, home in cells]
        broken = csv_of("person_id,from_date,to_date,dwelling_id,placement", [*lines, ",".join(cells[0])])
        said = told(receive_csv(Path(place), residences=broken))
    assert [value for value in values if value in said] == []


@pytest.mark.parametrize("register", _SAMPLES)
@given(data=st.data())
@settings(_QUIET, max_examples=examples(5))
def test_bytes_changed_anywhere_end_in_a_clear_answer(register: str, data: st.DataObject) -> None:
    sample = CONTENT.folder("registers") / register / "sample"
    content = bytearray((sample / _SAMPLES[register]).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
        assume(content)
    with TemporaryDirectory() as place:
        folder = Path(place) / "in"
        shutil.copytree(sample, folder / register / DAY)
        (folder / register / DAY / _SAMPLES[register]).write_bytes(bytes(content))
        said = _told_by(_received(folder))
    names = ("Dana", "Evert", "Öberg", "198703122380", "19870312-2380", "198507041570")
    assert [name for name in names if name in said] == []


@given(st.binary(max_size=400))
@settings(_QUIET, max_examples=examples(5))
def test_any_bytes_as_any_file_end_in_a_clear_answer(content: bytes) -> None:
    with TemporaryDirectory() as place:
        for register, name in (("navet", "navet.xml"), ("leases", "hyreskontrakt.xlsx"), ("ssbtek", "svar-1.xml")):
            shutil.copytree(CONTENT.folder("registers") / register / "sample", Path(place) / "in" / register / DAY)
            (Path(place) / "in" / register / DAY / name).write_bytes(content)
        received = receive_from(Path(place) / "in")
    assert {refusal.register for refusal in received.refusals} >= {"navet", "leases", "ssbtek"}
