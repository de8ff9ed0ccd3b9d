"""A volume of an extract: read line by line, marked, fixed, signed by a second person, taken out."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from paxweb.accounts.access import door, seen
from paxweb.accounts.clearances.showing import actor_of_request
from paxweb.frame.forms import SpokenForm, fills
from paxweb.rights.actions import issue
from paxweb.rights.actions.deliver import deliver
from paxweb.rights.actions.mark import Marking, mark, unmark
from paxweb.rights.closing import CLOSED, draft_of, is_closed
from paxweb.rights.drafts import Draft, Line
from paxweb.rights.forms import IncludeForm, MarkForm, PlainForm, ProposeForm, SignForm, UnmarkForm
from paxweb.rights.marks import INCLUDE, told
from paxweb.rights.models import Volume, VolumeState
from paxweb.rights.shown import lines_shown
from paxweb.rights.views.shared import page, posted, step, to

_LINES = 60


@fills()
@door(Volume, act="rights.read", argument="volume", methods=("GET",))
def show(request: HttpRequest, language: str, volume: Volume) -> HttpResponse:
    """The draft, line by line; issued, the files."""
    return _shown(request, language, volume, PlainForm(language=language))


def _shown(request: HttpRequest, language: str, volume: Volume, form: SpokenForm, status: int = 200) -> HttpResponse:
    actor = actor_of_request(request)
    seen(request, [volume], about=volume.request.keys)
    closed = is_closed(volume)
    draft = draft_of(volume)
    marks = told(volume.board_id, volume.pk, volume.marks.filter(undone_at=None).order_by("pk"))
    number = request.GET.get("page", "1")
    part = Paginator(draft.lines, _LINES).get_page(number if number.isascii() and number.isdigit() else "1")
    is_draft = volume.state == VolumeState.DRAFT and not closed
    return page(
        request, "volume", volume=volume, asked=volume.request, board=volume.board, part=part, form=form,
        lines=lines_shown(part.object_list, marks, language), draft=draft, marks=marks, issued=_issued(volume),
        may_mark=is_draft and actor.may("rights.mark", volume),
        may_correct=actor.may("rights.correct", volume), may_sign=not closed and _may_sign(actor, volume),
        closed=CLOSED.said(language) if closed else "",
        propose=ProposeForm(language=language, initial={"language_of": "sv"}), status=status,
    )  # fmt: skip


def _issued(volume: Volume) -> bool:
    return volume.state == VolumeState.ISSUED


def _may_sign(actor: object, volume: Volume) -> bool:
    may = getattr(actor, "may")  # noqa: B009  an actor
    return volume.state == VolumeState.PROPOSED and may("rights.sign", volume)


@fills(MarkForm)
@door(Volume, act="rights.mark", argument="volume")
def mark_one(request: HttpRequest, language: str, volume: Volume, line: str, field: str) -> HttpResponse:
    """Withhold a fact, or words of it. `field` is `-` for the whole row."""
    found = _line(draft_of(volume), line)
    name = "" if field == "-" else field
    form = posted(request, MarkForm, language)

    def act() -> object:
        given = form.cleaned_data
        return mark(
            actor_of_request(request), volume,
            Marking(line, name, given["provision"], tuple(given["passages"]), given["why"]),
        )  # fmt: skip

    if step(request, form, volume.board_id, "rights.mark", act):
        return to("volume", language, volume.pk)
    seen(request, [volume], about=volume.request.keys)
    shown = lines_shown([found], [], language)[0]
    return page(request, "mark", volume=volume, line=shown, field=name, form=form, status=400 if form.is_bound else 200)


def _line(draft: Draft, line: str) -> Line:
    found = next((each for each in draft.lines if each.id == line), None)
    if found is None:
        raise Http404
    return found


@fills(IncludeForm)
@door(Volume, act="rights.mark", argument="volume", methods=("POST",))
def include(request: HttpRequest, language: str, volume: Volume) -> HttpResponse:
    """A row found by name alone is the person's."""
    form = IncludeForm(request.POST, language=language)

    def act() -> object:
        given = form.cleaned_data
        marking = Marking(given["line"], "", INCLUDE, (), given["include_why"])
        return mark(actor_of_request(request), volume, marking)

    done = step(request, form, volume.board_id, "rights.mark", act)
    return to("volume", language, volume.pk) if done else _shown(request, language, volume, form, 409)


@fills(UnmarkForm)
@door(Volume, act="rights.mark", argument="volume", methods=("POST",))
def take_mark(request: HttpRequest, language: str, volume: Volume) -> HttpResponse:
    """Take a mark away."""
    form = UnmarkForm(request.POST, language=language)
    done = step(
        request, form, volume.board_id, "rights.unmark",
        lambda: unmark(actor_of_request(request), volume, form.cleaned_data["mark"]),
    )  # fmt: skip
    return to("volume", language, volume.pk) if done else _shown(request, language, volume, form, 409)


@fills(ProposeForm)
@door(Volume, act="rights.mark", argument="volume", methods=("POST",))
def propose(request: HttpRequest, language: str, volume: Volume) -> HttpResponse:
    """Fix PDF and JSON for a second person."""
    form = ProposeForm(request.POST, language=language)
    done = step(
        request, form, volume.board_id, "rights.propose",
        lambda: issue.propose(actor_of_request(request), volume, form.cleaned_data["language_of"]),
    )  # fmt: skip
    return to("volume", language, volume.pk) if done else _shown(request, language, volume, form, 409)


@fills(PlainForm)
@door(Volume, act="rights.mark", argument="volume", methods=("POST",))
def take_back(request: HttpRequest, language: str, volume: Volume) -> HttpResponse:
    """Back to a draft."""
    form = PlainForm(request.POST, language=language)
    done = step(
        request, form, volume.board_id, "rights.take_back", lambda: issue.take_back(actor_of_request(request), volume)
    )
    return to("volume", language, volume.pk) if done else _shown(request, language, volume, form, 409)


@fills(SignForm)
@door(Volume, act="rights.sign", argument="volume", sensitive=True)
def sign(request: HttpRequest, language: str, volume: Volume) -> HttpResponse:
    """The second person reads what would go out, and signs exactly those bytes or sends it back."""
    if volume.state != VolumeState.PROPOSED or is_closed(volume):
        raise Http404
    actor = actor_of_request(request)
    form = SignForm(
        request.POST if request.method == "POST" else None, language=language, initial={"digest": volume.digest}
    )

    def act() -> None:
        given = form.cleaned_data
        if given["answer"] == "yes":
            issue.sign(actor, volume, given["digest"])
        else:
            issue.take_back(actor, volume)

    if step(request, form, volume.board_id, "rights.sign", act):
        return to("volume", language, volume.pk)
    seen(request, [volume], about=volume.request.keys)
    return page(
        request, "sign", volume=volume, asked=volume.request, board=volume.board, form=form,
        composed=issue.composed_of(volume), status=400 if form.is_bound else 200,
    )  # fmt: skip


@never_cache
@fills(PlainForm)
@door(Volume, act="rights.read", argument="volume", methods=("POST",))
def file(request: HttpRequest, language: str, volume: Volume, form: str) -> HttpResponse:
    """Take the fixed extract out, as PDF or JSON: a line each time."""
    if volume.state == VolumeState.DRAFT or form not in ("pdf", "json") or is_closed(volume):
        raise Http404
    content, name = deliver(actor_of_request(request), volume, form)
    seen(request, [volume], about=volume.request.keys)
    response = HttpResponse(content, content_type="application/pdf" if form == "pdf" else "application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
