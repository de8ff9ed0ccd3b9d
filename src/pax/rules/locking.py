"""Checks every rule anew and writes `rules.lock`."""

from pax.content import Content
from pax.rules.book import checked_hash, load
from pax.rules.lock import Locked, asked_hash, write_lock
from pax.rules.model import RuleBook


def lock(content: Content) -> RuleBook:
    """Check everything anew; write the lock unless a file was refused (see `refused` of what comes back)."""
    book = load(content, anew=True)
    if not book.refused:
        rules = {
            rule.id: Locked(rule.version, asked_hash(rule), checked_hash(rule, content, book))
            for rule in book.rules.values()
        }
        write_lock(content.folder("rules"), rules)
    return book
