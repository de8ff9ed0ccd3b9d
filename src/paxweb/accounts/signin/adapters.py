"""What allauth does here and does not: no self-registration, no mail, one second step, its secrets sealed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from paxweb.accounts.models import User
from paxweb.accounts.signin.lines import signed_in
from paxweb.accounts.signin.sealing import opened, shut
from paxweb.accounts.signin.strength import remember_told
from paxweb.frame.languages import language_of


def front(language: str) -> str:
    """Where somebody lands who asked for no page."""
    return f"/{language}/"


class Account(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by people with the right to, never by whoever comes by."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers themselves."""
        return False

    def get_login_stages(self) -> list[str]:
        """After the first factor: the second, and nothing by mail or telephone."""
        return ["paxweb.accounts.signin.adapters.SecondStep"]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The front page in the language of the page one came from."""
        return front(language_of(request))

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The sign-in page in the language of the page one came from."""
        return str(reverse("account_login", kwargs={"language": language_of(request)}))

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Pages say what happened by themselves."""

    def send_mail(self, *args: object, **kwargs: object) -> None:
        """Nothing about signing in goes by mail."""

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """A closed account is answered as one that does not exist."""
        return HttpResponseRedirect(self.get_logout_redirect_url(request) + "?refused=1")

    def login(self, request: HttpRequest, user: User) -> None:
        """Write the line, then sign in with a session of a new number: no session without its line."""
        with transaction.atomic():
            signed_in(request, user)
        super().login(request, user)


class SecondStep(AuthenticateStage):  # type: ignore[misc]  # allauth has no types
    """A factor of one's own is asked for, unless a passkey opened the door or the municipality's sign-in took two."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Go on, or to the page that asks for the second factor in the language of this one."""
        told = getattr(self.request, "pax_told", None)
        if told is not None:
            remember_told(self.request, self.login.user, strong=told.strong, at=told.at)
            if told.strong:
                return None, True
        response, goes_on = super().handle()
        if response is not None:
            response["Location"] = reverse("mfa_authenticate", kwargs={"language": language_of(self.request)})
        return response, goes_on


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of factors are sealed at rest; a passkey carries the account's name and no address of its owner."""

    def encrypt(self, text: str) -> str:
        """Seal."""
        return shut(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open."""
        return opened(encrypted_text)

    def get_totp_issuer(self) -> str:
        """What an authenticator app shows."""
        return "Pax"

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as allauth's own
        """Nothing about signing in goes by mail."""
