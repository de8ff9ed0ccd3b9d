"""The pages of cases: lists that filter, pages that ask few things, forms that meet hostile hands, a note taken out."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paxweb.cases.actions.shared import change
from paxweb.cases.models import Case, Event, Note, Party, Task
from paxweb.cases.types import all_types, events_of, place_of
from paxweb.frame.clock import now, today
from paxweb.ledger.models import Entry
from tests.office.access.things import make_case
from tests.office.accounts.hostile import values
from tests.office.cases.roads import AFTER_DEPARTURE, TWO_HOMES
from tests.office.cases.test_roads import walk
from tests.office.cases.test_visits import TWO, before_visit
from tests.office.cases.unit import WORDS, Desk
from tests.office.world import HOUSING, SOCIAL

pytestmark = pytest.mark.django_db
TOLD = re.compile(r"SAVEPOINT|RELEASE|BEGIN|COMMIT|SET ROLE|RESET ROLE|SELECT (set_config|current_setting)\(")
MOST_LIST, MOST_CASE = 14, 30


def asked(desk: Desk, name: str, address: str) -> int:
    """How many things a page asks for, the log's own rows apart."""
    browser = desk.browser(name)
    assert browser.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return sum(not TOLD.match(each["sql"]) and "ledger_" not in each["sql"] for each in queries)


def test_a_case_asks_as_few_things_however_much_was_done(desk: Desk) -> None:
    case = desk.open(HOUSING, "housing_company")
    address = reverse("cases:case", args=["sv", case.pk])
    before = asked(desk, "Alice", address)
    alice, bob = desk.user("Alice"), desk.user("Bob")
    Note.objects.bulk_create(Note(case=case, text=f"n {each}", by=bob, at=now()) for each in range(200))
    Task.objects.bulk_create(
        Task(case=case, text=f"t {each}", whose=alice, due=today(), made_at=now()) for each in range(200)
    )
    Party.objects.bulk_create(
        Party(case=case, kind="person", subject_key=f"{each:064x}", label=f"p {each}") for each in range(50)
    )
    Event.objects.bulk_create(
        Event(case=case, seq=each + 1, step="access_announced", written=[WORDS], by=bob, at=now(), digest="0" * 64)
        for each in range(200)
    )
    assert asked(desk, "Alice", address) == before <= MOST_CASE


def test_the_list_asks_as_few_things_however_many_cases(desk: Desk) -> None:
    address = reverse("cases:board", args=["sv", HOUSING])
    desk.open(HOUSING, "general")
    before = asked(desk, "Alice", address)
    for each in range(150):
        make_case(desk.world, f"case {each}", HOUSING, False)
    assert asked(desk, "Alice", address) == before <= MOST_LIST
    page = desk.browser("Alice").get(address)
    assert len(page.context["shown"].rows) == 100
    assert len(desk.browser("Alice").get(address, {"page": "2"}).context["shown"].rows) == 51
    line = Entry.objects.filter(act="case.list", kind="read").latest("id")
    assert len(line.items) == 51


def test_the_list_is_chosen_by_state_by_who_and_by_day(desk: Desk) -> None:
    mine = desk.open(HOUSING, "housing_company", deadline=str(today() - timedelta(days=1)))
    bobs = desk.open(HOUSING, "register", "Bob", deadline=str(today() + timedelta(days=3)))
    ended = walk(desk, TWO_HOMES)
    chosen = {
        "": {mine, bobs},
        "state=ended": {ended},
        "state=housing_company.opened": {mine},
        "owner=me": {mine},
        f"owner={desk.user('Bob').pk}": {bobs},
        "due=late": {mine},
        "due=week": {bobs},
        "due=none": set(),
    }
    for query, cases in chosen.items():
        page = desk.browser("Alice").get(f"{reverse('cases:board', args=['sv', HOUSING])}?{query}")
        assert {row.case.pk for row in page.context["shown"].rows} == {case.pk for case in cases}, query
    wrong = desk.browser("Alice").get(f"{reverse('cases:board', args=['sv', HOUSING])}?owner=x&state=y&page=-1")
    assert wrong.status_code == 400


