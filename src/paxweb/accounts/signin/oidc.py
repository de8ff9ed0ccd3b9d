"""The municipality's own sign-in: OpenID Connect with PKCE. It tells who somebody is, and makes no account."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from pax.vocabulary import NotAnIdentity
from paxweb.accounts.binding import How, bind, differs, read_number
from paxweb.accounts.models import User
from paxweb.accounts.signin.forms import NoFieldsForm
from paxweb.accounts.signin.lines import refused
from paxweb.frame.forms import fills
from paxweb.frame.languages import language_of
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind

PROVIDER = "municipality"
_BROKEN = (RequestException, OAuth2Error, KeyError, ValueError, TypeError, AttributeError)
"""What a provider that is away, or answers otherwise than it should, makes of our reading."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the provider says of the sign-in: whether it asked for two factors, and when (seconds; 0: unsaid)."""

    strong: bool
    at: float


def named_provider() -> str:
    """What the municipality's own sign-in is called; empty when there is none."""
    return str(settings.PAX_OIDC_NAME) if settings.SOCIALACCOUNT_PROVIDERS else ""


class Provided(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """Reads what the provider says. The signature is always checked, and no claim is kept."""

    def get_callback_url(self, request: HttpRequest, app: object) -> str:
        """One address for both languages: it is registered with the provider."""
        return request.build_absolute_uri(reverse("openid_connect_callback", kwargs={"language": "sv"}))

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:  # noqa: ANN401  as allauth's own
        config = self.openid_config
        told: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=config["jwks_uri"],
            issuer=config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return told

    def complete_login(self, request: HttpRequest, app: object, token: object, **kwargs: Any) -> SocialLogin:  # noqa: ANN401  as allauth's own
        """Put the claims beside the request and take them out of what allauth keeps."""
        login = super().complete_login(request, app, token, **kwargs)
        said = login.account.extra_data
        proof, more = said.get("id_token") or {}, said.get("userinfo") or {}
        if not proof or (more and more.get("sub") != proof.get("sub")):
            raise OAuth2Error("the ID token and the user info are about two people, or there is no ID token")
        request.pax_claims = (proof, {**more, **proof})  # type: ignore[attr-defined]  # read in `Social`, below
        login.account.extra_data = {}
        return login


class Social(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Only people who have an account come in; the provider's word makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody registers themselves."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account, bind the number if it came along, and note how strong the sign-in was."""
        proof, claims = request.pax_claims  # type: ignore[attr-defined]  # set in `Provided`, above
        user = sociallogin.user if sociallogin.is_existing else _by_address(claims)
        if user is None or not user.is_active:
            refused("oidc_unknown")
            raise ImmediateHttpResponse(_refusal(request, "unknown"))
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)
        sociallogin.token = None
        _bind_claim(user, claims)
        request.pax_told = _told(proof)  # type: ignore[attr-defined]  # read by adapters.SecondStep

    def on_authentication_error(self, request: HttpRequest, provider: object, **kwargs: object) -> None:
        """Our page, whatever went wrong over there."""
        refused("oidc_error")
        raise ImmediateHttpResponse(_refusal(request, "error"))

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """Nothing about signing in goes by mail."""


def _by_address(claims: Mapping[str, Any]) -> User | None:
    """The account of a verified address that no other person of the provider's has come in by before.

    Whether it is the same address is not left to the database, which may hold unlike letters for the same.
    """
    address = claims.get("email")
    if not isinstance(address, str) or claims.get("email_verified") is not True:
        return None
    user = User.objects.filter(email__iexact=address).first()
    if user is None or user.email.lower() != address.lower():
        return None
    return None if SocialAccount.objects.filter(user=user, provider=PROVIDER).exists() else user


def _told(proof: Mapping[str, Any]) -> Told:
    methods = proof.get("amr")
    said = {str(proof.get("acr", "")), *(map(str, methods) if isinstance(methods, list) else ())}
    at = proof.get("auth_time")
    return Told(bool(said & set(settings.PAX_OIDC_STRONG)), float(at) if isinstance(at, int | float) else 0.0)


def _bind_claim(user: User, claims: Mapping[str, Any]) -> None:
    """Bind by the verified claim; a claim of another number than before changes nothing and leaves a line."""
    claim = claims.get(settings.PAX_OIDC_STAFF_CLAIM) if settings.PAX_OIDC_STAFF_CLAIM else None
    if not isinstance(claim, str):
        return
    try:
        number = read_number(claim)
    except NotAnIdentity:
        refused("oidc_claim", user=user)
        return
    if differs(user, number):
        refused("oidc_other_number", user=user)
        return
    with transaction.atomic():
        boards = bind(user, number, by=None, how=How.CLAIM)
        detail = {"how": How.CLAIM.value, "boards": boards}
        write_change(Line(kind=Kind.CHANGE, act="access.bind", user_id=user.pk, detail=detail))


def _refusal(request: HttpRequest, why: str) -> HttpResponse:
    return render(request, "accounts/refused.html", {"why": why, "language": language_of(request)}, status=403)


@fills(NoFieldsForm)
@never_cache
@require_POST
def to_provider(request: HttpRequest, language: str) -> HttpResponse:
    """Off to the municipality's own sign-in; `again` asks it to look anew."""
    if not named_provider():
        raise Http404
    wanted = request.POST.get("next") or f"/{language}/"
    try:
        provider = get_adapter().get_provider(request, PROVIDER)
        provider.oauth2_adapter_class = Provided
        more = {"prompt": "login", "max_age": "0"} if request.user.is_authenticated else {}
        answer: HttpResponse = provider.redirect(request, process="login", next_url=_inside(wanted), auth_params=more)
    except ImmediateHttpResponse as stop:
        return stop.response  # type: ignore[no-any-return]  # allauth has no types
    except _BROKEN:
        return _refusal(request, "error")
    return answer


@never_cache
@require_safe
def from_provider(request: HttpRequest, language: str) -> HttpResponse:
    """Back from it, with a code."""
    if not named_provider():
        raise Http404
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(Provided(request, PROVIDER))(request)
    except _BROKEN:
        refused("oidc_error")
        return _refusal(request, "error")
    return answer


def _inside(wanted: str) -> str:
    return wanted if wanted.startswith("/") and not wanted.startswith(("//", "/\\")) else "/sv/"
