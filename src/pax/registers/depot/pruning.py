"""What has been kept as long as its register may be is removed, and a proof of it stays: never what a run would read.

A delivery's time is over when its date and the register's `retention_days` lie before the day. What is in force is
named and kept (a run would otherwise silently read something older, or nobody's protection mark), until its register is
named too. The journal's line is what removes a delivery; its files follow, and if that is cut short, at the next write.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pax.content import Content, schema
from pax.registers.depot import disk, journal
from pax.registers.depot.standing import Listed, State, listed
from pax.registers.depot.store import Contents, Store, clear_removed, contents, writer
from pax.registers.source import read_source, register_ids
from pax.vocabulary import WrongUse


@dataclass(frozen=True, slots=True)
class Overdue:
    """One delivery or refusal whose time is over: since when, by how many days its register may keep it."""

    entry: Listed
    kept_until: date
    retention_days: int
    stays: bool

    @property
    def rule(self) -> str:
        """Where it stands how long the register may be kept."""
        return f"registers/{self.entry.register}/register.yml, retention_days: {self.retention_days}"


def overdue(inside: Contents, content: Content, as_of: date, also: Collection[str]) -> tuple[Overdue, ...]:
    """What is past its retention on the day. It `stays` when it is in force and its register is not in `also`.

    Changes go with the full delivery they change, or stay: without them it would be read as if they never came. Raises
    `WrongUse` for a register in `also` without a full delivery in force past its time.
    """
    tables = schema(content).tables
    days = {name: read_source(content, name, tables).retention_days for name in register_ids(content)}
    found = []
    for entry in listed(inside):
        kept = days.get(entry.register, _recorded(entry))
        until = entry.date + timedelta(days=kept)
        if until < as_of:
            found.append(Overdue(entry, until, kept, entry.state is State.IN_FORCE and _line(entry) not in also))
    full = {each.entry.register for each in found if each.entry.state is State.IN_FORCE and not _changes(each.entry)}
    for register in sorted(set(also) - full):
        problem = f"the register {register} has no full delivery in force whose time is over"
        raise WrongUse(problem, ask="you", then="name only registers that the preview says stay in force")
    return tuple(found)


def _changes(entry: Listed) -> str | None:
    return entry.held.changes if entry.held is not None else None


def _line(entry: Listed) -> str:
    """The register in full: its own, or the one it changes."""
    return _changes(entry) or entry.register


def _recorded(entry: Listed) -> int:
    """How long it might be kept when it came, for a register whose layout is gone since."""
    if entry.held is not None:
        return entry.held.retention_days
    return entry.refusal.retention_days if entry.refusal is not None else 0


def prune(
    store: Store, content: Content, as_of: date, also: Collection[str], at: datetime, by: str
) -> tuple[Overdue, ...]:
    """Remove what is past its retention on the day, and give what was removed or stays.

    The proof is one line of the journal for each: ids, hashes, counts, dates, rule, by whom. Raises `NothingWritten`
    when another writes to the store, or the disk is full.
    """
    with disk.writing("the proof of what is removed"), writer(store.root):
        found = overdue(contents(store), content, as_of, also)
        lines = [_proof(each, as_of, at, by) for each in found if not each.stays]
        if lines:
            journal.add(store.root, lines, store.aside)
        clear_removed(store)
        disk.sweep(store.aside)
    return found


def _proof(each: Overdue, as_of: date, at: datetime, by: str) -> dict[str, object]:
    entry = each.entry
    proof: dict[str, object] = {
        "what": journal.PRUNED,
        "at": at.isoformat(timespec="seconds"),
        "by": by,
        "number": entry.number,
        "register": entry.register,
        "date": entry.date.isoformat(),
        "delivery_id": entry.delivery_id,
        "was": str(entry.state),
        "rule": each.rule,
        "kept_until": each.kept_until.isoformat(),
        "as_of": as_of.isoformat(),
    }
    if entry.held is not None:
        held = entry.held
        proof["manifest"] = held.document["sha256"]
        proof["received_at"] = held.received_at.isoformat(timespec="seconds")
        proof["files"] = [{"name": file.name, "sha256": file.sha256, "rows": file.rows} for file in held.files]
        proof["tables"] = dict(held.tables)
        proof["written"] = dict(held.written)
    return proof
