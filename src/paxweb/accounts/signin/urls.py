"""Addresses of signing in. allauth asks for their names without a language: each is there in both, Swedish first."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from paxweb.accounts.signin import oidc, pages

_PAGES: tuple[tuple[str, Callable[..., Any], str], ...] = (
    ("sign-in/", pages.sign_in, "account_login"),
    ("sign-in/code/", pages.second_step, "mfa_authenticate"),
    ("sign-in/passkey/", pages.passkey_sign_in, "mfa_login_webauthn"),
    ("sign-in/again/", pages.again, "account_reauthenticate"),
    ("sign-in/municipality/", oidc.to_provider, "openid_connect_login"),
    ("sign-in/municipality/back/", oidc.from_provider, "openid_connect_callback"),
    ("sign-out/", pages.sign_out, "account_logout"),
    ("begin/", pages.begin, "account_begin"),
)
"""With the redirect from `/` to the front page, these are the addresses without a door."""


def _patterns(language: str) -> list[URLPattern]:
    return [path(f"{language}/{where}", view, {"language": language}, name=name) for where, view, name in _PAGES]


urlpatterns = [*_patterns("en"), *_patterns("sv")]
