"""Read a letter, sign it, take it back; its PDF as it would be sent."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from pax.letters import Letter as Content
from paxweb.accounts.access import FROM_ITEM, door
from paxweb.cases.models import Case
from paxweb.frame.forms import SpokenForm, fills
from paxweb.letters.actions import finish
from paxweb.letters.actions.shared import content_must_stand, digest_of, pressed, why_not_now, why_not_whole
from paxweb.letters.contents import lead_signs, signatures
from paxweb.letters.forms import SignForm, TurnForm
from paxweb.letters.listing import state_of
from paxweb.letters.models import Letter
from paxweb.letters.views.shared import blocks_of, content_of, letter_in, pdf_answer, preview, tell
from paxweb.signals.actions.refused import Refused
from paxweb.signals.shell import actor_in


@fills()
@door(Case, act="letter.read", argument="case", purpose=FROM_ITEM, methods=("GET",))
def show(request: HttpRequest, language: str, case: Case, letter: UUID) -> HttpResponse:
    """The letter as it stands, and what can be done with it."""
    return _page(request, language, case, letter_in(request, case, letter))


def _page(
    request: HttpRequest, language: str, case: Case, row: Letter, *, told: str = "", status: int = 200
) -> HttpResponse:
    tell(request, case)
    content = content_of(row)
    stands = content is not None and content.version == row.content_version and not row.withheld
    paper = preview(row, content) if content is not None and stands else None
    context = {
        "language": language,
        "case": case,
        "letter": row,
        "state": state_of(row).said(language),
        "paper": paper,
        "blocks": blocks_of(paper) if paper else [],
        "stands": stands,
        "told": told,
        "missing": _missing(request, case, row, content, language),
        "may": _may(request, case, row, content),
        "turn": _turning("turn", row, language),
        "again": _turning("again", row, language),
    }
    return render(request, "letters/letter.html", context, status=status)


def _turning(word: str, row: Letter, language: str) -> TurnForm:
    """A form of one button; several stand on the page, each field with an id of its own."""
    form = TurnForm(language=language, initial={"version": row.version})
    form.fields["version"].widget.attrs["id"] = f"{word}_version"
    return form


def _missing(request: HttpRequest, case: Case, row: Letter, content: Content | None, language: str) -> list[str]:
    """What stands in the way of finishing a letter that is not finished."""
    if content is None or row.withheld or not (row.open or row.waiting):
        return []
    actor = actor_in(request)
    reasons = (why_not_whole(actor, case, row, content), why_not_now(actor, case, row))
    return [reason.says.said(language) for reason in reasons if reason is not None]


def _may(request: HttpRequest, case: Case, row: Letter, content: Content | None) -> dict[str, bool]:
    actor = actor_in(request)
    writes = actor.may("letter.write", case)
    if content is None or row.withheld or not writes:
        return {"change": False, "ask": False, "sign": False, "take_back": False}
    alone = signatures(case, content) == 1 and (not lead_signs(case, content) or actor.may("letter.sign", case))
    return {
        "change": row.open,
        "ask": row.open and not alone,
        "sign": finish.may_sign(actor, case, row, content),
        "take_back": row.waiting and (row.asked_by_id == actor.id or actor.may("letter.sign", case)),
    }


@fills()
@door(Case, act="letter.read", argument="case", purpose=FROM_ITEM, methods=("GET",))
def draft_pdf(request: HttpRequest, language: str, case: Case, letter: UUID) -> HttpResponse:
    """The draft as PDF, marked as one on every page. A finished letter is fetched as the case's document."""
    row = letter_in(request, case, letter)
    try:
        content = content_must_stand(row, content_of(row))
        pdf = pressed(row, content, made_at=row.changed_at, draft=True)
    except Refused as refused:
        return _page(request, language, case, row, told=refused.reason.says.said(language), status=409)
    tell(request, case)
    return pdf_answer(pdf, f"{row.document}-utkast")


