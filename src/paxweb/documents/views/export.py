"""Taking something out: a case as a page to print, a PDF or tables; a board's lists; and the list of what was taken."""

from collections.abc import Callable

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pax.vocabulary import Text
from paxweb.accounts.access import FROM_ITEM, door, seen, written
from paxweb.accounts.models import Board
from paxweb.cases.models import Case
from paxweb.documents.actions.take_out import Leaving, take_out
from paxweb.documents.export import lists
from paxweb.documents.export.casefile import CaseFile
from paxweb.documents.export.marking import Mark, mark_of
from paxweb.documents.export.paper import TITLE, pdf
from paxweb.documents.export.spreadsheet import sheet, sheets
from paxweb.documents.export.tables import Table
from paxweb.documents.exports import exports_of
from paxweb.documents.forms import TakeOutForm
from paxweb.documents.models import Aim, Form, What
from paxweb.documents.naming import disposition
from paxweb.frame.clock import now
from paxweb.frame.forms import fills
from paxweb.signals.actions.refused import Refused
from paxweb.signals.shell import actor_in, boards_for
from paxweb.typesetting import NotPrinted

UNPRINTED = Text(
    "Akten går inte att skriva som PDF: den är för lång. Ta ut den som tabeller i stället.",
    "The file cannot be written as a PDF: it is too long. Take it out as tables instead.",
)
Make = Callable[[Mark, tuple[Table, ...]], HttpResponse]


@fills(TakeOutForm)
@door(Case, act="export.print", argument="case", purpose=FROM_ITEM, methods=("GET",))
def choose(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """Say what for and why; then as a page to print, a PDF or tables."""
    return _choose(request, language, case, TakeOutForm(language=language))


def _choose(
    request: HttpRequest, language: str, case: Case, form: TakeOutForm, *, told: str = "", status: int = 200
) -> HttpResponse:
    context = {"language": language, "case": case, "form": form, "told": told}
    return render(request, "documents/take_out.html", context, status=status)


@fills(TakeOutForm)
@door(Case, act="export.print", argument="case", purpose=FROM_ITEM, methods=("POST",))
def on_paper(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """The case's file as a page to print, its mark on every sheet."""

    def make(mark: Mark, tables: tuple[Table, ...]) -> HttpResponse:
        context = {"language": language, "case": case, "tables": tables, "mark": mark, "title": TITLE.said(language)}
        return render(request, "documents/paper.html", context)

    return _take_case(request, language, case, Form.PRINT, make)


@fills(TakeOutForm)
@door(Case, act="export.pdf", argument="case", purpose=FROM_ITEM, methods=("POST",))
def as_pdf(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """The case's file as a PDF, its mark on every page."""

    def make(mark: Mark, tables: tuple[Table, ...]) -> HttpResponse:
        content = pdf(f"{TITLE.said(language)} {case.number}", tables, mark)
        return _file(content, "application/pdf", f"akt-{mark.number}.pdf")

    return _take_case(request, language, case, Form.PDF, make)


@fills(TakeOutForm)
@door(Case, act="export.csv", argument="case", purpose=FROM_ITEM, methods=("POST",))
def as_tables(request: HttpRequest, language: str, case: Case) -> HttpResponse:
    """The case's file as CSV, a table to a file, its mark in each and on every row."""

    def make(mark: Mark, tables: tuple[Table, ...]) -> HttpResponse:
        return _file(sheets(tables, mark), "application/zip", f"akt-{mark.number}.zip")

    return _take_case(request, language, case, Form.CSV, make)


def _take_case(request: HttpRequest, language: str, case: Case, form: Form, make: Make) -> HttpResponse:
    """Number it, make it, and let both stand or neither."""
    given = TakeOutForm(request.POST, language=language)
    if not given.is_valid():
        return _choose(request, language, case, given, status=400)
    actor, file = actor_in(request), CaseFile(actor_in(request), case, language)
    tables = file.tables()
    leaving = Leaving(
        board_id=case.board_id, form=form, what=What.CASE, aim=Aim(given.cleaned_data["aim"]),
        reason=given.cleaned_data["reason"], items=(case.pk,), about=file.keys(), case=case,
        rows=sum(len(table.rows) for table in tables),
    )  # fmt: skip
    try:
        with transaction.atomic():
            export = take_out(actor, leaving)
            response = make(mark_of(export, actor.name, case.board.name, language), tables)
    except Refused as refused:
        return _choose(request, language, case, given, told=refused.reason.says.said(language), status=409)
    except NotPrinted:
        return _choose(request, language, case, given, told=UNPRINTED.said(language), status=409)
    written(request)
    return response


@fills(TakeOutForm)
@door(act="export.csv", argument="board_id", methods=("GET",))
def choose_list(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """Say what for and why; then the board's cases, or its week."""
    return _choose_list(request, language, board_id, TakeOutForm(language=language))


def _choose_list(
    request: HttpRequest, language: str, board_id: str, form: TakeOutForm, status: int = 200
) -> HttpResponse:
    context = {"language": language, "board": _board(board_id), "form": form}
    return render(request, "documents/take_out_list.html", context, status=status)


def _board(board_id: str) -> Board:
    board = Board.objects.filter(pk=board_id).first()
    if board is None:
        raise Http404
    return board


@fills(TakeOutForm)
@door(act="export.csv", argument="board_id", methods=("POST",))
def cases(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """The board's cases as CSV: those the person sees."""
    return _take_list(request, language, board_id, What.CASES)


@fills(TakeOutForm)
@door(act="export.csv", argument="board_id", methods=("POST",))
def week(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """The week's unread items as CSV: what their list tells, and no more."""
    return _take_list(request, language, board_id, What.WEEK)


def _take_list(request: HttpRequest, language: str, board_id: str, what: What) -> HttpResponse:
    given = TakeOutForm(request.POST, language=language)
    if not given.is_valid():
        return _choose_list(request, language, board_id, given, status=400)
    actor, board = actor_in(request), _board(board_id)
    if what == What.CASES:
        table, items = lists.cases(actor, board_id, language)
    else:
        table, items = lists.week(actor, board_id, now(), language)
    leaving = Leaving(
        board_id=board_id, form=Form.CSV, what=what, aim=Aim(given.cleaned_data["aim"]),
        reason=given.cleaned_data["reason"], items=items, rows=len(table.rows),
    )  # fmt: skip
    with transaction.atomic():
        export = take_out(actor, leaving)
        content = sheet(table, mark_of(export, actor.name, board.name, language))
    written(request)
    return _file(content, "text/csv; charset=utf-8", f"{table.word}-{export.number}.csv")


@fills()
@door(act="export.list", argument="board_id", methods=("GET",))
def taken(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """What has been taken out of a board: by whom, what for, why. For its lead and the data protection officer."""
    actor, board = actor_in(request), _board(board_id)
    page = exports_of(actor, board_id, request.GET.get("page", ""), language)
    seen(request, [row.id for row in page.rows])
    context = {
        "language": language, "board": board, "boards": boards_for(actor, "export.list"), "page": page,
    }  # fmt: skip
    return render(request, "documents/taken.html", context)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = disposition(name)
    return response
