"""Somebody in a case becomes protected: every word of it is taken, and comes back only when a person confirms it."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models
from django.urls import reverse

from pax.vocabulary.hiding import hidden
from paxweb.accounts.access import machine
from paxweb.cases.models import Box, Case, Shielded
from paxweb.cases.shielding import mark_ended, shield_board
from paxweb.frame.clock import today
from paxweb.intake.models import ProtectedKey
from paxweb.ledger.models import Entry
from tests.office.cases.test_opening import SOCIAL_KEY
from tests.office.cases.test_visits import TWO
from tests.office.cases.unit import Desk
from tests.office.world import SOCIAL

pytestmark = pytest.mark.django_db
NUMBER = "197001012384"
CANARIES = ("kanarietitel", "kanarieorsak", "kanariegrund", "Kanarie Karlsson", "kanarieadress", NUMBER)
WRITTEN = ("kanariesteg", "kanarienot", "kanarieuppgift", "Kanarie Boende", "kanarieändamål", "kanarieförslag")


def held(desk: Desk) -> Case:
    """A case with a word in every place somebody can write."""
    case = desk.open(
        SOCIAL, "social_board", title="kanarietitel", cause="kanarieorsak i ord", ground="kanariegrund",
        subject_kind="person", subject_id=NUMBER, subject_label="Kanarie Karlsson", subject_address="kanarieadress",
    )  # fmt: skip
    desk.step("Charlie", case, "start_inquiry", write_0="kanariesteg i ord")
    for step, given in (("own_cause", {"answer": "said"}), ("visit_weighed", {})):
        desk.step("Charlie", case, step, **given)
    desk.step("Charlie", case, "visit_consent", **{**TWO, "name_0": "Kanarie Boende", "visit_for": "kanarieändamål"})
    desk.post("Charlie", "note", case, note="kanarienot i ord")
    desk.post("Charlie", "task", case, task="kanarieuppgift", whose=desk.user("Charlie").pk, task_due=today())
    desk.step("Sara", case, "crime_suspected", write_0="kanarieförslag i ord")
    return case


def protect(desk: Desk) -> int:
    """The newest run names the person as protected."""
    run = desk.world.runs[SOCIAL]
    ProtectedKey.objects.create(run=run, subject_key=hidden(SOCIAL_KEY, "person", NUMBER))
    with machine("machine:intake"):
        return shield_board(run, SOCIAL_KEY)


def everything() -> Iterator[str]:
    """Every value of every table of every room, as text."""
    for model in apps.get_models():
        if model._meta.app_label not in ("sessions", "contenttypes", "auth"):
            columns = [field for field in model._meta.concrete_fields if not isinstance(field, models.BinaryField)]
            for row in model._default_manager.values_list(*(field.attname for field in columns)):
                yield f"{model._meta.label} {row}"


def test_every_word_of_the_case_is_gone_from_pages_and_tables(desk: Desk) -> None:
    case = held(desk)
    kept = "\n".join(everything())
    assert [word for word in (*CANARIES, *WRITTEN) if word not in kept] == [], "the test would see nothing"
    assert protect(desk) == 1
    found = "\n".join(everything())
    assert [word for word in (*CANARIES, *WRITTEN) if word in found] == []
    for name in ("Charlie", "Sara"):
        for page in (
            reverse("cases:case", args=["sv", case.pk]), reverse("cases:board", args=["sv", SOCIAL]),
            reverse("cases:step", args=["sv", case.pk, "ask_documents"]),
        ):  # fmt: skip
            shown = desk.browser(name).get(page).content.decode()
            assert [word for word in (*CANARIES, *WRITTEN) if word in shown] == []
    assert (
        "Skyddade uppgifter" in desk.browser("Sara").get(reverse("cases:case", args=["sv", case.pk])).content.decode()
    )


def test_withholding_again_takes_nothing_twice_and_leaves_one_line(desk: Desk) -> None:
    held(desk)
    protect(desk)
    boxes = Box.objects.count()
    with machine("machine:intake"):
        assert shield_board(desk.world.runs[SOCIAL], SOCIAL_KEY) == 0
    assert Box.objects.count() == boxes
    assert Entry.objects.filter(act="case.withhold").count() == 1


def test_what_is_written_later_is_taken_too(desk: Desk) -> None:
    case = held(desk)
    protect(desk)
    assert desk.post("Charlie", "note", case, note="kanarie efteråt").status_code == 302
    assert "kanarie efteråt" not in "\n".join(everything())


def test_a_case_opened_about_somebody_protected_is_withheld_at_once(desk: Desk) -> None:
    protect(desk)
    case = held(desk)
    case.refresh_from_db()
    assert case.withheld
    assert [word for word in CANARIES if word in "\n".join(everything())] == []


def test_nothing_is_signed_unseen_and_nothing_is_taken_out(desk: Desk) -> None:
    case = held(desk)
    protect(desk)
    assert desk.sign("Selma", case).status_code == 409
    assert desk.post("Charlie", "file_note", case).status_code == 409


def test_one_field_is_opened_by_whoever_was_given_it_and_each_time_leaves_a_line(desk: Desk) -> None:
    case = held(desk)
    protect(desk)
    page = reverse("cases:protected", args=["sv", case.pk])
    assert desk.browser("Charlie").get(page).status_code == 404
    given = {"to": desk.user("Charlie").pk, "give_until": today(), "give_reason": "Kontakta tryggt."}
    assert desk.post("Sara", "give_protected", case, **given).status_code == 302
    shown = desk.browser("Charlie").get(page).content.decode()
    assert [word for word in (*CANARIES, *WRITTEN) if word in shown] == []
    box = Box.objects.get(case=case, model="cases.Note")
    opened = desk.post("Charlie", "protected", case, box=box.pk, field="text", purpose="contact").content.decode()
    assert "kanarienot" in opened
    assert "kanariesteg" not in opened
    assert Entry.objects.filter(act="protected.reveal", kind="read", detail__field="text").count() == 1


def test_protection_that_ended_is_lifted_by_a_person_and_not_before(desk: Desk) -> None:
    case = held(desk)
    protect(desk)
    assert desk.post("Sara", "protection_ended", case, sure="checked").status_code == 400
    ProtectedKey.objects.all().delete()
    with machine("machine:intake"):
        mark_ended(desk.world.runs[SOCIAL])
    case.refresh_from_db()
    assert case.withheld
    assert desk.post("Charlie", "protection_ended", case, sure="checked").status_code == 404
    assert desk.post("Sara", "protection_ended", case, sure="checked").status_code == 302
    case.refresh_from_db()
    assert (case.withheld, case.title, Box.objects.count()) == (False, "kanarietitel", 0)
    assert Shielded.objects.get(case=case).lifted_by_id == desk.user("Sara").pk
    page = desk.browser("Charlie").get(reverse("cases:case", args=["sv", case.pk])).content.decode()
    assert "kanariesteg" in page


@pytest.mark.skipif(connection.vendor != "postgresql", reason="rights are PostgreSQL's")
def test_the_office_may_not_write_what_is_withheld_nor_read_who_stands_where(desk: Desk) -> None:
    with connection.cursor() as cursor:
        for table, right in (("cases_named", "SELECT"), ("cases_series", "SELECT"), ("cases_box", "INSERT")):
            cursor.execute("SELECT has_table_privilege('pax_office', %s, %s)", [table, right])
            assert cursor.fetchall() == [(False,)]
        for table in ("cases_event", "cases_note", "cases_case", "cases_outcome"):
            cursor.execute("SELECT has_table_privilege('pax_office', %s, 'DELETE')", [table])
            assert cursor.fetchall() == [(False,)]
        cursor.execute("SELECT has_column_privilege('pax_office', 'cases_event', 'written', 'UPDATE')")
        assert cursor.fetchall() == [(False,)]
