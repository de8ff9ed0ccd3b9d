"""What the definitions of the AI family say about cases, members and payments, in plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pax.vocabulary import months_back

Row = Mapping[str, Any]
World = Mapping[str, Sequence[Row]]
DAY = timedelta(days=1)
DEREGISTERED = {"AV", "UV", "OB", "FI"}


def open_in(case: Row, first: date, last: date) -> bool:
    """The case was open on some day between these; when it was opened is known."""
    return bool(case.get("opened_on")) and case["opened_on"] <= last and (case.get("closed_on") or last) >= first


def cases_of(world: World, first: date, last: date) -> dict[str, Row]:
    """The cases open on some day between these, by id."""
    return {case["aid_case_id"]: case for case in world.get("aid_cases", []) if open_in(case, first, last)}


def payments(world: World, as_of: date, look_back: int) -> Iterator[tuple[Row, Row]]:
    """(payment, case): uncancelled, above zero, paid in the look-back, of a case open in it."""
    first = months_back(as_of, look_back)
    cases = cases_of(world, first, as_of)
    for payment in world.get("aid_payments", []):
        paid_on = payment.get("pay_date")
        counts = not payment.get("cancelled") and (payment.get("amount") or 0) > 0
        if counts and payment["aid_case_id"] in cases and paid_on and first <= paid_on <= as_of:
            yield payment, cases[payment["aid_case_id"]]


def days(first: date | None, last: date | None) -> set[date]:
    """Every day from the first to the last; none where one is unknown."""
    if first is None or last is None:
        return set()
    return {first + DAY * number for number in range((last - first).days + 1)}


def covers(row: Row, day: date) -> bool:
    """The row's period holds the day."""
    start, end = row.get("from_date"), row.get("to_date")
    return start is not None and start <= day and (end is None or end >= day)


def age(birth_date: date | None, day: date) -> int | None:
    """Whole years on that day."""
    if birth_date is None:
        return None
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def person(world: World, person_id: object) -> Row:
    """The person's row; empty where the register has none."""
    return next((row for row in world.get("persons", []) if row["person_id"] == person_id), {})


def pair(one: str, other: str) -> str:
    """Two ids as an anchor."""
    return "|".join(sorted((one, other)))


def members_on(world: World, day: date, roles: Sequence[str]) -> list[Row]:
    """The member rows in these roles that hold on the day, of cases open on it."""
    cases = cases_of(world, day, day)
    return [
        row
        for row in world.get("aid_members", [])
        if row["aid_case_id"] in cases and row.get("role") in roles and covers(row, day)
    ]


def adults_on(world: World, day: date) -> set[str]:
    """The applicants and co-applicants, 18 or older, of cases open on the day."""
    here = {row["person_id"] for row in members_on(world, day, ("applicant", "co_applicant"))}
    return {one for one in here if (age(person(world, one).get("birth_date"), day) or 0) >= 18}
