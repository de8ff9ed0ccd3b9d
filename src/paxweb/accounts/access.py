"""Who may see what. The only way to anything with a wall is `visible_to`, and the only form of a page is a door.

Order: signed in and factor fresh → visible → may this role do this act → purpose → the page → log → sent.
"""

from paxweb.accounts.actor import CONTROL, Actor, Purpose
from paxweb.accounts.doors import FROM_ITEM, Door, Entered, door, seen, written
from paxweb.accounts.holding import actor_of
from paxweb.accounts.identity import Machine, acting, machine
from paxweb.accounts.models import ChildQuerySet, Guarded, GuardedQuerySet

__all__ = [
    "CONTROL",
    "FROM_ITEM",
    "Actor",
    "ChildQuerySet",
    "Door",
    "Entered",
    "Guarded",
    "GuardedQuerySet",
    "Machine",
    "Purpose",
    "acting",
    "actor_of",
    "door",
    "machine",
    "seen",
    "written",
]
