"""Deletion: decided by two, nothing of it left anywhere, gone on with when killed, stopped by a hold, proved."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.db import connection

from paxweb.accounts.clearances.limits import NotAllowed
from paxweb.cases.models import Case
from paxweb.frame.clock import now, today
from paxweb.intake.models import Item
from paxweb.ledger.models import Entry
from paxweb.rights import deleting
from paxweb.rights.actions.delete import Proposed, decide, propose_deletion
from paxweb.rights.actions.keep import end_hold, hold
from paxweb.rights.models import Deletion, DeletionState, Hold, PersonRequest, Stage
from paxweb.signals.models import SecondReading, State, Work
from tests.office.rights.canaries import every_text, fill
from tests.office.rights.unit import XERXES, YLVA, Year, work_through
from tests.office.world import HOUSING

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=4000)


def aged(year: Year, case: Case) -> None:
    """Long ago: the case is ended, nobody works on the items, the requests are answered."""
    day = today() - LONG_AGO
    Case.objects.filter(pk=case.pk).update(ended_on=day, state="closed")
    Item.objects.update(live=False, arrived_on=day)
    Work.objects.update(state=State.CLEARED)
    SecondReading.objects.update(answered_at=now() - LONG_AGO)
    PersonRequest.objects.update(stage=Stage.CLOSED, closed_at=now() - LONG_AGO)


def decided(year: Year, line: str) -> Deletion:
    """Proposed by Rita, decided by Bob."""
    before = today() - timedelta(days=3000)
    made = propose_deletion(year.actor("Rita"), HOUSING, Proposed(line, before, "KS § 12", "SKB 2026/00099"))
    decide(year.actor("Bob"), made, made.digest, yes=True)
    return made


def test_nothing_is_left_in_any_table_or_file(year: Year) -> None:
    case = work_through(year)
    for root in (year.item(XERXES), year.item(XERXES, "HO-05"), year.item(YLVA), case):
        fill(root, year.user("Alice"), f"{XERXES.name} {XERXES.number}")
    year.asked()
    files = [path for path in year.home_folder.rglob("*") if str(case.pk) in str(path)]
    assert files
    aged(year, case)
    for line in ("cases", "items", "requests"):
        assert deleting.delete_decided(decided(year, line).pk) == DeletionState.DONE
    left = sorted({where for where, text in every_text() if "kanarie" in text.lower() or XERXES.number in text})
    assert left == []
    assert [path for path in year.home_folder.rglob("*") if str(case.pk) in str(path)] == []
    assert Entry.objects.filter(act="case.note").exists(), "the log keeps its line, without content"


def test_a_killed_deletion_goes_on_where_it_was(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    aged(year, work_through(year))
    deleting.delete_decided(decided(year, "cases").pk)
    made = decided(year, "items")
    before = Item.objects.count()
    monkeypatch.setattr(deleting, "A_STEP", 1)
    with pytest.raises(KeyboardInterrupt):
        deleting.delete_decided(made.pk, _killing(2))
    made.refresh_from_db()
    assert made.state == DeletionState.RUNNING
    assert Item.objects.count() == before - 2
    assert deleting.go_on() == 1
    made.refresh_from_db()
    assert made.state == DeletionState.DONE
    assert Item.objects.count() == 0
    assert made.proof["roots"] == before
    assert made.proof["tables"]["intake.Item"]["rows"] == before
    assert deleting.go_on() == 0


def _killing(after: int) -> Callable[[], None]:
    steps = []

    def pause() -> None:
        steps.append(1)
        if len(steps) == after:
            raise KeyboardInterrupt

    return pause


def test_the_proof_is_signed_and_says_what_backups_still_hold(year: Year, settings: LazySettings) -> None:
    settings.PAX_BACKUP_DAYS = 35
    aged(year, work_through(year))
    made = decided(year, "cases")
    assert made.preview["tables"]["cases.Note"] == 1
    deleting.delete_decided(made.pk)
    made.refresh_from_db()
    proof = made.proof
    assert proof["tables"]["cases.Case"]["rows"] == proof["tables"]["documents.key"]["rows"] == 1
    assert proof["backups_hold_rows_until"] == (today() + timedelta(days=35)).isoformat()
    public = bytes.fromhex(proof["key"]["public"])
    assert deleting.holds_true(proof, made.signature, public)
    assert not deleting.holds_true({**proof, "roots": 2}, made.signature, public)
    assert XERXES.number not in str(proof)


def test_a_hold_stops_it_until_it_ends(year: Year) -> None:
    case = work_through(year)
    request = year.asked()
    volume = year.volume(request)
    rita = year.actor("Rita")
    with pytest.raises(NotAllowed):
        hold(rita, volume, UUID(int=7), today() + timedelta(days=9), "en tvist")
    held = hold(rita, volume, case.pk, today() + timedelta(days=9), "en tvist i hyresnämnden")
    aged(year, case)
    with pytest.raises(NotAllowed):
        decided(year, "cases")
    end_hold(rita, Hold.objects.get(pk=held.pk))
    made = decided(year, "cases")
    Hold.objects.filter(pk=held.pk).update(ended_at=None)
    deleting.delete_decided(made.pk)
    assert Case.objects.filter(pk=case.pk).exists(), "what was put on hold meanwhile stays"


def test_what_somebody_has_asked_for_is_not_deleted(year: Year) -> None:
    case = work_through(year)
    request = year.asked()
    aged(year, case)
    PersonRequest.objects.filter(pk=request.pk).update(stage=Stage.OPEN)
    with pytest.raises(NotAllowed):
        decided(year, "cases")


def test_two_people_decide_and_neither_alone(year: Year) -> None:
    aged(year, work_through(year))
    before = today() - timedelta(days=3000)
    rita = year.actor("Rita")
    made = propose_deletion(rita, HOUSING, Proposed("cases", before, "KS § 12", "SKB 1"))
    with pytest.raises(NotAllowed):
        decide(rita, made, made.digest, yes=True)
    with pytest.raises(NotAllowed):
        decide(year.actor("Bob"), made, "0" * 64, yes=True)
    with pytest.raises(NotAllowed):
        propose_deletion(rita, HOUSING, Proposed("cases", today() - timedelta(days=1000), "KS § 12", "SKB 2"))
    assert Deletion.objects.get(pk=made.pk).state == DeletionState.PROPOSED
    assert deleting.delete_decided(made.pk) == DeletionState.PROPOSED
    assert Case.objects.exists()


def test_another_plan_than_the_one_decided_on_deletes_nothing(
    year: Year, settings: LazySettings, tmp_path: Path
) -> None:
    aged(year, work_through(year))
    made = decided(year, "cases")
    plan = Path("municipality/retention.yml").read_text(encoding="utf-8").replace("1826", "40")
    (tmp_path / "plan.yml").write_text(plan, encoding="utf-8")
    settings.PAX_RETENTION_PLAN = str(tmp_path / "plan.yml")
    with pytest.raises(Exception, match="not the one that was decided on"):
        deleting.delete_decided(made.pk)
    assert Case.objects.exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="rights of roles are PostgreSQL's")
def test_the_machine_needs_no_more_than_its_role(year: Year) -> None:
    """The first test again, as the role of the machine: `machine` takes it on PostgreSQL."""
    test_nothing_is_left_in_any_table_or_file(year)
