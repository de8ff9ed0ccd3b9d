"""Pages of the tests' own beside the office's: each hangs one kind of door."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import path

from paxweb.accounts.access import Entered, door, seen
from paxweb.intake.models import Item
from paxweb.sites.office import urls

handler404, handler500 = urls.handler404, urls.handler500


@door(Item, act="item.read")
def read(request: HttpRequest, language: str, item_id: Item) -> HttpResponse:
    """Shows an item's id, in its family."""
    return HttpResponse(f"{item_id.pk} {item_id.family}")


@door(Item, act="item.assign")
def assign(request: HttpRequest, language: str, item_id: Item) -> HttpResponse:
    """What only a lead may."""
    return HttpResponse("assigned")


@door(Item, act="item.read", sensitive=True)
def sensitive(request: HttpRequest, language: str, item_id: Item) -> HttpResponse:
    """Wants a factor just seen."""
    return HttpResponse("sensitive")


@door(act="week.list", argument="board_id")
def listed(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """Lists what its reader sees."""
    items = Item.objects.visible_to(cast(Entered, request).actor).filter(board=board_id)
    seen(request, items, about=[item.pk.hex * 2 for item in items])
    return HttpResponse(" ".join(str(item.pk) for item in items))


@door(act="own.factors", weak=True)
def own(request: HttpRequest, language: str) -> HttpResponse:
    """One's own, before a second factor."""
    return HttpResponse(str(len(cast(Entered, request).actor.walls)))


@door(Item, act="item.read")
def breaks(request: HttpRequest, language: str, item_id: Item) -> HttpResponse:
    """Changes something, and fails."""
    Item.objects.filter(pk=item_id.pk).update(opened=True)
    return HttpResponse("failed", status=500)


urlpatterns = [
    path("<language:language>/t/<uuid:item_id>/", read),
    path("<language:language>/t/<uuid:item_id>/assign/", assign),
    path("<language:language>/t/<uuid:item_id>/sensitive/", sensitive),
    path("<language:language>/t/<uuid:item_id>/breaks/", breaks),
    path("<language:language>/t/board/<slug:board_id>/", listed),
    path("<language:language>/t/own/", own),
    *urls.urlpatterns,
]
