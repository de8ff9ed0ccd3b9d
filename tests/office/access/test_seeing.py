"""Who sees an item: inside the wall, named where only a team sees, not kept away."""

from datetime import timedelta

import pytest
from django.db import connection

from paxweb.accounts import identity
from paxweb.accounts.access import acting, actor_of
from paxweb.accounts.models import Glass, TeamMember, User
from paxweb.accounts.walls import recuse_pairs
from paxweb.frame.clock import now, today
from paxweb.intake.models import Item, Question, Subject
from tests.office.world import HOUSING, World


def _seen(user: User) -> set[str]:
    with acting(user.pk):
        actor = actor_of(user, today(), strong=True)
        return {str(pk) for pk in Item.objects.visible_to(actor).values_list("pk", flat=True)}


def test_alice_sees_what_lies_behind_her_wall(world: World, alice: User) -> None:
    assert _seen(alice) == {str(world.items["lease"].pk)}


def test_charlie_does_not_see_the_housing_companys_items(world: World, charlie: User) -> None:
    assert _seen(charlie) == {str(world.items["aid"].pk)}


def test_alice_does_not_see_what_she_is_kept_from_and_bob_does(world: World, alice: User, bob: User) -> None:
    kept = world.item("kept", HOUSING)
    recuse_pairs([(alice.pk, kept.pk)])
    assert _seen(alice) == {str(world.items["lease"].pk)}
    assert _seen(bob) == {str(world.items["lease"].pk), str(kept.pk)}


def test_whoever_leads_and_is_kept_away_does_not_see_it_behind_broken_glass_either(world: World, bob: User) -> None:
    kept = world.item("kept", HOUSING)
    recuse_pairs([(bob.pk, kept.pk)])
    opened = {"opened_at": now(), "closes_at": now() + timedelta(hours=24)}
    Glass.objects.create(user=bob, board=world.boards[HOUSING], item_id=kept.pk, reason="fara för liv", **opened)
    assert _seen(bob) == {str(world.items["lease"].pk)}


def test_what_a_team_alone_sees_is_seen_by_whoever_is_named_today(world: World, alice: User, bob: User) -> None:
    team = world.item("team", HOUSING, team_only=True)
    day = timedelta(days=1)
    TeamMember.objects.create(user=alice, item_id=team.pk, from_date=today() - day, to_date=today() + day)
    TeamMember.objects.create(user=bob, item_id=team.pk, from_date=today() - 2 * day, to_date=today() - day)
    assert _seen(alice) == {str(world.items["lease"].pk), str(team.pk)}
    assert _seen(bob) == {str(world.items["lease"].pk)}


def test_rows_of_an_item_are_kept_from_whoever_is_kept_from_the_item(world: World, alice: User) -> None:
    item = world.items["lease"]
    Item.objects.filter(pk=item.pk).update(opened=True)
    rows: tuple[type[Subject] | type[Question], ...] = (Subject, Question)
    with acting(alice.pk):
        actor = actor_of(alice, today(), strong=True)
        assert [model.objects.visible_to(actor).count() for model in rows] == [1, 1]
    recuse_pairs([(alice.pk, item.pk)])
    with acting(alice.pk):
        assert [model.objects.visible_to(actor).count() for model in rows] == [0, 0]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="without policies the tests above say it")
def test_the_queryset_alone_keeps_somebody_away(world: World, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "OFFICE", "pax_tests")
    recuse_pairs([(alice.pk, world.items["lease"].pk)])
    assert _seen(alice) == set()
