"""Who is kept from an item is forgotten with the item, and not before."""

import pytest
from django.db import ProgrammingError, connection, transaction

from paxweb.accounts.access import machine
from paxweb.accounts.models import Recusal, User
from paxweb.accounts.walls import let_back, recuse_pairs
from paxweb.intake.models import Arrived, Item, Run, RunState
from paxweb.intake.tidying import sweep
from tests.office.world import HOUSING, World


def test_a_run_that_is_swept_leaves_nobody_kept_from_what_it_would_have_brought(world: World, alice: User) -> None:
    stays, goes = world.items["lease"], world.item("goes", HOUSING)
    run = Run.objects.create(
        board=world.boards[HOUSING], sha256="f" * 64, as_of=goes.arrived_on, state=RunState.ARRIVING, document={},
        rules={}, arrived_at=world.runs[HOUSING].arrived_at,
    )  # fmt: skip
    Item.objects.filter(pk=goes.pk).update(run=run)
    Arrived.objects.create(run=run, item=goes, behind=goes.behind, new=True, changed=False)
    recuse_pairs([(alice.pk, goes.pk), (alice.pk, stays.pk)])
    with machine("machine:intake"):
        sweep(run)
    assert not Item.objects.filter(pk=goes.pk).exists()
    assert list(Recusal.objects.values_list("item_id", flat=True)) == [stays.pk]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="roles are PostgreSQL's")
def test_intake_lets_nobody_in_to_an_item_that_is_there(world: World, alice: User) -> None:
    recuse_pairs([(alice.pk, world.items["lease"].pk)])
    with pytest.raises(ProgrammingError, match="permission denied"), machine("machine:intake"), transaction.atomic():
        Recusal.objects.all().delete()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="roles are PostgreSQL's")
def test_intake_takes_back_what_was_declared_and_makes_nothing_declared(world: World, alice: User) -> None:
    lease, aid = world.items["lease"].pk, world.items["aid"].pk
    recuse_pairs([(alice.pk, lease)], declared=True)
    recuse_pairs([(alice.pk, aid)])
    with pytest.raises(ProgrammingError, match="permission denied"), machine("machine:intake"), transaction.atomic():
        Recusal.objects.filter(item_id=aid).update(declared=True)
    with machine("machine:intake"):
        let_back(alice.pk, [lease, aid])
    assert list(Recusal.objects.values_list("item_id", flat=True)) == [aid]
