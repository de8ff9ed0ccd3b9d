"""Addresses of the demo alone; nothing here exists without PAX_DEMO=1."""

from django.urls import path
from django.views.generic import RedirectView

from paxweb.sites.office.demo import views

app_name = "demo"
urlpatterns = [
    path("", RedirectView.as_view(url="/sv/demo/")),
    path("<language:language>/demo/", views.people, name="people"),
    path("<language:language>/demo/<slug:word>/", views.become, name="become"),
]
