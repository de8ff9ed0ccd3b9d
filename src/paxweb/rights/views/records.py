"""A request for public records: entered, searched, each record reviewed, refused in writing, closed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from paxweb.accounts.access import Actor, door, seen
from paxweb.accounts.clearances.limits import NotAllowed
from paxweb.accounts.clearances.showing import actor_of_request
from paxweb.frame.clock import day_of, today
from paxweb.frame.forms import SpokenForm, fills
from paxweb.rights.actions import records as acts
from paxweb.rights.actions.refuse_records import Refusal, propose_refusal, refusal_pdf, refusal_text, sign_refusal
from paxweb.rights.closing import CLOSED, is_closed
from paxweb.rights.forms import PlainForm, RecordsForm, RefusalForm, ReviewForm, SearchForm, SignForm
from paxweb.rights.models import Given, Record, RecordsRequest
from paxweb.rights.timeline import timeline
from paxweb.rights.views.shared import board_of, page, posted, step, to


@fills(RecordsForm)
@door(act="records.handle", argument="board_id")
def open_request(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """Enter a request; and those that are not answered."""
    form = posted(request, RecordsForm, language)
    actor = actor_of_request(request)

    def act() -> RecordsRequest:
        given = form.cleaned_data
        asked = acts.Asked(given["asked_for"], given["answer_to"], given["diary_number"], given["received_on"])
        return acts.open_records(actor, board_id, asked)

    made = step(request, form, board_id, "records.open", act)
    if made:
        return to("records", language, made[0].pk)
    listed = RecordsRequest.objects.visible_to(actor).filter(board_id=board_id).order_by("closed_at", "received_on")
    shown = list(listed[:100])
    seen(request, shown)
    return page(
        request, "open_records", board=board_of(board_id), form=form, requests=[(one, _waited(one)) for one in shown],
        status=400 if form.is_bound else 200,
    )  # fmt: skip


def _waited(asked: RecordsRequest) -> int:
    end = day_of(asked.closed_at) if asked.closed_at else today()
    return (end - asked.received_on).days


@fills()
@door(RecordsRequest, act="records.handle", argument="records", methods=("GET",))
def show(request: HttpRequest, language: str, records: RecordsRequest) -> HttpResponse:
    """The request, how long it has waited, and the records found."""
    return _shown(request, language, records, SearchForm(language=language))


def _shown(
    request: HttpRequest, language: str, records: RecordsRequest, form: SpokenForm, status: int = 200
) -> HttpResponse:
    actor = actor_of_request(request)
    found = list(_found(actor, records))
    seen(request, [records, *found])
    return page(
        request, "records", asked=records, board=records.board, records=found, form=form,
        search=form if isinstance(form, SearchForm) else SearchForm(language=language), waited=_waited(records),
        timeline=timeline(records, found, language), open=records.closed_at is None, status=status,
    )  # fmt: skip


def _found(actor: Actor, records: RecordsRequest) -> list[Record]:
    rows = Record.objects.visible_to(actor).filter(request=records).defer("box", "copy")
    return list(rows.order_by("given", "made_on", "pk")[:500])


@fills(SearchForm)
@door(RecordsRequest, act="records.handle", argument="records", methods=("POST",))
def search(request: HttpRequest, language: str, records: RecordsRequest) -> HttpResponse:
    """Send a machine to look."""
    form = SearchForm(request.POST, language=language)
    done = step(
        request, form, records.board_id, "records.ask_search",
        lambda: acts.ask_search(actor_of_request(request), records, form.cleaned_data["terms"]),
    )  # fmt: skip
    return to("records", language, records.pk) if done else _shown(request, language, records, form, 409)


@fills(PlainForm)
@door(RecordsRequest, act="records.handle", argument="records", methods=("POST",))
def close(request: HttpRequest, language: str, records: RecordsRequest) -> HttpResponse:
    """Everything has been answered."""
    form = PlainForm(request.POST, language=language)
    done = step(
        request, form, records.board_id, "records.close",
        lambda: acts.close_records(actor_of_request(request), records),
    )  # fmt: skip
    return to("records", language, records.pk) if done else _shown(request, language, records, form, 409)


@fills(ReviewForm)
@door(Record, act="records.handle", argument="record")
def review(request: HttpRequest, language: str, record: Record) -> HttpResponse:
    """One record: its text, and what becomes of it."""
    form = posted(request, ReviewForm, language)

    def act() -> None:
        given = form.cleaned_data
        passages = tuple(given["passages"] or ()) if given["given"] == Given.MASKED else ()
        provision = "" if given["given"] == Given.GIVE else given["provision"]
        acts.review(actor_of_request(request), record, acts.Review(Given(given["given"]), provision, passages))

    if step(request, form, record.board_id, "records.review", act):
        return to("records", language, record.request_id)
    seen(request, [record])
    told = acts.told(record)
    return page(
        request, "record", record=record, board=record.board, told=told, has_content=bool(told["content"]), form=form,
        closed=CLOSED.said(language) if is_closed(record) else "",
        open=record.request.closed_at is None and record.taken_at is None, status=400 if form.is_bound else 200,
    )  # fmt: skip


@never_cache
@fills(PlainForm)
@door(Record, act="records.handle", argument="record", methods=("POST",))
def file(request: HttpRequest, language: str, record: Record) -> HttpResponse:
    """Take the copy out: a line each time."""
    if record.given not in (Given.GIVE, Given.MASKED):
        raise Http404
    try:
        content, name = acts.take_copy(actor_of_request(request), record)
    except NotAllowed:
        return to("record", language, record.pk)
    seen(request, [record])
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@fills(RefusalForm)
@door(RecordsRequest, act="records.handle", argument="records")
def refusal(request: HttpRequest, language: str, records: RecordsRequest) -> HttpResponse:
    """The written decision somebody asks for, to be signed by a second person."""
    form = posted(request, RefusalForm, language)
    actor = actor_of_request(request)

    def act() -> str:
        given = form.cleaned_data
        wanted = Refusal(given["language_of"], given["reasons"], given["court"], given["send_to"])
        return propose_refusal(actor, records, wanted)

    if step(request, form, records.board_id, "records.propose_refusal", act):
        return to("records", language, records.pk)
    seen(request, [records])
    return page(request, "refusal", asked=records, board=records.board, form=form, status=400 if form.is_bound else 200)


@fills(SignForm)
@door(RecordsRequest, act="rights.sign", argument="records", sensitive=True)
def sign_decision(request: HttpRequest, language: str, records: RecordsRequest) -> HttpResponse:
    """The second person's yes or no to the written decision."""
    if not records.decision_digest or records.signed_at:
        raise Http404
    start = {"digest": records.decision_digest}
    form = SignForm(request.POST if request.method == "POST" else None, language=language, initial=start)

    def act() -> None:
        given = form.cleaned_data
        sign_refusal(actor_of_request(request), records, given["digest"], yes=given["answer"] == "yes")

    if step(request, form, records.board_id, "records.sign_refusal", act):
        return to("overview", language, records.board_id)
    seen(request, [records])
    return page(
        request, "sign_refusal", asked=records, board=records.board, form=form, told=refusal_text(records),
        status=400 if form.is_bound else 200,
    )  # fmt: skip


@never_cache
@fills(PlainForm)
@door(RecordsRequest, act="records.handle", argument="records", methods=("POST",))
def decision(request: HttpRequest, language: str, records: RecordsRequest) -> HttpResponse:
    """The decision on paper; marked a draft until it is signed."""
    if not records.decision_digest:
        raise Http404
    seen(request, [records])
    response = HttpResponse(refusal_pdf(records), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="beslut-{records.decision_digest[:8]}.pdf"'
    return response
