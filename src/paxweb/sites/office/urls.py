"""Addresses of the office, in both languages."""

from django.urls import include, path, register_converter
from django.views.generic import RedirectView

from paxweb.frame.languages import LanguageConverter

register_converter(LanguageConverter, "language")

urlpatterns = [
    path("", RedirectView.as_view(url="/sv/")),
    path("", include("paxweb.accounts.signin.urls")),
    path("<language:language>/accounts/", include("paxweb.accounts.urls")),
    path("<language:language>/", include("paxweb.signals.urls")),
]
handler404 = "paxweb.frame.languages.not_found"
handler500 = "paxweb.frame.languages.broken"
