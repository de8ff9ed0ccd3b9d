"""Files of keys, and where anchors are kept."""

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.conf import settings

from paxweb.accounts.keys import LENGTH
from paxweb.accounts.models import Board
from paxweb.accounts.signin.sealing import apps_shut
from paxweb.sites.office.deploying.findings import Finding, fine, look, refused

KEEPER = "whoever keeps the keys"
_OTHERS = 0o077


def files_found(given: Mapping[str, str]) -> Iterator[Finding]:
    """Every key file the environment names; needs no database."""
    for name in ("PAX_SECRET_KEY_FILE", "PAX_OIDC_SECRET_FILE", "PAX_ANCHOR_KEY"):
        if given.get(name):
            yield from _file(Path(given[name]), name)


def keys_found(given: Mapping[str, str], *, deploy: bool) -> Iterator[Finding]:
    """What people's apps were added under, each board's two keys, and the folder of anchors."""
    yield _apps()
    yield from _boards()
    if deploy:
        yield from _anchors(given)


def _file(path: Path, name: str) -> Iterator[Finding]:
    try:
        mode = path.stat().st_mode
    except OSError:
        yield refused("keys", f"{name} names a file that cannot be read", KEEPER, "put it there, or correct the name")
        return
    if stat.S_IMODE(mode) & _OTHERS:
        yield refused("keys", f"{name}: others than its owner may read the file", KEEPER, "run chmod 600 on it")
    else:
        yield fine("keys", f"{name} is its owner's alone")


def _apps() -> Finding:
    """Whether the secret key is the one that people's authenticator apps were added under."""
    shut, every = apps_shut()
    if not shut:
        return fine("keys", f"the secret key opens every authenticator app ({every})")
    says = f"the secret key does not open {shut} of {every} authenticator apps: it is not the one they were added under"
    then = "put back the key; if it is lost, let the access officer give each of these people a new code"
    return refused("keys", says, KEEPER, then)


def _boards() -> Iterator[Finding]:
    if not settings.PAX_KEYS:
        yield refused("keys", "PAX_KEYS is not set", KEEPER, "name the folder that holds each board's keys")
        return
    for board in Board.objects.order_by("id").values_list("id", flat=True):
        for name in ("run.key", "subject.key"):
            yield from _board_key(Path(settings.PAX_KEYS) / board / name, f"{board}/{name}")


def _board_key(path: Path, name: str) -> Iterator[Finding]:
    try:
        key, mode = path.read_bytes(), path.stat().st_mode
    except OSError:
        yield refused("keys", f"{name} is missing", KEEPER, "copy the board's keys there (pax keys init makes them)")
        return
    if len(key) != LENGTH:
        yield refused("keys", f"{name} is not {LENGTH} bytes long", KEEPER, "copy it anew")
    elif stat.S_IMODE(mode) & _OTHERS:
        yield refused("keys", f"{name}: others than its owner may read it", KEEPER, "run chmod 600 on it")
    else:
        yield fine("keys", f"{name} is in place and its owner's alone")


def _anchors(given: Mapping[str, str]) -> Iterator[Finding]:
    folder = given.get("PAX_ANCHORS", "")
    then = "name a folder on another machine's disk, that the database server cannot reach"
    if not folder or not Path(folder).is_dir():
        yield refused("anchors", "PAX_ANCHORS names no folder", KEEPER, then)
        return
    if not given.get("PAX_ANCHOR_KEY"):
        yield refused("anchors", "PAX_ANCHOR_KEY is not set", KEEPER, "make one with pax-office ledger key")
    home = Path(given.get("PAX_OFFICE_HOME", ".")).resolve()
    if home in (Path(folder).resolve(), *Path(folder).resolve().parents):
        yield refused("anchors", "the anchors lie beside the database they shall prove", KEEPER, then)
    else:
        yield look("anchors", "the folder is there", KEEPER, "see that the database server cannot write in it")
