"""Addresses of cases."""

from django.urls import path

from paxweb.cases.views import case, lists, protected, steps

app_name = "cases"
urlpatterns = [
    path("arenden/<slug:board_id>/", lists.board, name="board"),
    path("arenden/<slug:board_id>/nytt/", lists.open_new, name="open"),
    path("uppgift/<uuid:item>/arende/", lists.open_one, name="open_from_item"),
    path("arende/<uuid:case>/", case.show, name="case"),
    path("arende/<uuid:case>/steg/<slug:step>/", steps.step, name="step"),
    path("arende/<uuid:case>/steg/<slug:step>/nu/", steps.fresh_step, name="fresh_step"),
    path("arende/<uuid:case>/underskrift/<int:proposal>/", steps.sign, name="sign"),
    path("arende/<uuid:case>/ta-tillbaka/", steps.take_back, name="take_back"),
    path("arende/<uuid:case>/samtycke/", steps.consent_withdrawn, name="consent_withdrawn"),
    path("arende/<uuid:case>/anteckning/", case.note, name="note"),
    path("arende/<uuid:case>/att-gora/", case.task, name="task"),
    path("arende/<uuid:case>/gjort/", case.task_done, name="task_done"),
    path("arende/<uuid:case>/tid/", case.hours, name="hours"),
    path("arende/<uuid:case>/ansvarig/", case.owner, name="owner"),
    path("arende/<uuid:case>/diarium/", case.register, name="register"),
    path("arende/<uuid:case>/utpekade/", case.team, name="team"),
    path("arende/<uuid:case>/utpekade/av/", case.take_off, name="take_off"),
    path("arende/<uuid:case>/akt/", case.file_note, name="file_note"),
    path("arende/<uuid:case>/skyddat/", protected.protected, name="protected"),
    path("arende/<uuid:case>/skyddat/ge/", protected.give, name="give_protected"),
    path("arende/<uuid:case>/skyddat/upphort/", protected.ended, name="protection_ended"),
]
