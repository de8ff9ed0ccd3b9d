"""A few households delivered in the exchange format, with questions among them and protected persons inside them."""

import csv
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pax import content, municipality, rules
from pax.rules import RuleBook
from pax.run import Keys, Place, Run, RunFolder, run
from pax.vocabulary import Identity, Report, Silent
from tests.engine.linking.small import number

AS_OF = date(2026, 6, 30)
HOUSING, AID = "housing_company", "social_services"
KEYS = Keys(HOUSING, b"r" * 32, b"s" * 32)
Table = list[dict[str, object]]
World = dict[str, Table]

DANA_OLD, DANA = number("19800101", 121), number("19800101", 123)
BO = number("19850505", 222)
DORIS = number("19700707", 444)
HEDDA_OLD, HEDDA = number("19900909", 331), number("19900909", 333)
SECRETS = (HEDDA, HEDDA_OLD, "Hedda", "Hemlighult", "LGH-HEDDA", "K-HEDDA", "S-HEDDA", "BANK:6000-900900900")
"""What must be nowhere in a run: Hedda's numbers, names, and what is tied to nobody but her."""


def person(number: str, given: str, surname: str, **more: object) -> dict[str, object]:
    """A persons row without protection."""
    born = f"{number[:4]}-{number[4:6]}-{number[6:8]}"
    base = {"person_id": number, "replaced_by": "", "given_name": given, "surname": surname, "birth_date": born}
    return {**base, "protection": "none", "deregistration_code": "", "deregistration_date": "", **more}


def small_world() -> World:
    """Dana holds two first-hand leases; Doris died and still holds hers; Hedda is protected under her old number."""
    return {
        "persons": [
            person(DANA_OLD, "Dana", "Dal", replaced_by=DANA, deregistration_code="GN"),
            person(DANA, "Dana", "Dal"),
            person(BO, "Bo", "Berg"),
            person(DORIS, "Doris", "Dahl", deregistration_code="AV", deregistration_date="2025-01-15"),
            person(HEDDA_OLD, "Hedda", "Hemlighult", replaced_by=HEDDA, protection="sekretessmarkering"),
            person(HEDDA, "Hedda", "Hemlighult"),
        ],
        "dwellings": [_dwelling("D1", 1), _dwelling("D2", 2), _dwelling("D5", 5), _dwelling("LGH-HEDDA", 9)],
        "residences": [
            _residence(DANA, "2015-01-01", "", "D1"),
            _residence(BO, "2015-01-01", "", "D2"),
            _residence(DORIS, "2010-01-01", "2025-01-15", "D5"),
            _residence(HEDDA, "2020-01-01", "", "LGH-HEDDA"),
        ],
        "tenancies": [
            _lease("T1", DANA_OLD, "D1", "2024-01-01"),
            _lease("T2", DANA, "D2", "2024-06-01"),
            _lease("T5", DORIS, "D5", "2010-01-01"),
            _lease("K-HEDDA", HEDDA, "LGH-HEDDA", "2020-01-01"),
            _lease("K-HEDDA2", HEDDA_OLD, "D5", "2020-01-01"),
        ],
        "relations": [{"person_id": BO, "related_id": DANA, "kind": "M", "from_date": "", "to_date": ""}],
    }


def with_aid(world: World) -> World:
    """The same with two aid cases: Doris's, paid after her death, and Hedda's."""
    return {
        **world,
        "aid_cases": [_case("S1", DORIS, "D5"), _case("S-HEDDA", HEDDA, "LGH-HEDDA")],
        "aid_members": [_member("S1", DORIS), _member("S-HEDDA", HEDDA)],
        "aid_payments": [
            _payment("U1", "S1", DORIS, "BANK:6000-100100100", "2025-04-01"),
            _payment("U2", "S-HEDDA", HEDDA, "BANK:6000-900900900", "2025-04-01"),
        ],
    }


def _dwelling(identifier: str, number: int) -> dict[str, object]:
    return {
        "dwelling_id": identifier, "property_id": "SKOBY 1:1", "street": "Storgatan", "number": number,
        "apartment_number": "1001", "postal_code": "99010", "city": "Skoby", "rooms": 2, "category": "ordinary",
        "usage": "residential",
    }  # fmt: skip


