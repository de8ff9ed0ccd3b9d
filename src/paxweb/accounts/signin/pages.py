"""The pages before somebody is signed in, and the one that asks for a factor anew."""

from collections.abc import Callable
from logging import getLogger

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, perform_password_login
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pax.vocabulary import Text
from paxweb.accounts.models import User
from paxweb.accounts.signin.adapters import front
from paxweb.accounts.signin.forms import BeginForm, CodeForm, NoFieldsForm, PasskeyForm, SignInForm
from paxweb.accounts.signin.invitations import begin_with
from paxweb.accounts.signin.judging import by_code, by_invitation, by_password
from paxweb.accounts.signin.lines import signed_out
from paxweb.accounts.signin.oidc import named_provider
from paxweb.accounts.signin.passkeys import request_options, used_passkey
from paxweb.accounts.signin.sealing import opens
from paxweb.accounts.signin.strength import remember, remember_begun
from paxweb.frame.forms import fills

WRONG = Text(
    "Det stämmer inte, eller så har det varit för många försök. Vänta en stund och försök igen.",
    "That is not right, or there have been too many tries. Wait a while and try again.",
)
SHUT = Text(
    "Koden kan inte prövas. Felet är inte ditt: kontorets hemliga nyckel har bytts.",
    "The code cannot be tried. This is no fault of yours: the office's secret key has been changed.",
)
LOG = getLogger(__name__)
_both = require_http_methods(["GET", "HEAD", "POST"])


def asked_for(request: HttpRequest, language: str) -> str:
    """The page somebody was on their way to, when it is one of ours; else the front page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    inside = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if inside and get_adapter().is_safe_url(wanted) else front(language)


def sign_in_address(language: str, wanted: str = "") -> str:
    """The sign-in page, and where to go after it."""
    address = reverse("account_login", kwargs={"language": language})
    return f"{address}?{urlencode({'next': wanted})}" if wanted else address


@fills(SignInForm)
@never_cache
@_both
def sign_in(request: HttpRequest, language: str) -> HttpResponse:
    """A name and a password; or a passkey; or the municipality's own sign-in."""
    wanted = asked_for(request, language)
    if request.user.is_authenticated:
        return HttpResponseRedirect(wanted)
    form = SignInForm(request.POST if request.method == "POST" else None, language=language)
    if form.is_valid():
        user = by_password(request, form.cleaned_data["login"], form.cleaned_data["password"])
        if user is not None:
            return _answer(perform_password_login, request, {}, Login(user=user, redirect_url=wanted))
        form.refuse(None, WRONG)
    elif request.GET.get("refused") and request.method == "GET":
        form = SignInForm({}, language=language)
        form.errors.clear()
        form.refuse(None, WRONG)
    context = {"form": form, "next": wanted, "provider": named_provider(), "here": "sign-in"}
    return render(request, "accounts/sign_in.html", context)


@fills(CodeForm, PasskeyForm)
@never_cache
@_both
def second_step(request: HttpRequest, language: str) -> HttpResponse:
    """The second factor of whoever gave the right password."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if request.user.is_authenticated or stage is None or stage.login.user is None:
        return HttpResponseRedirect(sign_in_address(language))
    user = stage.login.user
    factor = _factor_asked(request, language, user, recovery=True)
    if factor is not None:
        remember(request, factor)
        return _answer(stage.exit)
    return _factor_page(request, language, "accounts/second_step.html", user)


@fills(CodeForm, PasskeyForm)
@never_cache
@_both
def again(request: HttpRequest, language: str) -> HttpResponse:
    """A factor anew, before a step that needs one no older than five minutes; then back."""
    wanted = asked_for(request, language)
    user = request.user
    if not isinstance(user, User):
        return HttpResponseRedirect(sign_in_address(language, wanted))
    factor = _factor_asked(request, language, user, recovery=False)
    if factor is not None:
        remember(request, factor)
        request.session.cycle_key()
        return HttpResponseRedirect(wanted)
    return _factor_page(request, language, "accounts/again.html", user, wanted)


@fills(PasskeyForm)
@never_cache
@_both
def passkey_sign_in(request: HttpRequest, language: str) -> HttpResponse:
    """GET: what the browser must sign with a passkey. POST: what it signed; that is both factors at once."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(asked_for(request, language))
    if request.method != "POST":
        return HttpResponse(request_options(None), content_type="application/json")
    form = PasskeyForm(request.POST, language=language)
    factor = used_passkey(None, form.cleaned_data["credential"]) if form.is_valid() else None
    if factor is None:
        return HttpResponseRedirect(sign_in_address(language) + "?refused=1")
    login = Login(user=factor.user, redirect_url=asked_for(request, language))
    remember(request, factor, passwordless=True)
    return _answer(perform_login, request, login)


@fills(NoFieldsForm)
@never_cache
@_both
def sign_out(request: HttpRequest, language: str) -> HttpResponse:
    """A button, and then the session is gone."""
    if request.method == "POST":
        if isinstance(request.user, User):
            with transaction.atomic():
                signed_out(request.user)
        logout(request)
        return HttpResponseRedirect(sign_in_address(language))
    return render(request, "accounts/sign_out.html", {"form": NoFieldsForm(language=language)})


@fills(BeginForm)
@never_cache
@_both
def begin(request: HttpRequest, language: str) -> HttpResponse:
    """A code that was handed over in person lets somebody choose a password; next they add a factor."""
    form = BeginForm(request.POST if request.method == "POST" else None, language=language)
    if form.is_valid():
        invitation = by_invitation(form.cleaned_data["login"], form.cleaned_data["code"])
        user = begin_with(invitation, form.cleaned_data["password1"]) if invitation is not None else None
        if user is not None:
            logout(request)
            remember_begun(request, user)
            login = Login(user=user, redirect_url=reverse("accounts:factors", kwargs={"language": language}))
            return _answer(perform_login, request, login)
        form.refuse(None, WRONG)
    return render(request, "accounts/begin.html", {"form": form})


def _answer(step: Callable[..., HttpResponse], *given: object) -> HttpResponse:
    """What allauth's step answers, also when it stops half way with an answer."""
    try:
        return step(*given)
    except ImmediateHttpResponse as stop:
        answer: HttpResponse = stop.response
        return answer


def _factor_asked(request: HttpRequest, language: str, user: User, *, recovery: bool) -> Authenticator | None:
    """The factor that was proved, by a code or by a passkey; None when nothing was, or it was wrong."""
    if "credential" in request.POST:
        passkey = PasskeyForm(request.POST, language=language)
        return used_passkey(user, passkey.cleaned_data["credential"]) if passkey.is_valid() else None
    form = CodeForm(request.POST if request.method == "POST" else None, language=language)
    return by_code(user, form.cleaned_data["code"], recovery=recovery) if form.is_valid() else None


def _factor_page(request: HttpRequest, language: str, template: str, user: User, wanted: str = "") -> HttpResponse:
    own = list(Authenticator.objects.filter(user=user))
    kinds = {str(factor.type) for factor in own if opens(factor)}
    shut = not all(opens(factor) for factor in own)
    if shut:
        LOG.error("a factor cannot be opened with this secret key: see pax-office check")
    form = CodeForm({} if request.method == "POST" else None, language=language)
    if form.is_bound:
        form.errors.clear()
        form.refuse(None, SHUT if shut else WRONG)
    options = request_options(user) if Authenticator.Type.WEBAUTHN in kinds else ""
    context = {
        "form": form,
        "kinds": kinds,
        "options": options,
        "next": wanted,
        "provider": named_provider(),
        "shut": shut,
    }
    return render(request, template, context)
