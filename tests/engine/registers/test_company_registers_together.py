"""Several registers about companies, delivered side by side."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pax.registers import Received, Wish, depot
from pax.vocabulary import Silent, WrongUse
from tests.engine.registers.deliveries import CONTENT, DANA, DAY, municipality, organisation, receive_from, rows

HUGO = "197911011393"
BERGA, LINDEN = organisation("556000231"), organisation("769000561")


def _receive(tmp_path: Path, *registers: str, first: str | None) -> Received:
    for register in registers:
        shutil.copytree(CONTENT.folder("registers") / register / "sample", tmp_path / "in" / register / DAY)
    sources = {"organisations": first} if first else {}
    return receive_from(tmp_path / "in", holder=municipality(sources=sources))


def test_the_settings_must_say_which_register_comes_first(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="bods and bolagsverket both fill the table organisations"):
        _receive(tmp_path, "bods", "bolagsverket", first=None)


def test_the_first_registers_rows_stand_and_the_others_give_what_it_lacks(tmp_path: Path) -> None:
    received = _receive(tmp_path, "bolagsverket", "ssbtgu", first="ssbtgu")
    companies = {
        row[0]: row[1:] for row in rows(received, "organisations", "org_id", "f_tax", "street", "src_register")
    }
    assert companies[BERGA] == (True, "Kvarngatan", "ssbtgu")
    assert companies[LINDEN] == (None, "Lindvägen", "bolagsverket")
    assert len(companies) == 6


def test_roles_of_all_registers_count_and_one_said_twice_is_one(tmp_path: Path) -> None:
    received = _receive(tmp_path, "ssbten", "ssbtgu", first="ssbtgu")
    held = rows(received, "organisation_roles", "org_id", "role", "person_id")
    dana = sorted((org, role) for org, role, who in held if who == DANA)
    assert dana == [
        (DANA, "sole_trader"),
        (BERGA, "board_member"),
        (BERGA, "chief_executive"),
        (BERGA, "engagemang"),
        (LINDEN, "engagemang"),
    ]


def test_of_a_company_in_both_only_the_first_registers_row_stands(tmp_path: Path) -> None:
    received = _receive(tmp_path, "bods", "bolagsverket", first="bolagsverket")
    assert {row[0] for row in rows(received, "organisations", "src_register")} == {"bolagsverket"}


def test_the_store_keeps_no_sole_trader_whom_no_register_names(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    shutil.copytree(CONTENT.folder("registers") / "bolagsverket" / "sample", folder / "bolagsverket" / DAY)
    wish = Wish("social_services", municipality(), CONTENT, None, None)
    depot.deliver(store, [folder], wish, datetime(2026, 7, 1, tzinfo=UTC), Silent())
    files = sorted(path for path in store.rglob("*") if path.is_file())
    assert any(path.match("bolagsverket/*/tables/organisations.parquet") for path in files)
    for path in files:
        held = str(duckdb.read_parquet(str(path)).fetchall()) if path.suffix == ".parquet" else path.read_text()
        assert HUGO not in held, path
