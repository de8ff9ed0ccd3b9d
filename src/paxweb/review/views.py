"""The data protection officer's pages, and the lead's figures of their own unit."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from paxweb.accounts.access import door
from paxweb.frame.clock import today
from paxweb.frame.forms import fills
from paxweb.ledger.acts import called
from paxweb.review.actions.save_review import save_review
from paxweb.review.forms import AskNameForm, PeriodForm, SaveForm
from paxweb.review.looking import Looked, Period, acts, look
from paxweb.review.models import Outcome, Review
from paxweb.review.patterns import patterns, read_back
from paxweb.review.showing import actor_of_request, board_of, boards_for, hours, looked_at, query, shown_patterns
from paxweb.review.words import KINDS, OUTCOMES, role_of

_LINES_SHOWN = 200
_FEWEST = 3


@door(act="dpo.review", methods=("GET",))
def boards(request: HttpRequest, language: str) -> HttpResponse:
    """The boards whose logs one reviews; straight there when it is one."""
    found = boards_for(actor_of_request(request), "dpo.review")
    if len(found) == 1:
        return HttpResponseRedirect(reverse("review:board", args=[language, found[0].pk]))
    return render(request, "review/boards.html", {"boards": found})


@fills(PeriodForm)
@door(act="dpo.review", argument="board_id", methods=("GET",))
def board(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """Patterns of some days. People are letters."""
    found = board_of(board_id)
    form, looked = looked_at(request, language, board_id)
    if looked is None:
        return render(request, "review/board.html", {"board": found, "form": form}, status=400)
    plot, values = hours(looked)
    context = {
        "board": found,
        "form": form,
        "boards": boards_for(actor_of_request(request), "dpo.review"),
        "period": looked.period,
        "query": query(looked.period),
        "patterns": shown_patterns(patterns(looked), language),
        "subjects": looked.subjects,
        "hours": plot,
        "hour_rows": values,
        "people": len(looked.figures),
        "lines": sum(figures.lines for figures in looked.figures.values()),
        "saved": Review.objects.filter(board=found).order_by("-reviewed_at")[:5],
    }
    return render(request, "review/board.html", context)


@fills(PeriodForm, AskNameForm)
@door(act="dpo.review", argument="board_id", methods=("GET",))
def person(request: HttpRequest, language: str, board_id: str, letters: str) -> HttpResponse:
    """One person's lines, by their letters."""
    found = board_of(board_id)
    form, looked = looked_at(request, language, board_id)
    if looked is None:
        return render(request, "review/board.html", {"board": found, "form": form}, status=400)
    return person_page(request, language, looked, letters, AskNameForm(language=language))


def person_page(
    request: HttpRequest, language: str, looked: Looked, letters: str, form: AskNameForm, *, status: int = 200
) -> HttpResponse:
    """The page of one person's lines with the form that asks for the name."""
    somebody = looked.person(letters)
    if somebody is None:
        raise Http404
    lines = list(acts(looked.period, frozenset({somebody}), only=somebody))
    rows = [
        (measure["title"], row)
        for measure in shown_patterns(patterns(looked), language)
        for row, _ in measure["rows"]  # type: ignore[attr-defined]  # rows and their role
        if row.letters == letters
    ]
    context = {
        "board": board_of(looked.period.board_id),
        "letters": letters,
        "role": role_of(looked.roles.get(somebody, "")).said(language),
        "period": looked.period,
        "query": query(looked.period),
        "rows": rows,
        "lines": [
            (act, KINDS[act.kind].said(language), called(act.act).said(language))  # type: ignore[index]  # the words are keyed by the kind's value
            for act in reversed(lines[-_LINES_SHOWN:])
        ],
        "number": len(lines),
        "days": sorted(looked.figures[somebody].days.items()),
        "form": form,
    }
    return render(request, "review/person.html", context, status=status)


@fills(SaveForm)
@door(act="dpo.review", argument="board_id")
def save(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """Keep the review with a conclusion."""
    found = board_of(board_id)
    posted = request.method == "POST"
    form = SaveForm(request.POST if posted else None, language=language, initial=request.GET.dict())
    looked = _looked_for(form, board_id) if posted else None
    if looked is not None:
        said = form.cleaned_data
        made = save_review(actor_of_request(request), looked, Outcome(said["outcome"]), said["conclusion"])
        return HttpResponseRedirect(reverse("review:saved", args=[language, board_id, made.pk]))
    return render(request, "review/save.html", {"board": found, "form": form}, status=400 if posted else 200)


def _looked_for(form: SaveForm, board_id: str) -> Looked | None:
    if not form.is_valid():
        return None
    days = PeriodForm({"first": form.data.get("first", ""), "last": form.data.get("last", "")}).days(today())
    if days is None:
        form.add_error(None, form.fields["first"].error_messages["invalid"])
        return None
    return look(Period(board_id, *days))


@door(act="dpo.review", argument="board_id", methods=("GET",))
def saved(request: HttpRequest, language: str, board_id: str, review_id: UUID) -> HttpResponse:
    """A review that was kept, as it was."""
    review = Review.objects.filter(pk=review_id, board_id=board_id).select_related("board", "reviewed_by").first()
    if review is None:
        raise Http404
    context = {
        "review": review,
        "board": review.board,
        "outcome": OUTCOMES[Outcome(review.outcome)],
        "patterns": shown_patterns(read_back(review.figures), language),
    }
    return render(request, "review/saved.html", context)


@fills(PeriodForm)
@door(act="lead.figures", argument="board_id", methods=("GET",))
def unit(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """The lead's own unit in sums; no letters, and nothing when so few work there that a sum is a person."""
    found = board_of(board_id)
    form, looked = looked_at(request, language, board_id)
    context: dict[str, object] = {"board": found, "form": form}
    if looked is not None:
        rows = [
            (measure["title"], sum(row.value for row, _ in measure["rows"]), measure["unit"])  # type: ignore[attr-defined]  # rows and their role
            for measure in shown_patterns(patterns(looked), language)
        ]
        at_work = sum(figures.lines > 0 for figures in looked.figures.values())
        context |= {"period": looked.period, "people": at_work, "rows": rows if at_work >= _FEWEST else []}
    return render(request, "review/unit.html", context, status=200 if looked else 400)
