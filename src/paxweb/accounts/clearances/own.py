"""One's own pages: what one may, what one is told, whom one stands close to, when one is away; and the glass."""

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pax.vocabulary import Identity, NotAnIdentity, OrgNumber, Text
from paxweb.accounts.access import door
from paxweb.accounts.binding import read_number
from paxweb.accounts.clearances.actions.absent import say_absent
from paxweb.accounts.clearances.actions.break_glass import break_glass
from paxweb.accounts.clearances.actions.declare import declare
from paxweb.accounts.clearances.forms import DeclareForm, GlassForm, OwnAbsenceForm
from paxweb.accounts.clearances.leading import addresses
from paxweb.accounts.clearances.limits import holds
from paxweb.accounts.clearances.showing import actor_of_request, address, boards_for, form_page, to, tried
from paxweb.accounts.clearances.words import NOTICES, ROLES
from paxweb.accounts.models import Absence, Board, Clearance, Declared, Glass, Notice, Role, StaffKey, User
from paxweb.accounts.signin.forms import NoFieldsForm
from paxweb.frame.clock import now, today
from paxweb.frame.forms import fills
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind


@door(act="own.access")
def mine(request: HttpRequest, language: str) -> HttpResponse:
    """What one may and until when, whether one is bound, and what one has declared."""
    actor = actor_of_request(request)
    user = User.objects.get(pk=actor.id)
    every = Clearance.objects.filter(user=user).select_related("label__board", "granted_by").order_by("to_date")
    declared = Declared.objects.filter(user=user, withdrawn_at=None).values("declared_at", "subject_kind").distinct()
    context = {
        "user": user,
        "standing": [(each, ROLES[Role(each.role)]) for each in every if holds(each)],
        "bound": StaffKey.objects.filter(user=user).select_related("board"),
        "declared": declared.order_by("-declared_at"),
        "away": Absence.objects.filter(user=user, ended_at=None, to_date__gte=today()).select_related("board"),
        "glass": Glass.objects.filter(user=user, closes_at__gt=now()),
        "may_break": actor.may_anywhere("break_glass.open"),
        "here": "mine",
    }
    return render(request, "accounts/mine.html", context)


@fills(NoFieldsForm)
@door(act="own.notices")
def notices(request: HttpRequest, language: str) -> HttpResponse:
    """What one must know; reading it with the button marks it as seen."""
    actor = actor_of_request(request)
    own = Notice.objects.filter(user_id=actor.id)
    form = NoFieldsForm(request.POST if request.method == "POST" else None, language=language)
    if form.is_valid():
        with transaction.atomic():
            seen = own.filter(seen_at=None).update(seen_at=now())
            write_change(Line(kind=Kind.CHANGE, act="own.notices", user_id=actor.id, detail={"seen": seen}))
        return to("notices", language)
    found = own.select_related("about", "board").order_by("-pk")[:100]
    known = [notice for notice in found if notice.kind in NOTICES]
    places = addresses(actor, known, language)
    rows = [(notice, NOTICES[notice.kind], places.get(notice.pk, "")) for notice in known]
    unseen = any(notice.seen_at is None for notice in known)
    return render(request, "accounts/notices.html", {"rows": rows, "unseen": unseen, "here": "notices"})


@fills(OwnAbsenceForm)
@door(act="own.access")
def own_absence(request: HttpRequest, language: str) -> HttpResponse:
    """Say that one is away."""
    actor = actor_of_request(request)
    boards = [board for board in Board.objects.order_by("name") if actor.boards.get(board.pk)]
    form = OwnAbsenceForm(request.POST if request.method == "POST" else None, language=language, boards=boards)
    if form.is_valid():
        said = form.cleaned_data
        board = Board.objects.get(pk=said["board"])
        days = (said["from_date"], said["to_date"])
        user = User.objects.get(pk=actor.id)
        if tried(request, form, lambda: say_absent(actor, board, user, days, None), "access.absence", board.pk):
            return to("own", language)
    title = Text("Du är borta", "You are away")
    lede = Text(
        "Det du har tagit går tillbaka till veckans lista.", "What you have taken goes back to the week's list."
    )
    return form_page(request, form, title, lede, Text("Spara", "Save"), address("own", language))


@fills(DeclareForm)
@door(act="declare.own")
def declaring(request: HttpRequest, language: str) -> HttpResponse:
    """Say whom one stands close to; the number is hashed at once and the reason is never asked."""
    form = DeclareForm(request.POST if request.method == "POST" else None, language=language)
    identifier = _identifier(form) if form.is_valid() else None
    if identifier is not None:
        actor, kind = actor_of_request(request), form.cleaned_data["kind"]
        if tried(request, form, lambda: declare(actor, kind, identifier), "declare.own"):
            return to("own", language)
    title = Text("Någon du står nära", "Somebody you stand close to")
    lede = Text(
        "Du hålls borta från ärenden om dem. Numret sparas inte, och ingen frågar varför.",
        "You are kept away from items about them. The number is not kept, and nobody asks why.",
    )
    return form_page(request, form, title, lede, Text("Spara", "Save"), address("own", language))


def _identifier(form: DeclareForm) -> str | None:
    """The identifier as the engine writes it; None and a refusal on the form when it is none."""
    text = form.cleaned_data["identifier"]
    try:
        match form.cleaned_data["kind"]:
            case "person":
                return read_number(text).digits
            case "organisation":
                return OrgNumber.parse(text, Identity(settings.PAX_IDENTITY_NUMBERS)).digits
            case _:
                return str(text)
    except NotAnIdentity:
        form.refuse("identifier", Text("Numret går inte att läsa.", "The number cannot be read."))
        return None


@fills(GlassForm)
@door(act="break_glass.open", sensitive=True)
def glass(request: HttpRequest, language: str) -> HttpResponse:
    """Danger to life: one item, 24 hours, a reason; leads and data protection officers are told at once."""
    boards = boards_for(request, "break_glass.open")
    form = GlassForm(request.POST if request.method == "POST" else None, language=language, boards=boards)
    if form.is_valid():
        said = form.cleaned_data
        actor, board = actor_of_request(request), Board.objects.get(pk=said["board"])
        if tried(
            request, form, lambda: break_glass(actor, board, said["item"], said["reason"]), "break_glass.open", board.pk
        ):
            return to("own", language)
    title = Text("Nödöppna en uppgift eller ett ärende", "Break the glass: open an item or a case")
    lede = Text(
        "Bara vid fara för liv. En uppgift eller ett ärende i 24 timmar. Chefer och dataskyddsombud får veta det "
        "direkt.",
        "Only when there is danger to life. One item or case, for 24 hours. Leads and data protection officers are "
        "told at once.",
    )
    return form_page(request, form, title, lede, Text("Öppna", "Open"), address("own", language))
