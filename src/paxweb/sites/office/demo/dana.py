"""Chooses a person the town's housing questions are about, to be Dana, and lists her and the others as staff.

Usage: python -m paxweb.sites.office.demo.dana TOWN NUMBERS.json; run before `pax run`, so that her ties are in the run.
"""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from paxweb.sites.office.demo.people import HOUSING, PEOPLE

RULES = ("HO-01", "HO-02", "HO-04")
DANA = "dana"


def subjects(answers: Path) -> Iterator[str]:
    """Numbers of the people the housing questions should ask about, by the town's answer key."""
    with answers.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["rule_id"] in RULES and row["subject_kind"] == "person" and row["expected"] == "asked":
                yield row["subject_id"]


def numbers_of(town: Path) -> dict[str, str]:
    """Dana is the first of them; everyone else gets a made-up number that nobody in the town has."""
    found = {DANA: next(subjects(town / "answers.csv"))}
    others = [person.word for person in PEOPLE if person.word != DANA]
    return found | {word: _fictitious(1970 + n, n) for n, word in enumerate(others)}


def _fictitious(year: int, n: int) -> str:
    """Twelve digits of the right form with a check digit that is five off, as every made-up number here."""
    digits = f"{year % 100:02d}0101{980 + n:03d}"
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(digits))
    return f"{year}0101{980 + n:03d}{(10 - total % 10 + 5) % 10}"


def list_as_staff(town: Path, number: str) -> None:
    """Put Dana on the housing company's list of its staff, among what was delivered to it."""
    day = max(path for path in (town / HOUSING / "exchange").iterdir() if path.is_dir())
    with (day / "staff.csv").open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["person_id", "unit", "from_date", "to_date", "position", "risk_position"])
        writer.writerow([number, "uthyrning", "2019-01-01", "", "uthyrare", "false"])


if __name__ == "__main__":
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    chosen = numbers_of(folder)
    list_as_staff(folder, chosen[DANA])
    out.write_text(json.dumps(chosen), encoding="utf-8")
