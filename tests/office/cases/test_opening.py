"""How a case begins: with a trigger, a purpose, a ground; behind whose wall; for whom; and never from a draw."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pax.vocabulary.hiding import hidden
from paxweb.accounts.models import Declared, Recusal, Role, StaffKey, TeamMember
from paxweb.cases.models import Case, Named, Party
from paxweb.frame.clock import now, today
from paxweb.intake.models import Conflict, Item, Question, RunState
from paxweb.ledger.models import Entry
from paxweb.signals.models import State, Work
from tests.office.cases.unit import WORDS, Desk
from tests.office.world import HOUSING, NEVER_USED, SOCIAL, sign_in

pytestmark = pytest.mark.django_db
HOUSING_KEY, SOCIAL_KEY = bytes([1]) * 32, bytes([2]) * 32
FROM_ITEM = {
    "casetype": "housing_company", "title": "Två hem i ett avtal", "cause": WORDS, "purpose": "control",
    "ground": "JB 12:26", "version": "0",
}  # fmt: skip


def read_item(desk: Desk, name: str = "Alice") -> Item:
    """The item of the housing company, read by somebody who holds it."""
    item = desk.world.items["lease"]
    Item.objects.filter(pk=item.pk).update(opened=True)
    Work.objects.filter(item=item).update(state=State.READ, taken_by=desk.user(name).pk, taken_at=now())
    item.refresh_from_db()
    return item


def open_from(desk: Desk, name: str, item: Item, **given: str) -> tuple[int, Case | None]:
    """What the page answers, and the case if there is one."""
    answer = desk.browser(name).post(
        reverse("cases:open_from_item", args=["sv", item.pk]), {**FROM_ITEM, "version": str(item.work.version), **given}
    )
    return answer.status_code, Case.objects.filter(item=item).first()


def test_a_case_from_an_item_is_about_whom_the_question_names_and_behind_its_wall(desk: Desk) -> None:
    item = read_item(desk)
    status, case = open_from(desk, "Alice", item)
    assert status == 302
    assert case is not None
    assert (case.wall_id, case.trigger, case.owner_id) == (item.wall_id, "signal", desk.user("Alice").pk)
    main = case.parties.get(main=True)
    assert main.subject_key == item.pk.hex * 2
    assert Work.objects.get(item=item).state == State.IN_CASE
    line = Entry.objects.get(act="case.open")
    assert line.items == [str(case.pk)]


def test_an_opened_item_offers_a_case_and_then_shows_it(desk: Desk) -> None:
    item = read_item(desk)
    address = reverse("signals:item", args=["sv", item.pk])
    way = reverse("cases:open_from_item", args=["sv", item.pk])
    assert way in desk.browser("Alice").get(address).content.decode()
    assert way not in desk.browser("Dana").get(address).content.decode()
    _, case = open_from(desk, "Alice", item)
    assert case is not None
    shown = desk.browser("Dana").get(address).content.decode()
    assert reverse("cases:case", args=["sv", case.pk]) in shown
    assert way not in desk.browser("Alice").get(address).content.decode()


def test_nothing_is_opened_from_what_is_unread_or_somebody_elses(desk: Desk) -> None:
    item = desk.world.items["lease"]
    assert open_from(desk, "Alice", item) == (409, None)
    read_item(desk, "Bob")
    assert open_from(desk, "Alice", item) == (409, None)
    assert open_from(desk, "Charlie", item) == (404, None)


def test_a_draw_opens_no_case_and_offers_none(desk: Desk) -> None:
    item = read_item(desk)
    Question.objects.filter(item=item).delete()
    way = reverse("cases:open_from_item", args=["sv", item.pk])
    assert way not in desk.browser("Alice").get(reverse("signals:item", args=["sv", item.pk])).content.decode()
    assert desk.browser("Alice").get(way).status_code == 302
    assert open_from(desk, "Alice", item) == (409, None)
    assert Work.objects.get(item=item).state == State.READ


def test_two_who_open_at_once_make_one_case(desk: Desk) -> None:
    item = read_item(desk)
    assert open_from(desk, "Alice", item)[0] == 302
    assert open_from(desk, "Alice", item, version="0")[0] == 409
    assert Case.objects.count() == 1


@pytest.mark.parametrize("field", ["casetype", "title", "trigger", "cause", "purpose", "ground", "subject_kind"])
def test_a_case_by_hand_says_why_for_what_and_on_which_ground(desk: Desk, field: str) -> None:
    given = {
        "casetype": "general", "title": "Ett ärende", "trigger": "report", "cause": WORDS, "purpose": "control",
        "ground": "FL 25", "subject_kind": "lease", "subject_id": "L-1", "subject_label": "",
    }  # fmt: skip
    address = reverse("cases:open", args=["sv", HOUSING])
    assert desk.browser("Alice").post(address, {**given, field: ""}).status_code == 400
    for other in ("other", "annat"):
        if field in ("purpose", "trigger"):
            assert desk.browser("Alice").post(address, {**given, field: other}).status_code == 400
    assert Case.objects.count() == 0
    assert desk.browser("Alice").post(address, given).status_code == 302


def test_a_signal_is_no_trigger_by_hand_and_a_type_is_its_boards(desk: Desk) -> None:
    address = reverse("cases:open", args=["sv", HOUSING])
    given = {
        "casetype": "social_board", "title": "Ett ärende", "trigger": "report", "cause": WORDS, "purpose": "control",
        "ground": "FL 25", "subject_kind": "lease", "subject_id": "L-1",
    }  # fmt: skip
    assert desk.browser("Alice").post(address, given).status_code == 400
    assert desk.browser("Alice").post(address, {**given, "casetype": "general", "trigger": "signal"}).status_code == 400


def test_numbers_run_by_board_and_year_and_a_teams_cases_in_their_own(desk: Desk) -> None:
    year = today().year
    first = desk.open(HOUSING, "general")
    closed = desk.open(HOUSING, "general", "Bob", team_only="on")
    second = desk.open(HOUSING, "general")
    other = desk.open(SOCIAL, "general")
    assert [case.number for case in (first, closed, second, other)] == [
        f"HOCO {year}/00001", f"HOCO-T {year}/00001", f"HOCO {year}/00002", f"SOSE {year}/00001",
    ]  # fmt: skip


def test_a_case_is_absent_outside_its_wall(desk: Desk) -> None:
    case = desk.open(HOUSING, "general")
    assert desk.browser("Alice").get(reverse("cases:case", args=["sv", case.pk])).status_code == 200
    there = desk.browser("Charlie").get(reverse("cases:case", args=["sv", case.pk]))
    nowhere = desk.browser("Charlie").get(reverse("cases:case", args=["sv", NEVER_USED]))
    assert (there.status_code, there.content) == (404, nowhere.content)
    assert case.number not in desk.browser("Charlie").get(reverse("cases:board", args=["sv", SOCIAL])).content.decode()


def test_a_teams_case_is_seen_by_those_named_alone(desk: Desk) -> None:
    case = desk.open(HOUSING, "general", "Bob", team_only="on", team=[str(desk.user("Alice").pk)])
    address = reverse("cases:case", args=["sv", case.pk])
    assert [desk.browser(name).get(address).status_code for name in ("Bob", "Alice", "Vera", "Dana")] == [
        200, 200, 404, 404,
    ]  # fmt: skip
    assert desk.post("Bob", "team", case, member=desk.user("Vera").pk).status_code == 302
    assert desk.browser("Vera").get(address).status_code == 200
    assert desk.post("Bob", "take_off", case, member=desk.user("Alice").pk).status_code == 302
    assert desk.browser("Alice").get(address).status_code == 404
    assert desk.post("Bob", "take_off", case, member=desk.user("Bob").pk).status_code == 409


def test_a_team_of_an_item_follows_to_its_case(desk: Desk) -> None:
    item = read_item(desk)
    Item.objects.filter(pk=item.pk).update(team_only=True)
    for name in ("Alice", "Vera"):
        days = {"from_date": today() - timedelta(days=1), "to_date": today() + timedelta(days=9)}
        TeamMember.objects.create(user=desk.user(name), item_id=item.pk, **days)
    _, case = open_from(desk, "Alice", item)
    assert case is not None
    assert case.team_only
    address = reverse("cases:case", args=["sv", case.pk])
    assert [desk.browser(name).get(address).status_code for name in ("Alice", "Vera", "Bob")] == [200, 200, 404]


def test_an_investigator_does_not_close_a_case_to_a_team(desk: Desk) -> None:
    case = desk.open(HOUSING, "general", team_only="on")
    assert not case.team_only


def test_whoever_declared_it_is_kept_away_before_and_after(desk: Desk) -> None:
    key = hidden(HOUSING_KEY, "lease", "L-1")
    Declared.objects.create(user=desk.user("Bob"), subject_kind="lease", subject_key=key, declared_at=now())
    case = desk.open(HOUSING, "general")
    address = reverse("cases:case", args=["sv", case.pk])
    assert desk.browser("Bob").get(address).status_code == 404
    dwelling = desk.open(HOUSING, "general", subject_kind="dwelling", subject_id="D-7")
    assert desk.browser("Vera").get(reverse("cases:case", args=["sv", dwelling.pk])).status_code == 200
    declared = {"kind": "dwelling", "identifier": "D-7"}
    assert desk.browser("Vera").post(reverse("accounts:declaring", args=["sv"]), declared).status_code == 302
    assert desk.browser("Vera").get(reverse("cases:case", args=["sv", dwelling.pk])).status_code == 404
    assert desk.browser("Vera").get(address).status_code == 200


def test_nobody_opens_a_case_about_themselves_or_those_close_to_them(desk: Desk) -> None:
    number = "197001012384"
    own = hidden(HOUSING_KEY, "person", number)
    StaffKey.objects.filter(user=desk.user("Alice"), board_id=HOUSING).update(key=own)
    given = {
        "casetype": "general", "title": "Ett ärende", "trigger": "report", "cause": WORDS, "purpose": "control",
        "ground": "FL 25", "subject_kind": "person", "subject_id": number,
    }  # fmt: skip
    answer = desk.browser("Alice").post(reverse("cases:open", args=["sv", HOUSING]), given)
    assert answer.status_code == 409
    assert (Case.objects.count(), Recusal.objects.count()) == (0, 0)
    case = desk.open(HOUSING, "general", "Bob", subject_kind="person", subject_id=number)
    assert desk.browser("Alice").get(reverse("cases:case", args=["sv", case.pk])).status_code == 404
    assert Party.objects.get(case=case).id_number == number


def test_whom_the_run_names_as_close_is_kept_away_from_a_case_by_hand(desk: Desk) -> None:
    run = desk.world.runs[HOUSING]
    key = StaffKey.objects.get(user=desk.user("Vera"), board_id=HOUSING).key
    subject = hidden(HOUSING_KEY, "lease", "L-1")
    Conflict.objects.create(run=run, staff_key=key, subject_kind="lease", subject_key=subject)
    assert run.state == RunState.IN_FORCE
    case = desk.open(HOUSING, "general")
    assert Named.objects.filter(case=case, subject_key=subject).exists()
    assert desk.browser("Vera").get(reverse("cases:case", args=["sv", case.pk])).status_code == 404
    given = desk.post("Bob", "owner", case, version=case.version, owner=desk.user("Vera").pk)
    assert given.status_code == 409
    assert "Inte tillgänglig" in given.content.decode()


def test_a_case_is_given_to_somebody_who_may_carry_it(desk: Desk) -> None:
    case = desk.open(HOUSING, "general")
    assert desk.post("Alice", "owner", case, version=0, owner=desk.user("Vera").pk).status_code == 404
    assert desk.post("Bob", "owner", case, version=0, owner=desk.user("Charlie").pk).status_code == 400
    due = str(today() + timedelta(days=9))
    assert desk.post("Bob", "owner", case, version=0, owner=desk.user("Vera").pk, owner_deadline=due).status_code == 302
    case.refresh_from_db()
    assert (case.owner_id, str(case.deadline)) == (desk.user("Vera").pk, due)


def test_tasks_notes_and_hours_are_kept_and_each_leaves_a_line(desk: Desk) -> None:
    case = desk.open(HOUSING, "general")
    lines = Entry.objects.filter(kind="change").count()
    assert desk.post("Alice", "note", case, note="Ringde, inget svar.").status_code == 302
    task = {"task": "Ring igen", "whose": desk.user("Bob").pk, "task_due": today()}
    assert desk.post("Alice", "task", case, **task).status_code == 302
    done = case.tasks.get()
    assert desk.post("Bob", "task_done", case, task_id=done.pk).status_code == 302
    assert desk.post("Bob", "task_done", case, task_id=done.pk).status_code == 409
    assert desk.post("Alice", "hours", case, day=today(), spent=30).status_code == 302
    assert desk.post("Alice", "hours", case, day=today() + timedelta(days=1), spent=30).status_code == 409
    assert desk.post("Alice", "register", case, version=0, diary_number="BO 2026/17").status_code == 302
    assert Entry.objects.filter(kind="change").count() == lines + 5
    page = desk.browser("Dana").get(reverse("cases:case", args=["sv", case.pk])).content.decode()
    assert all(text in page for text in ("Ringde, inget svar.", "Ring igen", "30 minuter", "BO 2026/17"))
    assert desk.post("Dana", "note", case, note="En läsare skriver inget.").status_code == 404


def test_a_reader_reads_and_no_more(desk: Desk) -> None:
    case = desk.open(HOUSING, "general")
    page = desk.browser("Dana").get(reverse("cases:case", args=["sv", case.pk])).content.decode()
    assert "Inget som din roll får göra" in page
    assert desk.step("Dana", case, "start_inquiry").status_code == 404
    lawyer = desk.world.person("Lova", (HOUSING, Role.LAWYER))
    browser = sign_in(Client(), lawyer)
    assert browser.get(reverse("cases:case", args=["sv", case.pk])).status_code == 200
