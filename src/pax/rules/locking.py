"""Checks every rule anew and writes `rules.lock`."""

from pax.content import Content
from pax.rules.book import checked_hash, load
from pax.rules.lock import Locked, asked_hash, write_lock
from pax.rules.model import Rule, RuleBook, View


def lock(content: Content, *, draft: bool = False) -> RuleBook:
    """Check everything anew; write the lock unless a file was refused (see `refused` of what comes back).

    `draft` locks what holds, whatever was refused, and lets it change under its version: before rules are first used.
    """
    book = load(content, anew=True)
    if draft or not book.refused:
        every: tuple[Rule | View, ...] = (*book.views.values(), *book.rules.values())
        entries = {
            one.id: Locked(one.version, asked_hash(one), checked_hash(one, content, book), draft) for one in every
        }
        write_lock(content.folder("rules"), entries)
    return book
