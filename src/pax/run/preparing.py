"""From a folder of deliveries to tables that may be asked: received, linked, protected persons out, views built."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import get_args

from pax import linking, protection, registers, rules
from pax.content import Content, schema
from pax.linking import Linked
from pax.municipality import Municipality
from pax.protection import Askable, Share
from pax.registers import Received, Wish, depot
from pax.rules import RuleBook, Standing
from pax.rules.standing import Asking
from pax.store import Engine, Tables
from pax.vocabulary import NothingWritten, Report, Schema, WrongUse

ALWAYS = ("persons", "residences", "dwellings", "known_addresses", "areas", "organisations", "triggers")
"""Tables every run opens: who is protected, where they lived, which homes are collective, what gave cause to look."""

TYING = ("tenancies", "sublet_permits")
"""Tables that tie things to protected persons, so that those are muted (and a trigger on a lease to its dwelling)."""

TYING_AID = ("aid_cases", "aid_members", "aid_payments", "staff_accounts")
"""The same for cases and accounts: opened only where a rule of the board reads aid or accounts."""

CONFLICTING = ("staff", "relations", "organisation_roles", "beneficial_owners", "side_interests")
"""Tables that say who on the staff may not handle what."""


@dataclass(frozen=True, slots=True)
class Place:
    """Whose deliveries these are, where they lie, by which content they are read. `book` spares reading the rules.

    `deliveries` is a folder of them or, `from_store`, the board's store (`pax receive`).
    """

    municipality: Municipality
    board: str
    content: Content
    deliveries: Path
    as_of: date | None
    subject_key: bytes | None = None
    book: RuleBook | None = None
    from_store: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything a search needs. `tables` may be asked; `received` and `linked` hold protected persons too."""

    book: RuleBook
    schema: Schema
    received: Received
    linked: Linked
    askable: Askable
    tables: Tables
    standings: tuple[Standing, ...]

    @property
    def shares(self) -> Mapping[str, Share]:
        """How much of each kind nothing can be asked about."""
        return self.askable.shares


def asked_tables(book: RuleBook, board: str) -> frozenset[str]:
    """The canonical tables that rules the board may ask read, themselves or through views."""
    mine = (rule for rule in book.rules.values() if board in rule.boards)
    return frozenset(table for rule in mine for table in book.tables_in_sight(rule))


def wanted_tables(book: RuleBook, board: str) -> frozenset[str]:
    """The canonical tables that the board's rules, muting and conflicts name; no other is opened."""
    asked = asked_tables(book, board)
    tying = TYING_AID if asked & set(TYING_AID) else ()
    return asked.union(ALWAYS, TYING, tying, CONFLICTING)


def prepare(
    place: Place, asking: Asking, work: Path, engine: Engine, report: Report, *, for_later: bool = False
) -> Prepared:
    """Receive, link, take out protected persons and build views, below `work`.

    `for_later` builds every view that `pax ask` may want of the tables too. Raises `NothingWritten` when no delivery
    says who is protected: then nothing may be asked.
    """
    book = place.book or rules.load(place.content)
    known = schema(place.content)
    received = _receive(place, book, work, report)
    as_of = received.as_of
    report.step("linking numbers", 0, 4)
    linked = linking.link(
        received.tables, known, work / "linked", engine, as_of=as_of, marked=received.marked,
        subject_key=place.subject_key,
    )  # fmt: skip
    standings = rules.standing(book, place.municipality, place.board, as_of, linked.tables, asking=asking)
    modes: tuple[Asking, ...] = get_args(Asking) if for_later else (asking,)
    views = _views(book, place, as_of, linked.tables, modes)
    build = partial(
        rules.build_views, book, views, as_of=as_of, municipality_code=place.municipality.code, scratch=work / "spill"
    )
    report.step("views before protection", 1, 4)
    before = build(linked.tables, work / "before", before_protection=True)
    report.step("taking out protected persons", 2, 4)
    headers = {name: book.views[name].columns for name in before if name in book.views}
    askable = protection.take_out(before, linked.numbers, known, as_of, work / "askable", engine, views=headers)
    report.step("views", 3, 4)
    tables = build(askable.tables, work / "askable" / "tables", before_protection=False)
    report.step("views", 4, 4)
    return Prepared(book, known, received, linked, askable, tables, standings)


def _receive(place: Place, book: RuleBook, work: Path, report: Report) -> Received:
    """The board's tables. Raises `WrongUse` for an unknown board, `NothingWritten` without persons."""
    municipality, board = place.municipality, place.board
    if board not in municipality.boards:
        names = ", ".join(sorted(municipality.boards))
        raise WrongUse(f"the municipality has no board {board}", ask="you", then=f"name one of: {names}")
    wanted, out = wanted_tables(book, board), work / "received"
    if place.from_store:
        wish = Wish(board, municipality, place.content, wanted, place.as_of)
        received = depot.in_force(depot.open_store(place.deliveries, municipality, board), wish, out, report)
    else:
        received = registers.receive(
            place.deliveries, board, municipality, place.content, out, as_of=place.as_of, wanted=wanted, report=report
        )
    _refuse_without_persons(received)
    return received


def _views(book: RuleBook, place: Place, as_of: date, tables: Tables, modes: tuple[Asking, ...]) -> list[str]:
    found = (rules.standing(book, place.municipality, place.board, as_of, tables, asking=mode) for mode in modes)
    return sorted({view for standings in found for one in standings if one.runs for view in one.rule.uses})


def _refuse_without_persons(received: Received) -> None:
    if "persons" in received.tables:
        return
    refused = "; ".join(f"{error.where}: {error.problem}" for error in received.refusals)
    because = f" (refused: {refused})" if refused else ""
    raise NothingWritten(
        f"no register that says who is protected (the table persons) is in force, so nothing may be asked{because}",
        ask="the board",
        then="deliver the population register",
    )
