"""Addresses of this room."""

from django.urls import path

from paxweb.accounts.signin import factors

app_name = "accounts"
urlpatterns = [
    path("sign-in/", factors.factors, name="factors"),
    path("sign-in/app/", factors.add_app, name="add_app"),
    path("sign-in/passkey/", factors.add_passkey, name="add_passkey"),
    path("sign-in/codes/", factors.new_codes, name="new_codes"),
    path("sign-in/password/", factors.password, name="password"),
    path("sign-in/<int:pk>/remove/", factors.remove, name="remove_factor"),
]
