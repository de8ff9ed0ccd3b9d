"""Builds the shared views to Parquet, once a run, each after what it uses."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

import pyarrow as pa

from pax.rules.model import RuleBook, View
from pax.rules.reading import sql_type
from pax.store import Mounted, Tables, open_window, write_rows


def build_views(
    book: RuleBook,
    names: Collection[str],
    tables: Tables,
    out: Path,
    as_of: date,
    municipality_code: str,
    *,
    before_protection: bool,
    scratch: Path | None = None,
    threads: int = 2,
    memory: str = "3GB",
) -> Tables:
    """Build those of the named views, and of the views below them, that are marked `before_protection` or not.

    Views whose tables are not all there are left out: the rules above them are then *tables missing*. A view that
    exists among `tables` is not built again. Returns `tables` with the new ones; files are `<view>.parquet` in `out`.
    """
    given = {"as_of": as_of, "municipality_code": municipality_code}
    for name in book.views_of(tuple(sorted(names))):
        view = book.views[name]
        needed = set(view.reads) - set(view.optional) | set(view.uses)
        if view.before_protection is before_protection and name not in tables and needed <= set(tables):
            mounts = _mounts(view, tables, out)
            mounts |= {below: Mounted(tables[below], tuple(book.views[below].columns)) for below in view.uses}
            path = out / f"{name}.parquet"
            with open_window(mounts, writes=path, threads=threads, memory=memory, scratch=scratch) as window:
                window.write(shaped(view), path, given)
            tables = tables.adding({name: path})
    return tables


def _mounts(view: View, tables: Tables, out: Path) -> dict[str, Mounted]:
    """The view's tables; an optional one that was not delivered is an empty one of texts."""
    files = {table: tables[table] for table in view.reads if table in tables}
    for table in set(view.reads) - set(files):
        files[table] = out / "not_delivered" / f"{view.id}.{table}.parquet"
        write_rows(pa.table({column: pa.array([], pa.string()) for column in view.reads[table]}), files[table])
    return {table: Mounted(files[table], columns) for table, columns in view.reads.items()}


def shaped(view: View) -> str:
    """The view's SELECT with its columns cast and ordered as the header says."""
    # Names and types come from the header, which the loader checked.
    columns = ", ".join(f"CAST({name} AS {sql_type(kind)}) AS {name}" for name, kind in view.columns.items())
    return f"SELECT {columns} FROM (\n{view.sql}\n) AS built"  # noqa: S608  names of the checked header


def views_before_protection(book: RuleBook, names: Collection[str]) -> tuple[str, ...]:
    """Of these views and those below them, the ones that must be built on the linked tables."""
    return tuple(name for name in book.views_of(tuple(sorted(names))) if book.views[name].before_protection)
