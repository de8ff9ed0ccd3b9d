"""One run of one board, from the folder of deliveries to the run folder."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from pax import signals as asking
from pax.rules import Rule, parameter_values
from pax.run.conflicts import conflicts
from pax.run.description import both, rules_document, run_document, summary_document
from pax.run.draws import DRAWS, draw
from pax.run.folder import refuse_existing, seal, whole_or_not_at_all, write_files
from pax.run.keeping import keep
from pax.run.keys import ENTITY, Keys
from pax.run.kinship import kin_shares
from pax.run.leftovers import unfinished
from pax.run.preparing import Place, Prepared, prepare
from pax.run.quality import Stages, links_table, quality_table
from pax.run.reading import RunFolder
from pax.run.schemas import PROTECTED, area_counts_table, evidence_table, signals_table
from pax.run.subjects import KINDS, Subject, labelled, subjects
from pax.run.surroundings import Item, Surroundings
from pax.run.tables import table_of
from pax.signals import Found, Search
from pax.store import Engine, open_engine
from pax.vocabulary import PaxError, Report, Text, WrongUse
from pax.vocabulary.hiding import hidden

WITHOUT_KEYS = ("run.mac", "protected.parquet", "conflicts.parquet", "draws.parquet")
"""Files that need the board's keys; without them they are left out, and the office refuses the folder."""

NO_KEYS = Text(
    "inga nycklar gavs (pax keys init, pax run --keys)", "no keys were given (pax keys init, pax run --keys)"
)


@dataclass(frozen=True, slots=True)
class Run:
    """What became of a run: its folder, `run.json` and `summary.json` as read back, and what was refused."""

    folder: Path
    document: Mapping[str, Any]
    summary: Mapping[str, Any]
    refusals: tuple[PaxError, ...]
    stopped: tuple[str, ...] = ()


@dataclass(slots=True)
class _Making:
    """One run while it is made."""

    place: Place
    prepared: Prepared
    found: Found
    engine: Engine
    keys: Keys | None
    clock: Callable[[], float]
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        return self.prepared.received.as_of

    @property
    def rules(self) -> list[Rule]:
        """The rules that ran to their end."""
        return [standing.rule for standing in self.prepared.standings if standing.rule.id in self.found.counts]


def run(
    place: Place,
    out: Path,
    *,
    previous: Path | None,
    kept: Path | None,
    keys: Keys | None,
    report: Report,
    clock: Callable[[], float],
) -> Run:
    """Ask every rule the board may ask and write the run folder `out`, whole or not at all.

    `previous` is the folder of the run before; `kept` where the askable tables stay for `pax ask`. Raises `WrongUse`,
    `NothingWritten`.
    """
    refuse_existing(out, "run folder")
    if kept is not None:
        refuse_existing(kept, "kept folder")
    earlier = RunFolder.open(previous) if previous else None
    if earlier and earlier.document["board"]["id"] != place.board:
        raise WrongUse("the previous run is another board's", file="run.json", ask="you", then="name this board's run")
    with (
        whole_or_not_at_all(out, "run folder") as folder,
        unfinished(out.parent, f"{out.name}.work") as work,
        open_engine(work / "spill") as engine,
    ):
        begun = clock()
        prepared = prepare(place, "run", work, engine, report, for_later=kept is not None)
        ready = clock()
        found = _find(place, prepared, earlier, work, report, clock)
        making = _Making(place, prepared, found, engine, keys, clock, {"prepare": ready - begun})
        documents = _write(making, folder, earlier, report)
        if kept is not None:
            keep(engine, prepared, place, kept)
    refusals = (*prepared.received.refusals, *prepared.book.refused)
    return Run(out, documents["run"], documents["summary"], refusals, tuple(one.rule_id for one in found.stopped))


def _find(
    place: Place, prepared: Prepared, earlier: RunFolder | None, work: Path, report: Report, clock: Callable[[], float]
) -> Found:
    search = Search(
        book=prepared.book,
        schema=prepared.schema,
        tables=prepared.tables,
        municipality=place.municipality,
        as_of=prepared.received.as_of,
        previous=earlier.first_seen() if earlier else {},
        asked=None,
        scratch=work / "spill",
    )
    return asking.find([standing.rule for standing in prepared.standings if standing.runs], search, report, clock)


def _write(making: _Making, folder: Path, earlier: RunFolder | None, report: Report) -> dict[str, dict[str, Any]]:
    """Write every file of the folder; returns `run` and `summary` as they stand."""
    report.step("writing the run folder", 0, 1)
    begun = making.clock()
    tables, left_out = _tables(making)
    prepared, found = making.prepared, making.found
    document = run_document(making.place.municipality, making.place.board, prepared, found)
    document["left_out"] = left_out
    kin = kin_shares(making.engine, prepared.book, prepared.tables, found.counts, found.signals)
    summary = summary_document(prepared, found, _gone(earlier, making), kin)
    write_files(folder, tables, {"summary": summary, "rules": rules_document(making.rules, making.place.municipality)})
    seal(folder, document, making.keys.run if making.keys else None)
    seconds = {**making.seconds, **{f"rule {name}": took for name, took in found.seconds.items()}}
    seconds["write"] = making.clock() - begun
    write_files(folder, {}, {"timings": {name: round(took, 3) for name, took in seconds.items()}})
    report.step("writing the run folder", 1, 1)
    return {"run": json.loads((folder / "run.json").read_text(encoding="utf-8")), "summary": summary}


