"""What a window says when a query fails: DuckDB's kind of error, and its words only where no real row is near."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb


class QueryFailed(Exception):
    """A query over mounted tables failed; the message holds no value of theirs."""


class QueryStopped(QueryFailed):
    """The query took longer than it was given."""


@contextmanager
def told(*, words: bool) -> Iterator[None]:
    """Turn DuckDB's errors into `QueryFailed`; with `words` their first line is kept, which may quote a value."""
    try:
        yield
    except duckdb.InterruptException:
        raise QueryStopped("the query took too long") from None
    except duckdb.Error as error:
        said = f": {str(error).splitlines()[0]}" if words else ""
        raise QueryFailed(f"the query failed ({type(error).__name__}){said}") from None
