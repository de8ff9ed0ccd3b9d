"""Addresses of this room."""

from django.urls import path

from paxweb.review import names, views

app_name = "review"
urlpatterns = [
    path("", views.boards, name="patterns"),
    path("signatures/", names.signatures, name="signatures"),
    path("signatures/<uuid:reveal_id>/", names.signing, name="signing"),
    path("<slug:board_id>/", views.board, name="board"),
    path("<slug:board_id>/unit/", views.unit, name="unit"),
    path("<slug:board_id>/save/", views.save, name="save"),
    path("<slug:board_id>/saved/<uuid:review_id>/", views.saved, name="saved"),
    path("<slug:board_id>/names/", names.names, name="names"),
    path("<slug:board_id>/names/<uuid:reveal_id>/", names.name, name="name"),
    path("<slug:board_id>/people/<slug:letters>/", views.person, name="person"),
    path("<slug:board_id>/people/<slug:letters>/name/", names.ask, name="ask"),
]