@fills(SignForm)
@door(Case, act="letter.write", argument="case", purpose=FROM_ITEM, sensitive=True)
def sign(request: HttpRequest, language: str, case: Case, letter: UUID) -> HttpResponse:
    """Read exactly what will be sent, and sign those bytes."""
    actor, row = actor_in(request), letter_in(request, case, letter)
    try:
        content = content_must_stand(row, content_of(row))
        finish.must_stand(actor, case, row, content)
        if request.method == "POST":
            form = SignForm(request.POST, language=language)
            if form.is_valid():
                given = form.cleaned_data
                finish.sign(actor, case, row, content, given["version"], given["digest"])
                return _back(language, case, row)
        pdf = finish.signed_pdf(actor, row, content)
    except Refused as refused:
        row.refresh_from_db()
        return _page(request, language, case, row, told=refused.reason.says.said(language), status=409)
    if not finish.may_sign(actor, case, row, content):
        return _back(language, case, row)
    return _signing(request, language, case, row, content, digest_of(pdf))


def _signing(
    request: HttpRequest, language: str, case: Case, row: Letter, content: Content, digest: str
) -> HttpResponse:
    tell(request, case)
    paper = preview(row, content)
    form = SignForm(language=language, initial={"digest": digest, "version": row.version})
    context = {
        "language": language, "case": case, "letter": row, "paper": paper, "blocks": blocks_of(paper), "form": form,
        "digest": digest, "signers": finish.signers(actor_in(request), row), "unconfirmed": bool(content.gateway),
    }  # fmt: skip
    return render(request, "letters/sign.html", context, status=400 if request.method == "POST" else 200)


@fills()
@door(Case, act="letter.write", argument="case", purpose=FROM_ITEM, methods=("GET",), sensitive=True)
def signed_pdf(request: HttpRequest, language: str, case: Case, letter: UUID) -> HttpResponse:
    """The very bytes the person would sign."""
    actor, row = actor_in(request), letter_in(request, case, letter)
    try:
        content = content_must_stand(row, content_of(row))
        finish.must_stand(actor, case, row, content)
        pdf = finish.signed_pdf(actor, row, content)
    except Refused as refused:
        return _page(request, language, case, row, told=refused.reason.says.said(language), status=409)
    if not finish.may_sign(actor, case, row, content):
        return _back(language, case, row)
    tell(request, case)
    return pdf_answer(pdf, row.document)


@fills(TurnForm)
@door(Case, act="letter.write", argument="case", purpose=FROM_ITEM, methods=("POST",))
def ask(request: HttpRequest, language: str, case: Case, letter: UUID) -> HttpResponse:
    """Ask somebody else to sign."""
    row = letter_in(request, case, letter)

    def act(version: int) -> None:
        finish.ask(actor_in(request), case, row, content_must_stand(row, content_of(row)), version)

    return _turn(request, language, case, row, act)


@fills(TurnForm)
@door(Case, act="letter.write", argument="case", purpose=FROM_ITEM, methods=("POST",))
def take_back(request: HttpRequest, language: str, case: Case, letter: UUID) -> HttpResponse:
    """Make a waiting letter a draft again."""
    row = letter_in(request, case, letter)
    return _turn(request, language, case, row, lambda version: finish.take_back(actor_in(request), case, row, version))


@fills(TurnForm)
@door(Case, act="letter.write", argument="case", purpose=FROM_ITEM, methods=("POST",))
def throw_away(request: HttpRequest, language: str, case: Case, letter: UUID) -> HttpResponse:
    """Throw a draft away."""
    row = letter_in(request, case, letter)
    return _turn(request, language, case, row, lambda version: finish.throw_away(actor_in(request), case, row, version))


def _turn(request: HttpRequest, language: str, case: Case, row: Letter, act: Callable[[int], None]) -> HttpResponse:
    form: SpokenForm = TurnForm(request.POST, language=language)
    if not form.is_valid():
        return _page(request, language, case, row, told=str(next(iter(form.errors.values()))[0]), status=400)
    try:
        act(form.cleaned_data["version"])
    except Refused as refused:
        row.refresh_from_db()
        return _page(request, language, case, row, told=refused.reason.says.said(language), status=409)
    return _back(language, case, row)


def _back(language: str, case: Case, row: Letter) -> HttpResponse:
    return HttpResponseRedirect(reverse("letters:letter", args=[language, case.pk, row.pk]))
