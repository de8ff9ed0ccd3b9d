"""register.yml is read strictly: what is missing or unknown is refused by name, and never by its value."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from pax.content import Content, schema
from pax.registers import Source, read_source, register_ids
from pax.vocabulary import WrongUse
from tests.engine.registers.deliveries import AS_OF, CONTENT, DANA, receive_from, rows


def _changed(tmp_path: Path, register: str, change: Callable[[dict[str, object]], object]) -> Source:
    folder = tmp_path / "registers"
    shutil.copytree(CONTENT.folder("registers"), folder)
    path = folder / register / "register.yml"
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    return read_source(Content(tmp_path), register, schema(CONTENT).tables)


@pytest.mark.parametrize("register", register_ids(CONTENT))
def test_every_layout_is_whole_and_has_a_sample(register: str) -> None:
    source = read_source(CONTENT, register, schema(CONTENT).tables)
    assert source.layout.kind in ("published", "assumed")
    assert source.purposes
    assert any((source.folder / "sample").iterdir())


@pytest.mark.parametrize("key", ["purposes", "secrecy", "retention_days", "layout", "title"])
def test_a_missing_key_is_refused_by_name(key: str, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=f"{key} is missing"):
        _changed(tmp_path, "aid", lambda document: document.pop(key))


def test_an_unknown_key_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="retention is no key"):
        _changed(tmp_path, "aid", lambda document: document.update(retention=3))


def test_a_table_that_does_not_exist_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="fills names leases, which is no canonical table"):
        _changed(tmp_path, "leases", lambda document: document.update(fills=["leases"]))


def test_an_empty_purpose_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="purposes"):
        _changed(tmp_path, "leases", lambda document: document.update(purposes=[]))


def test_a_boards_own_columns_need_no_code(tmp_path: Path) -> None:
    def rename(document: dict[str, object]) -> None:
        document["columns"] = {
            "aid_cases": {"Nr": "aid_case_id", "Pnr": "applicant_id", "Start": "opened_on", "Hem": "placement"}
        }
        document["files"] = {"aid_cases": "*.txt"}
        document["fills"] = ["aid_cases"]
        document["words"] = {"aid_cases.placement": {"Jourboende": "shelter"}}

    _changed(tmp_path, "aid", rename)
    folder = tmp_path / "in" / "aid" / "2026-06-30"
    folder.mkdir(parents=True)
    text = f"Utdrag ur systemet\n\nStart\tNr\tPnr\tHem\n2026-01-02\t7\t{DANA}\tJOURBOENDE\n"
    (folder / "out.txt").write_text(text, encoding="utf-8")
    received = receive_from(tmp_path / "in", as_of=AS_OF, content=Content(tmp_path))
    assert rows(received, "aid_cases", "aid_case_id", "applicant_id", "placement", "src_line") == [
        ("7", DANA, "shelter", 4)
    ]


@pytest.mark.parametrize("register", register_ids(CONTENT))
def test_every_register_stands_on_the_page_with_its_layout_and_source(register: str) -> None:
    source = read_source(CONTENT, register, schema(CONTENT).tables)
    page = (CONTENT.root / "docs" / "registers.md").read_text(encoding="utf-8")
    line = next(line for line in page.splitlines() if line.startswith(f"| `{register}` |"))
    assert f"{source.layout.kind}: {source.layout.source} ({source.layout.date})" in line
    assert source.title.en in line
