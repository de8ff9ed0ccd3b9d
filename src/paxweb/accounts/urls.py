"""Addresses of this room."""

from django.urls import path

from paxweb.accounts.clearances import boards, conflicts, own, papers
from paxweb.accounts.signin import factors

app_name = "accounts"
urlpatterns = [
    path("", own.mine, name="own"),
    path("notices/", own.notices, name="notices"),
    path("absence/", own.own_absence, name="own_absence"),
    path("declared/", own.declaring, name="declaring"),
    path("break-glass/", own.glass, name="glass"),
    path("sign-in/", factors.factors, name="factors"),
    path("sign-in/app/", factors.add_app, name="add_app"),
    path("sign-in/passkey/", factors.add_passkey, name="add_passkey"),
    path("sign-in/codes/", factors.new_codes, name="new_codes"),
    path("sign-in/password/", factors.password, name="password"),
    path("sign-in/<int:pk>/remove/", factors.remove, name="remove_factor"),
    path("papers/", papers.papers, name="papers"),
    path("papers/<int:pk>/", papers.signing, name="signing"),
    path("boards/", boards.boards, name="clearances"),
    path("boards/<slug:board>/", boards.clearances, name="board"),
    path("boards/<slug:board>/grant/", boards.granting, name="granting"),
    path("boards/<slug:board>/propose/", boards.proposing, name="proposing"),
    path("boards/<slug:board>/account/", boards.new_account, name="new_account"),
    path("boards/<slug:board>/absence/", boards.absence, name="absence"),
    path("boards/<slug:board>/proposals/<int:pk>/", boards.deciding, name="deciding"),
    path("boards/<slug:board>/people/<int:pk>/bind/", boards.binding, name="binding"),
    path("boards/<slug:board>/people/<int:pk>/reset/", boards.resetting, name="resetting"),
    path("boards/<slug:board>/people/<int:pk>/declared/", conflicts.ending_declared, name="ending_declared"),
    path("boards/<slug:board>/clearances/<int:pk>/", papers.paper, name="paper"),
    path("boards/<slug:board>/clearances/<int:pk>/end/", papers.ending, name="ending"),
    path("boards/<slug:board>/clearances/<int:pk>/confirm/", papers.confirming, name="confirming"),
    path("boards/<slug:board>/clearances/<int:pk>/ask/", papers.asking, name="asking"),
]
