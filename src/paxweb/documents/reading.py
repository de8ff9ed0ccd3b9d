"""What lies in a case, as one person sees it, and what is in a document once somebody may read it."""

from collections.abc import Collection, Mapping
from uuid import UUID

from pax.vocabulary import PaxError
from paxweb.accounts.access import Actor
from paxweb.cases.models import Case
from paxweb.documents.keys import key_to_read
from paxweb.documents.models import Document
from paxweb.documents.storage import content_in
from paxweb.seal.files import FileUnopened


class ContentMissing(PaxError):
    """A document's file is not where it should be."""

    def __init__(self) -> None:
        super().__init__(
            "a document's file is missing",
            ask="whoever keeps the backups",
            then="put back the folder of documents from a backup of the same day as the database, or later",
        )


def documents_of(actor: Actor, case: Case) -> list[Document]:
    """The case's documents, by day. One query."""
    found = Document.objects.visible_to(actor).filter(case=case).select_related("blob", "added_by")
    return list(found.order_by("day", "added_at"))


def document_of(actor: Actor, case: Case, document_id: UUID) -> Document | None:
    """One document of a case."""
    found = Document.objects.visible_to(actor).filter(case=case, pk=document_id)
    one: Document | None = found.select_related("blob", "added_by", "case").first()
    return one


def has_kind(actor: Actor, case: Case, kind: str) -> bool:
    """Whether a document of this kind lies in the case."""
    return bool(Document.objects.visible_to(actor).filter(case=case, kind=kind).exists())


def masked_of(documents: Collection[Document]) -> Mapping[UUID, Document]:
    """Document → its newest masked copy, among those given."""
    return {one.masks_id: one for one in documents if one.masks_id is not None}


def content_of(document: Document) -> bytes:
    """What is in a document, proved whole before any of it is given. Whoever asks has been let in already.

    Raises `KeyMissing`, `KeyDestroyed`, `ContentMissing`, `FileUnopened` (somebody has changed it).
    """
    blob, case = document.blob, document.case
    try:
        content = content_in(case.pk, blob.file, key_to_read(case), blob.address)
    except FileNotFoundError:
        raise ContentMissing from None
    if len(content) != blob.size:
        raise FileUnopened
    return content
