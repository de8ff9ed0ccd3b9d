"""Homes that many share for good reasons, and leases of another kind: students, the old, staff, sublets with leave.

Told apart in the registers (category, `known_addresses`, kind of lease, permit), so that no rule has cause to ask.
"""

from pax.town import calibration
from pax.town.frames import dwelling_id, org_code
from pax.town.office import organisation, permit, study_certificate, trigger
from pax.town.stage import Stage

_ROOMS = 24  # in a student house. Assumed
_BEDS = 12  # in a home for the old. Assumed


def settle_collective(stage: Stage, people: int, households: int) -> None:
    """Student houses, homes for the old and for those newly arrived, block leases, sublets with leave."""
    for _ in range(1 + round(calibration.STUDENTS * people / _ROOMS)):
        _student_house(stage)
    for nth in range(1 + round(calibration.ELDERLY_HOMES * households / _BEDS)):
        _home_for_the_old(stage, "care" if nth % 2 else None)
    for _ in range(1 + people // 40_000):
        _reception(stage)
    for _ in range(1 + round(calibration.BLOCK_LEASES * households / 3)):
        _block_lease(stage)
    for _ in range(1 + round(calibration.SUBLETS_WITH_PERMIT * households * calibration.MUNICIPAL_SHARE)):
        _sublet(stage)


def _student_house(stage: Stage) -> None:
    prop, built = stage.new_property(), stage.ago(stage.between(3000, 15000))
    residents = []
    for _ in range(_ROOMS):
        room = stage.dwelling(1, category="student", prop=prop, built=built, known="student")
        student = stage.person(stage.between(19, 28), kin=stage.between(0, 4) > 0)
        days = stage.between(30, 1100)
        stage.lives(student, room, stage.ago(days))
        lease = stage.lease(student, room, stage.ago(days), kind="student", rent=4_200)
        study_certificate(
            stage, lease, stage.ago(min(days, stage.between(10, 170))), stage.ago(stage.between(-200, 90))
        )
        residents.append(student)
    shared = stage.dwelling(2, category="student", prop=prop, built=built, known="student")
    for _ in range(stage.between(5, 8)):
        student = stage.person(stage.between(19, 28))
        stage.lives(student, shared, stage.ago(stage.between(100, 700)))
        residents.append(student)
    trigger(stage, "tip", "dwelling", dwelling_id(shared), stage.ago(stage.between(0, 300)))
    stage.households.append(("student_house", f"student_house-{prop}", tuple(residents)))


def _home_for_the_old(stage: Stage, known: str | None) -> None:
    prop, built = stage.new_property(), stage.ago(stage.between(3000, 15000))
    residents = []
    for _ in range(_BEDS):
        room = stage.dwelling(1, category="elderly_or_disabled", landlord=None, prop=prop, built=built, known=known)
        old = stage.person(stage.between(78, 97))
        stage.lives(old, room, stage.ago(stage.between(20, 1500)))
        residents.append(old)
    stage.households.append(("home_for_the_old", f"home_for_the_old-{prop}", tuple(residents)))


def _reception(stage: Stage) -> None:
    """Forty people at one address, who came and went; a known address."""
    home = stage.dwelling(20, category="other_special", landlord=None, known="reception")
    trigger(stage, "returned_mail", "dwelling", dwelling_id(home), stage.ago(stage.between(0, 300)))
    residents = []
    for nth in range(40):
        guest = stage.person(stage.between(18, 50), kin=False, region=3, immigrated=True)
        since = stage.ago(stage.between(60, 700))
        if nth % 2:
            stage.lives(guest, home, since)
        else:
            stage.lives(guest, home, since, since + 50)
            stage.away(guest, since + 51, code=60 + nth)
        residents.append(guest)
    stage.households.append(("reception", f"reception-{home}", tuple(residents)))


def _block_lease(stage: Stage) -> None:
    """A company rents some flats for its staff."""
    firm = organisation(stage, employees=stage.between(30, 300))
    for _ in range(3):
        flat = stage.dwelling(stage.between(2, 3))
        stage.lease(org_code(firm), flat, stage.ago(stage.between(500, 1500)), kind="block")
        staff = stage.strangers(flat, stage.between(1, 3), stage.ago(stage.between(40, 400)), gap=31)
        stage.households.append(("block_lease", f"block_lease-{flat}", tuple(staff)))


def _sublet(stage: Stage) -> None:
    """The holder is away for a year, with leave to sublet."""
    holder, guest = stage.person(stage.between(22, 65)), stage.person(stage.between(20, 50))
    flat = stage.dwelling(stage.between(1, 3))
    since = stage.ago(stage.between(20, 340))
    stage.lives(holder, flat, since - 1200, since - 1)
    stage.away(holder, since, code=70)
    stage.lives(guest, flat, since + 2)
    lease = stage.lease(holder, flat, since - 1200)
    permit(stage, lease, since, since + 364, guest)
    stage.households.append(("sublet_with_leave", f"sublet_with_leave-{flat}", (holder, guest)))
