"""Every number in a town is fictitious, well formed and its own."""

from datetime import date

import numpy as np
import pytest

from pax.town import numbers
from pax.town.days import to_day
from pax.vocabulary import Account, Identity, NotAnIdentity, OrgNumber, PersonNumber
from tests.engine.town.towns import rows, town


def test_every_person_has_a_fictitious_number_and_none_a_real_one() -> None:
    for row in rows(town(), "persons"):
        PersonNumber.parse(row["person_id"], Identity.FICTITIOUS)
        with pytest.raises(NotAnIdentity):
            PersonNumber.parse(row["person_id"], Identity.REAL)


def test_no_two_persons_share_a_number() -> None:
    people = [row["person_id"] for row in rows(town(), "persons")]
    assert len(people) == len(set(people))


def test_the_birth_date_is_the_one_in_the_number() -> None:
    for row in rows(town(), "persons"):
        assert row["birth_date"] == PersonNumber(row["person_id"]).birth_date


def test_some_coordination_numbers_leave_the_month_or_the_day_open() -> None:
    stems = [row["person_id"][4:8] for row in rows(town(5_000), "persons")]
    assert any(stem.startswith("00") for stem in stems)
    assert any(stem.endswith("60") for stem in stems)


def test_the_last_serial_digit_tells_the_sex() -> None:
    sexes = {row["person_id"]: row["sex"] for row in rows(town(), "person_groups")}
    assert all((int(number[10]) % 2 == 1) == (sex == "M") for number, sex in sexes.items())


def test_every_organisation_has_a_fictitious_number() -> None:
    for row in rows(town(), "organisations"):
        if len(row["org_id"]) == 10:
            OrgNumber.parse(row["org_id"], Identity.FICTITIOUS)
        else:  # a sole trader's firm has the person's own number
            PersonNumber.parse(row["org_id"], Identity.FICTITIOUS)


def test_every_account_is_one() -> None:
    for row in rows(town(), "aid_payments"):
        Account.parse(row["account"], Identity.FICTITIOUS)


def test_nine_hundred_people_born_on_one_day_have_distinct_numbers() -> None:
    male = np.arange(900) % 2 == 0
    day = np.full(900, to_day(date(1984, 2, 29)))
    made = numbers.person_numbers(day, male, np.zeros(900, int))
    assert len(set(made.tolist())) == 900
    assert all(PersonNumber.parse(str(number), Identity.FICTITIOUS) for number in made)


def test_more_people_of_one_sex_and_day_than_there_are_serials_are_refused() -> None:
    crowd = np.zeros(496, int)
    with pytest.raises(ValueError, match="too many persons"):
        numbers.person_numbers(crowd, crowd == 1, crowd)


def test_the_serial_000_never_stands() -> None:
    assert all(row["person_id"][8:11] != "000" for row in rows(town(), "persons"))
