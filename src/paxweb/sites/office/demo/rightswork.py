"""Requests of the demo: extracts, a correction, public records, a hold and a deletion, each done as the pages do it."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from pax.vocabulary import Identity, PersonNumber
from paxweb.accounts.access import Actor, actor_of
from paxweb.accounts.models import Clearance, Label, User
from paxweb.cases.models import Case, Party
from paxweb.frame.clock import now, today
from paxweb.intake.working import work
from paxweb.rights.actions import issue
from paxweb.rights.actions import records as acts
from paxweb.rights.actions.correct import Proposal, propose_correction, sign_correction, tell
from paxweb.rights.actions.delete import Proposed, propose_deletion
from paxweb.rights.actions.deliver import deliver
from paxweb.rights.actions.keep import hold
from paxweb.rights.actions.mark import Marking, mark
from paxweb.rights.actions.open_request import Asked, close_request, open_request
from paxweb.rights.actions.refuse_records import Refusal, propose_refusal, sign_refusal
from paxweb.rights.drafts import Line, open_draft
from paxweb.rights.models import Given, Kind, PersonRequest, Record, RecordsRequest, Told, Volume
from paxweb.sites.office.demo.casework import SIGN
from paxweb.sites.office.demo.days import as_of
from paxweb.sites.office.demo.people import HOUSING, SOCIAL

HOLDER = "demo"
LONG_AGO = timedelta(days=2 * 365 + 60)
"""When the requests came that may be deleted by now: the plan keeps them for two years."""
OLD = (
    "Hyresavtal för lokaler på Hamngatan", "Policy för uthyrning i andra hand", "Antal uppsägningar under året",
)  # fmt: skip


def _as(word: str) -> Actor:
    """One of the demo's people as they stand now: a board's first request makes the wall they lie behind."""
    return actor_of(User.objects.get(email=f"{word}@skoby.example"), today(), strong=True)


def answer_in_the_past() -> None:
    """Some requests for public records were answered more than two years ago, by whoever was registrar then."""
    with as_of(today() - LONG_AGO):
        user = User.objects.get(email="registrar@skoby.example")
        label, _ = Label.objects.get_or_create(board_id=HOUSING, provision="none")
        Clearance.objects.create(
            user=user, label=label, role="registrar", from_date=today(), to_date=today() + timedelta(days=364),
            granted_by=User.objects.exclude(pk=user.pk).first(), granted_at=now(), reason="Demo",
        )  # fmt: skip
        for n, asked in enumerate(OLD, start=1):
            given = acts.Asked(asked, "", f"{today().year}/{700 + n}", today() - timedelta(days=n))
            made = acts.open_records(_as("registrar"), HOUSING, given)
            acts.close_records(_as("registrar"), made)


def make_requests(cases: Collection[Case]) -> None:
    """Everything the registrar and the leads have done, and what waits for them."""
    _in_progress(_extract(HOUSING, cases, "171", days=9))
    for volume in _extract(HOUSING, cases, "173", days=7, nth=-1).volumes.all():
        issue.propose(_as("registrar"), volume, "sv")
    _given_out(_extract(SOCIAL, cases, "164", days=24))
    _records_given(_standing(cases, HOUSING, "agreed"))
    _refused_in_part(_standing(cases, SOCIAL, "corrected"))
    _search(_records(HOUSING, "Alla ärenden om uthyrning i andra hand i år", "178", days=2), "andra hand")
    plan = Proposed("requests", today() - timedelta(days=731), "Bolagets vd, beslut 12", f"{today().year}/180")
    propose_deletion(_as("registrar"), HOUSING, plan)


def _standing(cases: Collection[Case], board: str, state: str) -> Case:
    return next(case for case in cases if case.board_id == board and case.state == state)


def _extract(board: str, cases: Collection[Case], number: str, *, days: int, nth: int = 0) -> PersonRequest:
    """What the board holds on somebody in one of its cases, asked for some days ago and collected."""
    known = Party.objects.filter(case__in=cases, case__board=board, kind="person").exclude(id_number="")
    person = list(known.order_by("case__number", "pk"))[nth]
    numbers = (PersonNumber.parse(person.id_number, Identity.FICTITIOUS),)
    asked = Asked(
        Kind.ACCESS, person.label, numbers, "document", f"{today().year}/{number}", today() - timedelta(days=days)
    )
    request = open_request(_as("registrar"), board, asked)
    work(HOLDER)
    return request


def _in_progress(request: PersonRequest) -> None:
    """Some of it is marked, a day corrected, and its case kept: there is a dispute."""
    registrar, volume = _as("registrar"), request.volumes.order_by("-lines")[0]
    lines = open_draft(volume.board_id, volume.pk, volume.draft).lines
    note, step = _line(lines, "cases.Note", "text"), _line(lines, "cases.Event", "written.0")
    told = next(value.value for value in step.values if value.name == "written.0")
    mark(registrar, volume, Marking(note.id, "text", "DSL 5:2", (), "En minnesanteckning, inte färdig."))
    mark(registrar, volume, Marking(step.id, "written.0", "GDPR 15.4", (told.split(". ")[0],), "Rör en annan person."))
    row = _line(lines, "intake.SheetRow", "facts.from_date")
    since = next(value.value for value in row.values if value.name == "facts.from_date")
    right = (date.fromisoformat(since) + timedelta(days=31)).isoformat()
    _corrected(volume, row, Proposal(False, right, "Avtalet, sidan 1", "Personen visade sitt exemplar av avtalet."))
    case = _line(lines, "cases.Case", "number")
    until = today() + timedelta(days=400)
    hold(registrar, volume, UUID(case.root), until, "Tvist i hyresnämnden. Sparas tills den är avgjord.")


def _line(lines: Collection[Line], model: str, field: str) -> Line:
    """The first line of that kind with that field."""
    return next(line for line in lines if line.model == model and field in {value.name for value in line.values})


def _corrected(volume: Volume, line: Line, proposal: Proposal) -> None:
    """Proposed by the registrar, signed by a lead; one receiver has been told."""
    made = propose_correction(_as("registrar"), volume, line.id, "facts.from_date", proposal)
    sign_correction(_as(SIGN[volume.board_id][0]), made, made.digest, yes=True)
    work(HOLDER)
    receiver = Told.objects.filter(correction=made).first()
    if receiver is not None:
        tell(_as("registrar"), made, Told(pk=receiver.pk, told_on=today()))


def _given_out(request: PersonRequest) -> None:
    """Each volume fixed by the registrar, signed by a lead, handed out; then closed."""
    for volume in request.volumes.all():
        digest = issue.propose(_as("registrar"), volume, "sv")
        volume.refresh_from_db()
        issue.sign(_as(SIGN[volume.board_id][0]), volume, digest)
        volume.refresh_from_db()
        deliver(_as("registrar"), volume, "pdf")
    close_request(_as("registrar"), PersonRequest.objects.get(pk=request.pk))


def _records(board: str, asked_for: str, number: str, *, days: int) -> RecordsRequest:
    asked = acts.Asked(asked_for, "", f"{today().year}/{number}", today() - timedelta(days=days))
    return acts.open_records(_as("registrar"), board, asked)


def _search(request: RecordsRequest, term: str) -> list[Record]:
    acts.ask_search(_as("registrar"), request, [term])
    work(HOLDER)
    return list(Record.objects.filter(request=request).order_by("made_on", "pk"))


def _records_given(case: Case) -> None:
    """The case itself as a masked copy, all else as it is."""
    registrar = _as("registrar")
    request = _records(HOUSING, f"Handlingarna i ärende {case.number}", "175", days=4)
    for record in _search(request, case.number):
        whole = acts.Review(Given.GIVE)
        part = acts.Review(Given.MASKED, "OSL 17:1", (case.cause,))
        acts.review(registrar, record, part if record.kind == "case" else whole)
        record.refresh_from_db()
        acts.take_copy(registrar, record)
    acts.close_records(registrar, request)


def _refused_in_part(case: Case) -> None:
    """A copy without what tells of the household; the rest is withheld, by a decision that can be appealed."""
    registrar = _as("registrar")
    request = _records(SOCIAL, f"Beslutet i ärende {case.number} och vad det grundas på", "169", days=6)
    for record in _search(request, case.number):
        part = acts.Review(Given.MASKED, "OSL 26:1", (case.cause,))
        acts.review(registrar, record, part if record.kind == "case" else acts.Review(Given.WITHHOLD, "OSL 26:1"))
    reasons = "Handlingarna berättar om ett hushålls ekonomi. Det står inte klart att de kan lämnas ut utan men."
    court, send_to = "Kammarrätten i Göteborg", "Socialnämnden, Box 12, 999 01 Skoby"
    digest = propose_refusal(registrar, request, Refusal("sv", reasons, court, send_to))
    request.refresh_from_db()
    sign_refusal(_as(SIGN[SOCIAL][0]), request, digest, yes=True)
    acts.close_records(registrar, request)
