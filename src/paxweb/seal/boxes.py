"""A box holds a value so that the database alone cannot tell it (XSalsa20 and Poly1305, by libsodium)."""

import json
from hashlib import blake2b

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from pax.vocabulary import PaxError


class Shut(PaxError):
    """Something sealed stays shut. `which`: the key's file, where it is known."""

    def __init__(self, problem: str, *, then: str, which: str = "") -> None:
        super().__init__(problem, ask="whoever keeps the keys", then=then, file=which or None)
        self.which = which


class BoxUnopened(Shut):
    """A box cannot be opened: the key is another, or somebody has changed the box."""

    def __init__(self, which: str = "") -> None:
        super().__init__(
            "what was sealed cannot be opened with this board's key",
            then="put back the subject.key under which it was sealed",
            which=which,
        )


class KeyAway(Shut):
    """A board's key is not where it should be."""

    def __init__(self, which: str) -> None:
        super().__init__("a board's key is missing", then="put it back from the keys' own backup", which=which)


def sealing_key(subject_key: bytes) -> bytes:
    """The key for boxes, 32 bytes, made from a board's subject key so that neither tells the other's uses."""
    return blake2b(b"boxes", key=subject_key, person=b"pax seal", digest_size=SecretBox.KEY_SIZE).digest()


def close_box(key: bytes, place: str, value: object) -> bytes:
    """Seal a JSON value for one place (`model:row`): a box moved to another place does not open there."""
    text = json.dumps([place, value], ensure_ascii=False).encode()
    return bytes(SecretBox(key).encrypt(text))


def open_box(key: bytes, place: str, box: bytes) -> object:
    """The value of a box. Raises `BoxUnopened`."""
    try:
        told, value = json.loads(SecretBox(key).decrypt(bytes(box)))
    except (CryptoError, ValueError):
        raise BoxUnopened from None
    if told != place:
        raise BoxUnopened
    found: object = value
    return found
