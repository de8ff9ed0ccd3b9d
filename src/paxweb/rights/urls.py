"""Addresses of requests, records and retention. None of them tells whom anything is about."""

from django.urls import path

from paxweb.rights.views import corrections, deletions, holds, records, requests, volumes

app_name = "rights"
_ASKED, _VOLUME = "begaran/<uuid:asked>/", "utdrag/<uuid:volume>/"
_CORRECTION, _RECORDS, _RECORD = "rattelse/<uuid:correction>/", "handlingar/<uuid:records>/", "handling/<uuid:record>/"
_DELETION = "<slug:board_id>/gallring/<uuid:deletion_id>/"
urlpatterns = [
    path("", requests.boards, name="boards"),
    path(_ASKED, requests.show, name="request"),
    path(f"{_ASKED}samla/", requests.again, name="again"),
    path(f"{_ASKED}avsluta/", requests.close, name="close"),
    path(_VOLUME, volumes.show, name="volume"),
    path(f"{_VOLUME}markera/<slug:line>/<str:field>/", volumes.mark_one, name="mark"),
    path(f"{_VOLUME}ta-med/", volumes.include, name="include"),
    path(f"{_VOLUME}avmarkera/", volumes.take_mark, name="unmark"),
    path(f"{_VOLUME}foresla/", volumes.propose, name="propose"),
    path(f"{_VOLUME}tillbaka/", volumes.take_back, name="take_back"),
    path(f"{_VOLUME}skriv-under/", volumes.sign, name="sign"),
    path(f"{_VOLUME}hamta/<slug:form>/", volumes.file, name="file"),
    path(f"{_VOLUME}ratta/<slug:line>/<str:field>/", corrections.propose, name="correct"),
    path(_CORRECTION, corrections.show, name="correction"),
    path(f"{_CORRECTION}skriv-under/", corrections.sign, name="sign_correction"),
    path(f"{_CORRECTION}underrattad/", corrections.tell, name="tell"),
    path(f"{_CORRECTION}beslut/", corrections.decision, name="correction_decision"),
    path(_RECORDS, records.show, name="records"),
    path(f"{_RECORDS}sok/", records.search, name="search"),
    path(f"{_RECORDS}avsluta/", records.close, name="close_records"),
    path(f"{_RECORDS}beslut/", records.refusal, name="refusal"),
    path(f"{_RECORDS}beslut/skriv-under/", records.sign_decision, name="sign_refusal"),
    path(f"{_RECORDS}beslut/hamta/", records.decision, name="refusal_file"),
    path(_RECORD, records.review, name="record"),
    path(f"{_RECORD}hamta/", records.file, name="record_file"),
    path("<slug:board_id>/", requests.overview, name="overview"),
    path("<slug:board_id>/ny/", requests.open_request, name="open"),
    path("<slug:board_id>/handlingar/ny/", records.open_request, name="open_records"),
    path("<slug:board_id>/sparas/", holds.listed, name="holds"),
    path(f"{_VOLUME}sparas/", holds.hold, name="hold"),
    path("<slug:board_id>/sparas/upphor/", holds.end, name="end_hold"),
    path("<slug:board_id>/gallring/", deletions.listed, name="deletions"),
    path("<slug:board_id>/gallring/ny/", deletions.propose, name="propose_deletion"),
    path(_DELETION, deletions.show, name="deletion"),
    path(f"{_DELETION}skriv-under/", deletions.sign, name="sign_deletion"),
    path(f"{_DELETION}bevis/", deletions.proof, name="proof"),
]
