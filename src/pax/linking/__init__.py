"""Numbers become entities: one id per person however many numbers they have had, the same on every machine."""

from pax.linking.chains import Chain, chains
from pax.linking.entities import entity_of, organisation_of
from pax.linking.joining import LinkingNote
from pax.linking.linking import Linked, link

__all__ = ["Chain", "Linked", "LinkingNote", "chains", "entity_of", "link", "organisation_of"]
