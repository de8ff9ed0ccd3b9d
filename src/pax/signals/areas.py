"""Counts per area where a rule may name nobody; small areas and small numbers are hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from pax.store import Engine, Tables

SMALL_AREA = 500
"""An area with fewer residents is not shown on its own."""

SMALL_COUNT = 5
"""A smaller count is shown as empty."""

OTHER = "other"


@dataclass(frozen=True, slots=True)
class AreaCount:
    """How many subjects a rule would have asked about in an area; `count` None = under five, or hidden with one."""

    rule_id: str
    area_id: str
    residents: int
    count: int | None


_DWELLINGS = "SELECT dwelling_id, COALESCE(area_id, '') AS area_id FROM dwellings"
_LIVING = """
SELECT d.area_id, COUNT(DISTINCT r.person_id)
FROM ({dwellings}) AS d JOIN residences AS r ON r.dwelling_id = d.dwelling_id
WHERE r.from_date <= $as_of AND (r.to_date IS NULL OR r.to_date >= $as_of) GROUP BY d.area_id
"""
_STATED = "SELECT area_id, residents FROM areas WHERE residents IS NOT NULL"
_PLACED = """
SELECT COALESCE(d.area_id, '') AS area_id, COUNT(DISTINCT w.subject_id)
FROM would_be AS w LEFT JOIN ({dwellings}) AS d ON d.dwelling_id = w.subject_id GROUP BY ALL
"""


def area_counts(
    engine: Engine, would_be: Mapping[str, Sequence[str]], tables: Tables, as_of: date
) -> tuple[AreaCount, ...]:
    """Counts of would-be subjects per rule and area, by rule and area; needs `dwellings` among the tables.

    Residents are those `areas` states, else those registered in the area's dwellings on the day.
    """
    if not would_be or "dwellings" not in tables:
        return ()
    engine.mount({name: tables[name] for name in ("dwellings", "residences", "areas") if name in tables})
    residents = _residents(engine, tables, as_of)
    rows: list[AreaCount] = []
    for rule_id, subjects in sorted(would_be.items()):
        engine.put("would_be", pa.table({"subject_id": pa.array(list(subjects), pa.string())}))
        counted = dict(engine.rows(_PLACED.format(dwellings=_DWELLINGS)))
        rows.extend(_published(rule_id, residents | dict.fromkeys(counted.keys() - residents.keys(), 0), counted))
    return tuple(rows)


def _residents(engine: Engine, tables: Tables, as_of: date) -> dict[str, int]:
    residents: dict[str, int] = {}
    if "residences" in tables:
        residents |= dict(engine.rows(_LIVING.format(dwellings=_DWELLINGS), {"as_of": as_of}))
    if "areas" in tables:
        residents |= dict(engine.rows(_STATED))
    return residents


def _published(rule_id: str, residents: Mapping[str, int], counted: Mapping[str, int]) -> list[AreaCount]:
    rows = [(area, residents[area], counted.get(area, 0)) for area in residents]
    merged = hide_small_areas(rows)
    return [AreaCount(rule_id, *row) for row in hide_small_counts(merged)]


def hide_small_areas(rows: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """(area, residents, count) with areas under 500 residents as one row `other`; sorted by area, `other` last.

    If `other` is still under 500, the smallest other area joins it.
    """
    large = sorted((row for row in rows if row[1] >= SMALL_AREA), key=lambda row: (row[1], row[0]))
    small = [row for row in rows if row[1] < SMALL_AREA]
    if small and sum(row[1] for row in small) < SMALL_AREA and large:
        small.append(large.pop(0))
    merged = sorted(large)
    if small:
        merged.append((OTHER, sum(row[1] for row in small), sum(row[2] for row in small)))
    return merged


def hide_small_counts(rows: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int | None]]:
    """The rows with counts of 0–4 empty; where exactly one is empty, the next smallest is emptied too."""
    hidden = {area for area, _, count in rows if count < SMALL_COUNT}
    if len(hidden) == 1 and len(rows) > 1:
        hidden.add(min((count, area) for area, _, count in rows if area not in hidden)[1])
    return [(area, residents, None if area in hidden else count) for area, residents, count in rows]
