"""Addresses of the guide, below the language."""

from django.urls import path

from paxweb.guide import casetypes, views

app_name = "guide"
urlpatterns = [
    path("", views.front, name="front"),
    path("fraga/", views.ask, name="ask"),
    path("svar/", views.answer, name="answer"),
    path("blankett/<slug:ground>/", views.form, name="form"),
    path("grunder/", views.grounds, name="grounds"),
    path("grunder/<slug:ground>/", views.ground, name="ground"),
    path("arenden/", casetypes.types, name="types"),
    path("arenden/<slug:casetype>/", casetypes.casetype, name="casetype"),
    path("om/", views.about, name="about"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
]
