"""Several registers' tables become one set: one register per table, marks from all, residences in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pax.registers.checking import Checked, usable
from pax.registers.delivered import QualityRow
from pax.registers.marks import PERSONS, gather_marks, marked_numbers
from pax.registers.residences import RESIDENCES, changed, find_changes
from pax.registers.taking import Taken
from pax.store import PROVENANCE, Engine
from pax.vocabulary import Schema, Table, WrongUse


@dataclass(frozen=True, slots=True)
class Joined:
    """The canonical tables on disk, and what was found when they were put together."""

    tables: Mapping[str, Path]
    quality: tuple[QualityRow, ...]
    marked: frozenset[str]


def join(
    engine: Engine,
    schema: Schema,
    taken: Sequence[Taken],
    sources: Mapping[str, str],
    wanted: frozenset[str] | None,
    out: Path,
) -> Joined:
    """Write every delivered table that is wanted (None = all) to `out`, and the quality of the joining.

    Raises `WrongUse` when two registers fill a table and `[sources]` does not say which one counts.
    """
    delivered = sorted({table for each in taken for table in each.tables})
    paths: dict[str, Path] = {}
    quality: list[QualityRow] = []
    for name in delivered:
        filling = {each.delivery.register: each for each in taken if name in each.tables}
        chosen = _chosen(name, filling, sources)
        table = schema[name]
        checked = chosen.tables[name]
        select = _as_delivered(table, checked)
        if name == PERSONS:
            persons = [(register, each.tables[name]) for register, each in sorted(filling.items())]
            if gather_marks(engine, persons, chosen.delivery.register):
                select = _with_marks(table, checked, filling)
        ids = {"src_register": chosen.delivery.register, "src_delivery": chosen.delivery.delivery_id}
        if name == RESIDENCES:
            told = find_changes(engine, checked, chosen.delivery, paths.get(PERSONS))
            quality += told.quality
            if told.count:
                select = changed(table, _used(table, checked))
        paths[name] = engine.write(select, out / f"{name}.parquet", ids)
    marked = marked_numbers(engine, paths[PERSONS]) if PERSONS in paths else frozenset()
    return Joined(_kept(paths, wanted), tuple(quality), marked)


def _kept(paths: Mapping[str, Path], wanted: frozenset[str] | None) -> dict[str, Path]:
    kept = {}
    for name, path in sorted(paths.items()):
        if wanted is None or name in wanted:
            kept[name] = path
        else:
            path.unlink()
    return kept


def _chosen(table: str, filling: Mapping[str, Taken], sources: Mapping[str, str]) -> Taken:
    if len(filling) == 1:
        return next(iter(filling.values()))
    chosen = filling.get(sources.get(table, ""))
    if chosen is None:
        raise WrongUse(
            f"the registers {' and '.join(sorted(filling))} both fill the table {table}",
            ask="whoever keeps the municipality's settings",
            then=f'say which one counts under [sources]: {table} = "{min(filling)}"',
        )
    return chosen


def _used(table: Table, checked: Checked) -> str:
    """SQL of the rows that are used, with all four columns that say where each comes from, and `rid`."""
    columns = ", ".join(f'"{name}"' for name in table.names)
    return (
        f"SELECT {columns}, $src_register AS src_register, $src_delivery AS src_delivery, src_file, "  # noqa: S608  canonical names
        f"CAST(src_line AS INTEGER) AS src_line, rid FROM ({usable(checked)})"
    )


def _as_delivered(table: Table, checked: Checked) -> str:
    """The used rows in the order of the file. A join loses it, so where there was one it is asked for."""
    columns = ", ".join(f'"{name}"' for name in (*table.names, *PROVENANCE))
    order = " ORDER BY rid" if checked.doubled else ""
    return f"SELECT {columns} FROM ({_used(table, checked)}){order}"  # noqa: S608  canonical names


def _with_marks(table: Table, checked: Checked, filling: Mapping[str, Taken]) -> str:
    """Persons with the marks of every register, and a bare row for a marked person whom no usable row names."""
    raised = (
        "CASE WHEN m.protection = 'skyddad_folkbokforing' THEN m.protection "
        "WHEN p.protection = 'none' AND m.protection IS NOT NULL THEN m.protection ELSE p.protection END"
    )
    columns = ", ".join(f'{raised} AS "{name}"' if name == "protection" else f'p."{name}"' for name in table.names)
    bare = ", ".join(
        f'm."{column.name}"' if column.name in ("person_id", "protection") else f"CAST(NULL AS {column.type.sql})"
        for column in table.columns
    )
    ids = " ".join(f"WHEN '{name}' THEN '{each.delivery.delivery_id}'" for name, each in sorted(filling.items()))
    names = ", ".join(f'"{name}"' for name in (*table.names, *PROVENANCE))
    return (
        f"WITH used AS ({_used(table, checked)}), joined AS ("  # noqa: S608  canonical names, ids of our own
        f"SELECT {columns}, p.src_register, p.src_delivery, p.src_file, p.src_line, 0 AS part, p.rid AS rid "
        f"FROM used AS p LEFT JOIN pax_marks AS m USING (person_id) "
        f"UNION ALL SELECT {bare}, m.register, CASE m.register {ids} END, m.src_file, m.src_line, 1, "
        f"row_number() OVER (ORDER BY m.person_id) FROM pax_marks AS m "
        f"WHERE m.person_id NOT IN (SELECT person_id FROM used)) SELECT {names} FROM joined ORDER BY part, rid"
    )


def mount_needed(engine: Engine, schema: Schema, taken: Iterable[Taken], needs: Sequence[str]) -> None:
    """Views of the tables a layout looks things up in, from the deliveries taken so far; empty when none has it."""
    for name in needs:
        table = schema[name]
        columns = ", ".join(f'"{column}"' for column in table.names)
        typed = ", ".join(f'CAST(NULL AS {column.type.sql}) AS "{column.name}"' for column in table.columns)
        parts = [f"SELECT {typed} WHERE FALSE"]
        parts += [
            f"SELECT {columns} FROM ({usable(each.tables[name])})"  # noqa: S608  schema's names
            for each in taken
            if name in each.tables
        ]
        engine.run(f'CREATE OR REPLACE TEMP VIEW "{name}" AS {" UNION ALL ".join(parts)}')
