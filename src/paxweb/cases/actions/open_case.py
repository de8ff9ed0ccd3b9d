"""Open a case: by hand, or from an item that has been read and asks for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pax.vocabulary.hiding import hidden
from paxweb.accounts.access import Actor, machine
from paxweb.accounts.holding import actor_of
from paxweb.accounts.keys import subject_key
from paxweb.accounts.models import Board, TeamMember, User
from paxweb.accounts.walls import wall_of
from paxweb.cases.actions.reasons import DRAWN, NO_KEY, NO_PURPOSE, NO_TYPE, NOT_AVAILABLE
from paxweb.cases.actions.shared import leave_line
from paxweb.cases.colleagues import may_carry
from paxweb.cases.keeping_away import is_kept_away, name
from paxweb.cases.models import Case, Party, Trigger
from paxweb.cases.numbering import next_number
from paxweb.cases.purposes import purposes_of
from paxweb.cases.shielding import note_protected
from paxweb.cases.types import all_types
from paxweb.intake import reading
from paxweb.intake.models import Item, Subject
from paxweb.signals.actions.moving import move, must_be_read
from paxweb.signals.actions.refused import Refused
from paxweb.signals.models import OPEN, State
from paxweb.signals.rulebook import head_of

NUMBERED = ("person", "organisation")
"""Kinds of subjects known by a number of their own; the others have an id in a register."""
ENTITY = "entity"
"""The kind under which somebody is hidden by the engine's id."""
TEAM_DAYS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class About:
    """Whom or what a case opened by hand is about: kind, number or id, and what it is called."""

    kind: str
    identifier: str
    label: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a case begins with. `team`: the only ones, beside whoever opens it, who may see it."""

    casetype: str
    title: str
    trigger: Trigger
    cause: str
    purpose: str
    ground: str
    about: About | None = None
    diary_number: str = ""
    deadline: date | None = None
    team: Collection[int] = field(default_factory=tuple)
    team_only: bool = False


def open_by_hand(actor: Actor, board: Board, opening: Opening) -> Case:
    """A case about something the board knows of itself. It lies behind the board's own wall.

    Raises:
        Refused: no such type or purpose, the subject key is missing, or whoever opens it stands too close.
    """
    if not actor.may_at(board.pk, "case.open") or (opening.team_only and not actor.may_at(board.pk, "team.name")):
        raise PermissionDenied
    if opening.about is None or opening.trigger == Trigger.SIGNAL:
        raise PermissionDenied
    key = subject_key(board.pk)
    if key is None:
        raise Refused(NO_KEY)
    party = _party_of(opening.about, key)
    with transaction.atomic():
        with machine("machine:intake"):
            wall = wall_of(board.pk, board.secrecy)
        opener = _behind(actor, wall.pk)
        return _opened(opener, board, opening, wall.pk, [party], _keys(opening.about, key))


def open_from_item(actor: Actor, item: Item, opening: Opening, version: int) -> Case:
    """A case from an item, behind the item's wall, about everyone its question names.

    Raises:
        Refused: the item has not been read, is somebody else's, has changed, or was drawn by chance.
    """
    if not actor.may("case.open", item):
        raise PermissionDenied
    must_be_read(actor, item)
    question = reading.question_of(actor, item)
    if question is None:
        raise Refused(DRAWN)
    main = reading.subject_of(actor, item)
    parties = [_party(main, main=True)] if main else []
    parties += [_party(subject, main=False) for subject in reading.others_of(actor, item)]
    contact = head_of(question.run_id, question.rule_id).first_contact
    with transaction.atomic():
        move(actor, item, version, (*OPEN, State.PUT_OFF), state=State.IN_CASE, until=None)
        keys = [party.subject_key for party in parties]
        return _opened(actor, item.board, opening, item.wall_id, parties, keys, item, contact)


def _behind(actor: Actor, wall_id: int) -> Actor:
    """The actor, who must hold every label of the wall; looked up anew where the wall was just made."""
    if wall_id not in actor.walls:
        actor = actor_of(User.objects.get(pk=actor.id), actor.today, strong=actor.strong)
    if "case.open" not in actor.acts.get(wall_id, ()):
        raise PermissionDenied
    return actor


def _party(subject: Subject, *, main: bool) -> Party:
    return Party(
        main=main, kind=subject.kind, entity_id=subject.entity_id, subject_key=subject.subject_key,
        label=subject.label, id_number=subject.id_number, address=subject.address, withheld=subject.withheld,
    )  # fmt: skip


def _party_of(about: About, key: bytes) -> Party:
    numbered = about.kind in NUMBERED
    return Party(
        main=True, kind=about.kind, subject_key=hidden(key, about.kind, about.identifier), label=about.label,
        id_number=about.identifier if numbered else "", entity_id="" if numbered else about.identifier,
        address=about.address,
    )  # fmt: skip


def _keys(about: About, key: bytes) -> list[str]:
    """The keys somebody is known by: of the number, and of the engine's id that is made from it."""
    keys = [hidden(key, about.kind, about.identifier)]
    if about.kind == "person":
        entity = f"p_{sha256(about.identifier.encode('ascii', 'replace')).hexdigest()[:16]}"
        keys.append(hidden(key, ENTITY, entity))
    return keys


def _opened(
    actor: Actor,
    board: Board,
    opening: Opening,
    wall_id: int,
    parties: Sequence[Party],
    keys: Sequence[str],
    item: Item | None = None,
    first_contact: str = "",
) -> Case:
    """The case and all that follows it, inside the caller's transaction."""
    casetype = all_types().get(opening.casetype)
    if casetype is None or board.pk not in casetype.boards:
        raise Refused(NO_TYPE)
    if opening.purpose not in purposes_of(board.pk):
        raise Refused(NO_PURPOSE)
    team_only = opening.team_only or (item is not None and item.team_only)
    case = Case(
        pk=uuid4(), wall_id=wall_id, team_only=team_only, board=board, casetype=casetype.id,
        number=next_number(board.pk, actor.today.year, team_only=team_only), diary_number=opening.diary_number,
        title=opening.title, trigger=opening.trigger, purpose_id=opening.purpose, ground=opening.ground,
        cause=opening.cause, state=casetype.start, entered_on=actor.today, opened_on=actor.today,
        opened_by_id=actor.id, owner_id=actor.id, deadline=opening.deadline, item=item, first_contact=first_contact,
    )  # fmt: skip
    if team_only:
        _name_team(actor, case, opening.team, item)
    case.save(force_insert=True)
    for party in parties:
        party.case = case
    Party.objects.bulk_create(parties)
    name(case, keys)
    if is_kept_away(actor.id, case.pk) or not all(may_carry(each, case, actor.today) for each in opening.team):
        raise Refused(NOT_AVAILABLE)
    note_protected(case)
    leave_line(actor, case, "case.open", casetype=casetype.id, trigger=str(opening.trigger))
    return case


def _name_team(actor: Actor, case: Case, team: Collection[int], item: Item | None) -> None:
    """Name whoever opens it, whom they name, and whoever was named to its item; for a year."""
    named = {actor.id, *team}
    if item is not None:
        today = {"from_date__lte": actor.today, "to_date__gte": actor.today}
        named |= set(TeamMember.objects.filter(item_id=item.pk, **today).values_list("user_id", flat=True))
    TeamMember.objects.bulk_create(
        TeamMember(user_id=each, item_id=case.pk, from_date=actor.today, to_date=actor.today + TEAM_DAYS)
        for each in sorted(named)
    )
