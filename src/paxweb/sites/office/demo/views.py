"""The demo's own two addresses: its people, and signing in as one of them with one click."""

from allauth.mfa.models import Authenticator
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from paxweb.accounts.models import Board, User
from paxweb.accounts.signin.forms import NoFieldsForm
from paxweb.accounts.signin.strength import remember
from paxweb.frame.forms import fills
from paxweb.sites.office.demo.people import PASSWORD, PEOPLE, secret_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@fills(NoFieldsForm)
@require_safe
def people(request: HttpRequest, language: str) -> HttpResponse:
    """Everyone one can be, and what each is there to show."""
    names = dict(Board.objects.values_list("id", "name"))
    shown = [
        {
            "person": person,
            "boards": ", ".join(dict.fromkeys(names.get(board, board) for board, _ in person.holds)),
            "says": person.shows.said(language),
            "secret": secret_of(person.word),
        }
        for person in PEOPLE
    ]
    return render(request, "demo/people.html", {"language": language, "people": shown, "password": PASSWORD})


@fills(NoFieldsForm)
@require_POST
def become(request: HttpRequest, language: str, word: str) -> HttpResponse:
    """Sign in as somebody, second factor and all, as if they had typed both."""
    person = next((each for each in PEOPLE if each.word == word), None)
    if person is None:
        raise Http404
    user = User.objects.get(email=person.email)
    logout(request)
    login(request, user, backend=BACKEND)
    remember(request, Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP))
    return HttpResponseRedirect(f"/{language}/")
