"""Addresses of the office, in both languages."""

from django.conf import settings
from django.urls import include, path, register_converter
from django.views.generic import RedirectView

from paxweb.frame.languages import LanguageConverter

register_converter(LanguageConverter, "language")

urlpatterns = [
    path("", RedirectView.as_view(url="/sv/")),
    path("", include("paxweb.accounts.signin.urls")),
    path("api/v1/", include("paxweb.api.interface", namespace="api")),
    path("<language:language>/accounts/", include("paxweb.accounts.urls")),
    path("<language:language>/machines/", include("paxweb.api.urls")),
    path("<language:language>/begaran/", include("paxweb.rights.urls")),
    path("<language:language>/review/", include("paxweb.review.urls")),
    path("<language:language>/health/", include("paxweb.intake.urls")),
    path("<language:language>/", include("paxweb.desk.urls")),
    path("<language:language>/", include("paxweb.letters.urls")),
    path("<language:language>/", include("paxweb.cases.urls")),
    path("<language:language>/", include("paxweb.documents.urls")),
    path("<language:language>/", include("paxweb.signals.urls")),
]
if settings.PAX_DEMO:
    urlpatterns.insert(0, path("", include("paxweb.sites.office.demo.urls")))
handler404 = "paxweb.frame.languages.not_found"
handler500 = "paxweb.frame.languages.broken"
