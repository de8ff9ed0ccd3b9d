"""Every register's sample is read to what it says."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pax.registers import Received
from tests.engine.registers.deliveries import CONTENT, DAY, found, receive_from, rows

DANA, EVERT, FIA, GUN = "198703122380", "198507041570", "201509212463", "194205182287"
HUGO, IVAR, DANA_BEFORE = "197911011393", "196302251196", "198703729044"
REGISTERS = ("exchange", "navet", "leases", "aid")


@pytest.fixture(scope="module")
def skoby(tmp_path_factory: pytest.TempPathFactory) -> Received:
    folder = tmp_path_factory.mktemp("board") / "in"
    for register in REGISTERS:
        shutil.copytree(CONTENT.folder("registers") / register / "sample", folder / register / DAY)
    return receive_from(folder, as_of=None)


def test_nothing_is_refused_and_the_day_is_that_of_the_delivery(skoby: Received) -> None:
    assert skoby.refusals == ()
    assert skoby.as_of == date(2026, 6, 30)
    assert [delivery.register for delivery in skoby.deliveries] == sorted(REGISTERS)


def test_dana_has_two_leases_and_guns_lease_has_no_number(skoby: Received) -> None:
    leases = rows(
        skoby, "tenancies", "tenancy_id", "holder_id", "kind", "monthly_rent", "from_date", "to_date", "src_line"
    )
    assert leases[0] == ("K-1001", DANA, "first_hand", Decimal("8450.50"), date(2021, 9, 1), None, 5)
    assert leases[1] == ("K-1002", DANA, "first_hand", Decimal("6120.00"), date(2010, 1, 15), date(2026, 7, 31), 6)
    assert leases[2] == ("K-1003", None, "senior", Decimal("7900.00"), date(1998, 10, 1), None, 7)


def test_the_aid_files_are_read_in_their_own_words(skoby: Received) -> None:
    assert rows(skoby, "aid_cases", "applicant_id", "placement", "declared_rent") == [
        (DANA, "none", Decimal("8450.50")),
        (GUN, "none", Decimal("7900.00")),
        (HUGO, "shelter", None),
    ]
    assert rows(skoby, "aid_members", "person_id", "role", "counted_share")[2] == (FIA, "child", Decimal("0.5"))
    payments = rows(skoby, "aid_payments", "payment_id", "account", "purpose", "amount", "cancelled", "src_line")
    assert payments[1] == ("U-2", "BG:50501233", "rent", Decimal("8450.50"), False, 3)
    assert payments[4] == ("U-5", "okänt", "other", Decimal("350.00"), True, 7)


def test_a_payment_to_an_account_of_unknown_form_is_not_lost(skoby: Received) -> None:
    assert (7, "account", "kept: an account of unknown form") in found(skoby)


def test_navet_gives_persons_with_their_marks_and_old_numbers(skoby: Received) -> None:
    persons = rows(skoby, "persons", "person_id", "replaced_by", "protection", "deregistration_code", "src_line")
    assert persons == [
        (DANA, None, "none", None, 7),
        (DANA_BEFORE, DANA, "none", None, 7),
        (EVERT, None, "none", None, 30),
        (FIA, None, "none", None, 49),
        (GUN, None, "none", "AV", 67),
        (HUGO, None, "sekretessmarkering", None, 79),
        (IVAR, None, "skyddad_folkbokforing", None, 90),
    ]
    assert skoby.marked == {HUGO, IVAR}


def test_a_relative_without_a_number_is_kept_without_one(skoby: Received) -> None:
    relations = rows(skoby, "relations", "person_id", "related_id", "kind", "from_date")
    assert (DANA, None, "MO", None) in relations
    assert (FIA, EVERT, "FA", date(2015, 9, 21)) in relations


def test_historys_start_dates_become_periods_and_old_homes_are_found(skoby: Received) -> None:
    homes = rows(skoby, "residences", "person_id", "from_date", "to_date", "dwelling_id", "placement")
    assert [home[1:] for home in homes if home[0] == DANA] == [
        (date(2008, 8, 1), date(2010, 1, 14), None, "unknown"),
        (date(2010, 1, 15), date(2013, 2, 1), "SK-0002", "dwelling"),
        (date(2021, 9, 1), None, "SK-0001", "dwelling"),
    ]
    assert [home[1:] for home in homes if home[0] == EVERT] == [
        (date(2014, 5, 31), date(2021, 8, 31), "SK-0003", "dwelling"),
        (date(2021, 9, 1), None, "SK-0001", "dwelling"),
    ]


def test_death_ends_the_last_home_and_skyddad_folkbokforing_has_none(skoby: Received) -> None:
    homes = rows(skoby, "residences", "person_id", "to_date", "dwelling_id", "placement")
    assert (GUN, date(2026, 2, 14), "SK-0003", "dwelling") in homes
    assert (IVAR, None, None, "municipality") in homes


def test_a_home_that_is_not_found_exactly_is_counted_not_guessed(skoby: Received) -> None:
    fia = [home for home in rows(skoby, "residences", "person_id", "dwelling_id", "placement") if home[0] == FIA]
    assert fia == [(FIA, None, "dwelling"), (FIA, "SK-0001", "dwelling")]
    assert (49, "dwelling_id", "kept: the dwelling is not found exactly among the dwellings delivered beside") in found(
        skoby
    )


def test_the_same_delivery_gives_the_same_bytes_and_quality(tmp_path: Path) -> None:
    received = []
    for name in ("one", "two"):
        folder = tmp_path / name / "in"
        for register in REGISTERS:
            shutil.copytree(CONTENT.folder("registers") / register / "sample", folder / register / DAY)
        received.append(receive_from(folder))
    one, two = received
    assert (one.deliveries, one.quality) == (two.deliveries, two.quality)
    assert {name: path.read_bytes() for name, path in one.tables.items()} == {
        name: path.read_bytes() for name, path in two.tables.items()
    }
