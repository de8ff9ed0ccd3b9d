"""Addresses of this room."""

from django.urls import path

from paxweb.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.health, name="health"),
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/again/", views.again, name="again"),
]
