"""A document with protected words in it: opened for one purpose by whoever handles it, and masked for the rest."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from pax.vocabulary import PaxError
from paxweb.accounts.access import FROM_ITEM, door, seen
from paxweb.cases.models import Case
from paxweb.documents.actions.keep import Given, keep
from paxweb.documents.formats.judging import FORMATS, judge
from paxweb.documents.formats.reasons import NotTaken
from paxweb.documents.forms import MaskForm, OpenProtectedForm
from paxweb.documents.models import Direction, Document
from paxweb.documents.receiving import Sent, receives
from paxweb.documents.uncovered import STILL_THERE, holds_protected
from paxweb.documents.views.document import found, handed
from paxweb.documents.words import KEPT_NOTHING
from paxweb.frame.forms import fills
from paxweb.ledger.lines import Line, write_change
from paxweb.ledger.models import Kind
from paxweb.signals.shell import actor_in


def _withheld(request: HttpRequest, case: Case, document: UUID) -> Document:
    one = found(request, case, document)
    if not one.withheld:
        raise Http404
    return one


def _page(
    request: HttpRequest, language: str, case: Case, document: Document, *, mask: MaskForm | None = None,
    opening: OpenProtectedForm | None = None, told: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    seen(request, [document.pk])
    context = {
        "language": language, "case": case, "document": document, "told": told,
        "forms": {
            "opening": opening or OpenProtectedForm(language=language),
            "mask": mask or MaskForm(language=language),
        },
    }  # fmt: skip
    return render(request, "documents/protected.html", context, status=status)


@fills(OpenProtectedForm)
@door(Case, act="protected.reveal", argument="case", purpose=FROM_ITEM, sensitive=True)
def show(request: HttpRequest, language: str, case: Case, document: UUID) -> HttpResponse:
    """Open the document as it is, for one purpose, with a line; or go on to mask it."""
    one = _withheld(request, case, document)
    if request.method != "POST":
        return _page(request, language, case, one)
    form = OpenProtectedForm(request.POST, language=language)
    if not form.is_valid():
        return _page(request, language, case, one, opening=form, status=400)
    actor = actor_in(request)
    with transaction.atomic():
        write_change(
            Line(
                Kind.READ, "protected.reveal", user_id=actor.id, board=case.board_id,
                purpose=form.cleaned_data["purpose"], items=(case.pk, one.pk), detail={"model": "documents.Document"},
            )
        )  # fmt: skip
    ending = FORMATS[one.blob.format].endings[0]
    return handed(request, language, case, one, f"skyddad.{ending}")


@receives
@fills(MaskForm)
@door(Case, act="protected.reveal", argument="case", purpose=FROM_ITEM, methods=("POST",))
def mask(request: HttpRequest, language: str, case: Case, document: UUID) -> HttpResponse:
    """Put a masked copy beside the document: it is read by all who see the case."""
    one = _withheld(request, case, document)
    form = MaskForm(request.POST, request.FILES, language=language)
    if not form.is_valid():
        return _page(request, language, case, one, mask=form, status=400)
    try:
        made = _kept(request, case, one, form)
    except NotTaken as refused:
        form.refuse("file", refused.reason.says)
        return _page(request, language, case, one, mask=form, status=400)
    except PaxError:
        return _page(request, language, case, one, told=KEPT_NOTHING.said(language), status=409)
    return HttpResponseRedirect(reverse("documents:document", args=[language, case.pk, made.pk]))


def _kept(request: HttpRequest, case: Case, one: Document, form: MaskForm) -> Document:
    """The copy, judged and looked through before it is kept."""
    title, sent = form.cleaned_data["title"], form.cleaned_data["file"]
    assert isinstance(sent, Sent)  # noqa: S101  the form's field lets nothing else through
    assert sent.spool is not None  # noqa: S101  one without is refused by the field
    name, file = str(sent.name), sent.spool.reader()
    judge(file, sent.spool.length, name)
    file.seek(0)
    if holds_protected(case, file.read(), title, name):
        raise NotTaken(STILL_THERE)
    given = Given(
        title=title, kind=one.kind, file_name=name, day=one.day, direction=Direction(one.direction), masks=one.pk
    )
    return keep(actor_in(request), case, given, sent.spool, act="protected.reveal", told="document.mask")
