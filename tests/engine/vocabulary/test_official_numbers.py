"""Every official test number is real to Pax, and refused where the municipality is made up."""

import csv
import json
from typing import Any

import pytest

from pax.vocabulary import Identity, NotAnIdentity, OrgNumber, PersonNumber
from tests.data import third_party


def numbers(file: str) -> list[str]:
    """The first column of one list of official test numbers."""
    with (third_party("identity") / file).open(encoding="utf-8", newline="") as opened:
        return [row[0] for row in csv.reader(opened)][1:]


def vectors(file: str) -> list[dict[str, Any]]:
    """One file of the cross-language test vectors."""
    entries: list[dict[str, Any]] = json.loads((third_party("identity") / file).read_text(encoding="utf-8"))
    return entries


@pytest.mark.parametrize(
    ("file", "count", "coordination"),
    [("testpersonnummer.csv", 41_493, False), ("test_coordination_numbers.csv", 2_240, True)],
)
def test_every_official_number_is_accepted_as_real(file: str, count: int, coordination: bool) -> None:
    parsed = [PersonNumber.parse(number, Identity.REAL) for number in numbers(file)]
    assert len(parsed) == count
    assert all(number.is_coordination == coordination for number in parsed)


@pytest.mark.parametrize("file", ["testpersonnummer.csv", "test_coordination_numbers.csv"])
def test_every_official_number_is_refused_by_a_made_up_municipality(file: str) -> None:
    assert {refusal(number) for number in numbers(file)} == {
        "a real number, and this municipality takes only fictitious ones"
    }


def refusal(number: str) -> str:
    """Why a made-up municipality refuses the number; empty when it does not."""
    try:
        PersonNumber.parse(number, Identity.FICTITIOUS)
    except NotAnIdentity as error:
        return str(error)
    return ""


def test_coordination_numbers_that_leave_day_or_month_open_are_legal() -> None:
    open_ones = [n for n in numbers("test_coordination_numbers.csv") if n[4:6] == "00" or n[6:8] == "60"]
    assert len(open_ones) == 170
    assert all(PersonNumber.parse(number, Identity.REAL).birth_date is None for number in open_ones)


def test_the_vectors_of_other_languages_agree() -> None:
    for vector in vectors("list.json"):
        if vector["valid"]:
            assert PersonNumber.parse(vector["long_format"], Identity.REAL).digits == vector["long_format"]
        else:
            with pytest.raises(NotAnIdentity):
                PersonNumber.parse(vector["long_format"], Identity.REAL)


def test_an_interim_number_is_no_identity_here() -> None:
    for vector in vectors("interim.json"):
        with pytest.raises(NotAnIdentity, match="twelve digits"):
            PersonNumber.parse(vector["long_format"], Identity.REAL)


def test_organisation_numbers_of_other_languages_agree() -> None:
    for vector in vectors("orgnumber.json"):
        assert OrgNumber.parse(vector["separated_format"], Identity.REAL).digits == vector["short_format"]
