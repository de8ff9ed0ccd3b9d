"""How an identity number is looked up: by a hash under a key made from the board's subject key, and of no other use."""

from hashlib import blake2b

from pax.vocabulary.hiding import hidden
from paxweb.accounts.keys import subject_key
from paxweb.desk.words import Number

MARK = "#"
"""No word begins so: a hash is never met by a word or its beginning."""

_LENGTH = 32
_CENTURIES = ("19", "20")


def search_key(board_id: str) -> bytes | None:
    """The board's key for numbers in search, 32 bytes; None when the board's subject key is not there."""
    key = subject_key(board_id)
    return blake2b(b"numbers", key=key, person=b"pax search", digest_size=32).digest() if key else None


def kept(key: bytes, number: Number) -> list[str]:
    """What stands among the words for a number: one for the whole and one for its ten digits; else the ten alone."""
    if number.whole:
        return [_hash(key, "whole", number.whole), _hash(key, "part", number.short)]
    return [_hash(key, "short", number.short)]


def asked(key: bytes, number: Number) -> list[str]:
    """What is looked up. Twelve digits meet the same twelve, and ten without century; ten meet any century."""
    if number.whole:
        return [_hash(key, "whole", number.whole), _hash(key, "short", number.short)]
    return [_hash(key, "part", number.short), _hash(key, "short", number.short)]


def about(board_id: str, number: Number) -> list[str]:
    """Whom a look-up is about, as the log knows them: the subject keys of the person, or of both centuries' persons."""
    key = subject_key(board_id)
    if key is None:
        return []
    people = [number.whole] if number.whole else [century + number.short for century in _CENTURIES]
    return [hidden(key, "person", digits) for digits in people] + [hidden(key, "organisation", number.short)]


def _hash(key: bytes, kind: str, digits: str) -> str:
    return MARK + hidden(key, kind, digits)[:_LENGTH]
