"""A machine collects everything a board holds on somebody, and puts it in volumes by who may see it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import models, transaction
from django.db.models import F

from paxweb.accounts.access import machine
from paxweb.accounts.models import Notice, TeamMember, Wall
from paxweb.accounts.walls import wall_of
from paxweb.frame.clock import now, today
from paxweb.intake.models import Conflict, Item, Question, Subject
from paxweb.ledger.lines import Line as LogLine
from paxweb.ledger.lines import write_change
from paxweb.ledger.models import Kind
from paxweb.rights import readers
from paxweb.rights.drafts import Draft, Line, Value, numbered, seal_draft
from paxweb.rights.finding import Found, find, official, own_of_board, with_texts
from paxweb.rights.holdings import Holding, How, held
from paxweb.rights.masking import Masking, Own
from paxweb.rights.models import PersonRequest, Stage, Volume, VolumeRoot, VolumeState
from paxweb.rights.reading import Root, Standing, officials, roots_of
from paxweb.rights.receivers import receivers_of
from paxweb.rights.telling import Mask, forget_roles, line_of

MACHINE: Final = "machine:rights"
WHOLE = timedelta(days=7)
"""This long before the answer is due, questions that nobody has read blind are told too."""

_UNREAD = frozenset({"intake.Question", "intake.Evidence", "intake.Edge", "intake.Origin", "signals.Sample"})
_TOLD = frozenset({"letter", "document", "step", "outcome"})
"""Receivers the person is told of by name; of the rest by kind alone, for they may be persons."""

_SPLIT = tuple[int, UUID | None]
"""(wall id, the root when only its team may see it)."""


@dataclass(slots=True)
class _Volume:
    """A volume in the making. `sure`: those of its roots that are the person's, by more than a name."""

    wall: Wall
    team: bool
    roots: set[UUID] = field(default_factory=set)
    sure: set[UUID] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)
    others: int = 0
    waits: int = 0
    masks: list[Mask] = field(default_factory=list)

    def masked(self, text: str) -> str:
        """A text without anybody else of the volume's items and cases."""
        for mask in self.masks:
            text = mask(text)
        return text


def collect(request_id: UUID) -> int:
    """Collect for a request that waits; how many volumes came of it. One transaction; may be run again if killed.

    Drafts made before are replaced; what is proposed or issued stays as it is.
    """
    forget_roles()
    with machine(MACHINE), transaction.atomic():
        request = PersonRequest.objects.select_for_update().get(pk=request_id)
        if request.stage != Stage.WAITING:
            return 0
        fixed = _fixed(request)
        volumes = [made for split, made in _collected(request, today()).items() if split not in fixed]
        drafts = list(Volume.objects.filter(request=request, state=VolumeState.DRAFT).values_list("pk", flat=True))
        VolumeRoot.objects.filter(volume_id__in=drafts).delete()
        Volume.objects.filter(pk__in=drafts).delete()
        for made in volumes:
            _keep(request, made)
        PersonRequest.objects.filter(pk=request.pk).update(stage=Stage.OPEN, collected_at=now())
        write_change(
            LogLine(
                Kind.MACHINE, "rights.collect", machine=MACHINE, board=request.board_id, items=(request.pk,),
                about=tuple(request.keys), detail={"volumes": len(volumes)},
            )
        )  # fmt: skip
    return len(volumes)


def _fixed(request: PersonRequest) -> set[_SPLIT]:
    """What is proposed or issued: collected anew, there is no second volume beside it."""
    fixed = Volume.objects.filter(request=request).exclude(state=VolumeState.DRAFT)
    return {
        _split(each.wall_id, each.root_id, team=each.team_only) for each in fixed.only("wall", "root_id", "team_only")
    }


def _split(wall: int, root: UUID | None, *, team: bool) -> _SPLIT:
    return wall, root if team else None


def _collected(request: PersonRequest, day: date) -> dict[_SPLIT, _Volume]:
    board, keys = request.board_id, frozenset(request.keys)
    own = own_of_board(board, keys, request.numbers, [request.name])
    found = find(board, keys, own)
    general = _Volume(wall_of(board, []), team=False)
    volumes: dict[_SPLIT, _Volume] = {(general.wall.pk, None): general}
    whole = day >= request.due_on - WHOLE
    every = (found.items | found.items_by_name, found.cases | found.cases_by_name)
    for root in roots_of(*every):
        split = _split(root.wall_id, root.pk, team=root.team_only)
        volume = volumes.setdefault(split, _Volume(root.wall, root.team_only))
        _add_root(volume, Standing(root, own, keys), found, whole=whole)
    _add_account(general, board, keys, own)
    _add_papers(volumes, request, keys, own)
    _add_log(volumes, board, keys)
    return volumes


def _add_root(volume: _Volume, standing: Standing, found: Found, *, whole: bool) -> None:
    root = standing.root
    volume.roots.add(root.pk)
    volume.masks.append(standing.masking.mask)
    sure = root.pk in found.items | found.cases
    volume.sure |= {root.pk} if sure else set()
    unread = isinstance(root, Item) and not root.opened and not whole
    volume.waits += unread and Question.objects.filter(item_id=root.pk, run=F("item__run")).exists()
    for holding, row in _rows(root):
        if unread and (holding.model in _UNREAD or (isinstance(row, Subject) and not row.main)):
            continue
        if not standing.concerns(row):
            volume.others += 1
            continue
        line = line_of(
            holding, row, root=str(root.pk), board_id=root.board_id, mask=standing.masking.mask,
            only=standing.columns(row), sure=sure, shared=standing.shared,
        )  # fmt: skip
        if line.values or line.withheld:
            volume.lines.append(line)


