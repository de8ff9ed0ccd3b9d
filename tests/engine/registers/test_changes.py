"""Changes take the place of what was known, in order; a new full delivery begins again."""

import shutil
from datetime import date
from pathlib import Path

from pax.registers import Received
from tests.engine.registers.deliveries import CONTENT, found, receive_from, rows

DANA, EVERT, HUGO = "198703122380", "198507041570", "197911011393"


def _lay(tmp_path: Path, *deliveries: tuple[str, str]) -> Path:
    folder = tmp_path / "in"
    for register, day in (("exchange", "2026-06-30"), *deliveries):
        shutil.copytree(CONTENT.folder("registers") / register / "sample", folder / register / day)
    return folder


def _persons(received: Received) -> dict[str, tuple[str | None, str | None, str]]:
    return {row[0]: row[1:] for row in rows(received, "persons", "person_id", "surname", "protection", "src_register")}


def test_a_notice_takes_the_place_of_all_that_was_known_of_its_person(tmp_path: Path) -> None:
    folder = _lay(tmp_path, ("navet", "2026-06-30"), ("navet_changes", "2026-07-06"))
    received = receive_from(folder, as_of=None)
    persons = _persons(received)
    assert persons[EVERT] == ("Ödman", "none", "navet_changes")
    assert persons[HUGO] == ("Alm", "none", "navet_changes")
    assert persons[DANA] == ("Öberg", "none", "navet")
    homes = rows(received, "residences", "person_id", "from_date", "to_date", "dwelling_id", "src_register")
    assert [home[1:] for home in homes if home[0] == EVERT] == [
        (date(2021, 9, 1), date(2026, 6, 30), "SK-0001", "navet_changes"),
        (date(2026, 7, 1), None, "SK-0002", "navet_changes"),
    ]
    assert not [row for row in rows(received, "relations", "person_id") if row == (EVERT,)]
    assert received.as_of == date(2026, 7, 6)


def test_an_older_post_about_the_same_number_is_told_and_not_used(tmp_path: Path) -> None:
    received = receive_from(_lay(tmp_path, ("navet", "2026-06-30"), ("navet_changes", "2026-07-06")))
    assert (5, "person_id", "kept: an older post about the same number: the latest is used") in found(received)


def test_a_new_full_delivery_begins_again(tmp_path: Path) -> None:
    folder = _lay(tmp_path, ("navet", "2026-06-30"), ("navet_changes", "2026-07-06"), ("navet", "2026-07-31"))
    received = receive_from(folder)
    assert {register for _, _, register in _persons(received).values()} == {"navet"}
    assert [(delivery.register, delivery.date.day) for delivery in received.deliveries] == [
        ("exchange", 30),
        ("navet", 31),
    ]


def test_changes_without_a_full_delivery_are_refused(tmp_path: Path) -> None:
    received = receive_from(_lay(tmp_path, ("navet_changes", "2026-07-06")))
    assert [(refusal.register, refusal.ask) for refusal in received.refusals] == [
        ("navet_changes", "whoever delivers the register navet")
    ]


def test_a_gap_in_the_sequence_is_reported(tmp_path: Path) -> None:
    folder = _lay(tmp_path, ("navet", "2026-06-30"), ("navet_changes", "2026-07-06"), ("navet_changes", "2026-07-20"))
    later = folder / "navet_changes" / "2026-07-20" / "andringar.xml"
    later.write_bytes(later.read_bytes().replace(b"<LopNr>42<", b"<LopNr>45<"))
    received = receive_from(folder)
    gaps = [row for row in received.quality if "gap" in row.problem]
    assert [(row.problem, row.file) for row in gaps] == [
        ("kept: a gap in the sequence of deliveries: 43 to 44", "andringar.xml")
    ]


def test_a_changed_payment_replaces_the_one_before_and_a_new_one_is_added(tmp_path: Path) -> None:
    received = receive_from(_lay(tmp_path, ("aid", "2026-06-30"), ("aid_changes", "2026-07-01")))
    payments = rows(received, "aid_payments", "payment_id", "cancelled", "src_register")
    assert payments == [
        ("U-1", False, "aid"),
        ("U-2", False, "aid"),
        ("U-4", False, "aid"),
        ("U-5", True, "aid"),
        ("U-3", True, "aid_changes"),
        ("U-6", False, "aid_changes"),
    ]


def test_a_mark_that_a_notice_lifts_is_lifted(tmp_path: Path) -> None:
    folder = _lay(tmp_path, ("navet", "2026-06-30"))
    assert HUGO in receive_from(folder).marked
    shutil.copytree(CONTENT.folder("registers") / "navet_changes" / "sample", folder / "navet_changes" / "2026-07-06")
    assert HUGO not in receive_from(folder).marked
