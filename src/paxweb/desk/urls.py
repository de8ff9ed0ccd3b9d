"""Addresses of home and search. None of them tells what somebody looks for."""

from django.urls import path

from paxweb.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("sok/", views.search, name="search"),
    path("sok/<uuid:search_id>/", views.results, name="results"),
]
