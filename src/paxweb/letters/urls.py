"""Addresses of a case's letters. None of them tells which letter it is."""

from django.urls import path

from paxweb.letters.views import reading, writing

app_name = "letters"
urlpatterns = [
    path("arende/<uuid:case>/brev/", writing.letters, name="letters"),
    path("arende/<uuid:case>/brev/nytt/<slug:kind>/", writing.begin, name="begin"),
    path("arende/<uuid:case>/brev/<uuid:letter>/", reading.show, name="letter"),
    path("arende/<uuid:case>/brev/<uuid:letter>/fyll-i/", writing.change, name="change"),
    path("arende/<uuid:case>/brev/<uuid:letter>/utkast.pdf", reading.draft_pdf, name="draft_pdf"),
    path("arende/<uuid:case>/brev/<uuid:letter>/be-om-underskrift/", reading.ask, name="ask"),
    path("arende/<uuid:case>/brev/<uuid:letter>/skriv-under/", reading.sign, name="sign"),
    path("arende/<uuid:case>/brev/<uuid:letter>/skriv-under/brev.pdf", reading.signed_pdf, name="signed_pdf"),
    path("arende/<uuid:case>/brev/<uuid:letter>/ta-tillbaka/", reading.take_back, name="take_back"),
    path("arende/<uuid:case>/brev/<uuid:letter>/kasta/", reading.throw_away, name="throw_away"),
]
