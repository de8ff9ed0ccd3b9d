"""One's own ways of signing in: app, passkeys, recovery codes, password. A change needs a factor just seen."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO

import qrcode
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret, get_totp_secret, validate_totp_code
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage

from pax.vocabulary import Text
from paxweb.accounts.access import door
from paxweb.accounts.models import User
from paxweb.accounts.signin.forms import CodeForm, NewPasskeyForm, NewPasswordForm, NoFieldsForm
from paxweb.accounts.signin.lines import factor_changed
from paxweb.accounts.signin.passkeys import creation_options, made_passkey
from paxweb.accounts.signin.sealing import opens
from paxweb.accounts.signin.sessions import end_others
from paxweb.accounts.signin.strength import has_begun, is_fresh, remember
from paxweb.frame.forms import fills

APP, PASSKEY, CODES = (
    Authenticator.Type.TOTP.value,
    Authenticator.Type.WEBAUTHN.value,
    Authenticator.Type.RECOVERY_CODES.value,
)
_NOT_RIGHT = Text(
    "Koden stämmer inte. Se efter att telefonens klocka går rätt.",
    "The code is not right. See that the telephone's clock is.",
)
_NOT_MADE = Text(
    "Nyckeln kunde inte skapas. Försök igen, med fingeravtryck, ansikte eller PIN-kod.",
    "The passkey could not be made. Try again, with fingerprint, face or PIN.",
)
View = Callable[..., HttpResponse]


def person(request: HttpRequest) -> User:
    """Whoever is signed in; the door has seen to it that somebody is."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def _kinds(user: User) -> set[str]:
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def just_proved(view: View) -> View:
    """A factor seen within five minutes; or the first factor, in a session begun with a code handed over in person."""

    @wraps(view)
    def proved(request: HttpRequest, language: str, **given: int) -> HttpResponse:
        user = person(request)
        first = has_begun(request) and not _kinds(user) & {APP, PASSKEY}
        if is_fresh(request) or first:
            return view(request, language, **given)
        here = reverse("accounts:factors", kwargs={"language": language}) if given else request.path
        address = reverse("account_reauthenticate", kwargs={"language": language})
        return HttpResponseRedirect(f"{address}?{urlencode({'next': here})}")

    return proved


@fills(NoFieldsForm)
@door(act="own.factors", weak=True)
def factors(request: HttpRequest, language: str) -> HttpResponse:
    """Which ways of signing in one has, and what can be done with them."""
    user = person(request)
    own = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    codes = next((factor.wrap() for factor in own if factor.type == CODES), None)
    context = {
        "app": next((factor for factor in own if factor.type == APP), None),
        "passkeys": [(factor, factor.wrap().name) for factor in own if factor.type == PASSKEY],
        "codes": len(codes.get_unused_codes()) if codes and opens(codes.instance) else None,
        "strong": {factor.type for factor in own} & {APP, PASSKEY},
        "many": sum(factor.type in (APP, PASSKEY) for factor in own) > 1,
        "shut": not all(opens(factor) for factor in own),
        "begun": has_begun(request),
        "form": NoFieldsForm(language=language),
        "here": "factors",
    }
    return render(request, "accounts/factors.html", context)


@fills(CodeForm)
@door(act="own.factors", weak=True)
@just_proved
def add_app(request: HttpRequest, language: str) -> HttpResponse:
    """An authenticator app: its secret is shown once, and kept when the app has given a right code."""
    user = person(request)
    if APP in _kinds(user):
        return _back(language)
    secret = get_totp_secret(regenerate=request.method != "POST")
    form = CodeForm(request.POST if request.method == "POST" else None, language=language)
    if form.is_valid():
        if validate_totp_code(secret, form.cleaned_data["code"]):
            with transaction.atomic():
                factor = TOTP.activate(user, secret).instance
                factor_changed(user, "added", APP)
            clear_totp_secret(request)
            return _added(request, language, factor)
        form.refuse("code", _NOT_RIGHT)
    address = get_adapter().build_totp_url(user, secret)
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return render(request, "accounts/add_app.html", {"form": form, "picture": _picture(address), "secret": groups})


@fills(NewPasskeyForm)
@door(act="own.factors", weak=True)
@just_proved
def add_passkey(request: HttpRequest, language: str) -> HttpResponse:
    """A passkey, made by the browser."""
    user = person(request)
    form = NewPasskeyForm(request.POST if request.method == "POST" else None, language=language)
    if form.is_valid():
        with transaction.atomic():
            factor = made_passkey(user, form.cleaned_data["name"], form.cleaned_data["credential"])
            if factor is not None:
                factor_changed(user, "added", PASSKEY)
        if factor is not None:
            return _added(request, language, factor)
        form.refuse(None, _NOT_MADE)
    return render(request, "accounts/add_passkey.html", {"form": form, "options": creation_options(user)})


@fills(NoFieldsForm)
@door(act="own.factors", weak=True)
@just_proved
def new_codes(request: HttpRequest, language: str) -> HttpResponse:
    """Ten recovery codes, shown once; the earlier ones end."""
    user = person(request)
    if request.method != "POST" or not _kinds(user) & {APP, PASSKEY}:
        return _back(language)
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=CODES).delete()
        codes = RecoveryCodes.activate(user).generate_codes()
        factor_changed(user, "codes", CODES)
    return render(request, "accounts/codes.html", {"codes": codes})


@fills(NoFieldsForm)
@door(act="own.factors", weak=True)
@just_proved
def remove(request: HttpRequest, language: str, pk: int) -> HttpResponse:
    """Take a factor away; the last one stays, or one could not sign in. Other sessions of the same person end."""
    user = person(request)
    with transaction.atomic():
        own = Authenticator.objects.select_for_update().filter(user=user, type__in=(APP, PASSKEY))
        found = {factor.pk: factor for factor in own}
        if request.method == "POST" and pk in found and len(found) > 1:
            found[pk].delete()
            end_others(request, user)
            factor_changed(user, "removed", str(found[pk].type))
    return _back(language)


@fills(NewPasswordForm)
@door(act="own.factors", weak=True)
@just_proved
def password(request: HttpRequest, language: str) -> HttpResponse:
    """A new password; other sessions of the same person end."""
    user = person(request)
    form = NewPasswordForm(request.POST if request.method == "POST" else None, language=language)
    form.user = user
    if form.is_valid():
        with transaction.atomic():
            user.set_password(form.cleaned_data["password1"])
            user.save(update_fields=["password"])
            factor_changed(user, "password", "own")
        update_session_auth_hash(request, user)
        return _back(language)
    return render(request, "accounts/password.html", {"form": form})


def _added(request: HttpRequest, language: str, factor: Authenticator) -> HttpResponse:
    remember(request, factor)
    request.session.cycle_key()
    return _back(language)


def _back(language: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("accounts:factors", kwargs={"language": language}))


def _picture(address: str) -> SafeString:
    """The secret as a square to photograph, as SVG without an XML head: the page's own markup, nothing fetched."""
    out = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage).save(out)
    _, _, drawing = out.getvalue().decode().partition("<svg")
    return mark_safe("<svg aria-hidden='true' focusable='false'" + drawing)  # noqa: S308  made by us from hex and base32
