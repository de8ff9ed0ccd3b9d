"""Run folders made for tests: whoever stands in them, with numbers that do not exist, sealed like the engine's own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from pax.api.shapes import TAKEN
from pax.run.folder import seal, write_files
from pax.run.keys import ENTITY, Keys
from pax.run.tables import table_of
from pax.vocabulary.hiding import hidden
from pax.vocabulary.identity import fictitious_check_digit

RUN_KEY, SUBJECT_KEY = b"r" * 32, b"s" * 32
AS_OF = date(2026, 11, 1)
RULES = {"HO-02": ("HO", "person", []), "HO-05": ("HO", "dwelling", []), "AI-01": ("AI", "person", ["OSL 26:1"])}
_LINKS = pa.schema([("register", pa.string()), ("row_key", pa.string()), ("entity_id", pa.string())])


def number_of(n: int) -> str:
    """A twelve-digit number that no real person has: its check digit is five off."""
    body = f"{1950 + n % 50}{1 + n // 50 % 12:02}{1 + n // 600 % 28:02}{1 + n // 16800 % 900:03}"
    return body + str(fictitious_check_digit(body[2:]))


def entity(number: str) -> str:
    """The engine's id of a person."""
    return "p_" + sha256(number.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Person:
    """Somebody made up, in a home of their own."""

    n: int
    label: str = ""

    @property
    def number(self) -> str:
        return number_of(self.n)

    @property
    def id(self) -> str:
        return entity(self.number)

    @property
    def home(self) -> str:
        return f"LGH{self.n:07}"

    @property
    def name(self) -> str:
        return self.label or f"Person Nummer{self.n}"

    @property
    def address(self) -> str:
        return f"Provgatan {self.n}, lgh 1001, 99001 SKOBY"


@dataclass
class Made:
    """A folder in the making: add signals and draws, then write it."""

    board: str = "housing_company"
    as_of: date = AS_OF
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {name: [] for name in TAKEN})
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, who: Person) -> None:
        """They stand in `subjects`, with their home."""
        if who.id not in self.people:
            self.people[who.id] = who
            year = int(who.number[:4])
            self.rows["subjects"].append(("person", who.id, who.name, who.number, who.address, year))
            self.rows["subjects"].append(("dwelling", who.home, who.address[:-13], None, who.address, None))

    def signal(
        self, who: Person, *, rule: str = "HO-02", others: Sequence[Person] = (), rows: int = 2, facts: str = "1",
        amount: str | None = None, seen: date = AS_OF,
    ) -> str:  # fmt: skip
        """A signal about somebody or their home; its id depends on rule and subject alone."""
        family, kind, _ = RULES[rule]
        subject = who.id if kind == "person" else who.home
        signal_id = sha256(f"{rule}{subject}".encode()).hexdigest()[:20]
        for one in (who, *others):
            self.person(one)
        named = [{"id": one.id, "kind": "person"} for one in others] + [{"id": who.home, "kind": "dwelling"}]
        self.rows["signals"].append(
            (
                signal_id, rule, 1, family, kind, subject, f"T{who.n}", json.dumps(named), date(2026, 1, 1), None,
                None if amount is None else Decimal(amount), False, seen, json.dumps({"days": facts}),
                sha256(f"{rule}{subject}{facts}".encode()).hexdigest(), f"Frågan gäller {who.name}.",
                f"The question is about {who.name}.",
            )
        )  # fmt: skip
        for seq in range(rows):
            about = [who, *others][seq % (1 + len(others))]
            source = self._row("evidence", signal_id, about, seq, seq)
            self.rows["evidence"].append((signal_id, seq, *source))
        self._context(signal_id, [who, *others], rows)
        self.rows["edges"].append(
            (signal_id, "person", who.id, "dwelling", who.home, "residences", date(2026, 1, 1), None)
        )
        for other in others:
            self.rows["edges"].append((signal_id, "person", who.id, "person", other.id, "relations", None, None))
        return signal_id

    def draw(self, who: Person, *, rule: str = "HO-02", rows: int = 2) -> str:
        """A draw of somebody; its id holds the day, so that it never comes again."""
        family, kind, _ = RULES[rule]
        subject = who.id if kind == "person" else who.home
        draw_id = sha256(f"draw{rule}{subject}{self.as_of}".encode()).hexdigest()[:20]
        self.person(who)
        self.rows["draws"].append((draw_id, family, rule, kind, subject, 1000))
        self._context(draw_id, [who], rows)
        return draw_id

    def _context(self, item_id: str, people: list[Person], rows: int) -> None:
        for who in people:
            for seq in range(rows):
                self.rows["context"].append((item_id, *self._row("context", item_id, who, seq, seq)))

    def _row(self, table: str, item_id: str, who: Person, seq: int, back: int) -> tuple[Any, ...]:
        start = (self.as_of - timedelta(days=100 + back)).isoformat()
        facts = json.dumps(
            {"dwelling_id": who.home, "from_date": start, "person_id": who.id, "to_date": None}, sort_keys=True
        )
        delivery = sha256(self.as_of.isoformat().encode()).hexdigest()[:20]
        return ("residences", f"{who.id}|{start}", "navet", delivery, "residences.csv", who.n + 2, facts)

    def protect(self, who: Person) -> None:
        """They are protected: by number and by the engine's id, and in nothing else of this folder."""
        self.rows["protected"].append((hidden(SUBJECT_KEY, "person", who.number),))
        self.rows["protected"].append((hidden(SUBJECT_KEY, ENTITY, who.id),))

    def close(self, staff: Person, kind: str, identifier: str) -> None:
        """Somebody on the staff is close to this."""
        key = hidden(SUBJECT_KEY, ENTITY if kind == "person" else kind, identifier)
        self.rows["conflicts"].append((hidden(SUBJECT_KEY, "person", staff.number), kind, key))

    def write(self, path: Path, run_key: bytes = RUN_KEY) -> Path:
        """The folder, whole and sealed."""
        path.mkdir(parents=True)
        ordered = {name: sorted(rows, key=str) for name, rows in self.rows.items()}
        tables = {name: table_of(TAKEN[name], rows) for name, rows in ordered.items()}
        rules = [
            {
                "id": rule, "family": family, "version": 1, "title": {"sv": rule, "en": rule}, "secrecy": secrecy,
                "subject": kind, "reads": {"residences": ["person_id"]},
            }
            for rule, (family, kind, secrecy) in RULES.items()
        ]  # fmt: skip
        write_files(path, {**tables, "links": table_of(_LINKS, [])}, {"rules": rules, "summary": {}})
        seal(path, self.document(), run_key)
        (path / "timings.json").write_text("{}", encoding="utf-8")
        return path

    def document(self) -> dict[str, Any]:
        """What `run.json` says but for its files."""
        return {
            "schema": 1,
            "board": {"id": self.board, "name": self.board, "secrecy": []},
            "as_of": self.as_of.isoformat(),
            "capacity": {"HO": 20},
            "deliveries": [],
            "rules": [],
            "left_out": {},
        }


def keys(board: str = "housing_company") -> Keys:
    """The keys these folders are sealed under."""
    return Keys(board, RUN_KEY, SUBJECT_KEY)


def write_keys(home: Path, board: str = "housing_company") -> None:
    """The same in a folder, as `pax keys init` lays them down."""
    folder = home / board
    folder.mkdir(parents=True)
    for name, content in (("run.key", RUN_KEY), ("subject.key", SUBJECT_KEY), ("board", board.encode())):
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o600)
