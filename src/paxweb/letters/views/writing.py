"""Choose a letter, begin it, change it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from pax.gateways import Sender
from pax.letters import Letter as Content
from paxweb.accounts.access import FROM_ITEM, Actor, door
from paxweb.cases.models import Case
from paxweb.frame.forms import SpokenForm, fills
from paxweb.letters.actions.change import change as change_letter
from paxweb.letters.actions.draft import draft
from paxweb.letters.contents import all_letters, lead_signs, letter_for, letters_for, signatures, standing_of
from paxweb.letters.delivering import is_protected
from paxweb.letters.forms import GuideForm, LetterForm, StartForm, initial_of
from paxweb.letters.guide import Asked, ask, sender_of
from paxweb.letters.listing import listed
from paxweb.letters.models import Letter
from paxweb.letters.papering import letterhead
from paxweb.letters.prefilling import rows_of
from paxweb.letters.views.shared import letter_in, tell
from paxweb.signals.actions.refused import Refused
from paxweb.signals.shell import actor_in


@fills()
@door(Case, act="letter.read", argument="case", purpose=FROM_ITEM, methods=("GET",))
def letters(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """The letters of a case, and those that can be written."""
    actor = actor_in(request)
    tell(request, case)
    offered = [_offer(actor, case, one) for one in letters_for(case)] if actor.may("letter.write", case) else []
    context = {
        "language": language,
        "case": case,
        "letters": listed(actor, case, language),
        "offered": sorted(offered, key=lambda each: not each["open"]),
    }
    return render(request, "letters/letters.html", context)


def _offer(actor: Actor, case: Case, content: Content) -> dict[str, Any]:
    standing = standing_of(actor, case, content.document)
    return {
        "content": content,
        "open": standing is not None and standing.open,
        "signs": signatures(case, content),
        "lead": lead_signs(case, content),
    }


@fills(StartForm, GuideForm)
@door(Case, act="letter.write", argument="case", purpose=FROM_ITEM)
def begin(request: HttpRequest, language: str, case: Case, kind: str) -> HttpResponse:
    """Begin a letter: its language, and for a notice what the guide asks first."""
    content = letter_for(case, kind)
    if content is None:
        raise Http404
    start, guide, asked, told, status = _start(request, language, content, case), None, None, "", 200
    if content.gateway:
        guide = _guide(request, language, case)
        asked = _asked(actor_in(request), case, content, guide, language)
    if request.method == "POST":
        status = 400
        if start.is_valid() and (guide is None or guide.is_valid()):
            try:
                row = _drafted(actor_in(request), case, content, start, asked)
            except Refused as refused:
                told, status = refused.reason.says.said(language), 409
            else:
                return HttpResponseRedirect(reverse("letters:change", args=[language, case.pk, row.pk]))
    tell(request, case)
    context = {
        "language": language, "case": case, "content": content, "asked": asked, "told": told,
        "forms": [form for form in (start, guide) if form is not None],
    }  # fmt: skip
    return render(request, "letters/begin.html", context, status=status)


def _start(request: HttpRequest, language: str, content: Content, case: Case) -> StartForm:
    given = request.POST if request.method == "POST" else None
    form = StartForm(given, language=language, initial={"language_of": "sv"})
    field: Any = form.fields["language_of"]
    field.choices = [each for each in field.choices if each[0] in content.languages]
    return form


def _guide(request: HttpRequest, language: str, case: Case) -> GuideForm:
    sender = sender_of(case.board_id)
    given = request.POST.copy() if request.method == "POST" else None
    if given is not None and sender is not None:
        given["sender"] = sender.value
    form = GuideForm(given, language=language)
    if sender is not None:
        form.fields["sender"].widget = form.fields["sender"].hidden_widget()
        form.fields["sender"].initial = sender.value
    return form


def _asked(actor: Actor, case: Case, content: Content, form: GuideForm, language: str) -> Asked | None:
    if not form.is_bound or not form.is_valid():
        return None
    sender, protected = Sender(form.cleaned_data["sender"]), is_protected(actor, case)
    return ask(content.gateway, sender, form.facts(), actor.today, protected=protected, language=language)


def _drafted(actor: Actor, case: Case, content: Content, start: StartForm, asked: Asked | None) -> Letter:
    return draft(actor, case, content, start.cleaned_data["language_of"], asked.kept if asked else None)


@fills(LetterForm)
@door(Case, act="letter.write", argument="case", purpose=FROM_ITEM)
def change(request: HttpRequest, language: str, case: Case, letter: UUID) -> HttpResponse:
    """Fill in a draft."""
    actor = actor_in(request)
    row = letter_in(request, case, letter)
    content = all_letters().get(row.letter)
    if content is None or not row.open or row.withheld:
        return HttpResponseRedirect(reverse("letters:letter", args=[language, case.pk, row.pk]))
    rows = {
        fact.id: rows_of(actor, case, fact.kind, row.language) for fact in content.facts.values() if fact.kind.from_case
    }
    initial = initial_of(content, letterhead(row.head), row.record, row.version, rows)
    given = request.POST if request.method == "POST" else None
    form = LetterForm(given, language=language, letter=content, rows=rows, initial=initial)
    if request.method != "POST":
        return _form(request, language, case, row, form)
    if not form.is_valid():
        return _form(request, language, case, row, form, status=400)
    try:
        change_letter(actor, case, row, content, form.head(), form.record(), form.cleaned_data["version"])
    except Refused as refused:
        return _form(request, language, case, row, form, told=refused.reason.says.said(language), status=409)
    return HttpResponseRedirect(reverse("letters:letter", args=[language, case.pk, row.pk]))


def _form(
    request: HttpRequest, language: str, case: Case, row: Letter, form: SpokenForm, *, told: str = "", status: int = 200
) -> HttpResponse:
    tell(request, case)
    context = {"language": language, "case": case, "letter": row, "form": form, "told": told}
    return render(request, "letters/change.html", context, status=status)
