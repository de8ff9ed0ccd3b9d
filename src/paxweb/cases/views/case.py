"""The page of a case and what is written and arranged on it. Each: the door, the form, one action, then back."""

from django.http import HttpRequest, HttpResponse

from paxweb.accounts.access import FROM_ITEM, door, seen
from paxweb.cases.actions.change_owner import change_owner
from paxweb.cases.actions.change_owner import register as register_case
from paxweb.cases.actions.export_note import export_note
from paxweb.cases.actions.log_hours import log_hours
from paxweb.cases.actions.name_team import name_member
from paxweb.cases.actions.name_team import take_off as take_member_off
from paxweb.cases.actions.set_task import set_task, tick_off
from paxweb.cases.actions.write_note import write_note
from paxweb.cases.casepage import page_of
from paxweb.cases.colleagues import people
from paxweb.cases.corrected import shown
from paxweb.cases.exporting import note_of
from paxweb.cases.forms import HoursForm, MemberForm, NoteForm, OwnerForm, RegisterForm, TaskDoneForm, TaskForm
from paxweb.cases.models import Case
from paxweb.cases.views.pages import case_page, do, team_of
from paxweb.frame.forms import fills
from paxweb.signals.actions.refused import Refused
from paxweb.signals.shell import actor_in


@fills()
@door(Case, act="case.read", argument="case", purpose=FROM_ITEM, methods=("GET",), along=("board",))
def show(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """The case: where it stands, what can be done now, and everything that was done."""
    return case_page(request, language, case)


@fills(NoteForm)
@door(Case, act="case.note", argument="case", purpose=FROM_ITEM, methods=("POST",))
def note(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """Write a note."""
    form, actor = NoteForm(request.POST, language=language), actor_in(request)
    return do(request, language, case, "note", form, lambda: write_note(actor, case, form.cleaned_data["note"]))


@fills(TaskForm)
@door(Case, act="case.task", argument="case", purpose=FROM_ITEM, methods=("POST",))
def task(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """Set a task."""
    actor = actor_in(request)
    form = TaskForm(request.POST, language=language, people=people(case.board_id, "case.step", actor.today))

    def act() -> None:
        given = form.cleaned_data
        set_task(actor, case, given["task"], int(given["whose"]), given["task_due"])

    return do(request, language, case, "task", form, act)


@fills(TaskDoneForm)
@door(Case, act="case.task", argument="case", purpose=FROM_ITEM, methods=("POST",))
def task_done(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """Tick off a task."""
    form, actor = TaskDoneForm(request.POST, language=language), actor_in(request)
    return do(request, language, case, "task_done", form, lambda: tick_off(actor, case, form.cleaned_data["task_id"]))


@fills(HoursForm)
@door(Case, act="case.note", argument="case", purpose=FROM_ITEM, methods=("POST",))
def hours(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """Log one's own minutes."""
    form, actor = HoursForm(request.POST, language=language), actor_in(request)

    def act() -> None:
        log_hours(actor, case, form.cleaned_data["day"], form.cleaned_data["spent"])

    return do(request, language, case, "hours", form, act)


@fills(OwnerForm)
@door(Case, act="case.lead", argument="case", purpose=FROM_ITEM, methods=("POST",))
def owner(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """Give the case to somebody else, and say by when it is to be done."""
    actor = actor_in(request)
    form = OwnerForm(request.POST, language=language, people=people(case.board_id, "case.step", actor.today))

    def act() -> None:
        given = form.cleaned_data
        change_owner(actor, case, int(given["owner"]), given["owner_deadline"], given["version"])

    return do(request, language, case, "owner", form, act)


@fills(RegisterForm)
@door(Case, act="case.step", argument="case", purpose=FROM_ITEM, methods=("POST",))
def register(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """Keep the diary system's number."""
    form, actor = RegisterForm(request.POST, language=language), actor_in(request)

    def act() -> None:
        register_case(actor, case, form.cleaned_data["diary_number"], form.cleaned_data["version"])

    return do(request, language, case, "register", form, act)


@fills(MemberForm)
@door(Case, act="team.name", argument="case", purpose=FROM_ITEM, methods=("POST",))
def team(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """Name somebody to the team."""
    actor = actor_in(request)
    form = MemberForm(request.POST, language=language, people=people(case.board_id, "case.step", actor.today))
    return do(
        request, language, case, "member", form, lambda: name_member(actor, case, int(form.cleaned_data["member"]))
    )


@fills(MemberForm)
@door(Case, act="team.name", argument="case", purpose=FROM_ITEM, methods=("POST",))
def take_off(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """Take somebody off the team."""
    actor = actor_in(request)
    form = MemberForm(request.POST, language=language, people=team_of(case, actor))
    act = lambda: take_member_off(actor, case, int(form.cleaned_data["member"]))  # noqa: E731  as the others, one line
    return do(request, language, case, "member", form, act)


@fills()
@door(Case, act="case.export", argument="case", purpose=FROM_ITEM, methods=("POST",), along=("board",))
def file_note(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """The note for the person's own file, as plain text to take to the board's system."""
    actor = actor_in(request)
    page = page_of(actor, case, language)
    try:
        export_note(actor, case)
    except Refused as refused:
        return case_page(request, language, case, told=refused.reason.says.said(language), status=409)
    seen(request, [case], about=page.about)
    response = HttpResponse(
        note_of(page, shown(actor, page, language), language), content_type="text/plain; charset=utf-8"
    )
    name = case.number.replace(" ", "-").replace("/", "-")
    response["Content-Disposition"] = f'attachment; filename="{name}.txt"'
    return response
