"""HO-04 a student lease without studies, HO-06 passed on after an exchange, HO-08 one employer behind many leases."""

from pax.town.answers import Key, home, pair
from pax.town.office import lease_certificate, organisation, study_certificate
from pax.town.stage import Stage


def student(stage: Stage, days: int) -> tuple[int, str]:
    """Dana has held a student lease for so many days."""
    dana = stage.person(stage.between(19, 34))
    room = stage.dwelling(1, category="student", known="student")
    stage.lives(dana, room, stage.for_days(days))
    return dana, stage.lease(dana, room, stage.for_days(days), kind="student", rent=4_100)


def ho_04(stage: Stage) -> None:
    """A certificate over for 120 days, or none ever; 119 days, a new one, one without an end, a new lease."""
    key = Key(stage, "HO-04", "person")
    dana, lease = student(stage, 900)
    study_certificate(stage, lease, stage.ago(400), stage.ago(120))
    key.asked(dana, lease, "the certificate ended 120 days ago")
    dana, lease = student(stage, stage.between(700, 2000))
    study_certificate(stage, lease, stage.ago(690), stage.ago(500))
    study_certificate(stage, lease, stage.ago(480), stage.ago(300))
    key.asked(dana, lease, "the latest certificate ended 300 days ago")
    dana, lease = student(stage, 121)
    key.asked(dana, lease, "no certificate since the lease began 120 days ago")
    dana, lease = student(stage, 900)
    study_certificate(stage, lease, stage.ago(400), stage.ago(119))
    key.silent(dana, "between_terms", "the certificate ended 119 days ago")
    dana, lease = student(stage, 900)
    study_certificate(stage, lease, stage.ago(600), stage.ago(300))
    study_certificate(stage, lease, stage.ago(100), stage.ago(-60))
    key.silent(dana, "valid_certificate", "a later certificate is valid")
    dana, lease = student(stage, 900)
    study_certificate(stage, lease, stage.ago(500), None)
    key.silent(dana, "valid_certificate", "the certificate has no end")
    dana, _ = student(stage, 120)
    key.silent(dana, "between_terms", "the lease began 119 days ago")
    for explained, why in (
        ("not_shown", "studies, but has not shown a new certificate"),
        ("pause", "on leave from the studies for illness"),
        ("doctoral", "a doctoral student, who has no ordinary certificate"),
        ("time_to_leave", "has been given time to move after graduation"),
    ):
        dana, lease = student(stage, 700)
        study_certificate(stage, lease, stage.ago(690), stage.ago(200))
        key.lawful(dana, lease, explained, why)
    dana, lease = student(stage, 700)
    stage.mark(dana, protection="sekretessmarkering")
    key.silent(dana, "protected", "the holder is protected")


def passed_on(
    stage: Stage, after: int, how: str = "exchange", *, first: str = "exchange", ages: tuple[int, int] = (0, 0)
) -> tuple[int, str, int, int]:
    """Alice got a flat by exchange; so many days after, Bob has it; flat, anchor, Alice, Bob."""
    alice, bob = (stage.person(age) for age in ages)
    flat = stage.dwelling(3)
    begun = stage.ago(after + 100)
    stage.lives(alice, flat, begun, begun + after - 1)
    stage.away(alice, begun + after)
    stage.lives(bob, flat, begun + after)
    one = stage.lease(alice, flat, begun, begun + after - 1, acquired=first)
    other = stage.lease(bob, flat, begun + after, acquired=how)
    return flat, pair(one, other), alice, bob


def ho_06(stage: Stage) -> None:
    """Passed on within 365 days, or within a month; after 366, by the queue, to a relative, to one long lived with."""
    key = Key(stage, "HO-06", "dwelling")
    flat, anchor, _, _ = passed_on(stage, 365)
    key.asked(home(flat), anchor, "exchanged again 365 days after the exchange")
    flat, anchor, _, _ = passed_on(stage, stage.between(20, 60), "transfer")
    key.asked(home(flat), anchor, "transferred a month or two after the exchange")
    flat, anchor, _, _ = passed_on(stage, 200, "takeover")
    key.asked(home(flat), anchor, "taken over 200 days after the exchange by someone unrelated")
    flat, _, _, _ = passed_on(stage, 366)
    key.silent(home(flat), "after_a_year", "exchanged again 366 days after the exchange")
    flat, _, _, _ = passed_on(stage, 200, "queue")
    key.silent(home(flat), "back_to_queue", "the next tenant came through the queue")
    flat, _, _, _ = passed_on(stage, 200, first="queue")
    key.silent(home(flat), "", "the first lease was no exchange")
    flat, _, alice, bob = passed_on(stage, 200, "transfer", ages=(24, 52))
    stage.parent(alice, bob)
    key.silent(home(flat), "family", "transferred to a parent or child")
    flat, _, alice, bob = passed_on(stage, 150, "takeover")
    earlier = stage.dwelling(3, landlord=None)
    for person, late, until in ((alice, 0, 251), (bob, 40, 101)):
        stage.lives(person, earlier, stage.ago(1200 - late), stage.ago(900))
        stage.away(person, stage.ago(899), stage.ago(until))
    key.silent(home(flat), "family", "the two had lived together elsewhere for more than 180 days")
    for explained, why in (
        ("exceptional", "new work elsewhere: exceptional grounds"),
        ("three_way", "part of a chain of three flats that the landlords have examined"),
        ("unregistered_partner", "taken over by a sambo who was never registered there before"),
    ):
        flat, anchor, _, _ = passed_on(stage, stage.between(60, 300), "takeover")
        key.lawful(home(flat), anchor, explained, why)
    flat, _, alice, _ = passed_on(stage, 100)
    stage.mark(alice, protection="sekretessmarkering")
    key.silent(home(flat), "protected", "the first holder is protected")


def hired(stage: Stage, count: int, days: int, employees: int | None) -> int:
    """So many leases signed on certificates of one employer, the oldest so many days ago; the employer."""
    employer = organisation(stage, employees=employees)
    for nth in range(count):
        dana = stage.person(stage.between(20, 55))
        flat = stage.dwelling(2)
        since = stage.ago(days - 10 * nth)
        stage.lives(dana, flat, since)
        lease_certificate(stage, stage.lease(dana, flat, since), employer, since)
    return employer


def ho_08(stage: Stage) -> None:
    """Five leases on one small employer's certificates, or a dozen; four, ten employees, unknown, older than a year."""
    key = Key(stage, "HO-08", "organisation")
    key.asked(hired(stage, 5, 300, 9), "", "five leases on certificates of an employer of nine")
    many = hired(stage, stage.between(9, 14), 200, 0)
    key.asked(many, "", "many leases on certificates of an employer without employees")
    key.silent(hired(stage, 4, 300, 3), "few_certificates", "four leases")
    key.silent(hired(stage, 8, 300, 10), "large_employer", "ten employees")
    key.silent(hired(stage, 8, 300, None), "", "employees unknown")
    spread = hired(stage, 5, 372, 4)
    key.silent(spread, "few_certificates", "the first of five certificates is older than twelve months")
    for explained, why in (
        ("growing", "a new company that grows: the number of employees is old"),
        ("agency", "hires out staff, who are counted in another company"),
        ("turnover", "a restaurant: people are hired and leave"),
    ):
        key.lawful(hired(stage, stage.between(5, 8), 250, stage.between(1, 9)), "", explained, why)


SCENES = (ho_04, ho_06, ho_08)
