"""A run against an answer key: who should have been asked about, who should not, and who was."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pax.linking import entity_of, organisation_of
from pax.run.reading import RunFolder
from pax.vocabulary import WrongUse

COLUMNS = ("rule_id", "subject_kind", "subject_id", "anchor", "expected")


class Expected(StrEnum):
    """What the key wants of a rule about a subject."""

    ASKED = "asked"
    SILENT = "silent"
    COUNTED = "counted"  # a triggered rule without a trigger: counted per area, nobody named


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the key. A person stands as twelve digits; `anchor` empty = any."""

    line: int
    rule_id: str
    kind: str
    subject: str
    anchor: str
    expected: Expected
    why: str


@dataclass(frozen=True, slots=True)
class Score:
    """One rule against the key: right and all per expectation, the answers it got wrong, signals no answer asks for."""

    rule_id: str
    right: Mapping[Expected, int]
    all: Mapping[Expected, int]
    wrong: tuple[Answer, ...]
    besides: int


def read_answers(path: Path) -> tuple[Answer, ...]:
    """The answer key; `WrongUse` names the line that is not one."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return tuple(_answer(row, line, path.name) for line, row in enumerate(csv.DictReader(file), start=2))
    except (OSError, UnicodeDecodeError):
        raise WrongUse(
            "the answer key cannot be read", file=path.name, ask="you", then="give a UTF-8 CSV file"
        ) from None


def _answer(row: Mapping[str, str | None], line: int, file: str) -> Answer:
    missing = [name for name in COLUMNS if row.get(name) is None]
    if missing:
        raise WrongUse("a column is missing", file=file, line=line, column=missing[0], ask="you", then="add it")
    try:
        expected = Expected(row["expected"] or "")
    except ValueError:
        then = f"write one of: {', '.join(Expected)}"
        raise WrongUse("no such expectation", file=file, line=line, column="expected", ask="you", then=then) from None
    why = row.get("why") or row.get("explanation") or ""
    rule_id, kind, subject, anchor = (row[name] or "" for name in COLUMNS[:4])
    return Answer(line, rule_id, kind, subject, anchor, expected, why)


def score(folder: RunFolder, answers: Iterable[Answer]) -> tuple[Score, ...]:
    """Every rule of the key that ran, by id. Answers about rules that did not run are not counted (`not_run`)."""
    numbers = {row["id"]: row["id_number"] for row in folder.rows("subjects") if row["id_number"]}
    asked = _asked(folder, numbers)
    counted = {row["rule_id"] for row in folder.rows("area_counts")}
    by_rule: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.rule_id in _ran(folder):
            by_rule[answer.rule_id].append(answer)
    return tuple(
        _score(rule_id, mine, asked.get(rule_id, {}), numbers, rule_id in counted)
        for rule_id, mine in sorted(by_rule.items())
    )


def _ran(folder: RunFolder) -> frozenset[str]:
    return frozenset(rule["id"] for rule in folder.document["rules"] if rule["state"] == "ran")


def not_run(folder: RunFolder, answers: Iterable[Answer]) -> tuple[str, ...]:
    """Rules the key asks about that did not run in this folder (another board's, or not activated)."""
    return tuple(sorted({answer.rule_id for answer in answers} - _ran(folder)))


_About = dict[tuple[str, str], list[tuple[str, str]]]
"""(kind, subject in any way a key may write it) → (signal id, anchor) of the signals about it."""


def _asked(folder: RunFolder, numbers: Mapping[str, str]) -> Mapping[str, _About]:
    """Per rule who was asked about."""
    asked: dict[str, _About] = defaultdict(lambda: defaultdict(list))
    for row in folder.rows("signals"):
        for name in _names(row["subject_id"], numbers):
            asked[row["rule_id"]][row["subject_kind"], name].append((row["signal_id"], row["anchor"]))
    return asked


def _names(identifier: str, numbers: Mapping[str, str]) -> set[str]:
    """Every way a key may write an id: as it is, its number, and a business that is a person as ten digits too."""
    names = {identifier}
    if identifier in numbers:
        names.add(numbers[identifier])
    if identifier.startswith("o_") and identifier in numbers:
        names.add(numbers[identifier][-10:])
    return names


def _score(rule_id: str, answers: list[Answer], about: _About, numbers: Mapping[str, str], counts: bool) -> Score:
    right: dict[Expected, int] = dict.fromkeys(Expected, 0)
    wrong, hits = [], set()
    for answer in answers:
        found = set(_found(answer, about, numbers))
        if answer.expected is Expected.ASKED:
            hits |= found
        holds = bool(found) if answer.expected is Expected.ASKED else not found
        if holds and (answer.expected is not Expected.COUNTED or counts):
            right[answer.expected] += 1
        else:
            wrong.append(answer)
    every = {expected: sum(answer.expected is expected for answer in answers) for expected in Expected}
    signals = {signal_id for signals in about.values() for signal_id, _ in signals}
    return Score(rule_id, right, every, tuple(wrong), len(signals - hits))


def _found(answer: Answer, about: _About, numbers: Mapping[str, str]) -> Iterator[str]:
    subjects = {answer.subject}
    if len(answer.subject) == 12 and answer.subject.isdecimal():
        # A silent person is in no file of the run: the number itself says which entity to look for.
        subjects |= {entity_of(answer.subject), organisation_of(answer.subject)}
    for subject in subjects:
        for signal_id, anchor in about.get((answer.kind, subject), ()):
            if not answer.anchor or _same_anchor(answer.anchor, anchor, numbers):
                yield signal_id


def _same_anchor(key: str, anchor: str, numbers: Mapping[str, str]) -> bool:
    """Part by part in any order: entity ids sort otherwise than the numbers they stand for."""
    left = anchor.split("|")
    for part in key.split("|"):
        match = next((one for one in left if part in _names(one, numbers)), None)
        if match is None:
            return False
        left.remove(match)
    return not left
