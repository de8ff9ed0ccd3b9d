"""Addresses of the week, the item and the lead's page. None of them tells what an item is."""

from django.urls import path

from paxweb.signals.views import item, lead, week

app_name = "signals"
urlpatterns = [
    path("", week.home, name="home"),
    path("vecka/<slug:board_id>/", week.show, name="week"),
    path("uppgift/<uuid:item_id>/", item.show, name="item"),
    path("uppgift/<uuid:item_id>/ta/", item.take, name="take"),
    path("uppgift/<uuid:item_id>/lamna/", item.give_back, name="give_back"),
    path("uppgift/<uuid:item_id>/svar/", item.answer, name="answer"),
    path("uppgift/<uuid:item_id>/avfarda/", item.clear, name="clear"),
    path("uppgift/<uuid:item_id>/skjut-upp/", item.put_off, name="put_off"),
    path("uppgift/<uuid:item_id>/mer/", item.more, name="more"),
    path("uppgift/<uuid:item_id>/lamna-over/", item.hand_over, name="hand_over"),
    path("uppgift/<uuid:item_id>/ta-upp/", item.take_up, name="take_up"),
    path("uppgift/<uuid:item_id>/dela-ut/", lead.assign, name="assign"),
    path("laget/<slug:board_id>/", lead.show, name="lead"),
    path("laget/<slug:board_id>/kapacitet/<slug:family>/", lead.capacity, name="capacity"),
    path("laget/<slug:board_id>/utfall/", lead.outcomes, name="outcomes"),
]