def test_the_page_says_what_is_missing_and_marks_where_the_case_stands(desk: Desk) -> None:
    case = desk.open(HOUSING, "housing_company")
    desk.step("Alice", case, "check_registers")
    for language, words in (
        ("sv", ("Registren kontrollerade", "först när", "har svaret nej", "Vägen hit:")),
        ("en", ("Registers checked", "only when", "has the answer no", "The way here:")),
    ):
        page = desk.browser("Alice").get(reverse("cases:case", args=[language, case.pk])).content.decode()
        assert [word for word in words if word not in page] == []
        assert page.count("pax-ways-box pax-ways-here") == 1


def test_the_note_for_the_persons_file_is_plain_text_and_an_act_of_its_own(desk: Desk) -> None:
    case = walk(desk, AFTER_DEPARTURE)
    answer = desk.post("Charlie", "file_note", case)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    text = answer.content.decode()
    assert all(word in text for word in (case.number, "Kräv tillbaka", "Sara och Selma", "12000", "Utfall"))
    assert Entry.objects.filter(act="case.export", kind="change").count() == 1
    assert desk.browser("Charlie").get(reverse("cases:file_note", args=["sv", case.pk])).status_code == 405


def test_a_change_behind_the_back_of_an_action_is_seen(desk: Desk) -> None:
    case = desk.open(HOUSING, "general")
    change(desk.actor("Alice"), case, case.version, deadline=today())
    assert case.version == 1


STEPS = {
    "an answer and words": ("finding", "answer", "write_0"),
    "a day to come": ("communicate", "day", "minutes"),
    "residents": ("visit_consent", "name_0", "told_0"),
    "an ending": ("close", "finding", "gain_stopped", "horizon"),
}


@pytest.mark.parametrize("which", sorted(STEPS))
def test_hostile_hands_break_no_step_and_what_is_refused_changes_nothing(desk: Desk, which: str) -> None:
    step, *fields = STEPS[which]
    case = before_visit(desk)
    if step == "finding":
        for each, given in (
            ("check_favour", {"answer": "nothing"}),
            ("communicate", {}),
            ("answer", {"answer": "answered"}),
        ):
            assert desk.step("Charlie", case, each, **given).status_code == 302
    if step == "close":
        assert desk.step("Sara", case, "ground_not_to_tell").status_code == 302
    good = {
        "finding": {"answer": "right"},
        "communicate": {},
        "visit_consent": TWO,
        "close": {"answer": "explained", "finding": "right"},
    }[step]
    for field in (*fields, "version"):
        for word, value in values({"number": 10**9}).items():
            _send(desk, case, step, {**good, field: value}, f"{step}.{field} = {word}")


def _send(desk: Desk, case: Case, step: str, given: dict[str, object], said: str) -> None:
    before = (Event.objects.count(), Entry.objects.filter(kind="change").count())
    address = reverse("cases:step", args=["sv", case.pk, step])
    case.refresh_from_db()
    fields: dict[str, object] = {"version": case.version}
    found = all_types()[case.casetype].steps[step]
    fields |= {f"write_{number}": WORDS for number in range(len(found.write))}
    if found.day is not None:
        fields["day"] = str(today() + timedelta(days=21))
    answer = desk.browser("Charlie").post(address, {**fields, **given})
    assert answer.status_code < 500, said
    if answer.status_code != 302:
        assert (Event.objects.count(), Entry.objects.filter(kind="change").count()) == before, said
        return
    last = Event.objects.filter(case=case).latest("seq")
    Event.objects.filter(pk=last.pk).delete()
    place = place_of(case, events_of(desk.actor("Charlie"), case))
    Case.objects.filter(pk=case.pk).update(state=place.state, ended_on=None)


def test_a_board_without_purposes_opens_nothing(desk: Desk) -> None:
    desk.world.runs[SOCIAL].document = {}
    desk.world.runs[SOCIAL].save(update_fields=["document"])
    page = desk.browser("Charlie").get(reverse("cases:open", args=["sv", SOCIAL]))
    assert [value for value, _ in page.context["form"].fields["purpose"].choices] == [""]
