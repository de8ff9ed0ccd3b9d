"""The access officer's pages, one set for each board: who may what, and every change of it."""

import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pax.vocabulary import NotAnIdentity, Text
from paxweb.accounts.access import door
from paxweb.accounts.binding import read_number
from paxweb.accounts.clearances.actions.absent import say_absent
from paxweb.accounts.clearances.actions.account import make_account, reset_factor
from paxweb.accounts.clearances.actions.bind_on_paper import bind_on_paper
from paxweb.accounts.clearances.actions.grant import grant
from paxweb.accounts.clearances.actions.propose import decide, propose
from paxweb.accounts.clearances.forms import AbsenceForm, AccountForm, BindForm, DecideForm, GrantForm, ResetForm
from paxweb.accounts.clearances.limits import Asked, holds
from paxweb.accounts.clearances.showing import (
    actor_of_request,
    address,
    board_for,
    boards_for,
    form_page,
    person_of,
    provisions_of,
    to,
    tried,
)
from paxweb.accounts.clearances.words import ROLES
from paxweb.accounts.models import Absence, Board, Clearance, Label, Proposal, Role, StaffKey, User
from paxweb.frame.clock import today
from paxweb.frame.forms import fills

_SHOWN = 1000
_GRANT = Text("Ge en behörighet", "Grant a clearance")
_PROPOSE = Text("Föreslå en behörighet", "Propose a clearance")
_WRONG_NUMBER = Text(
    "Det är inte ett personnummer som används här.", "That is not a personal number of the kind used here."
)


@door(act="own.access")
def boards(request: HttpRequest, language: str) -> HttpResponse:
    """The boards whose clearances one may look at."""
    actor = actor_of_request(request)
    acts = ("list", "propose", "absence")
    found = boards_for(request, *(f"access.{act}" for act in acts))
    rows = [(board, {act: actor.may_at(board.pk, f"access.{act}") for act in acts}) for board in found]
    return render(request, "accounts/boards.html", {"rows": rows, "here": "clearances"})


@door(act="access.list", argument="board")
def clearances(request: HttpRequest, language: str, board: str) -> HttpResponse:
    """Every clearance of a board, those that hold first; what waits; who is away; who is not bound."""
    found = board_for(request, board, "access.list")
    every = Clearance.objects.filter(label__board=found).select_related("user", "label", "granted_by", "confirmed_by")
    rows = [(each, holds(each), ROLES[Role(each.role)]) for each in every.order_by("user__name", "pk")[:_SHOWN]]
    bound = set(StaffKey.objects.filter(board=found).values_list("user_id", flat=True))
    actor = actor_of_request(request)
    may = {act: actor.may_at(found.pk, f"access.{act}") for act in ("grant", "propose", "absence", "bind", "end")}
    declared = User.objects.filter(declared__withdrawn_at=None, declared__isnull=False, clearances__label__board=found)
    context = {
        "board": found,
        "declared": declared.distinct().order_by("name") if may["end"] else (),
        "standing": [row for row in rows if row[1]],
        "past": [row for row in rows if not row[1]],
        "unbound": sorted({row[0].user for row in rows if row[1] and row[0].user_id not in bound}, key=_name),
        "proposals": Proposal.objects.filter(label__board=found, decided_at=None).select_related("user", "proposed_by"),
        "away": Absence.objects.filter(board=found, ended_at=None, to_date__gte=today()).select_related(
            "user", "stand_in"
        ),
        "may": may,
        "here": "clearances",
    }
    return render(request, "accounts/clearances.html", context)


@fills(GrantForm)
@door(act="access.grant", argument="board", sensitive=True)
def granting(request: HttpRequest, language: str, board: str) -> HttpResponse:
    """Grant."""
    found = board_for(request, board, "access.grant")
    form = _grant_form(request, language, found)
    asked = _asked(form, found)
    if asked and tried(request, form, lambda: grant(actor_of_request(request), asked), "access.grant", found.pk):
        return to("board", language, board=found.pk)
    lede = Text(
        "Aldrig åt dig själv, och aldrig längre än din egen behörighet.",
        "Never for yourself, and never beyond your own clearance.",
    )
    return form_page(request, form, _GRANT, lede, _GRANT, address("board", language, board=found.pk))


@fills(GrantForm)
@door(act="access.propose", argument="board")
def proposing(request: HttpRequest, language: str, board: str) -> HttpResponse:
    """Propose."""
    found = board_for(request, board, "access.propose")
    form = _grant_form(request, language, found)
    asked = _asked(form, found)
    if asked and tried(request, form, lambda: propose(actor_of_request(request), asked), "access.propose", found.pk):
        return to("clearances", language)
    lede = Text("Nämndens behörighetsansvariga avgör.", "The board's access officer decides.")
    return form_page(request, form, _PROPOSE, lede, _PROPOSE, address("clearances", language))


@fills(DecideForm)
@door(act="access.grant", argument="board", sensitive=True)
def deciding(request: HttpRequest, language: str, board: str, pk: int) -> HttpResponse:
    """Decide on what a lead proposed."""
    found = board_for(request, board, "access.grant")
    proposal = (
        Proposal.objects.filter(pk=pk, label__board=found, decided_at=None).select_related("label", "user").first()
    )
    if proposal is None:
        raise Http404
    form = DecideForm(request.POST if request.method == "POST" else None, language=language)
    if form.is_valid():
        yes = form.cleaned_data["decision"] == "yes"
        change = tried(
            request,
            form,
            lambda: decide(actor_of_request(request), proposal, yes=yes),
            "access.decide",
            found.pk,
        )
        if change:
            return to("board", language, board=found.pk)
    title = Text("Avgör förslaget", "Decide on the proposal")
    back = address("board", language, board=found.pk)
    more = {"proposal": proposal, "role": ROLES[Role(proposal.role)]}
    return form_page(request, form, title, Text("", ""), Text("Spara", "Save"), back, **more)


