"""Addresses of documents, and of what is taken out."""

from django.urls import path

from paxweb.documents.views import document, export, protected

app_name = "documents"
urlpatterns = [
    path("arende/<uuid:case>/handlingar/ny/", document.add, name="add"),
    path("arende/<uuid:case>/handlingar/<uuid:document>/", document.show, name="document"),
    path("arende/<uuid:case>/handlingar/<uuid:document>/fil/", document.fetch, name="fetch"),
    path("arende/<uuid:case>/handlingar/<uuid:document>/skyddad/", protected.show, name="protected"),
    path("arende/<uuid:case>/handlingar/<uuid:document>/maskad/", protected.mask, name="mask"),
    path("arende/<uuid:case>/uttag/", export.choose, name="take_out"),
    path("arende/<uuid:case>/uttag/utskrift/", export.on_paper, name="print"),
    path("arende/<uuid:case>/uttag/pdf/", export.as_pdf, name="pdf"),
    path("arende/<uuid:case>/uttag/csv/", export.as_tables, name="csv"),
    path("uttag/<slug:board_id>/", export.taken, name="taken"),
    path("uttag/<slug:board_id>/nytt/", export.choose_list, name="take_out_list"),
    path("uttag/<slug:board_id>/arenden/", export.cases, name="cases_csv"),
    path("uttag/<slug:board_id>/vecka/", export.week, name="week_csv"),
]
