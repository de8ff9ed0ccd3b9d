"""Addresses of the pages about machines. What machines themselves ask stands in `interface`."""

from django.urls import path

from paxweb.api import pages

app_name = "machines"
urlpatterns = [
    path("", pages.machines, name="machines"),
    path("guide/", pages.guide, name="guide"),
    path("mine/<int:pk>/end/", pages.ending_mine, name="ending_mine"),
    path("boards/<slug:board>/", pages.of_board, name="board"),
    path("boards/<slug:board>/propose/", pages.proposing, name="proposing"),
    path("boards/<slug:board>/<int:pk>/", pages.paper, name="paper"),
    path("boards/<slug:board>/<int:pk>/decide/", pages.deciding, name="deciding"),
    path("boards/<slug:board>/<int:pk>/fetch/", pages.fetching, name="fetching"),
    path("boards/<slug:board>/<int:pk>/end/", pages.ending, name="ending"),
]