@fills(AccountForm)
@door(act="access.grant", argument="board", sensitive=True)
def new_account(request: HttpRequest, language: str, board: str) -> HttpResponse:
    """An account for somebody new; the code to hand over is shown once."""
    found = board_for(request, board, "access.grant")
    form = AccountForm(request.POST if request.method == "POST" else None, language=language)
    back = address("board", language, board=found.pk)
    if form.is_valid():
        said = form.cleaned_data
        code = tried(
            request,
            form,
            lambda: make_account(
                actor_of_request(request),
                found,
                said["email"],
                said["name"],
                said["identity_checked"],
                secrets.randbelow,
            ),
            "access.account",
            found.pk,
        )
        if code:
            return render(request, "accounts/code.html", {"code": code[0], "back": back})
    title = Text("Ett nytt konto", "A new account")
    lede = Text(
        "Kontot ser inget förrän någon har gett en behörighet.",
        "The account sees nothing until somebody has granted a clearance.",
    )
    return form_page(request, form, title, lede, Text("Skapa kontot", "Make the account"), back)


@fills(ResetForm)
@door(act="access.reset_factor", argument="board", sensitive=True)
def resetting(request: HttpRequest, language: str, board: str, pk: int) -> HttpResponse:
    """Let somebody begin anew after a new check of who they are."""
    found = board_for(request, board, "access.reset_factor")
    person = person_of(found, pk)
    form = ResetForm(request.POST if request.method == "POST" else None, language=language)
    back = address("board", language, board=found.pk)
    if form.is_valid():
        checked = form.cleaned_data["identity_checked"]
        actor = actor_of_request(request)
        code = tried(
            request,
            form,
            lambda: reset_factor(actor, found, person, checked, secrets.randbelow),
            "access.reset_factor",
            found.pk,
        )
        if code:
            return render(request, "accounts/code.html", {"code": code[0], "back": back})
    title = Text("Återställ inloggningen", "Reset the sign-in")
    lede = Text(
        "Lösenord, app och nycklar slutar gälla direkt. Personen och alla berörda behörighetsansvariga får veta det.",
        "Password, app and passkeys end at once. The person and every access officer concerned are told.",
    )
    return form_page(request, form, title, lede, Text("Återställ", "Reset"), back, person=person)


@fills(BindForm)
@door(act="access.bind", argument="board", sensitive=True)
def binding(request: HttpRequest, language: str, board: str, pk: int) -> HttpResponse:
    """Bind somebody's staff key from a paper."""
    found = board_for(request, board, "access.bind")
    person = person_of(found, pk)
    form = BindForm(request.POST if request.method == "POST" else None, language=language)
    back = address("board", language, board=found.pk)
    if form.is_valid() and _bound(request, form, found, person):
        return to("board", language, board=found.pk)
    title = Text("Bind personnumret", "Bind the personal number")
    lede = Text(
        "Utan det kan Pax inte hålla personen borta från egna och närståendes ärenden, och visar inga ärenden alls.",
        "Without it Pax cannot keep the person from their own and their family's items, and so shows no items at all.",
    )
    return form_page(request, form, title, lede, Text("Bind", "Bind"), back, person=person)


def _bound(request: HttpRequest, form: BindForm, board: Board, person: User) -> bool:
    try:
        number = read_number(form.cleaned_data["number"])
    except NotAnIdentity:
        form.refuse("number", _WRONG_NUMBER)
        return False
    checked = form.cleaned_data["identity_checked"]
    actor = actor_of_request(request)
    done = tried(request, form, lambda: bind_on_paper(actor, board, person, number, checked), "access.bind", board.pk)
    return bool(done)


@fills(AbsenceForm)
@door(act="access.absence", argument="board")
def absence(request: HttpRequest, language: str, board: str) -> HttpResponse:
    """Say that somebody is away, and who stands in."""
    found = board_for(request, board, "access.absence")
    form = AbsenceForm(request.POST if request.method == "POST" else None, language=language)
    if form.is_valid() and _absent(request, form, found):
        return to("clearances", language)
    title = Text("Någon är borta", "Somebody is away")
    lede = Text(
        "Det personen har tagit går tillbaka till veckans lista.",
        "What the person has taken goes back to the week's list.",
    )
    return form_page(request, form, title, lede, Text("Spara", "Save"), address("clearances", language))


def _absent(request: HttpRequest, form: AbsenceForm, board: Board) -> bool:
    person, stand_in = form.person("email"), form.person("stand_in")
    if person is None or not form.is_valid():
        return False
    days = (form.cleaned_data["from_date"], form.cleaned_data["to_date"])
    actor = actor_of_request(request)
    change = tried(request, form, lambda: say_absent(actor, board, person, days, stand_in), "access.absence", board.pk)
    return change is not None


def _grant_form(request: HttpRequest, language: str, board: Board) -> GrantForm:
    posted = request.POST if request.method == "POST" else None
    return GrantForm(posted, language=language, provisions=provisions_of(board))


def _asked(form: GrantForm, board: Board) -> Asked | None:
    """The clearance the form asks for; None when it is not posted or refused."""
    if not form.is_valid():
        return None
    user = form.person("email")
    if user is None:
        return None
    said = form.cleaned_data
    label, _ = Label.objects.get_or_create(board=board, provision=said["provision"])
    return Asked(
        user=user,
        label=label,
        role=Role(said["role"]),
        from_date=said["from_date"],
        to_date=said["to_date"],
        reason=said["reason"],
        diary_number=said["diary_number"],
    )


def _name(user: User) -> str:
    return user.name
