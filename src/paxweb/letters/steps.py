"""What letters say to cases: a step that sends something waits for it, the second person signs those bytes too, and the
case's page lists what was written."""

from datetime import datetime
from hashlib import sha256

from django.db.models import Max, Q, QuerySet

from pax.casetypes import Step
from pax.vocabulary import PaxError, Text
from paxweb.accounts.access import Actor
from paxweb.accounts.clearances.leading import leads
from paxweb.cases import rooms
from paxweb.cases.models import Case, Event, Shielded
from paxweb.cases.types import events_of, type_of
from paxweb.documents.models import Document
from paxweb.documents.reading import content_of
from paxweb.letters.asking import KIND, where
from paxweb.letters.contents import letters_for
from paxweb.letters.listing import listed
from paxweb.letters.models import Letter
from paxweb.signals.actions.refused import Reason


def document_first(actor: Actor, case: Case, step: Step, answer: str) -> Reason | None:
    """A step with a document waits until one stands since the case came to its state, and since it was last done."""
    if step.document is None:
        return None
    since = since_when(actor, case, step)
    if _letters(actor, case, step, since).exists() or _documents(actor, case, step, since).exists():
        return None
    return Reason("no_document", _needed(case, step))


def digests(actor: Actor, case: Case, step: Step) -> tuple[str, ...]:
    """What the step sends: the digest of its letter's bytes, and of a document uploaded in its place. Of several the
    newest counts: a mistake is put right by a new one."""
    if step.document is None:
        return ()
    since = since_when(actor, case, step)
    letters = _letters(actor, case, step, since).order_by("-finished_at").values_list("sha256", flat=True)[:1]
    written = Letter.objects.visible_to(actor).filter(case=case, kept__isnull=False).values("kept")
    uploaded = _documents(actor, case, step, since).exclude(pk__in=written).order_by("-added_at")
    return (*letters, *(_digest(document) for document in uploaded.select_related("blob", "case")[:1]))


def _digest(document: Document) -> str:
    """SHA-256 of a document's bytes; its address within the case where they cannot be read now."""
    try:
        return sha256(content_of(document)).hexdigest()
    except PaxError:
        return document.blob.address


def section(actor: Actor, case: Case, language: str) -> rooms.Part | None:
    """The letters of a case, and the way to write one."""
    if not actor.may("letter.read", case):
        return None
    title = Text("Brev", "Letters").said(language)
    context = {
        "letters": listed(actor, case, language),
        "may_write": actor.may("letter.write", case) and bool(letters_for(case)),
        "case": case,
    }
    return rooms.Part(title, "letters/_section.html", context)


def since_when(actor: Actor, case: Case, step: Step) -> datetime:
    """From when a document counts: since the case last came to its state, and since this step was last done."""
    casetype = type_of(case)
    events = events_of(actor, case)
    state, since = casetype.start, None
    for event in events:
        done = casetype.steps.get(event.step)
        came_to = (done.next(event.answer) if done else None) or state
        if came_to != state or event.step == step.id:
            state, since = came_to, _at(event)
    return since or datetime.combine(case.opened_on, datetime.min.time()).astimezone()


def make_ready() -> None:
    """Register with the room below."""
    rooms.before_step(document_first)
    rooms.covered(digests)
    rooms.part(section)
    leads(KIND, where)
    rooms.withhold(Letter, fields=("title", "head", "record", "verdict"), spared=being_written)


def being_written(case: Case) -> Q:
    """Drafts begun since everybody protected in the case was known to be: nobody could write to them otherwise. They
    are withheld as everything else once they are finished."""
    shields = Shielded.objects.filter(case=case, lifted_at=None)
    since = shields.aggregate(since=Max("since"))["since"]
    if since is None:
        return Q(pk__in=[])
    return Q(finished_at=None, withdrawn_at=None, withheld=False, made_at__gt=since)


def _at(event: Event) -> datetime:
    return event.second_at or event.at


def _letters(actor: Actor, case: Case, step: Step, since: datetime) -> QuerySet[Letter]:
    return Letter.objects.visible_to(actor).filter(case=case, document=step.document, finished_at__gte=since)


def _documents(actor: Actor, case: Case, step: Step, since: datetime) -> QuerySet[Document]:
    """Masked copies are none: what they are copies of has been sent before."""
    found = Document.objects.visible_to(actor).filter(case=case, kind=step.document, added_at__gte=since)
    return found.filter(masks=None)


def _needed(case: Case, step: Step) -> Text:
    named = next((one.title for one in letters_for(case) if one.document == step.document), step.title)
    return Text(
        f"Först behövs ett färdigt brev (”{named.sv}”), eller samma handling uppladdad. "
        "Det ska vara gjort efter att ärendet kom till det här läget.",
        f"First a finished letter (“{named.en}”) is needed, or the same document uploaded. "
        "It must be done after the case reached this state.",
    )
