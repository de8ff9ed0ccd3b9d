"""Deletion by the retention plan: proposed with a preview, decided by a second person, proved."""

import json
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from pax.vocabulary import Text
from paxweb.accounts.access import door
from paxweb.accounts.clearances.showing import actor_of_request
from paxweb.frame.clock import today
from paxweb.frame.forms import fills
from paxweb.rights.actions.delete import Proposed, decide, propose_deletion
from paxweb.rights.forms import DeletionForm, SignForm
from paxweb.rights.models import Deletion, DeletionState
from paxweb.rights.planning import plan
from paxweb.rights.shown import title_of
from paxweb.rights.views.shared import board_of, page, posted, step, to


@door(act="rights.overview", argument="board_id", methods=("GET",))
def listed(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """The plan's lines for the board, and what was decided."""
    actor = actor_of_request(request)
    return page(
        request, "deletions", board=board_of(board_id),
        deletions=Deletion.objects.filter(board_id=board_id).order_by("-proposed_at")[:100],
        plan=[(line, line.latest(today())) for line in plan().of_board(board_id)], digest=plan().digest[:16],
        may_propose=actor.may_at(board_id, "retention.propose"), backup_days=settings.PAX_BACKUP_DAYS,
    )  # fmt: skip


@fills(DeletionForm)
@door(act="retention.propose", argument="board_id")
def propose(request: HttpRequest, language: str, board_id: str) -> HttpResponse:
    """Propose a deletion: what would go is counted."""
    lines = [(line.id, line.title) for line in plan().of_board(board_id)]
    form = posted(request, DeletionForm, language, lines=lines)

    def act() -> Deletion:
        given = form.cleaned_data
        proposed = Proposed(given["plan_line"], given["before"], given["decision"], given["diary_number"])
        return propose_deletion(actor_of_request(request), board_id, proposed)

    made = step(request, form, board_id, "retention.propose", act)
    if made:
        return to("deletion", language, board_id, made[0].pk)
    return page(request, "propose_deletion", board=board_of(board_id), form=form, status=400 if form.is_bound else 200)


def _one(board_id: str, deletion_id: UUID) -> Deletion:
    found = Deletion.objects.filter(pk=deletion_id, board_id=board_id).select_related("board", "proposed_by").first()
    if found is None:
        raise Http404
    return found


@fills()
@door(act="rights.overview", argument="board_id", methods=("GET",))
def show(request: HttpRequest, language: str, board_id: str, deletion_id: UUID) -> HttpResponse:
    """One decision: what would go or went, by whom, and what backups still hold."""
    return _shown(request, language, _one(board_id, deletion_id))


def _shown(request: HttpRequest, language: str, deletion: Deletion, status: int = 200, **more: object) -> HttpResponse:
    actor = actor_of_request(request)
    line = plan().line(deletion.board_id, deletion.plan_line)
    told = deletion.proof.get("tables", {}) if deletion.proof else {}
    rows = [(title_of(name, language), name, row["rows"]) for name, row in told.items()]
    rows = rows or [(title_of(name, language), name, count) for name, count in deletion.preview["tables"].items()]
    waits = deletion.state == DeletionState.PROPOSED
    may_sign = waits and actor.may_at(deletion.board_id, "retention.decide") and deletion.proposed_by_id != actor.id
    title = line.title if line else Text(deletion.plan_line, deletion.plan_line)
    return page(
        request, "deletion", deletion=deletion, board=deletion.board, rows=rows, title=title.said(language),
        done=bool(told), may_sign=may_sign, status=status, **more,
    )  # fmt: skip


@fills(SignForm)
@door(act="retention.decide", argument="board_id", sensitive=True)
def sign(request: HttpRequest, language: str, board_id: str, deletion_id: UUID) -> HttpResponse:
    """The second person's decision on exactly this preview."""
    deletion = _one(board_id, deletion_id)
    start = {"digest": deletion.digest}
    form = SignForm(request.POST if request.method == "POST" else None, language=language, initial=start)

    def act() -> None:
        given = form.cleaned_data
        decide(actor_of_request(request), deletion, given["digest"], yes=given["answer"] == "yes")

    if step(request, form, board_id, "retention.decide", act):
        return to("deletion", language, board_id, deletion.pk)
    return _shown(request, language, deletion, 400 if form.is_bound else 200, form=form)


@door(act="rights.overview", argument="board_id", methods=("GET",))
def proof(request: HttpRequest, language: str, board_id: str, deletion_id: UUID) -> HttpResponse:
    """The signed list of counts and hashes, as JSON."""
    deletion = _one(board_id, deletion_id)
    if deletion.state != DeletionState.DONE:
        raise Http404
    told = {"proof": deletion.proof, "signature": deletion.signature}
    content = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="gallringsbevis-{deletion.digest[:8]}.json"'
    return response
