"""The only place that opens DuckDB, and the only place that writes Parquet."""

from pax.store.engine import ENGINE_ERRORS, STORAGE_ERRORS, Engine, named_in, open_engine
from pax.store.failing import QueryFailed, QueryStopped
from pax.store.index import Index, open_index, write_index
from pax.store.parquet import rows_in, write_rows
from pax.store.small import SmallWindow, open_small_window
from pax.store.tables import PROVENANCE, Tables
from pax.store.window import Mounted, Window, open_window

__all__ = [
    "ENGINE_ERRORS",
    "PROVENANCE",
    "STORAGE_ERRORS",
    "Engine",
    "Index",
    "Mounted",
    "QueryFailed",
    "QueryStopped",
    "SmallWindow",
    "Tables",
    "Window",
    "named_in",
    "open_engine",
    "open_index",
    "open_small_window",
    "open_window",
    "rows_in",
    "write_index",
    "write_rows",
]
