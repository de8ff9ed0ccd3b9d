"""Addresses as Swedes write them mean one dwelling, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pax.registers.addresses import Address, Doors, read_address

READ = {
    "Storgatan 4": Address("storgatan", "4"),
    "STORGATAN 4 A": Address("storgatan", "4", "A"),
    "Storgatan 4a lgh 1203": Address("storgatan", "4", "A", apartment="1203"),
    "Storgatan 4 A, lgh. 1203": Address("storgatan", "4", "A", apartment="1203"),
    "Storgatan 4, 2 tr": Address("storgatan", "4", floor=2),
    "Storgatan 4 B 3tr ö g": Address("storgatan", "4", "B", floor=3),
    "Storgatan 4 nb": Address("storgatan", "4", floor=0),
    "Storgatan 4 uppg C lgh 1001": Address("storgatan", "4", staircase="C", apartment="1001"),
    "c/o Ek, Storgatan 4": Address("storgatan", "4", care_of="Ek"),
    "C/O Dana Ek Storgatan 4": Address("storgatan", "4", care_of="Dana Ek"),
    "Storgatan 4, 123 45 Skoby": Address("storgatan", "4", postal_code="12345", city="skoby"),
    "Storgatan 4 lgh 1101 99901 SKOBY": Address("storgatan", "4", apartment="1101", postal_code="99901", city="skoby"),
    "S:t  Eriks\u00a0Gata 12-14 B": Address("s:t eriks gata", "12", "B"),
    "Dr. Ek väg 007": Address("dr ek väg", "7"),
    "Box 123, 123 45 Skoby": Address(postal_code="12345", city="skoby"),
    "Skoby gård": Address(),
    "": Address(),
}
DOORS = Doors.of(
    {"dwelling_id": key, "street": "Storgatan", "number": number, "letter": letter, "staircase": stairs,
     "apartment_number": door, "postal_code": "999 01"}
    for key, number, letter, stairs, door in (
        ("D1", "4", None, "A", "1101"), ("D2", "4", None, "A", "1102"), ("D3", "4", None, "A", "1201"),
        ("D4", "4", None, "B", "1101"), ("D5", "6", "A", None, None), ("D6", "6", "B", None, None),
    )
)  # fmt: skip
FOUND = {
    "Storgatan 4 A lgh 1101": "D1",
    "Storgatan 4 uppg B lgh 1101": "D4",
    "Storgatan 4 A 2 tr": "D3",
    "Storgatan 4 B": "D4",
    "Storgatan 6 A": "D5",
    "storgatan 6b, 99901 Skoby": "D6",
    "Storgatan 4 lgh 1101": None,
    "Storgatan 4 A 1 tr": None,
    "Storgatan 4 A lgh 1105": None,
    "Storgatan 6": None,
    "Storgatan 6 A lgh 1001": None,
    "Storgatan 6 A, 111 11 Annanstad": None,
    "Lillgatan 6 A": None,
    "Box 6": None,
}


@pytest.mark.parametrize("written", READ)
def test_an_address_is_taken_apart(written: str) -> None:
    assert read_address(written) == READ[written]


@pytest.mark.parametrize("written", FOUND)
def test_only_the_one_dwelling_that_fits_everything_is_found(written: str) -> None:
    assert DOORS.find(read_address(written)) == FOUND[written]


@given(st.text(max_size=60))
def test_no_text_is_too_strange_to_read(written: str) -> None:
    assert DOORS.find(read_address(written)) in {*FOUND.values()}


@given(
    st.sampled_from(["Storgatan", "Östra Ågatan", "Kvarn väg"]), st.integers(1, 999), st.sampled_from(["", "A", "b"])
)
def test_case_and_spaces_mean_nothing(street: str, number: int, letter: str) -> None:
    one = read_address(f"{street} {number}{letter}")
    other = read_address(f"  {street.upper()}   {number} {letter.upper()} ")
    assert one == other
    assert (one.number, one.letter) == (str(number), letter.upper())