def _tables(making: _Making) -> tuple[dict[str, pa.Table], dict[str, dict[str, str]]]:
    """The Parquet files of the folder, and the files left out with the reason."""
    prepared, found, engine = making.prepared, making.found, making.engine
    askable, linked = prepared.askable, prepared.linked
    draws = _draws(making)
    wanted = _named(found, making.rules) | {(kind, one) for kind, one in _drawn(draws)}
    named = subjects(engine, prepared.tables, linked.numbers, prepared.schema, wanted, making.as_of)
    around = Surroundings(engine, prepared.tables, prepared.schema, _items(making, draws))
    counts = asking.area_counts(engine, found.would_be, prepared.tables, making.as_of)
    stages = Stages(prepared.received.tables, linked.tables, askable.tables, askable.protected)
    tables = {
        "signals": signals_table(_told(found, making.rules, named)),
        "evidence": evidence_table(found.evidence),
        "subjects": named,
        "quality": quality_table(engine, prepared.received.quality, linked.notes, stages, prepared.schema),
        "links": links_table(engine, linked.links, askable.protected),
        "context": around.context(),
        "edges": around.edges(),
        "area_counts": area_counts_table(counts),
    }
    if making.keys is None:
        return tables, dict.fromkeys(WITHOUT_KEYS, both(NO_KEYS))
    tables["draws"] = draws
    tables["protected"] = _protected(engine, askable.protected, making.keys.subject)
    tables["conflicts"] = conflicts(
        engine, linked.tables, prepared.tables, linked.numbers, askable.protected, prepared.schema, making.keys.subject,
        making.as_of,
    )  # fmt: skip
    return tables, {}


def _draws(making: _Making) -> pa.Table:
    if making.keys is None:
        return DRAWS.empty_table()
    municipality, tables = making.place.municipality, making.prepared.tables
    populations = {
        rule.id: asking.population(rule, tables, parameter_values(rule, municipality, making.as_of))
        for rule in making.rules
    }
    signalled = {(one.family, (one.subject_kind, one.subject_id)) for one in making.found.signals}
    return draw(making.rules, populations, municipality.capacity, making.keys.run, making.as_of, signalled)


def _drawn(draws: pa.Table) -> list[Subject]:
    return list(zip(draws["subject_kind"].to_pylist(), draws["subject_id"].to_pylist(), strict=True))


def _named(found: Found, rules: list[Rule]) -> set[Subject]:
    """Everyone a signal names: its subject, the other subjects, and those its text needs a label for."""
    others = {(one["kind"], one["id"]) for signal in found.signals for one in json.loads(signal.other_subjects)}
    told = asking.named(found.signals, {rule.id: rule for rule in rules})
    return others | {(kind, one) for kind, one in told if kind in KINDS}


def _told(found: Found, rules: list[Rule], named: pa.Table) -> tuple[asking.Signal, ...]:
    return asking.tell(found.signals, {rule.id: rule for rule in rules}, labelled(named))


def _items(making: _Making, draws: pa.Table) -> list[Item]:
    rules = {rule.id: rule for rule in making.rules}
    items = []
    for signal in making.found.signals:
        others = tuple((one["kind"], one["id"]) for one in json.loads(signal.other_subjects))
        named = ((signal.subject_kind, signal.subject_id), *others)
        items.append(Item(signal.signal_id, rules[signal.rule_id], named, is_signal=True))
    for row in draws.to_pylist():
        subject = (row["subject_kind"], row["subject_id"])
        items.append(Item(row["draw_id"], rules[row["rule_id"]], (subject,), is_signal=False))
    return items


def _protected(engine: Engine, protected: Path, key: bytes) -> pa.Table:
    engine.mount({"numbers": protected}, "protected_")
    numbers = engine.rows("SELECT DISTINCT number FROM protected_numbers WHERE number IS NOT NULL")
    entities = engine.rows("SELECT DISTINCT entity_id FROM protected_numbers WHERE entity_id IS NOT NULL")
    found = {hidden(key, "person", number) for (number,) in numbers}
    found |= {hidden(key, ENTITY, entity) for (entity,) in entities}
    return table_of(PROTECTED, [(one,) for one in sorted(found)])


def _gone(earlier: RunFolder | None, making: _Making) -> dict[str, int]:
    """Per rule that ran now: signals of the run before that are no more."""
    if earlier is None:
        return {}
    still = {signal.signal_id for signal in making.found.signals}
    gone: dict[str, int] = {}
    for signal_id, rule_id in earlier.signals():
        if signal_id not in still:
            gone[rule_id] = gone.get(rule_id, 0) + 1
    return gone
