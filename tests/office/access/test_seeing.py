"""Who sees an item: inside the wall, named where only a team sees, not kept away."""

from paxweb.accounts.access import acting, actor_of
from paxweb.accounts.models import User
from paxweb.frame.clock import today
from paxweb.intake.models import Item
from tests.office.world import World


def _seen(user: User) -> set[str]:
    with acting(user.pk):
        actor = actor_of(user, today(), strong=True)
        return {str(pk) for pk in Item.objects.visible_to(actor).values_list("pk", flat=True)}


def test_alice_sees_what_lies_behind_her_wall(world: World, alice: User) -> None:
    assert _seen(alice) == {str(world.items["lease"].pk)}


def test_charlie_does_not_see_the_housing_companys_items(world: World, charlie: User) -> None:
    assert _seen(charlie) == {str(world.items["aid"].pk)}
