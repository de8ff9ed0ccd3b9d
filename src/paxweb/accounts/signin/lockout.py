"""Tries that fail make the next one wait, by account and longer each time; an unknown account is treated alike.

The wait belongs to the name that was typed or the person whose code was asked for, never to the address it came from:
offices share addresses, and attackers have many. A passkey holds no secret that can be guessed, so it never waits.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from paxweb.accounts.models import Attempt

FREE = 3
FIRST, LONGEST = timedelta(seconds=5), timedelta(minutes=15)
FORGOTTEN = timedelta(days=1)


def key_of(what: str, *parts: object) -> str:
    """The keyed hash a try is counted under: 64 hex digits."""
    text = "\n".join(str(part) for part in parts)
    return salted_hmac(f"pax.signin.{what}", text, algorithm="sha256").hexdigest()


def name_key(name: str) -> str:
    """The keyed hash of a name typed at sign-in, whether or not anybody has it."""
    return key_of("name", name.strip().casefold())


def wait_after(failures: int) -> timedelta:
    """How long to wait after so many failures in a row: nothing, then 5 seconds, doubled each time to 15 minutes."""
    if failures <= FREE:
        return timedelta(0)
    doubled: int = 1 << min(failures - FREE - 1, 10)
    return min(FIRST * doubled, LONGEST)


def claim(key: str, at: datetime) -> bool:
    """Take the one try that is open now. It counts as failed until `forgive`; False when none is open.

    Counted before the secret is looked at, and only if nobody else counted meanwhile: many tries at once are one.
    """
    Attempt.objects.filter(open_from__lt=at - FORGOTTEN).delete()
    with transaction.atomic():
        found, _ = Attempt.objects.get_or_create(key=key, defaults={"open_from": at})
        if found.open_from > at:
            return False
        same = Attempt.objects.filter(key=key, failures=found.failures, open_from=found.open_from)
        failures = found.failures + 1
        return same.update(failures=failures, open_from=at + wait_after(failures)) == 1


def forgive(key: str) -> None:
    """The secret was right: the failures before it are forgotten."""
    Attempt.objects.filter(key=key).delete()


def spend(key: str, at: datetime) -> bool:
    """Use up a code that holds once; False when it has been used."""
    _, fresh = Attempt.objects.get_or_create(key=key, defaults={"open_from": at})
    return fresh
