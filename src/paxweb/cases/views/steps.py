"""Doing a step, signing one as the second person, taking one back, and a consent that is taken back."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from paxweb.accounts.access import FROM_ITEM, door, seen
from paxweb.cases.actions.do_step import do_step
from paxweb.cases.actions.do_step import sign as sign_step
from paxweb.cases.actions.do_step import take_back as take_step_back
from paxweb.cases.actions.doing import Doing, of_kept
from paxweb.cases.actions.withdraw_consent import withdraw_consent
from paxweb.cases.casepage import CasePage, page_of, written_of
from paxweb.cases.forms import ConsentWithdrawnForm, TakeBackForm
from paxweb.cases.models import Case, Proposal
from paxweb.cases.stepforms import ConsentForm, EndForm, SignForm, StepForm, VisitForm
from paxweb.cases.stepping import begun, contact_of, doing_of, form_for, step_named
from paxweb.cases.views.pages import back, case_page, do
from paxweb.cases.words import CAUSES, FINDINGS, LADDER
from paxweb.frame.forms import fills
from paxweb.signals.shell import actor_in

STEPS = (StepForm, ConsentForm, VisitForm, EndForm)
CLOSED: Mapping[str, str] = {"sv": "Steget är inte öppet nu.", "en": "The step is not open now."}
UNTIL: Mapping[str, str] = {"sv": "i månaden, till", "en": "a month, until"}
WITHDRAWN: Mapping[str, str] = {"sv": "Samtycket togs tillbaka.", "en": "The consent was withdrawn."}


@fills(*STEPS)
@door(Case, act="case.do", argument="case", purpose=FROM_ITEM, along=("board",))
def step(request: HttpRequest, language: str, case: Case, step: str) -> HttpResponse:
    """One step of the case's type. Which role may do it says the type."""
    return _step(request, language, case, step, fresh=False)


@fills(*STEPS)
@door(Case, act="case.do", argument="case", purpose=FROM_ITEM, sensitive=True, along=("board",))
def fresh_step(request: HttpRequest, language: str, case: Case, step: str) -> HttpResponse:
    """A step that asks for a factor within five minutes."""
    return _step(request, language, case, step, fresh=True)


def _step(request: HttpRequest, language: str, case: Case, name: str, *, fresh: bool) -> HttpResponse:
    actor = actor_in(request)
    page = page_of(actor, case, language)
    found = step_named(actor, case, page.casetype, page.place, name)
    if found is None:
        if request.method == "POST":
            return case_page(request, language, case, told=CLOSED[language], status=409)
        return back(language, case)
    if (found.fresh or found.signs > 1) and not fresh:
        return HttpResponseRedirect(reverse("cases:fresh_step", args=[language, case.pk, name]))
    form = form_for(page.casetype, found)(
        request.POST or None, language=language, step=found, ladder=page.casetype.ladder,
        contact=contact_of(case, page.casetype, found, page.events),
        initial=begun(case, page.casetype, found, page.place, page.events),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        return do(request, language, case, "step", form, lambda: do_step(actor, case, doing_of(found, form), version))
    seen(request, [case], about=page.about)
    choice = next(each for each in page.choices if each.id == name)
    context = {"language": language, "page": page, "case": case, "form": form, "choice": choice, "step": found}
    return render(request, "cases/step.html", context, status=400 if request.method == "POST" else 200)


@fills(SignForm)
@door(Case, act="case.sign", argument="case", purpose=FROM_ITEM, sensitive=True, along=("board",))
def sign(request: HttpRequest, language: str, case: Case, proposal: int) -> HttpResponse:
    """Read exactly what somebody proposes, and sign it."""
    actor = actor_in(request)
    waiting = Proposal.objects.visible_to(actor).filter(case=case, signed_at=None, withdrawn_at=None)
    found: Proposal | None = waiting.select_related("by").filter(pk=proposal).first()
    if found is None:
        raise Http404
    form = SignForm(request.POST or None, language=language, initial={"digest": found.digest})
    if request.method == "POST" and form.is_valid():
        digest = form.cleaned_data["digest"]
        return do(request, language, case, "sign", form, lambda: sign_step(actor, case, proposal, digest))
    page = page_of(actor, case, language)
    seen(request, [case], about=page.about)
    context = {
        "language": language, "page": page, "case": case, "form": form, "proposal": found,
        "own": found.by_id == actor.id, **_read(page, found, language),
    }  # fmt: skip
    return render(request, "cases/sign.html", context, status=400 if request.method == "POST" else 200)


def _read(page: CasePage, proposal: Proposal, language: str) -> dict[str, object]:
    """Everything the second person signs, in words."""
    step = page.casetype.steps.get(proposal.step)
    if step is None:
        raise Http404
    doing = of_kept(proposal.step, proposal.answer, proposal.written, proposal.day, proposal.extra)
    answer = step.answers.get(proposal.answer)
    return {
        "step": step,
        "answer": answer.said(language) if answer else "",
        "written": written_of(page.casetype, proposal.step, proposal.written, language),
        "residents": doing.residents,
        "visit_for": doing.visit_for,
        "ending": _ended(doing, language),
        "covers": proposal.covers,
    }


def _ended(doing: Doing, language: str) -> list[str]:
    if doing.ending is None:
        return []
    said = [FINDINGS[doing.ending.finding].said(language)]
    if doing.ending.cause:
        said.append(CAUSES[doing.ending.cause].said(language))
    for gain in doing.ending.gains:
        amount = gain.amount if gain.monthly is None else gain.monthly
        until = f" ({UNTIL[language]} {gain.horizon.isoformat()})" if gain.horizon else ""
        said.append(f"{LADDER[gain.step].said(language)}: {'1' if amount is None else amount}{until}")
    return said


@fills(TakeBackForm)
@door(Case, act="case.step", argument="case", purpose=FROM_ITEM, methods=("POST",))
def take_back(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """Take back a proposal."""
    form, actor = TakeBackForm(request.POST, language=language), actor_in(request)

    def act() -> None:
        take_step_back(actor, case, form.cleaned_data["proposal_id"])

    return do(request, language, case, "take_back", form, act)


@fills(ConsentWithdrawnForm)
@door(Case, act="case.step", argument="case", purpose=FROM_ITEM, methods=("POST",))
def consent_withdrawn(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """A resident took back their consent."""
    form, actor = ConsentWithdrawnForm(request.POST, language=language), actor_in(request)

    def act() -> None:
        withdraw_consent(actor, case, form.cleaned_data["consent_id"], WITHDRAWN[language])

    return do(request, language, case, "consent", form, act)