def _rows(root: Root) -> Iterator[tuple[Holding, models.Model]]:
    for holding, model in held(How.ITEM if isinstance(root, Item) else How.CASE):
        for row in model._default_manager.filter(**{holding.root: root.pk}).order_by("pk"):
            yield holding, row


def _add_account(volume: _Volume, board: str, keys: frozenset[str], own: Own) -> None:
    """An official's own: account, clearances, what they declared; of conflicts and recusals only how many."""
    user = official(board, keys)
    if user is None:
        return
    masking = _masking(own, board)
    for holding, model in held(How.STAFF):
        rows = model._default_manager.filter(**{holding.root: user}).order_by("pk")
        for row in rows:
            line = line_of(holding, row, board_id=board, mask=masking.mask)
            volume.lines += [line] if line.values else []
    close = Conflict.objects.filter(run__board=board, staff_key__in=list(keys)).count()
    count = Value("log_times", str(close))
    volume.lines.append(
        Line("", "intake.Conflict", "", "", "Registrerade närståendeförhållanden", "Ties on record", "", (count,))
    )


def _add_papers(volumes: dict[_SPLIT, _Volume], request: PersonRequest, keys: frozenset[str], own: Own) -> None:
    """Earlier requests by the person, requests of the public that name them, corrections and holds of what is theirs.

    Each in the volume behind its own wall; a team's in the team's.
    """
    board, masking = request.board_id, _masking(own, request.board_id)
    earlier = [
        each.pk
        for each in PersonRequest.objects.filter(board=board).exclude(pk=request.pk).only("pk", "keys")
        if keys & set(each.keys)
    ]
    sure = sorted(root for volume in volumes.values() for root in volume.sure)
    roots = {"request_id": earlier, "pk": earlier, "root_id": sure}
    for holding, model in held(How.PAPER):
        mine = model._default_manager.filter(**{f"{holding.root}__in": roots[holding.root]}, board=board)
        named = with_texts(holding, model, board, own.terms())
        ids = {*mine.values_list("pk", flat=True), *(named.values_list("pk", flat=True) if named is not None else ())}
        for row in model._default_manager.filter(pk__in=ids - {request.pk}).select_related("wall").order_by("pk"):
            volume = _of_paper(volumes, row)
            if volume is not None:
                volume.lines.append(line_of(holding, row, board_id=board, mask=masking.mask))


def _of_paper(volumes: dict[_SPLIT, _Volume], paper: Any) -> _Volume | None:  # noqa: ANN401  any model of papers
    """The volume a paper is told in; None for a team's about somebody else. Who is kept from its root is from it."""
    split = _split(paper.wall_id, paper.root_id, team=paper.team_only)
    if paper.team_only and split not in volumes:
        return None
    volume = volumes.setdefault(split, _Volume(paper.wall, team=False))
    volume.roots |= {paper.root_id} if paper.root_id else set()
    return volume


def _add_log(volumes: dict[_SPLIT, _Volume], board: str, keys: frozenset[str]) -> None:
    """Who has read: with what they read where only some may see it, else in the first volume."""
    parts: dict[_SPLIT, list[readers.Acted]] = defaultdict(list)
    first = next(iter(volumes))
    where = {str(root): split for split, volume in volumes.items() for root in volume.roots}
    made_of = VolumeRoot.objects.filter(root_id__in=[root for volume in volumes.values() for root in volume.roots])
    where |= {str(volume): where[str(root)] for volume, root in made_of.values_list("volume_id", "root_id")}
    for act in readers.acted(board, keys):
        splits = {where[item] for item in act.items if item in where} or {first}
        for split in splits:
            parts[split].append(act)
    for split, acts in parts.items():
        volumes[split].lines += readers.lines(acts, board)


def _masking(own: Own, board: str) -> Masking:
    masking = Masking(own)
    masking.officials(officials(board))
    return masking


def _keep(request: PersonRequest, made: _Volume) -> None:
    reached = receivers_of(request.board_id, made.sure)
    receivers = tuple(dict.fromkeys(made.masked(each.receiver) for each in reached if each.how in _TOLD))
    pk, draft = uuid4(), Draft(numbered(made.lines), made.others, int(made.waits), receivers)
    Volume.objects.create(
        pk=pk, wall=made.wall, team_only=made.team, board=request.board, request=request,
        root_id=next(iter(made.roots)) if made.team else None, lines=len(draft.lines),
        draft=seal_draft(request.board_id, pk, draft),
    )  # fmt: skip
    VolumeRoot.objects.bulk_create(VolumeRoot(volume_id=pk, root_id=root) for root in sorted(made.roots))
    if made.team:
        _tell_team(request, pk, sorted(made.roots))


def _tell_team(request: PersonRequest, volume: UUID, roots: list[UUID]) -> None:
    """Nobody but the team may know of its volume; the team is told at once, for the answer is due."""
    day = today()
    team = TeamMember.objects.filter(item_id__in=roots, from_date__lte=day, to_date__gte=day)
    Notice.objects.bulk_create(
        Notice(user_id=user, kind="rights.volume", board=request.board, item_id=volume, made_at=now())
        for user in sorted(set(team.values_list("user_id", flat=True)))
    )
