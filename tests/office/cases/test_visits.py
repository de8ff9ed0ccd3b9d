"""A home visit: a purpose, everyone's consent, a written weighing, a cause of its own; and none of it skipped."""

import pytest

from paxweb.cases.models import Case, Consent, Event
from tests.office.cases.unit import WORDS, Desk
from tests.office.world import HOUSING, SOCIAL

pytestmark = pytest.mark.django_db
TWO = {
    "visit_for": "Se hur hushållet bor.",
    "name_0": "Dana", "told_0": "on", "given_0": "on", "child_0": "on",
    "name_1": "Disa", "told_1": "on", "given_1": "on", "interpreter_1": "on",
}  # fmt: skip


def before_visit(desk: Desk, trigger: str = "tip") -> Case:
    """An inquiry at the social board with a cause of its own and a weighing."""
    case = desk.open(SOCIAL, "social_board", trigger=trigger)
    for step, given in (("start_inquiry", {}), ("own_cause", {"answer": "said"}), ("visit_weighed", {})):
        assert desk.step("Charlie", case, step, **given).status_code == 302
    return case


def test_a_tip_alone_opens_no_visit(desk: Desk) -> None:
    case = desk.open(SOCIAL, "social_board", trigger="tip")
    assert desk.step("Charlie", case, "start_inquiry").status_code == 302
    for step in ("visit_weighed", "visit_consent", "home_visit"):
        assert desk.step("Charlie", case, step, **TWO).status_code == 409
    assert desk.step("Charlie", case, "own_cause", answer="tip").status_code == 400
    assert desk.step("Charlie", case, "own_cause", answer="said").status_code == 302


def test_no_visit_without_a_written_weighing(desk: Desk) -> None:
    case = before_visit(desk)
    Event.objects.filter(case=case, step="visit_weighed").delete()
    assert desk.step("Charlie", case, "visit_weighed", write_0="").status_code == 400
    assert desk.step("Charlie", case, "home_visit").status_code == 409


def test_everyone_consents_one_by_one_and_then_the_visit_is_open(desk: Desk) -> None:
    case = before_visit(desk)
    assert desk.step("Charlie", case, "home_visit").status_code == 409
    assert desk.step("Charlie", case, "visit_consent", **TWO).status_code == 302
    kept = list(Consent.objects.filter(case=case).order_by("id"))
    assert [(each.name, each.child_present, each.interpreter) for each in kept] == [
        ("Dana", True, False),
        ("Disa", False, True),
    ]
    assert {each.purpose for each in kept} == {"Se hur hushållet bor."}
    assert desk.step("Charlie", case, "home_visit").status_code == 302


@pytest.mark.parametrize(
    "changes",
    [{"visit_for": ""}, {"told_1": ""}, {"name_0": "", "name_1": ""}],
    ids=["no purpose", "not told of the right to refuse", "nobody named"],
)
def test_a_consent_that_is_not_whole_cannot_be_saved(desk: Desk, changes: dict[str, str]) -> None:
    case = before_visit(desk)
    given = {name: value for name, value in {**TWO, **changes}.items() if value}
    assert desk.step("Charlie", case, "visit_consent", **given).status_code == 400
    assert Consent.objects.count() == 0
    assert Event.objects.filter(case=case, step="visit_consent").count() == 0


def test_one_no_closes_the_visit(desk: Desk) -> None:
    case = before_visit(desk)
    given = {name: value for name, value in TWO.items() if name != "given_1"}
    assert desk.step("Charlie", case, "visit_consent", **given).status_code == 302
    assert Event.objects.get(case=case, step="visit_consent").answer == "refused"
    assert desk.step("Charlie", case, "home_visit").status_code == 409


def test_whoever_takes_back_their_consent_closes_the_visit_until_all_have_said_yes_again(desk: Desk) -> None:
    case = before_visit(desk)
    desk.step("Charlie", case, "visit_consent", **TWO)
    consent = Consent.objects.get(case=case, name="Disa")
    assert desk.post("Charlie", "consent_withdrawn", case, consent_id=consent.pk).status_code == 302
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    assert desk.step("Charlie", case, "home_visit").status_code == 409
    assert desk.post("Charlie", "consent_withdrawn", case, consent_id=consent.pk).status_code == 409
    assert desk.step("Charlie", case, "visit_consent", **TWO).status_code == 302
    assert desk.step("Charlie", case, "home_visit").status_code == 302


def test_a_no_stands_until_the_one_who_said_it_says_yes(desk: Desk) -> None:
    case = before_visit(desk)
    others = {name: value for name, value in TWO.items() if not name.endswith("_1")}
    no = {name: value for name, value in TWO.items() if name != "given_1"}
    assert desk.step("Charlie", case, "visit_consent", **no).status_code == 302
    assert desk.step("Charlie", case, "visit_consent", **others).status_code == 409
    assert desk.step("Charlie", case, "visit_consent", **{**TWO, "name_1": "  DISA "}).status_code == 302
    consent = Consent.objects.filter(case=case, given=True).order_by("-id")[0]
    assert desk.post("Charlie", "consent_withdrawn", case, consent_id=consent.pk).status_code == 302
    assert desk.step("Charlie", case, "visit_consent", **others).status_code == 409
    assert desk.step("Charlie", case, "home_visit").status_code == 409


def test_whose_no_is_withheld_is_counted(desk: Desk) -> None:
    case = before_visit(desk)
    others = {name: value for name, value in TWO.items() if not name.endswith("_1")}
    no = {name: value for name, value in TWO.items() if name != "given_1"}
    assert desk.step("Charlie", case, "visit_consent", **no).status_code == 302
    Consent.objects.update(name="", withheld=True)
    assert desk.step("Charlie", case, "visit_consent", **others).status_code == 409
    assert desk.step("Charlie", case, "visit_consent", **TWO).status_code == 302


def test_consent_to_one_visit_is_none_to_the_next(desk: Desk) -> None:
    case = before_visit(desk)
    desk.step("Charlie", case, "visit_consent", **TWO)
    assert desk.step("Charlie", case, "home_visit").status_code == 302
    assert desk.step("Charlie", case, "home_visit").status_code == 409


def test_suspected_crime_closes_the_visit_whatever_was_consented(desk: Desk) -> None:
    case = before_visit(desk)
    desk.step("Charlie", case, "visit_consent", **TWO)
    desk.step("Sara", case, "crime_suspected")
    assert desk.sign("Selma", case).status_code == 302
    assert desk.step("Charlie", case, "home_visit").status_code == 409


def test_the_landlords_access_takes_the_word_of_whoever_is_at_home(desk: Desk) -> None:
    case = desk.open(HOUSING, "housing_company")
    for step, given in (
        ("check_registers", {}),
        ("own_cause", {"answer": "own_record"}),
        ("visit_weighed", {}),
        ("access_announced", {}),
    ):
        assert desk.step("Alice", case, step, **given).status_code == 302
    assert desk.step("Alice", case, "access_done", visit_for=WORDS).status_code == 400
    no = {"visit_for": WORDS, "name_0": "Dana", "told_0": "on"}
    assert desk.step("Alice", case, "access_done", **no).status_code == 409
    assert desk.step("Alice", case, "access_done", **no, given_0="on").status_code == 302
    assert desk.step("Alice", case, "access_done", visit_for=WORDS, nobody_home="on").status_code == 302
