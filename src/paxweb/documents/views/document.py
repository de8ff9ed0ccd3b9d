"""A document's page, adding one, fetching one. A document is never shown inline: it is handed over as a file."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from pax.vocabulary import PaxError
from paxweb.accounts.access import FROM_ITEM, door, seen
from paxweb.cases.models import Case, Party
from paxweb.cases.types import all_types
from paxweb.documents.actions.keep import Given, keep
from paxweb.documents.actions.tell_broken import tell_broken
from paxweb.documents.formats.reasons import NotTaken
from paxweb.documents.forms import DocumentForm
from paxweb.documents.keys import KeyDestroyed, KeyMissing
from paxweb.documents.kinds import COMMON, kinds_of
from paxweb.documents.models import Direction, Document
from paxweb.documents.naming import clean_name, disposition
from paxweb.documents.reading import content_of, document_of, documents_of
from paxweb.documents.receiving import Sent, receives
from paxweb.documents.showing import shown
from paxweb.documents.words import DESTROYED, KEPT_NOTHING, MISSING, UNREADABLE
from paxweb.frame.forms import fills
from paxweb.frame.headers import SHUT_IN
from paxweb.signals.shell import actor_in

OCTETS = "application/octet-stream"


def about(request: HttpRequest, case: Case) -> list[str]:
    """Keys of those a case is about: for the line."""
    keys = Party.objects.visible_to(actor_in(request)).filter(case=case).values_list("subject_key", flat=True)
    return [key for key in keys if key]


def found(request: HttpRequest, case: Case, document: UUID) -> Document:
    """The document, or the page of what is not there."""
    one = document_of(actor_in(request), case, document)
    if one is None:
        raise Http404
    return one


@fills()
@door(Case, act="document.read", argument="case", purpose=FROM_ITEM, methods=("GET",))
def show(request: HttpRequest, language: str, case: Case, document: UUID) -> HttpResponse:
    """What a document is, and the way to its file."""
    return page(request, language, case, found(request, case, document))


def page(
    request: HttpRequest, language: str, case: Case, document: Document, *, told: str = "", status: int = 200
) -> HttpResponse:
    """The document's page, with what somebody must be told on top."""
    seen(request, [document.pk], about=about(request, case))
    actor = actor_in(request)
    lines = {each.id: each for each in shown(documents_of(actor, case), case, language)}
    context = {
        "language": language, "case": case, "document": document, "line": lines[document.pk], "told": told,
        "may_open": document.withheld and actor.may("protected.reveal", case),
    }  # fmt: skip
    return render(request, "documents/document.html", context, status=status)


@door(Case, act="document.read", argument="case", purpose=FROM_ITEM, methods=("GET",))
def fetch(request: HttpRequest, language: str, case: Case, document: UUID) -> HttpResponse:
    """The document's file, whole and proved, as a file to keep. With protected words in it, only its masked copy is."""
    one = found(request, case, document)
    if one.withheld:
        raise Http404
    return handed(request, language, case, one, one.file_name)


def handed(request: HttpRequest, language: str, case: Case, document: Document, name: str) -> HttpResponse:
    """The file, or its page saying why there is none."""
    try:
        content = content_of(document)
    except KeyDestroyed:
        return page(request, language, case, document, told=DESTROYED.said(language), status=410)
    except KeyMissing:
        return page(request, language, case, document, told=MISSING.said(language), status=409)
    except PaxError:
        tell_broken(actor_in(request), case, document)
        return page(request, language, case, document, told=UNREADABLE.said(language), status=409)
    seen(request, [document.pk], about=about(request, case))
    response = HttpResponse(content, content_type=OCTETS)
    response["Content-Disposition"] = disposition(name)
    response["Content-Security-Policy"] = SHUT_IN
    return response


@receives
@fills(DocumentForm)
@door(Case, act="document.add", argument="case", purpose=FROM_ITEM)
def add(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """Put a document in the case. Whatever was wrong, what was written stays in the form."""
    seen(request, [case], about=about(request, case))
    casetype, told = all_types().get(case.casetype), ""
    kinds = (kinds_of(casetype) if casetype else COMMON).items()
    if request.method == "POST":
        form = DocumentForm(request.POST, request.FILES, language=language, kinds=kinds)
        if form.is_valid():
            try:
                document = _kept(request, case, form)
                return HttpResponseRedirect(reverse("documents:document", args=[language, case.pk, document.pk]))
            except NotTaken as refused:
                form.refuse("file", refused.reason.says)
            except KeyDestroyed:
                told = DESTROYED.said(language)
            except KeyMissing:
                told = KEPT_NOTHING.said(language)
    else:
        form = DocumentForm(language=language, kinds=kinds, initial={"day": actor_in(request).today})
    context = {"language": language, "case": case, "form": form, "told": told, "again": request.method == "POST"}
    return render(request, "documents/add.html", context, status=_status(request, told))


def _status(request: HttpRequest, told: str) -> int:
    if request.method != "POST":
        return 200
    return 409 if told else 400


def _kept(request: HttpRequest, case: Case, form: DocumentForm) -> Document:
    said, sent = form.cleaned_data, form.cleaned_data["file"]
    assert isinstance(sent, Sent)  # noqa: S101  the form's field lets nothing else through
    assert sent.spool is not None  # noqa: S101  one without is refused by the field
    name = str(sent.name)
    given = Given(
        title=said["title"] or clean_name(name, "x").removesuffix(".x"),
        kind=said["kind"], file_name=name, day=said["day"], direction=Direction(said["direction"]), party=said["party"],
    )  # fmt: skip
    return keep(actor_in(request), case, given, sent.spool)
