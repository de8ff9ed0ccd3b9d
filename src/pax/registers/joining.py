"""Several registers' tables become one set: one register per table, marks from all, residences in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pax.registers.checking import usable
from pax.registers.delivered import QualityRow
from pax.registers.lines import Line, lines_of
from pax.registers.marks import PERSONS, gather_marks, marked_numbers
from pax.registers.residences import RESIDENCES, changed, find_changes
from pax.registers.taking import Taken
from pax.store import PROVENANCE, Engine
from pax.vocabulary import Schema, Table, WrongUse

UNITED = frozenset({"triggers", "organisation_roles"})
"""Tables that several registers fill together: a cause to look is one, whoever lists it, and so is a role."""
LED = frozenset({"organisations"})
"""Tables of which the register that `[sources]` names comes first, and the others give the rows it lacks."""


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
    lines = lines_of(taken)
    paths: dict[str, Path] = {}
    quality = [row for line in lines.values() for row in line.gaps()]
    for name in sorted({table for each in taken for table in each.tables}):
        filling = {register: line for register, line in lines.items() if line.fills(name)}
        table = schema[name]
        if name in UNITED | LED and len(filling) > 1:
            first = _chosen(name, filling, sources).register if name in LED else ""
            others = [line for register, line in sorted(filling.items()) if register != first]
            order = [filling[first], *others] if first else others
            paths[name] = engine.write(_united(table, order), out / f"{name}.parquet")
            continue
        line = _chosen(name, filling, sources)
        select = _in_order(table, line)
        if name == PERSONS and gather_marks(engine, filling, line.register):
            select = _with_marks(table, line)
        if name == RESIDENCES:
            told = find_changes(engine, line.used(table), paths.get(PERSONS))
            quality += told.quality
            select = changed(table, line.used(table)) if told.count else select
        paths[name] = engine.write(select, out / f"{name}.parquet")
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


def _chosen(table: str, filling: Mapping[str, Line], sources: Mapping[str, str]) -> Line:
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


def _united(table: Table, filling: Sequence[Line]) -> str:
    """The rows of every register, one per key: that of the register that comes first."""
    columns = ", ".join(f'"{name}"' for name in (*table.names, *PROVENANCE))
    keys = ", ".join(f'"{name}"' for name in table.key)
    parts = " UNION ALL ".join(
        f"SELECT {columns}, {place} AS place, rid FROM ({line.used(table)})"  # noqa: S608  canonical names
        for place, line in enumerate(filling)
    )
    return (
        f"SELECT {columns} FROM ({parts}) "  # noqa: S608  canonical names
        f"QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY place, rid) = 1 ORDER BY place, rid"
    )


def _in_order(table: Table, line: Line) -> str:
    """The rows in force in the order of the file. A join loses it, so where there was one it is asked for."""
    columns = ", ".join(f'"{name}"' for name in (*table.names, *PROVENANCE))
    order = "" if line.is_in_order(table.name) else " ORDER BY rid"
    return f"SELECT {columns} FROM ({line.used(table)}){order}"  # noqa: S608  canonical names


def _with_marks(table: Table, line: Line) -> str:
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
    names = ", ".join(f'"{name}"' for name in (*table.names, *PROVENANCE))
    return (
        f"WITH used AS ({line.used(table)}), joined AS ("  # noqa: S608  canonical names, ids of our own
        f"SELECT {columns}, p.src_register, p.src_delivery, p.src_file, p.src_line, 0 AS part, p.rid AS rid "
        f"FROM used AS p LEFT JOIN pax_marks AS m USING (person_id) "
        f"UNION ALL SELECT {bare}, m.register, m.delivery, m.src_file, m.src_line, 1, "
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
