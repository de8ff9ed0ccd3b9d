"""The page of a case, as it is shown first and again after a form that was not whole or was refused."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from paxweb.accounts.access import Actor, seen
from paxweb.accounts.models import TeamMember, User
from paxweb.cases import rooms
from paxweb.cases.casepage import CasePage, page_of
from paxweb.cases.colleagues import people
from paxweb.cases.corrected import shown
from paxweb.cases.forms import HoursForm, MemberForm, NoteForm, OwnerForm, RegisterForm, TaskForm
from paxweb.cases.models import Case
from paxweb.cases.placing import path_of, picture_of
from paxweb.frame.forms import SpokenForm
from paxweb.signals.actions.refused import Refused
from paxweb.signals.shell import actor_in

Forms = dict[str, SpokenForm]
ACTS = ("note", "task", "step", "lead", "sign", "export")


def case_page(
    request: HttpRequest, language: str, case: Case, *, given: Forms | None = None, told: str = "", status: int = 200
) -> HttpResponse:
    """The whole page."""
    actor = actor_in(request)
    page = page_of(actor, case, language)
    seen(request, [case], about=page.about)
    may = {act: actor.may(f"case.{act}", case) for act in ACTS}
    may["team"] = case.team_only and actor.may("team.name", case)
    may["open"], may["give"] = actor.may("protected.reveal", case), actor.may("protected.grant", case)
    context = {
        "language": language, "page": page, "case": case, "board": case.board, "may": may, "told": told,
        "forms": {**_forms(actor, page, language, may), **(given or {})}, "wrong": list((given or {}).values()),
        "drawn": picture_of(page.casetype, language), "path": path_of(page.casetype, page.events, language),
        "shown": shown(actor, page, language), "parts": list(rooms.parts_of(actor, case, language)),
        "today": actor.today,
        "team": team_of(case, actor) if case.team_only else [],
    }  # fmt: skip
    return render(request, "cases/case.html", context, status=status)


def team_of(case: Case, actor: Actor) -> list[tuple[int, str]]:
    """Who is named to a team's case today."""
    today = {"from_date__lte": actor.today, "to_date__gte": actor.today}
    named = TeamMember.objects.filter(item_id=case.pk, **today).values("user_id")
    return list(User.objects.filter(pk__in=named).order_by("name").values_list("id", "name"))


def _forms(actor: Actor, page: CasePage, language: str, may: Mapping[str, bool]) -> Forms:
    """The forms the page shows, none filled in but with the version the page was made from."""
    if page.ended or not (may["note"] or may["task"] or may["lead"]):
        return {}
    case, start = page.case, {"version": page.case.version}
    others = people(case.board_id, "case.step", actor.today)
    carried = {"owner": str(case.owner_id), "owner_deadline": case.deadline}
    return {
        "note": NoteForm(language=language),
        "task": TaskForm(language=language, people=others, initial={"whose": str(actor.id)}),
        "hours": HoursForm(language=language, initial={"day": actor.today}),
        "owner": OwnerForm(language=language, people=others, initial={**start, **carried}),
        "register": RegisterForm(language=language, initial={**start, "diary_number": case.diary_number}),
        "member": MemberForm(language=language, people=others),
    }


def do(
    request: HttpRequest, language: str, case: Case, name: str, form: SpokenForm, act: Callable[[], object]
) -> HttpResponse:
    """Act if the form is whole; else the page again, saying what is missing or why it was refused."""
    if not form.is_valid():
        return case_page(request, language, case, given={name: form}, status=400)
    try:
        act()
    except Refused as refused:
        case.refresh_from_db()
        return case_page(request, language, case, told=refused.reason.says.said(language), status=409)
    return back(language, case)


def back(language: str, case: Case) -> HttpResponse:
    """To the case's page."""
    return HttpResponseRedirect(reverse("cases:case", args=[language, case.pk]))
