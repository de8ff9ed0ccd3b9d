"""The protected fields of an item: a lead gives somebody the right to them, who opens one at a time and says for what.

The page is never stored, indexed, printed or exported: `no-store` and `noindex` as every page of the office, and no
print style shows the value.
"""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from paxweb.accounts.access import FROM_ITEM, door, machine
from paxweb.frame.forms import fills
from paxweb.intake.lifting import lift, may_be_lifted
from paxweb.intake.models import Item
from paxweb.intake.revealing import fields_of, reveal
from paxweb.signals.actions.give_protected import give_protected
from paxweb.signals.actions.refused import Refused
from paxweb.signals.colleagues import colleagues
from paxweb.signals.forms import GiveProtectedForm, LiftForm, RevealForm
from paxweb.signals.shell import actor_in


@fills(GiveProtectedForm)
@door(Item, act="protected.grant", argument="item", purpose=FROM_ITEM, sensitive=True)
def give(request: HttpRequest, language: str, item: Item) -> HttpResponse:
    """Let a colleague open the item's protected fields for a time."""
    actor = actor_in(request)
    people = [each for each in colleagues(item.board_id, actor.today) if each[0] != actor.id]
    form = GiveProtectedForm(request.POST or None, language=language, people=people)
    told, status = "", 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            given = form.cleaned_data
            try:
                give_protected(actor, item, int(given["to"]), given["give_until"], given["give_reason"])
                return HttpResponseRedirect(reverse("signals:item", args=[language, item.pk]))
            except Refused as refused:
                told, status = refused.reason.says.said(language), 409
    context = {"language": language, "item": item, "board": item.board, "form": form, "told": told}
    return render(request, "signals/give_protected.html", context, status=status)


@fills(RevealForm)
@door(Item, act="protected.reveal", argument="item", purpose=FROM_ITEM, sensitive=True)
def protected(request: HttpRequest, language: str, item: Item) -> HttpResponse:
    """Which fields are withheld; one of them, when somebody says for what."""
    form = RevealForm(request.POST or None, language=language)
    opened, value, status = None, None, 200
    if request.method == "POST":
        if form.is_valid():
            given = form.cleaned_data
            with transaction.atomic():
                value = reveal(item, given["box"], given["field"], by=actor_in(request).id, purpose=given["purpose"])
            if value is None:
                raise Http404
            opened = (given["box"], given["field"])
        else:
            status = 400
    rows = [
        {
            "number": number,
            "form": RevealForm(
                language=language,
                auto_id=f"id_{number}_%s",
                initial={"box": each.sealed_id, "field": each.field},
            ),
            "field": each,
            "value": value if opened == (each.sealed_id, each.field) else None,
        }
        for number, each in enumerate(fields_of(item), start=1)
    ]
    context = {"language": language, "item": item, "board": item.board, "rows": rows, "form": form}
    return render(request, "signals/protected.html", context, status=status)


@fills(LiftForm)
@door(Item, act="protected.lift", argument="item", purpose=FROM_ITEM, sensitive=True)
def ended(request: HttpRequest, language: str, item: Item) -> HttpResponse:
    """Protection that the newest run no longer tells of is lifted when a person confirms it, and never by itself."""
    form = LiftForm(request.POST or None, language=language)
    with machine("machine:intake"):
        may = may_be_lifted(item)
    status = 200
    if request.method == "POST":
        if may and form.is_valid():
            lift(item, actor_in(request).id)
            return HttpResponseRedirect(reverse("signals:item", args=[language, item.pk]))
        status = 400
    context = {"language": language, "item": item, "board": item.board, "form": form, "may": may}
    return render(request, "signals/protection_ended.html", context, status=status)
