"""The technician sees how the machine stands and its jobs, and nothing of what any item holds."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django_tasks_db.models import DBTaskResult

from paxweb.accounts.models import Role
from paxweb.frame.clock import now
from paxweb.intake.console import receive_run
from paxweb.intake.jobs import Lease, LeaseLost, queue, reap, run_arrival
from paxweb.intake.jobs_state import ATTEMPTS, LEASE
from paxweb.intake.models import Arrival, ArrivalState, Run, RunState
from paxweb.intake.working import work
from paxweb.ledger.models import Entry
from tests.office.intake.made import Made, Person, write_keys
from tests.office.world import HOUSING, World, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_keys(tmp_path / "keys")
    monkeypatch.setattr(settings, "PAX_KEYS", str(tmp_path / "keys"))


@pytest.fixture
def technician(world: World, client: Client) -> Client:
    return sign_in(client, world.person("Tekniker", (HOUSING, Role.TECHNICIAN)))


def folder(path: Path, key: bytes = b"r" * 32) -> Path:
    made = Made()
    made.signal(Person(3, "Namn Hemlig"))
    return made.write(path, key)


def test_the_pages_tell_how_it_stands_and_name_nobody(world: World, technician: Client, tmp_path: Path) -> None:
    assert receive_run(folder(tmp_path / "run")) == 0
    for address in ("/sv/health/", "/en/health/", "/sv/health/jobs/", "/en/health/jobs/"):
        page = technician.get(address)
        assert page.status_code == 200
        assert b"Hemlig" not in page.content
    assert "i kraft" in technician.get("/sv/health/jobs/").content.decode()


def test_alice_is_not_shown_the_technicians_pages(as_alice: Client) -> None:
    never = as_alice.get("/sv/health/never/")
    for address in ("/sv/health/", "/sv/health/jobs/"):
        page = as_alice.get(address)
        assert (page.status_code, len(page.content)) == (404, len(never.content))


def test_a_refused_folder_is_told_without_a_value_and_can_be_tried_again(
    world: World, technician: Client, tmp_path: Path
) -> None:
    assert receive_run(folder(tmp_path / "run", b"x" * 32)) == 3
    arrival = Arrival.objects.get()
    assert (arrival.state, "seal" in arrival.problem) == (ArrivalState.REFUSED, True)
    assert Run.objects.filter(state=RunState.ARRIVING).count() == 0
    response = technician.post("/sv/health/jobs/again/", {"arrival": str(arrival.pk)})
    assert response.status_code == 302
    arrival.refresh_from_db()
    assert (arrival.state, arrival.problem) == (ArrivalState.QUEUED, "")
    assert Entry.objects.filter(act="tech.again").count() == 1


@pytest.mark.parametrize("given", ["", "x", "7b1c0f57-3c5e-4a0e-9d5b-2f0a6f1d9e11"])
def test_what_is_no_arrival_is_not_there(technician: Client, given: str) -> None:
    assert technician.post("/sv/health/jobs/again/", {"arrival": given}).status_code == 404


def test_a_queued_folder_is_taken_in_by_the_process_of_jobs(world: World, tmp_path: Path) -> None:
    queue(folder(tmp_path / "run"), world.boards[HOUSING])
    assert queue(tmp_path / "run", world.boards[HOUSING]).pk == Arrival.objects.get().pk
    assert work("worker") == 1
    assert Arrival.objects.get().state == ArrivalState.DONE
    assert work("worker") == 0


def test_who_is_asked_to_end_takes_no_further_job(world: World, tmp_path: Path) -> None:
    queue(folder(tmp_path / "run"), world.boards[HOUSING])
    assert work("worker", lambda: True) == 0
    assert Arrival.objects.get().state == ArrivalState.QUEUED


def test_a_folder_whose_holder_is_gone_goes_back_and_the_slow_holder_notices(world: World, tmp_path: Path) -> None:
    arrival = queue(folder(tmp_path / "run"), world.boards[HOUSING])
    Arrival.objects.filter(pk=arrival.pk).update(
        state=ArrivalState.RUNNING, holder="slow", heartbeat_at=now(), attempts=1
    )
    assert reap(now()) == 0
    assert reap(now() + LEASE + timedelta(seconds=1)) == 1
    with pytest.raises(LeaseLost):
        Lease(arrival.pk, "slow").step("items", 1, 2)
    assert DBTaskResult.objects.ready().count() == 1
    assert run_arrival(arrival.pk, "next") == ArrivalState.DONE


def test_a_folder_that_fails_again_and_again_is_swept_away(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrival = queue(folder(tmp_path / "run"), world.boards[HOUSING])

    def broken(run: Run, at: object) -> None:
        raise OSError("a disk that names Namn Hemlig")

    monkeypatch.setattr("paxweb.intake.arriving.put_in_force", broken)
    for _ in range(ATTEMPTS):
        assert run_arrival(arrival.pk, "worker") == ArrivalState.QUEUED
    assert Run.objects.filter(state=RunState.ARRIVING).count() == 1
    reap(now())
    arrival.refresh_from_db()
    assert arrival.state == ArrivalState.SWEPT
    assert "Hemlig" not in arrival.problem
    assert Run.objects.filter(state=RunState.SWEPT).count() == 1
    assert "Hemlig" not in str(list(DBTaskResult.objects.values_list("traceback", "exception_class_path")))


def test_two_folders_of_one_board_are_taken_in_one_after_the_other(world: World, tmp_path: Path) -> None:
    first = queue(folder(tmp_path / "a"), world.boards[HOUSING])
    Arrival.objects.filter(pk=first.pk).update(state=ArrivalState.RUNNING, holder="x", heartbeat_at=now())
    second = queue(folder(tmp_path / "b"), world.boards[HOUSING])
    assert run_arrival(second.pk, "y") == ArrivalState.QUEUED


def test_an_unknown_board_is_refused(world: World, tmp_path: Path) -> None:
    made = Made(board="nobody")
    made.signal(Person(1))
    assert receive_run(made.write(tmp_path / "run")) == 2
