"""How long a search takes among 1,000 and among 100,000 items: `python -m benchmarks.search [FEW MANY]`.

Needs PAX_SECRET_KEY of at least 32 characters; DATABASE_URL by `ops/postgres.sh`, or none for SQLite in a folder of its
own. Every item has been read, so that all of its words may be met, and one in fifty has a case. People are made up: as
unevenly named as people are, in forty areas, behind two walls, a tenth of them behind somebody else's.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import django
import numpy as np

django.setup()

from django.conf import settings  # noqa: E402  Django must be ready first
from django.db import connection, transaction  # noqa: E402  the same
from django.db.models import AutoField, Max, Model  # noqa: E402  the same
from django.test import Client  # noqa: E402  the same

from paxweb.accounts.access import acting, actor_of  # noqa: E402  the same
from paxweb.accounts.models import Role  # noqa: E402  the same
from paxweb.accounts.walls import wall_of  # noqa: E402  the same
from paxweb.cases.models import Case, Party  # noqa: E402  the same
from paxweb.desk.asking import read  # noqa: E402  the same
from paxweb.desk.finding import GROUPS, Search  # noqa: E402  the same
from paxweb.desk.laying import lay_case, lay_items  # noqa: E402  the same
from paxweb.desk.models import CaseWord, ItemWord  # noqa: E402  the same
from paxweb.frame.clock import now, today  # noqa: E402  the same
from paxweb.intake.laying import COLUMNS as LAID  # noqa: E402  the same
from paxweb.intake.loading import put  # noqa: E402  the same
from paxweb.intake.models import Item, Question, Run, RunState, Subject  # noqa: E402  the same
from paxweb.signals.models import State, Work  # noqa: E402  the same
from tests.office.intake.made import number_of, write_keys  # noqa: E402  the same
from tests.office.intake.victim import database  # noqa: E402  the same
from tests.office.world import HOUSING, SOCIAL, World, board_of, sign_in  # noqa: E402  the same

FEW, MANY, STEP = 1_000, 100_000, 1_000
ROUNDS, WARM = 8, 1
SURNAMES, FIRST, STREETS, AREAS = 2_000, 400, 300, 40
SOUNDS = (
    "an",
    "ber",
    "dahl",
    "ek",
    "fors",
    "grön",
    "hag",
    "lind",
    "mo",
    "ny",
    "ros",
    "sjö",
    "ström",
    "vik",
    "åk",
    "öst",
)
ENDS = ("sson", "gren", "kvist", "man", "holm", "berg", "qvist", "ell")


def copied(model: type[Model], copy: int, last: int | None) -> str:
    """The statement that copies a table's first rows. Ids get the copy's number as their last six signs."""
    postgres = connection.vendor == "postgresql"
    ending = f"'{copy:06x}'"
    new_id = "(left({0}::text, 30) || " + ending + ")::uuid" if postgres else "substr({0}, 1, 26) || " + ending
    told = {
        "number": f"number || '-{copy}'",
        "word": f"CASE WHEN place < 2 THEN substr(word, 1, 26) || {ending} ELSE word END",
    }
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    columns = [str(field.column) for field in fields]
    own = {"item_id", "case_id", "id"}
    values = [new_id.format(each) if each in own else told.get(each, f'"{each}"') for each in columns]
    whose = "item_id" if "item_id" in columns and model is not Case else "case_id" if "case_id" in columns else "id"
    only = f"id <= {last}" if last is not None else " ".join((whose, "IN", FEW_IDS))
    names = ", ".join(f'"{each}"' for each in columns)
    table = model._meta.db_table
    return f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} WHERE {only}"  # noqa: S608  our own names


def name(n: int, end: bool = True) -> str:
    """A made-up name: the same for the same number."""
    parts = (SOUNDS[n % 16], SOUNDS[n // 16 % 16], ENDS[n // 256 % 8] if end else "a")
    return "".join(parts).capitalize()


FEW_IDS = "(SELECT id FROM few)"
COLUMNS: dict[type[Model], tuple[str, ...]] = {
    **{model: LAID[model] for model in (Item, Subject, Question)},
    Work: ("item_id", "state", "facts_hash", "asked_anew", "vanished", "round", "version"),
}


class Town:
    """Items and cases of two boards, more and more of them."""

    def __init__(self) -> None:
        self.chance = np.random.default_rng(7)
        self.world = World()
        self.world.boards = {
            HOUSING: board_of(HOUSING, "Bostadsbolaget"),
            SOCIAL: board_of(SOCIAL, "Nämnden", "OSL 26:1"),
        }
        for board in self.world.boards.values():
            self.world.runs[board.pk] = Run.objects.create(
                board=board, sha256=board.pk[:1] * 64, as_of=today(), state=RunState.IN_FORCE, document={}, rules={},
                arrived_at=now(),
            )  # fmt: skip
        self.walls = [wall_of(HOUSING, []), wall_of(HOUSING, ["OSL 19:1"]), wall_of(SOCIAL, ["OSL 26:1"])]
        self.alice = self.world.person("Alice", (HOUSING, Role.INVESTIGATOR))
        self.number = 0

    def lay(self, count: int) -> float:
        """Add items with their words, as the office makes them; how many seconds the words took."""
        took = 0.0
        while self.number < count:
            with transaction.atomic():
                items, cases = self._step(min(STEP, count - self.number))
            begun = time.perf_counter()
            lay_items(items)
            with transaction.atomic():
                for case in cases:
                    lay_case(case)
            took += time.perf_counter() - begun
        return took

    def copy(self, times: int) -> None:
        """So many copies of what is there, in the database: the same words, numbers and references of their own."""
        first: dict[type[Model], int | None] = {
            model: model._default_manager.aggregate(last=Max("pk"))["last"] for model in (ItemWord, CaseWord)
        }
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE few AS SELECT id FROM intake_item UNION SELECT id FROM cases_case")
            for copy in range(1, times + 1):
                with transaction.atomic():
                    for model in (Item, Work, Question, Case, ItemWord, CaseWord):
                        cursor.execute(copied(model, copy, first.get(model)))

    def _step(self, count: int) -> tuple[list[UUID], list[UUID]]:
        rows = [self._item(self.number + n) for n in range(count)]
        self.number += count
        for model, names in COLUMNS.items():
            put(model, names, [row[model] for row in rows])
        cases = [self._case(row[Item], row[Subject]) for n, row in enumerate(rows) if n % 50 == 0]
        Case.objects.bulk_create([case for case, _ in cases])
        Party.objects.bulk_create([party for _, party in cases])
        return [row[Item][0] for row in rows], [case.pk for case, _ in cases]

    def _item(self, n: int) -> dict[type[Model], tuple[Any, ...]]:
        wall = self.walls[0 if n % 10 < 7 else 1 if n % 10 < 9 else 2]
        board, run = wall.board_id, self.world.runs[wall.board_id].pk
        area = f"{99001 + n % AREAS} {name(n % AREAS, end=False)}by"
        person = f"{name(self._one(FIRST), end=False)} {name(self._one(SURNAMES))}"
        street = f"{name(self._one(STREETS), end=False)}gatan {self._one(120)} {'ABCD'[n % 4]}"
        address = f"{street}, lgh {1001 + n % 7}, {area}"
        item, text = uuid4(), f"{person} har haft två hyresavtal samtidigt sedan {date(2025, 1 + n % 12, 1)}."
        return {
            Item: (item, wall.pk, False, board, run, wall.pk, "HO", area, today(), "person", True, True),
            Subject: (run, item, False, True, "person", f"p_{n}", f"{n:064x}", person, number_of(n), address, 1950),
            Question: (
                run, item, False, "HO-02", 1, f"{n}", None, None, None, False, today(), "{}", "0" * 64, text, text,
            ),
            Work: (item, State.READ, "", False, False, 1, 0),
        }  # fmt: skip

    def _one(self, of: int) -> int:
        """One of so many, the first far more often than the last, as names are."""
        return int(of * self.chance.random() ** 3)

    def _case(self, item: tuple[Any, ...], subject: tuple[Any, ...]) -> tuple[Case, Party]:
        key, label, number, address = subject[6:10]
        case = Case(
            wall_id=item[1], board_id=item[3], casetype="general", number=f"B-2026-{int(key, 16)}", item_id=item[0],
            title=f"Två hyresavtal, {label}", trigger="signal", purpose_id="control", ground="avtal", cause="",
            state="opened", entered_on=today(), opened_on=today(), opened_by=self.alice, owner=self.alice,
        )  # fmt: skip
        return case, Party(case=case, kind="person", label=label, id_number=number, address=address, subject_key=key)

    def asked(self, few: int, rounds: int) -> Iterator[tuple[str, str]]:
        """What is looked for, by kind: the same words whatever the size; numbers of the first people alone."""
        for n in range(rounds):
            someone = int(self.chance.integers(few))
            yield "number", number_of(someone)
            yield "case number", f"B-2026-{someone // 50 * 50}"
            yield "common surname", name(n % 5)
            yield "rare surname", name(SURNAMES - 1 - n)
            yield "beginning of a name", name(n % 40)[:3]
            yield "whole name", f"{name(n % 3, end=False)} {name(n % 7)}"
            yield "address", f"{name(n % 20, end=False)}gatan {n + 1} B"
            yield "area", f"{99001 + n % AREAS}"
            yield "area and name", f"{name(n % AREAS, end=False)}by {name(n % 4)}"
            yield "what everybody's page says", "hyresavtal"
            yield "nothing", f"finnsinte{n}"


def measure(town: Town, few: int, rounds: int) -> dict[str, dict[str, list[float]]]:
    """Milliseconds of the search alone, and of the whole page with its sign-in, its line in the log and its HTML."""
    client = sign_in(Client(), town.alice)
    times: dict[str, dict[str, list[float]]] = {"search": {}, "page": {}}
    for kind, typed in town.asked(few, rounds):
        begun = time.perf_counter()
        with acting(town.alice.pk):
            looked = Search.of(actor_of(town.alice, today(), strong=True), read(typed))
            for group in GROUPS:
                looked.page(group)
        times["search"].setdefault(kind, []).append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        answer = client.post("/sv/sok/", {"q": typed}, follow=True)
        times["page"].setdefault(kind, []).append((time.perf_counter() - begun) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"the page answered {answer.status_code}")
    return times


def p95(took: list[float]) -> float:
    """The 95th percentile, to a tenth of a millisecond."""
    return round(float(np.percentile(np.array(took), 95)), 1)


def told(small: dict[str, list[float]], large: dict[str, list[float]]) -> dict[str, object]:
    """p95 at both sizes and their ratio, over everything and kind by kind."""
    whole = (
        p95([each for took in small.values() for each in took]),
        p95([each for took in large.values() for each in took]),
    )
    return {
        "p95 ms": whole, "ratio": round(whole[1] / whole[0], 2),
        "by kind": {kind: [p95(small[kind]), p95(large[kind])] for kind in small},
    }  # fmt: skip


def main(few: int, many: int) -> None:
    """Both sizes in one run, one after the other, warm."""
    with tempfile.TemporaryDirectory() as home:
        settings.PAX_KEYS, settings.ALLOWED_HOSTS = str(Path(home) / "keys"), ["testserver"]
        for board in (HOUSING, SOCIAL):
            write_keys(Path(home) / "keys", board)
        database()
        town, found = Town(), []
        for size in (few, many):
            laid = town.lay(few)
            if size > few:
                town.copy(size // few - 1)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            measure(town, few, WARM)
            found.append((size, laid, measure(town, few, ROUNDS)))
        (small, laid, first), (large, _, second) = found
        words = ItemWord.objects.count() + CaseWord.objects.count()
        said = {
            "database": connection.vendor, "items": [small, large], "words": words,
            "the first laid in s": round(laid, 1),
            **{part: told(first[part], second[part]) for part in ("search", "page")},
        }  # fmt: skip
        sys.stdout.write(json.dumps(said, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*(map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (FEW, MANY)))
