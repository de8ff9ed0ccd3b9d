"""Whatever stands in the fields of any register's files: one clear answer, no traceback, and no value told."""

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pax.registers import register_ids
from pax.vocabulary import PaxError
from tests.drawn import examples
from tests.engine.registers.deliveries import CONTENT, DAY, receive_from, told

_TEXTS = {
    register: [path.name for path in sorted((CONTENT.folder("registers") / register / "sample").iterdir())]
    for register in register_ids(CONTENT)
}
_TEXTS = {register: [name for name in names if not name.endswith(".xlsx")] for register, names in _TEXTS.items()}
_SECRET = st.one_of(
    st.from_regex(r"(19|20)\d{6}-?\d{4}", fullmatch=True),
    st.from_regex(r"[A-ZÅÄÖ][a-zåäö]{7,12} [A-ZÅÄÖ][a-zåäö]{7,12}", fullmatch=True),
    st.from_regex(r"[a-z]{12}@[a-z]{8}\.se", fullmatch=True),
)
_ODD = st.one_of(
    st.sampled_from(
        ["", "0", "-1", "null", "2026-02-30", "99999999", "1e9999", "JA", "'", '"', "<x/>", "&a;", "\ufeff", "$|;"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=12),
)


@pytest.mark.parametrize("register", [register for register, names in _TEXTS.items() if names])
@given(data=st.data())
@settings(
    max_examples=examples(4), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
def test_fields_changed_anywhere_end_in_a_clear_answer(register: str, data: st.DataObject) -> None:
    sample = CONTENT.folder("registers") / register / "sample"
    name = data.draw(st.sampled_from(_TEXTS[register]))
    content = (sample / name).read_bytes()
    encoding = "latin-1" if b"ISO-8859-1" in content[:100] else "utf-8"
    text = content.decode(encoding, errors="surrogateescape")
    assume(text)
    secrets = []
    for _ in range(data.draw(st.integers(1, 3))):
        fields = list(re.finditer(r"[\w.-]+", text))
        field = data.draw(st.sampled_from(fields))
        secret = data.draw(st.booleans())
        value = data.draw(_SECRET if secret else _ODD)
        secrets += [value] if secret else []
        text = text[: field.start()] + value + text[field.end() :]
    with TemporaryDirectory() as place:
        folder = Path(place) / "in"
        shutil.copytree(sample, folder / register / DAY)
        (folder / register / DAY / name).write_bytes(
            text.encode(encoding, errors="surrogateescape" if encoding == "utf-8" else "replace")
        )
        try:
            said = told(receive_from(folder))
        except PaxError as error:
            said = f"{error} {error!r}"
    assert [value for value in secrets if value in said] == []
