"""Identity numbers: real ones are refused by a made-up municipality, made-up ones by a real one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pax.vocabulary import (
    Account,
    Identity,
    NotAnIdentity,
    OrgNumber,
    PersonNumber,
    check_digit,
    fictitious_check_digit,
)

REAL, FICTITIOUS = Identity.REAL, Identity.FICTITIOUS
days = st.dates(date(1880, 1, 1), date(2026, 12, 31))
serials = st.integers(1, 999).map("{:03}".format)
organisation_bodies = st.tuples(st.integers(0, 99), st.integers(2, 9), st.integers(0, 999999)).map(
    lambda parts: f"{parts[0]:02}{parts[1]}{parts[2]:06}"
)
giro_bodies = st.integers(100_000, 9_999_999).map(str)


def person(day: str, serial: str, identity: Identity) -> str:
    """Twelve digits for an eight-digit day, with the check digit of that kind of number."""
    body = day[2:] + serial
    digit = check_digit(body) if identity is REAL else fictitious_check_digit(body)
    return f"{day}{serial}{digit}"


def coordination(day: date) -> str:
    """The eight digits of a coordination number's day."""
    return f"{day:%Y%m}{day.day + 60}"


@given(days, serials, st.booleans(), st.sampled_from(Identity))
def test_a_number_is_taken_by_its_own_kind_of_municipality_only(
    day: date, serial: str, is_coordination: bool, kind: Identity
) -> None:
    number = person(coordination(day) if is_coordination else f"{day:%Y%m%d}", serial, kind)
    other = FICTITIOUS if kind is REAL else REAL
    parsed = PersonNumber.parse(number, kind)
    assert parsed.digits == number
    assert parsed.birth_date == day
    assert parsed.is_coordination == is_coordination
    with pytest.raises(NotAnIdentity, match="takes only"):
        PersonNumber.parse(number, other)


@given(days, serials)
def test_a_hyphen_and_surrounding_space_change_nothing(day: date, serial: str) -> None:
    number = person(f"{day:%Y%m%d}", serial, FICTITIOUS)
    assert PersonNumber.parse(f" {number[:8]}-{number[8:]}\n", FICTITIOUS).digits == number


@given(days, serials, st.integers(0, 9))
def test_every_other_check_digit_is_wrong(day: date, serial: str, digit: int) -> None:
    number = person(f"{day:%Y%m%d}", serial, FICTITIOUS)
    real = person(f"{day:%Y%m%d}", serial, REAL)
    tried = number[:11] + str(digit)
    if tried in (number, real):
        return
    for kind in Identity:
        with pytest.raises(NotAnIdentity, match="check digit"):
            PersonNumber.parse(tried, kind)


@given(st.integers(1900, 2020), st.integers(0, 12), serials)
def test_a_coordination_number_may_leave_day_or_month_open(year: int, month: int, serial: str) -> None:
    number = PersonNumber.parse(person(f"{year}{month:02}60", serial, FICTITIOUS), FICTITIOUS)
    assert number.is_coordination
    assert number.birth_date is None


@pytest.mark.parametrize("day", ["20230229", "20231301", "20230100", "20230132", "20231392", "20230099"])
def test_a_day_that_does_not_exist_is_refused(day: str) -> None:
    for kind in Identity:
        with pytest.raises(NotAnIdentity):
            PersonNumber.parse(person(day, "238", kind), kind)


@pytest.mark.parametrize("kind", Identity)
def test_the_serial_000_is_never_given(kind: Identity) -> None:
    with pytest.raises(NotAnIdentity):
        PersonNumber.parse(person("20150916", "000", kind), kind)


@given(st.text("0123456789BGPANK:- ", min_size=6, max_size=16).map(str.strip).filter(lambda text: len(text) > 5))
def test_an_error_never_shows_what_was_written(text: str) -> None:
    for kind in (PersonNumber, OrgNumber, Account):
        assert text not in refusal(kind, text)


def refusal(kind: type[PersonNumber] | type[OrgNumber] | type[Account], text: str) -> str:
    """Why the text is refused; empty when it is taken."""
    try:
        kind.parse(text, FICTITIOUS)
    except NotAnIdentity as error:
        return str(error)
    return ""


@given(days, serials)
def test_a_number_does_not_show_itself(day: date, serial: str) -> None:
    number = person(f"{day:%Y%m%d}", serial, FICTITIOUS)
    assert number[-4:] not in repr(PersonNumber.parse(number, FICTITIOUS))


@given(organisation_bodies, st.sampled_from(Identity))
def test_an_organisation_number_is_taken_by_its_own_kind_only(body: str, kind: Identity) -> None:
    digit = check_digit(body) if kind is REAL else fictitious_check_digit(body)
    number = f"{body}{digit}"
    for written in (number, f"{number[:6]}-{number[6:]}", f"16{number}"):
        assert OrgNumber.parse(written, kind).digits == number
    with pytest.raises(NotAnIdentity, match="takes only"):
        OrgNumber.parse(number, FICTITIOUS if kind is REAL else REAL)


@given(days, serials)
def test_a_person_is_no_organisation(day: date, serial: str) -> None:
    with pytest.raises(NotAnIdentity):
        OrgNumber.parse(person(f"{day:%Y%m%d}", serial, REAL)[2:], REAL)


@given(st.sampled_from(["BG", "PG"]), giro_bodies, st.sampled_from(Identity))
def test_a_giro_account_is_taken_by_its_own_kind_only(giro: str, body: str, kind: Identity) -> None:
    digit = check_digit(body) if kind is REAL else fictitious_check_digit(body)
    account = f"{giro}:{body}{digit}"
    assert Account.parse(account, kind).text == account
    with pytest.raises(NotAnIdentity, match="takes only"):
        Account.parse(account, FICTITIOUS if kind is REAL else REAL)


def test_a_bank_account_needs_its_clearing_number() -> None:
    assert Account.parse("BANK:8327-123456789", FICTITIOUS).text == "BANK:8327-123456789"
    for broken in ("BANK:123456789", "8327-123456789", "IBAN:8327-1", "BG:12"):
        with pytest.raises(NotAnIdentity):
            Account.parse(broken, FICTITIOUS)
