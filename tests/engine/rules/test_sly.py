"""A rule cannot read what it did not declare: the parser refuses it, and the window alone does not show it.

Then every door is opened on purpose, to see that these tests would notice.
"""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlglot import exp

from pax import content
from pax.rules.sql import Allowed, Refused, parse, read_allowed
from pax.rules.sql.identifiers import check_identifiers
from pax.rules.sql.sight import Seen, Sight, Source
from pax.store import Mounted, QueryFailed, Window, gate, open_window
from pax.vocabulary import RuleRefused
from tests.engine.rules.sly import HIDDEN, SLY, SLY_WITH_IDENTIFIERS

DECLARED = ("tenancy_id", "holder_id", "row_key")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "tenancies.parquet")


def written(path: Path) -> Path:
    rows = {
        "tenancy_id": ["T1", "T2"],
        "holder_id": ["p_1", "p_2"],
        "row_key": ["T1|p_1", "T2|p_2"],
        "holder_name": [HIDDEN, HIDDEN],
    }
    pq.write_table(pa.table(rows), path)
    return path


def allowed() -> Allowed:
    return read_allowed(content.find().folder("rules") / "allowed.toml")


def seen_by_parser(sql: str) -> exp.Query:
    """What the parser does with a query over the declared columns."""
    columns = {"tenancy_id": Seen("lease", "text"), "holder_id": Seen("party", "text"), "row_key": Seen("row", "text")}
    sight = Sight({"tenancies": Source(columns, "tenancies", False)}, {"municipality_code": "text"})
    query = parse(sql, allowed())
    sight.query(query, {})
    check_identifiers(query, sight)
    return query


def seen_through(window: Window, sql: str) -> str:
    """Everything the window gives, as text; its refusal when it refuses."""
    try:
        return str(window.rows(sql, {"municipality_code": "0999"}))
    except (RuleRefused, QueryFailed) as refusal:
        return f"{type(refusal).__name__}"


def shows_too_much(shown: str, file: Path) -> bool:
    """True when an answer holds the closed value, a path, a view's text or something of the machine's."""
    return any(mark in shown for mark in (HIDDEN, str(file), "CREATE VIEW", "root", "/", "holder_name"))


@pytest.mark.parametrize("what", SLY)
def test_the_parser_refuses(what: str, file: Path) -> None:
    with pytest.raises(Refused):
        seen_by_parser(SLY[what].format(file=file))


@pytest.mark.parametrize("what", SLY_WITH_IDENTIFIERS)
def test_the_parser_leaves_identifiers_whole(what: str) -> None:
    with pytest.raises(Refused):
        seen_by_parser(SLY_WITH_IDENTIFIERS[what])


@pytest.mark.parametrize("what", SLY)
def test_the_window_alone_shows_nothing_more(what: str, file: Path) -> None:
    before = file.read_bytes()
    with open_window({"tenancies": Mounted(file, DECLARED)}) as window:
        assert not shows_too_much(seen_through(window, SLY[what].format(file=file)), file)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["tenancies.parquet"]


def test_the_window_and_the_parser_let_an_honest_query_through(file: Path) -> None:
    honest = "SELECT t.holder_id, COUNT(*) AS leases FROM tenancies AS t GROUP BY t.holder_id"
    seen_by_parser(honest)
    with open_window({"tenancies": Mounted(file, DECLARED)}) as window:
        assert sorted(window.rows(honest)) == [("p_1", 1), ("p_2", 1)]


def test_with_every_column_mounted_the_window_would_show_the_closed_one(file: Path) -> None:
    with open_window({"tenancies": Mounted(file, (*DECLARED, "holder_name"))}) as window:
        assert shows_too_much(seen_through(window, SLY["a column that is not declared"]), file)
        assert shows_too_much(seen_through(window, SLY["a star"]), file)


def test_without_its_gate_the_window_would_show_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pax.store.window.check", lambda sql, mounted: None)
    opened = set()
    for what, sql in SLY.items():
        with open_window({"tenancies": Mounted(written(file), DECLARED)}) as window:
            if shows_too_much(seen_through(window, sql.format(file=file)), file):
                opened.add(what)
    assert {"read_parquet", "a file as a table", "duckdb_views()", "a setting"} <= opened


def test_without_its_locks_a_window_would_read_other_files(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pax.store.window.check", lambda sql, mounted: None)
    other = file.with_name("persons.parquet")
    sly = SLY["a file as a table"].format(file=written(other))
    with open_window({"tenancies": Mounted(file, DECLARED)}) as window:
        assert not shows_too_much(seen_through(window, sly).replace(str(other), ""), file)
    monkeypatch.setattr("pax.store.window.LOCKS", ())
    with open_window({"tenancies": Mounted(file, DECLARED)}) as window:
        assert shows_too_much(seen_through(window, sly), file)


def test_a_parser_that_knew_the_closed_column_would_let_it_through() -> None:
    columns = {"tenancy_id": Seen("lease", "text"), "holder_name": Seen(None, "text")}
    sight = Sight({"tenancies": Source(columns, "tenancies", False)}, {})
    sight.query(parse(SLY["a column that is not declared"], allowed()), {})
    assert sight.used == {("tenancies", "holder_name")}


def test_a_parser_with_a_longer_list_would_let_a_function_through() -> None:
    sly = "SELECT GETENV(tenancy_id) AS x FROM tenancies"
    with pytest.raises(Refused, match="function"):
        parse(sly, allowed())
    ours = allowed()
    wider = Allowed(
        {**ours.functions, "GETENV": "plain"},
        {**ours.nodes, "Anonymous": frozenset({"this", "expressions"})},
        ours.frames,
        ours.types,
        ours.joins,
    )
    parse(sly, wider)


def test_the_window_reads_sql_as_duckdb_does_not_as_the_parser_does(file: Path) -> None:
    gate.check("SELECT tenancy_id FROM tenancies", frozenset({"tenancies"}))
    with pytest.raises(RuleRefused, match="more than one statement"):
        gate.check("SELECT 1; SELECT 2", frozenset())
