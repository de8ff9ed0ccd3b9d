"""The protected fields of a case, as those of an item: a lead gives the right, one field at a time is opened.

The page is never stored, indexed, printed or exported: `no-store` and `noindex` as every page of the office.
"""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from paxweb.accounts.access import FROM_ITEM, door, machine
from paxweb.cases.actions.give_protected import give_protected
from paxweb.cases.colleagues import people
from paxweb.cases.models import Case
from paxweb.cases.revealing import fields_of, lift, may_be_lifted, reveal
from paxweb.cases.views.pages import back
from paxweb.frame.forms import fills
from paxweb.signals.actions.refused import Refused
from paxweb.signals.forms import GiveProtectedForm, LiftForm, RevealForm
from paxweb.signals.shell import actor_in


@fills(GiveProtectedForm)
@door(Case, act="protected.grant", argument="case", purpose=FROM_ITEM, sensitive=True)
def give(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """Let a colleague open the case's protected fields for a time."""
    actor = actor_in(request)
    others = [each for each in people(case.board_id, "case.step", actor.today) if each[0] != actor.id]
    form = GiveProtectedForm(request.POST or None, language=language, people=others)
    told, status = "", 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            given = form.cleaned_data
            try:
                give_protected(actor, case, int(given["to"]), given["give_until"], given["give_reason"])
                return back(language, case)
            except Refused as refused:
                told, status = refused.reason.says.said(language), 409
    context = {"language": language, "case": case, "form": form, "told": told}
    return render(request, "cases/give_protected.html", context, status=status)


@fills(RevealForm)
@door(Case, act="protected.reveal", argument="case", purpose=FROM_ITEM, sensitive=True)
def protected(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """Which fields are withheld; one of them, when somebody says for what."""
    form = RevealForm(request.POST or None, language=language)
    opened, value, status = None, None, 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            given, status = form.cleaned_data, 200
            with transaction.atomic():
                value = reveal(case, given["box"], given["field"], by=actor_in(request).id, purpose=given["purpose"])
            if value is None:
                raise Http404
            opened = (given["box"], given["field"])
    rows = [
        {
            "number": number,
            "form": RevealForm(
                language=language, auto_id=f"id_{number}_%s", initial={"box": each.sealed_id, "field": each.field}
            ),
            "field": each,
            "value": value if opened == (each.sealed_id, each.field) else None,
        }
        for number, each in enumerate(fields_of(case), start=1)
    ]
    context = {"language": language, "case": case, "rows": rows, "form": form}
    return render(request, "cases/protected.html", context, status=status)


@fills(LiftForm)
@door(Case, act="protected.lift", argument="case", purpose=FROM_ITEM, sensitive=True)
def ended(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """Protection that the newest run no longer tells of is lifted when a person confirms it, and never by itself."""
    form = LiftForm(request.POST or None, language=language)
    with machine("machine:intake"):
        may = may_be_lifted(case)
    status = 200
    if request.method == "POST":
        if may and form.is_valid():
            lift(case, actor_in(request).id)
            return back(language, case)
        status = 400
    context = {"language": language, "case": case, "form": form, "may": may}
    return render(request, "cases/protection_ended.html", context, status=status)
