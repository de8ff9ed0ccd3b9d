"""Who stands in a case, and who is kept away from it: those close to somebody in it, and those kept from its item."""

from collections.abc import Collection, Iterator
from uuid import UUID

from paxweb.accounts.access import machine
from paxweb.accounts.models import Declared, Recusal, StaffKey
from paxweb.accounts.walls import let_back, recuse_pairs
from paxweb.cases.models import Case, Named
from paxweb.intake.models import Conflict, Run, RunState
from paxweb.intake.models import Named as InItem

Pair = tuple[int, UUID]
"""(user id, case id)."""


def name(case: Case, subject_keys: Collection[str]) -> None:
    """Keep who stands in a new case, by every key they are known by, and write its recusals. In its transaction.

    Who is kept away is told to nobody.
    """
    with machine("machine:intake"):
        keys = {key for key in subject_keys if key}
        if case.item_id is not None:
            keys |= set(InItem.objects.filter(item_id=case.item_id).values_list("subject_key", flat=True))
        Named.objects.bulk_create(Named(case=case, subject_key=key) for key in sorted(keys))
        recuse_pairs(list(_said(case, keys)), declared=True)
        recuse_pairs(list(_of_case(case, keys)))


def is_kept_away(user_id: int, case_id: UUID) -> bool:
    """Whether somebody is kept away from a case; asked inside the transaction that made it."""
    return Recusal.objects.filter(user_id=user_id, item_id=case_id).exists()


def keep_away(user_id: int) -> None:
    """Somebody's key was bound, or they declared something: every case that concerns them, at once."""
    with machine("machine:intake"):
        recuse_pairs(((user_id, case_id) for case_id in _cases(_declared(user_id))), declared=True)
        own = StaffKey.objects.filter(user=user_id).values_list("key", flat=True)
        runs = Run.objects.filter(state__in=(RunState.IN_FORCE, RunState.ARRIVING))
        keys = {*own, *Conflict.objects.filter(run__in=runs, staff_key__in=own).values_list("subject_key", flat=True)}
        recuse_pairs((user_id, case_id) for case_id in _cases(keys))


def let_go(user_id: int, keys: Collection[str]) -> None:
    """What somebody had declared is ended: every case it named, but those that what they still declare names."""
    with machine("machine:intake"):
        let_back(user_id, set(_cases(keys)) - set(_cases(_declared(user_id))))


def _declared(user_id: int) -> list[str]:
    return list(Declared.objects.filter(user=user_id, withdrawn_at=None).values_list("subject_key", flat=True))


def keep_away_by_run(run: Run) -> None:
    """A run is in force: everyone it names as close to somebody who stands in a case of the board.

    Also where an item is read that waited for the run: then a person asks, and the machine looks for them.
    """
    with machine("machine:intake"):
        _keep_away_by_run(run)


def _keep_away_by_run(run: Run) -> None:
    people = dict(StaffKey.objects.filter(board=run.board).values_list("key", "user_id"))
    named = Named.objects.filter(case__board=run.board)
    close = Conflict.objects.filter(run=run, staff_key__in=list(people), subject_key__in=named.values("subject_key"))
    users: dict[str, set[int]] = {}
    for staff_key, subject_key in close.values_list("staff_key", "subject_key"):
        users.setdefault(subject_key, set()).add(people[staff_key])
    found = named.filter(subject_key__in=list(users)).values_list("subject_key", "case_id")
    recuse_pairs((user_id, case_id) for key, case_id in found for user_id in users[key])


def _cases(keys: Collection[str]) -> list[UUID]:
    return list(Named.objects.filter(subject_key__in=list(keys)).values_list("case_id", flat=True).distinct())


def _said(case: Case, keys: Collection[str]) -> Iterator[Pair]:
    """Whoever is kept away for what they declared alone."""
    declared = Declared.objects.filter(subject_key__in=list(keys), withdrawn_at=None)
    for user_id in declared.values_list("user_id", flat=True):
        yield user_id, case.pk
    if case.item_id is not None:
        said = Recusal.objects.filter(item_id=case.item_id, declared=True)
        for user_id in said.values_list("user_id", flat=True):
            yield user_id, case.pk


def _of_case(case: Case, keys: Collection[str]) -> Iterator[Pair]:
    if case.item_id is not None:
        certain = Recusal.objects.filter(item_id=case.item_id, declared=False)
        for user_id in certain.values_list("user_id", flat=True):
            yield user_id, case.pk
    close = Conflict.objects.filter(run__board=case.board_id, run__state=RunState.IN_FORCE, subject_key__in=list(keys))
    staff = {*close.values_list("staff_key", flat=True), *keys}
    for user_id in StaffKey.objects.filter(board=case.board_id, key__in=list(staff)).values_list("user_id", flat=True):
        yield user_id, case.pk
