"""Entity ids: what rules see in place of an identity number. They tell SQL nothing and are the same everywhere."""

from hashlib import sha256

_LENGTH = 16


def entity_of(oldest_number: str) -> str:
    """The entity id of a person: `p_` and 16 hex of SHA-256 over the twelve digits of the oldest known number."""
    return "p_" + sha256(oldest_number.encode("ascii")).hexdigest()[:_LENGTH]


def organisation_of(oldest_number: str) -> str:
    """The id of a sole trader's business: `o_` and the same 16 hex, so that the person's protection covers it."""
    return "o_" + entity_of(oldest_number)[2:]
