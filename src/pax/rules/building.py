"""Builds the shared views to Parquet, once a run, each after what it uses."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from pax.rules.model import RuleBook, View
from pax.rules.reading import sql_type
from pax.store import Mounted, Tables, open_window


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
        needed = set(view.reads) | set(view.uses)
        if view.before_protection is before_protection and name not in tables and needed <= set(tables):
            mounts = {table: Mounted(tables[table], (*columns, "row_key")) for table, columns in view.reads.items()}
            mounts |= {below: Mounted(tables[below], (*book.views[below].columns, "row_key")) for below in view.uses}
            with open_window(mounts, threads=threads, memory=memory, scratch=scratch) as window:
                path = window.write(shaped(view), out / f"{name}.parquet", given)
            tables = tables.adding({name: path})
    return tables


def shaped(view: View) -> str:
    """The view's SELECT with its columns cast and ordered as the header says, and `row_key` added."""
    # Names and types come from the header, which the loader checked.
    columns = ", ".join(f"CAST({name} AS {sql_type(kind)}) AS {name}" for name, kind in view.columns.items())
    keys = " || '|' || ".join(f"COALESCE(CAST({name} AS VARCHAR), '')" for name in view.key)
    return f"SELECT {columns}, {keys} AS row_key FROM (\n{view.sql}\n) AS built"  # noqa: S608


def views_before_protection(book: RuleBook, names: Collection[str]) -> tuple[str, ...]:
    """Of these views and those below them, the ones that must be built on the linked tables."""
    return tuple(name for name in book.views_of(tuple(sorted(names))) if book.views[name].before_protection)
