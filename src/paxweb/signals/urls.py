"""Addresses of the week, the item and the lead's page. None of them tells what an item is."""

from django.urls import path

from paxweb.signals.views import item, lead, protected, week

app_name = "signals"
urlpatterns = [
    path("vecka/<slug:board_id>/", week.show, name="week"),
    path("uppgift/<uuid:item>/", item.show, name="item"),
    path("uppgift/<uuid:item>/ta/", item.take, name="take"),
    path("uppgift/<uuid:item>/lamna/", item.give_back, name="give_back"),
    path("uppgift/<uuid:item>/svar/", item.answer, name="answer"),
    path("uppgift/<uuid:item>/avfarda/", item.clear, name="clear"),
    path("uppgift/<uuid:item>/skjut-upp/", item.put_off, name="put_off"),
    path("uppgift/<uuid:item>/mer/", item.more, name="more"),
    path("uppgift/<uuid:item>/lamna-over/", item.hand_over, name="hand_over"),
    path("uppgift/<uuid:item>/ta-upp/", item.take_up, name="take_up"),
    path("uppgift/<uuid:item>/skyddat/", protected.protected, name="protected"),
    path("uppgift/<uuid:item>/skyddat/ge/", protected.give, name="give_protected"),
    path("uppgift/<uuid:item>/skyddat/upphort/", protected.ended, name="protection_ended"),
    path("uppgift/<uuid:item>/dela-ut/", lead.assign, name="assign"),
    path("laget/<slug:board_id>/", lead.show, name="lead"),
    path("laget/<slug:board_id>/kapacitet/<slug:family>/", lead.capacity, name="capacity"),
    path("laget/<slug:board_id>/utfall/", lead.outcomes, name="outcomes"),
]
