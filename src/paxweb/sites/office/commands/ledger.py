"""`pax-office ledger …`: seal, anchor, prove and prune the log, and find the lines about somebody."""

import argparse
import csv
import secrets
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from nacl.signing import SigningKey, VerifyKey

from pax.vocabulary import Exit, Text, WrongUse
from paxweb.accounts.access import machine
from paxweb.frame.clock import now
from paxweb.frame.stopping import Stopping
from paxweb.ledger import anchors, sealing
from paxweb.ledger.about import ledger_about
from paxweb.ledger.anchors import AnchorFile
from paxweb.ledger.findings import Verified
from paxweb.ledger.pruning import Preview, preview, prune
from paxweb.ledger.sealing import Beat
from paxweb.ledger.verifying import verify
from paxweb.sites.office.commands.migrate import Verbs

ANCHORED_EVERY = timedelta(seconds=60)
_SOUND = Text("Loggen är hel.", "The ledger is sound.")
_UNSOUND = Text("Loggen är INTE hel.", "The ledger is NOT sound.")


def add(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    """Add the verb and what stands under it."""
    ledger = verbs.add_parser("ledger", help="seal, anchor, prove and prune the log")
    under = ledger.add_subparsers(dest="step", required=True, metavar="STEP")
    add_seal(under)
    under.add_parser("anchor", help="sign the newest head outside the database, once").set_defaults(run=_anchor)
    key = under.add_parser("key", help="make the key that signs anchors; keep it off the database server")
    key.add_argument("file", type=Path, help="a new file; FILE.pub gets the public key")
    key.set_defaults(run=_key)
    proof = under.add_parser("verify", help="hold every line, batch and anchor against one another")
    proof.add_argument("--public", type=Path, help="the public key (default: PAX_ANCHOR_KEY with .pub)")
    proof.add_argument("--anchors", type=Path, help="the folder of anchors (default: PAX_ANCHORS)")
    proof.add_argument("--language", choices=("sv", "en"), default="sv", help="of what is told (default sv)")
    proof.set_defaults(run=_verify)
    pruning = under.add_parser("prune", help="delete lines whose time is over; without --yes only tell which")
    pruning.add_argument("--before", required=True, help="a date: batches sealed before it")
    pruning.add_argument("--yes", action="store_true", help="do it")
    pruning.set_defaults(run=_prune)
    about = under.add_parser("about", help="lines about somebody as CSV, for an answer to their request for access")
    about.add_argument("key", nargs="+", help="the person's keys under the board's subject key (pax keys)")
    about.add_argument("--board", action="append", help="of this board only; may be given more than once")
    about.set_defaults(run=_about)


def add_seal(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    """Add `seal`, which stands under `ledger` and by itself."""
    seal = verbs.add_parser("seal", help="seal the log every five seconds, and anchor it every minute, until stopped")
    seal.add_argument("--once", action="store_true", help="seal and anchor what waits now, and end")
    seal.set_defaults(run=_seal)


def _seal(given: argparse.Namespace) -> int:
    told: list[Beat] = []
    stopped: Callable[[float], bool] = (lambda _: True) if given.once else Stopping().rest
    tell = partial(_tell_beat, told)
    sealing.keep_sealing(now, stopped, tell, then=_anchoring(), inside=lambda: machine("machine:sealer"))
    return Exit.OUR_FAULT if given.once and told[-1].failed else Exit.DONE


def _tell_beat(told: list[Beat], beat: Beat) -> None:
    """A line when something goes wrong and one when it is right again; a quiet sealer is at work."""
    failed_before = told[-1].failed if told else ""
    if beat.failed and beat.failed != failed_before:
        sys.stderr.write(f"{beat.at:%Y-%m-%dT%H:%M:%SZ} the ledger was not sealed or not anchored: {beat.failed}\n")
    elif failed_before and not beat.failed:
        sys.stderr.write(f"{beat.at:%Y-%m-%dT%H:%M:%SZ} the ledger is sealed again\n")
    told[:] = [beat]


def _anchoring() -> Callable[[datetime], None] | None:
    """Anchor when a minute has gone since the last; None where the office has no key here."""
    if not (settings.PAX_ANCHORS and settings.PAX_ANCHOR_KEY):
        sys.stderr.write("no PAX_ANCHORS and PAX_ANCHOR_KEY: sealed without anchors, a cut tail could not be seen\n")
        return None
    folder, key = _folder(), _signing_key()
    last: list[datetime] = []

    def anchored(at: datetime) -> None:
        if not last or at - last[0] >= ANCHORED_EVERY:
            anchors.anchor(folder, key, at)
            last[:] = [at]

    return anchored


def _anchor(given: argparse.Namespace) -> int:
    with machine("machine:sealer"):
        made = anchors.anchor(_folder(), _signing_key(), now())
    text = f"batch {made.batch}, {made.lines} lines, head {made.head}" if made else "nothing new to anchor"
    sys.stdout.write(f"{text}\n")
    return Exit.DONE


def _key(given: argparse.Namespace) -> int:
    public = anchors.make_key(given.file, secrets.token_bytes)
    beside = given.file.with_name(f"{given.file.name}.pub")
    beside.write_text(f"{public}\n", encoding="utf-8")
    sys.stdout.write(f"{public}\nThe public key is also in {beside.name}: give it to whoever verifies.\n")
    return Exit.DONE


def _verify(given: argparse.Namespace) -> int:
    known, public = _known(given)
    with machine("machine:sealer"):
        proof = verify(now(), known, report=_Progress())
    sys.stdout.write(_said(proof, public, given.language))
    return Exit.DONE if proof.sound else Exit.REFUSED


def _known(given: argparse.Namespace) -> tuple[AnchorFile | None, VerifyKey | None]:
    folder = given.anchors or (Path(settings.PAX_ANCHORS) if settings.PAX_ANCHORS else None)
    path = given.public or (Path(f"{settings.PAX_ANCHOR_KEY}.pub") if settings.PAX_ANCHOR_KEY else None)
    if folder is None or path is None:
        return None, None
    public = anchors.read_public(path)
    return anchors.read(folder, public), public


def _said(proof: Verified, public: VerifyKey | None, language: str) -> str:
    english = language == "en"
    words = (
        ("batches", "lines", "pruned", "anchors, good through batch")
        if english
        else ("satser", "rader", "gallrade", "ankare, stämmer till och med sats")
    )
    figures = (proof.batches, proof.lines, proof.pruned)
    told = [f"{number} {word}" for number, word in zip(figures, words, strict=False)]
    told.append(f"{proof.anchors} {words[3]} {proof.anchored_through}")
    lines = [", ".join(told)]
    if public is not None:
        lines.append(f"{'judged by the key' if english else 'prövat med nyckeln'} {bytes(public).hex()}")
    lines.extend(finding.said(language) for finding in (*proof.notices, *proof.findings))
    more = sum(proof.counts.values()) - len(proof.notices) - len(proof.findings)
    if more:
        lines.append(f"… {'and' if english else 'och'} {more} {'more' if english else 'till'}")
    lines.append((_SOUND if proof.sound else _UNSOUND).said(language))
    return "\n".join(lines) + "\n"


def _prune(given: argparse.Namespace) -> int:
    before, keep = _day(given.before), timedelta(days=settings.PAX_LEDGER_KEEP_DAYS)
    with machine("machine:retention"):
        if given.yes:
            told = prune(before, _folder(), _signing_key(), now, keep=keep, report=_Progress())
        else:
            told = preview(before, now(), keep=keep)
    sys.stdout.write(_previewed(told, done=given.yes))
    return Exit.DONE


def _previewed(told: Preview, *, done: bool) -> str:
    if told.nothing:
        return "nothing is old enough\n"
    text = f"{told.lines} lines in batches {told.first} to {told.last}"
    if told.oldest and told.newest:
        text += f", sealed {told.oldest:%Y-%m-%d} to {told.newest:%Y-%m-%d}"
    if told.unfinished:
        text += f", and {told.unfinished} lines left from a pruning that was stopped"
    return f"{text}: {'pruned' if done else 'would be pruned; do it with --yes'}\n"


def _about(given: argparse.Namespace) -> int:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("line", "at", "kind", "act", "board", "purpose"))
    with machine("machine:rights"):
        for line in ledger_about(set(given.key), boards=set(given.board) if given.board else None):
            writer.writerow((line.line, line.at.isoformat(), line.kind, line.act, line.board, line.purpose))
    return Exit.DONE


def _day(text: str) -> datetime:
    try:
        return datetime.fromisoformat(f"{text}T00:00:00+00:00")
    except ValueError:
        raise WrongUse("--before is not a date", ask="you", then="write it as 2021-12-31") from None


def _folder() -> Path:
    if not settings.PAX_ANCHORS:
        raise WrongUse("PAX_ANCHORS is not set", ask="the technician", then="name a folder away from the database")
    return Path(settings.PAX_ANCHORS)


def _signing_key() -> SigningKey:
    if not settings.PAX_ANCHOR_KEY:
        raise WrongUse("PAX_ANCHOR_KEY is not set", ask="the technician", then="make one with pax-office ledger key")
    return anchors.read_key(Path(settings.PAX_ANCHOR_KEY))


class _Progress:
    """How far it has come, on a terminal."""

    def step(self, text: str, done: int, of: int) -> None:
        """Write over the line before."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{text}: {done} / {of}{chr(10) if done >= of else ''}")
