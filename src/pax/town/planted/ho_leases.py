"""HO-02 two first-hand leases, HO-03 a lease without a living holder."""

from pax.town.answers import Key, home, pair
from pax.town.office import study_certificate
from pax.town.stage import Stage


def two_leases(stage: Stage, overlap: int, *, ended: int | None = None, kind: str = "first_hand") -> tuple[int, str]:
    """Dana lives in one flat and has held another beside it for so many days, until so many days ago.

    She can live in one of them only, so that HO-01 asks about the other.
    """
    dana = stage.person()
    own, other = stage.dwelling(2), stage.dwelling(3)
    stage.lives(dana, own, stage.ago(3000))
    last = 0 if ended is None else ended
    first = stage.lease(dana, own, stage.ago(3000))
    second = stage.lease(
        dana, other, stage.ago(last + overlap - 1), None if ended is None else stage.ago(ended), kind=kind
    )
    if kind == "student":
        study_certificate(stage, second, stage.ago(100), stage.ago(-100))
    elif ended is None:
        Key(stage, "HO-01", "person").asked(dana, second, "holds two leases and is registered in the other flat")
    return dana, pair(first, second)


def ho_02(stage: Stage) -> None:
    """Two leases at once: 126 days and far more; 125 days, a student lease, a replacement flat."""
    key = Key(stage, "HO-02", "person")
    key.asked(*two_leases(stage, 126), "two first-hand leases overlap by 126 days")
    key.asked(*two_leases(stage, stage.between(300, 1500)), "two first-hand leases side by side for a year or more")
    key.asked(*two_leases(stage, 200, ended=100), "two leases overlapped by 200 days; one ended 100 days ago")
    dana, _ = two_leases(stage, 125)
    key.silent(dana, "", "the overlap is 125 days: one day too short")
    dana, _ = two_leases(stage, 95, ended=20)
    key.silent(dana, "move", "rent was paid twice for three months during a move")
    dana, _ = two_leases(stage, 400, kind="student")
    key.silent(dana, "other_kind", "the second lease is a student lease")
    for explained, why in (
        ("evacuation", "the second flat is a replacement while the first is renovated"),
        ("relative", "the second lease is signed for a child's first home, with consent"),
        ("separation", "a couple has parted, and one lease is to go to the one who stays"),
        ("merged", "two small flats are one home"),
        ("list_error", "one lease was ended, but the list does not say so"),
    ):
        key.lawful(*two_leases(stage, stage.between(150, 700)), explained, why)
    alice, bob = stage.person(), stage.person()
    _three_leases(stage, alice, key)
    hidden, unmarked, before = (stage.person(protection=mark) for mark in ("sekretessmarkering", None, "none"))
    stage.renumbered(before, protection="skyddad_folkbokforing")
    for holder, why in (
        (hidden, "the holder is protected"),
        (unmarked, "the mark is missing, which protects"),
        (before, "the mark stands beside an older number of the holder's"),
    ):
        for nth in range(2):
            stage.lease(holder, stage.dwelling(2), stage.ago(900 + nth))
        key.silent(holder, "protected", why)
    _one_lease_together(stage, alice, bob, key)


def _three_leases(stage: Stage, alice: int, key: Key) -> None:
    homes = [stage.dwelling(2) for _ in range(3)]
    stage.lives(alice, homes[0], stage.ago(2000))
    held = [stage.lease(alice, dwelling, stage.ago(900 - 100 * nth)) for nth, dwelling in enumerate(homes)]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        key.asked(alice, pair(held[one], held[other]), "three leases at once are three questions")
    for lease in held[1:]:
        Key(stage, "HO-01", "person").asked(
            alice, lease, "holds three leases and is registered in another of the flats"
        )


def _one_lease_together(stage: Stage, alice: int, bob: int, key: Key) -> None:
    shared = stage.dwelling(3)
    stage.lives(bob, shared, stage.ago(1200))
    stage.lease([bob, stage.person()], shared, stage.ago(1200))
    key.silent(bob, "", "one lease, held together with another")


def dead_holder(stage: Stage, days: int, code: str = "AV") -> tuple[int, int, str]:
    """Dana held the lease of the home where she lived until she was deregistered so many days ago."""
    dana = stage.person(stage.between(60, 85))
    dwelling = stage.dwelling(2)
    stage.lives(dana, dwelling, stage.ago(4000))
    lease = stage.lease(dana, dwelling, stage.ago(4000))
    stage.gone(dana, stage.ago(days), code)
    return dana, dwelling, lease


def ho_03(stage: Stage) -> None:
    """A lease without a living holder: 180 days and years; 179 days, a spouse at home, a co-holder."""
    key = Key(stage, "HO-03", "dwelling")
    _, dwelling, lease = dead_holder(stage, 180)
    key.asked(home(dwelling), lease, "the only holder died 180 days ago")
    _, dwelling, lease = dead_holder(stage, stage.between(400, 1500), "UV")
    key.asked(home(dwelling), lease, "the only holder emigrated more than a year ago")
    _, dwelling, lease = dead_holder(stage, 300, "OB")
    key.asked(home(dwelling), lease, "the only holder has been missing for 300 days")
    _, dwelling, _ = dead_holder(stage, 179)
    key.silent(home(dwelling), "estate", "the only holder died 179 days ago")
    _widow(stage, key)
    _co_holder(stage, key)
    dana, dwelling, lease = dead_holder(stage, 400)
    sambo = stage.person(stage.between(60, 80))
    stage.lives(sambo, dwelling, stage.ago(2500))
    key.lawful(home(dwelling), lease, "cohabitant", "a sambo of many years remains; no register holds sambor")
    for code, explained, why in (
        ("UV", "returning", "the holder is abroad for a time, with the landlord's consent"),
        ("OB", "wrongly_gone", "deregistered as missing by mistake"),
        ("AV", "list_error", "the lease was ended, but the list does not say so"),
    ):
        _, dwelling, lease = dead_holder(stage, stage.between(200, 900), code)
        key.lawful(home(dwelling), lease, explained, why)
    dana, dwelling, _ = dead_holder(stage, 500)
    stage.mark(dana, protection="skyddad_folkbokforing")
    key.silent(home(dwelling), "protected", "the holder was protected")


def _widow(stage: Stage, key: Key) -> None:
    dana, dwelling, _ = dead_holder(stage, 400)
    widow = stage.person(stage.between(60, 85))
    stage.married(dana, widow, stage.ago(9000), stage.ago(400))
    stage.lives(widow, dwelling, stage.ago(4000))
    key.silent(home(dwelling), "spouse", "the widow or widower still lives there")


def _co_holder(stage: Stage, key: Key) -> None:
    dana, bob = stage.person(70), stage.person(68)
    dwelling = stage.dwelling(3)
    for person in (dana, bob):
        stage.lives(person, dwelling, stage.ago(5000))
    stage.lease([dana, bob], dwelling, stage.ago(5000))
    stage.gone(dana, stage.ago(500))
    key.silent(home(dwelling), "co_holder", "another holder of the lease is alive")


SCENES = (ho_02, ho_03)
