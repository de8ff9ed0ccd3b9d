"""Collective homes: `known_addresses` by id or keyed hash, so that sheltered housing never stands in clear."""

import hmac
import re
from collections.abc import Container
from datetime import date
from hashlib import sha256

from pax.store import Engine
from pax.vocabulary import months_back

LOOK_BACK_MONTHS = 24
"""The engine's look-back (`rules.md`): an entry that held on any day of it counts."""

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


def keyed_hash(key: bytes, kind: str, identifier: str) -> str:
    """HMAC-SHA256 in hex over kind, line feed, id (`domain.md`, Keys): how a home is named without being told."""
    return hmac.new(key, f"{kind}\n{identifier}".encode(), sha256).hexdigest()


def mount_homes(engine: Engine, delivered: Container[str], as_of: date, subject_key: bytes | None) -> int:
    """Fill `linking_homes` (dwelling_id) with the collective homes; returns how many hashes nobody could open.

    A hash of a dwelling outside the board's own register cannot be opened even with the key, and matters to nobody.
    """
    engine.run("CREATE OR REPLACE TEMP TABLE linking_homes (dwelling_id VARCHAR)")
    if "known_addresses" not in delivered:
        return 0
    engine.run(
        "INSERT INTO linking_homes SELECT dwelling_id FROM received_known_addresses "
        "WHERE to_date IS NULL OR to_date >= $since",
        {"since": months_back(as_of, LOOK_BACK_MONTHS)},
    )
    hashes = {row[0] for row in engine.rows("SELECT dwelling_id FROM linking_homes") if _HASH.fullmatch(row[0])}
    if not hashes or subject_key is None:
        return len(hashes)
    for table in ("dwellings", "residences"):
        if table in delivered:
            _open_hashes(engine, table, hashes, subject_key)
    return 0


def _open_hashes(engine: Engine, table: str, hashes: Container[str], key: bytes) -> None:
    known = engine.rows(f"SELECT DISTINCT dwelling_id FROM received_{table} WHERE dwelling_id IS NOT NULL")  # noqa: S608  two constants
    found = [row[0] for row in known if keyed_hash(key, "dwelling", row[0]) in hashes]
    engine.run("INSERT INTO linking_homes SELECT unnest($found)", {"found": found})