def _residence(who: str, start: str, end: str, dwelling: str) -> dict[str, object]:
    return {
        "person_id": who, "from_date": start, "to_date": end, "dwelling_id": dwelling, "property_id": "SKOBY 1:1",
        "municipality_code": "0999", "placement": "dwelling",
    }  # fmt: skip


def _lease(identifier: str, holder: str, dwelling: str, start: str) -> dict[str, object]:
    return {
        "tenancy_id": identifier, "holder_id": holder, "dwelling_id": dwelling, "kind": "first_hand",
        "acquired_by": "queue", "monthly_rent": "6000.00", "from_date": start, "to_date": "",
    }  # fmt: skip


def _case(identifier: str, applicant: str, dwelling: str) -> dict[str, object]:
    return {
        "aid_case_id": identifier, "applicant_id": applicant, "opened_on": "2024-01-01", "closed_on": "",
        "declared_dwelling_id": dwelling, "declared_rent": "6000.00", "placement": "none",
    }  # fmt: skip


def _member(case: str, who: str) -> dict[str, object]:
    row = {"aid_case_id": case, "person_id": who, "from_date": "2024-01-01", "to_date": "", "role": "applicant"}
    return {**row, "counted_share": "1"}


def _payment(identifier: str, case: str, payee: str, account: str, start: str) -> dict[str, object]:
    return {
        "payment_id": identifier, "aid_case_id": case, "payee_id": payee, "account": account, "account_kind": "person",
        "purpose": "living", "amount": "5000.00", "pay_date": start, "period_from": start,
        "period_to": f"{start[:8]}30", "cancelled": "false", "outside_system": "false",
    }  # fmt: skip


def deliver(world: Mapping[str, Iterable[Mapping[str, object]]], folder: Path) -> Path:
    """Write the tables as CSV files of the exchange format."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, rows in world.items():
        listed = list(rows)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(column for row in listed for column in row)))
            writer.writeheader()
            writer.writerows(listed)
    return folder


@cache
def every_rule() -> RuleBook:
    """The rules, read once; that they keep their contract is tested elsewhere."""
    return rules.load(content.find(), contracts=False)


def municipality_file(folder: Path) -> Path:
    """A municipality that asks every rule of every board."""
    found = content.find()
    book = every_rule()
    asked = {board: [r.id for r in book.rules.values() if board in r.boards] for board in municipality.BOARDS}
    registers = [municipality.EXCHANGE]
    text = municipality.new_text("0999", Identity.FICTITIOUS, asked, registers, "Lova Lag", content=found)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "municipality.toml"
    path.write_text(text, encoding="utf-8")
    return path


@dataclass(frozen=True, slots=True)
class Office:
    """A folder in which one board's deliveries are asked, as often as a test likes."""

    folder: Path
    board: str = HOUSING
    keys: Keys | None = None

    def run(
        self,
        world: Mapping[str, Iterable[Mapping[str, object]]],
        name: str = "RUN",
        *,
        previous: str | None = None,
        kept: str | None = None,
        as_of: date = AS_OF,
        report: Report | None = None,
    ) -> Run:
        """Deliver the world and run it."""
        chosen = municipality.load(municipality_file(self.folder))
        deliveries = deliver(world, self.folder / f"{name}.registers")
        key = self.keys.subject if self.keys else None
        place = Place(chosen, self.board, content.find(), deliveries, as_of, key, every_rule())
        return run(
            place, self.folder / name, previous=self.folder / previous if previous else None,
            kept=self.folder / kept if kept else None, keys=self.keys, report=report or Silent(), clock=lambda: 0.0,
        )  # fmt: skip

    def folder_of(self, name: str = "RUN") -> RunFolder:
        """A run folder read back."""
        return RunFolder.open(self.folder / name)


def asked(folder: RunFolder) -> set[tuple[str, str]]:
    """(rule, anchor) of every signal."""
    return {(row["rule_id"], row["anchor"]) for row in folder.rows("signals")}
