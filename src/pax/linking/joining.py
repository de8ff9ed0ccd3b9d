"""What becomes of rows that meet in one key once numbers are joined: the newest number's row counts."""

from dataclasses import dataclass, field

from pax.linking.columns import LINKED_KINDS, out_columns, whole
from pax.store import Engine
from pax.vocabulary import Table

PROBLEMS = {
    "repeated": "the same row twice once replaced numbers were joined; one was kept",
    "older": "another row of the same key under an older number; the newest number's row counts",
    "quarantined": "different rows of one key once replaced numbers were joined; none was kept",
    "ring": "identity numbers that replace each other in a ring; the row was set aside",
    "overlap": "residences that overlap once replaced numbers were joined; the later start wins",
}


@dataclass(frozen=True, slots=True)
class LinkingNote:
    """One row that joining numbers changed or set aside. `entities` says whom it names: never shown, only matched."""

    register: str
    delivery_id: str
    file: str
    line: int
    column: str
    problem: str
    entities: tuple[str, ...] = field(default=(), repr=False)


def judge(engine: Engine, table: Table) -> tuple[LinkingNote, ...]:
    """Fill the temporary table `link_joined` with the rows that stand, and return a note for each that does not.

    Reads `linking_chains`; only rows whose key names a joined number are looked at, the rest cannot have met.
    """
    engine.run(f"CREATE OR REPLACE TEMP TABLE link_met AS SELECT * FROM ({whole(table)}) AS w WHERE link_merged")  # noqa: S608  names from canonical.yml
    engine.run(_MARK_PERSONS if table.name == "persons" else _mark(table))
    if table.name == "persons":
        engine.run(_KEEP_PERSONS)
    else:
        engine.run("CREATE OR REPLACE TEMP TABLE link_joined AS SELECT * FROM link_judged WHERE fate = 'kept'")
    notes = _notes(engine, table, "SELECT * FROM link_judged WHERE fate NOT IN ('kept', 'replaced')")
    if table.name == "residences":
        notes += _notes(engine, table, f"SELECT * REPLACE ('overlap' AS fate) FROM ({_OVERLAPPING}) AS o WHERE clipped")  # noqa: S608  a constant
        columns = out_columns(table).replace('"to_date"', "ends_on AS to_date")
        engine.run(
            f"CREATE OR REPLACE TEMP TABLE link_joined AS SELECT {columns} FROM ({_OVERLAPPING}) AS o "  # noqa: S608  constants
            "WHERE ends_on IS NULL OR ends_on >= from_date"
        )
    return notes


def _mark(table: Table) -> str:
    contents = ", ".join(f'"{name}"' for name in table.names if name not in table.key)
    return f"""
        CREATE OR REPLACE TEMP TABLE link_judged AS
        WITH content AS (SELECT *, hash(row({contents or "0"})) AS content FROM link_met),
        best AS (SELECT *, MIN(link_age) OVER (PARTITION BY row_key) AS best_age FROM content),
        told AS (
            SELECT *,
                ROW_NUMBER() OVER (PARTITION BY row_key ORDER BY link_age, src_file, src_line) AS place,
                MIN(content) FILTER (WHERE link_age = best_age) OVER (PARTITION BY row_key) AS low,
                MAX(content) FILTER (WHERE link_age = best_age) OVER (PARTITION BY row_key) AS high
            FROM best
        )
        SELECT * EXCLUDE (best_age, place, low, high, content), CASE
            WHEN low <> high AND link_age = best_age THEN 'quarantined'
            WHEN place = 1 THEN 'kept'
            WHEN content = low THEN 'repeated'
            ELSE 'older' END AS fate
        FROM told"""  # noqa: S608  names from canonical.yml


_MARK_PERSONS = """
    CREATE OR REPLACE TEMP TABLE link_judged AS
    SELECT m.*, CASE
        WHEN c.ring THEN 'ring'
        WHEN ROW_NUMBER() OVER (PARTITION BY m.person_id ORDER BY m.link_age, m.link_raw DESC) = 1 THEN 'kept'
        ELSE 'replaced' END AS fate
    FROM link_met AS m JOIN linking_chains AS c ON c.number = m.link_raw"""

# Protection from any row, the most protective; a mark that is empty or unknown reads as sekretessmarkering.
_KEEP_PERSONS = """
    CREATE OR REPLACE TEMP TABLE link_joined AS
    WITH marks AS (
        SELECT person_id, CASE
            WHEN bool_or(protection = 'skyddad_folkbokforing') THEN 'skyddad_folkbokforing'
            WHEN bool_and(COALESCE(protection, '') = 'none') THEN 'none'
            ELSE 'sekretessmarkering' END AS mark
        FROM link_judged GROUP BY person_id
    )
    SELECT j.* REPLACE (m.mark AS protection) FROM link_judged AS j JOIN marks AS m USING (person_id)
    WHERE j.fate = 'kept'"""

# The rule of `domain.md` for one person, once more over all their numbers; death, departure and disappearance close.
_OVERLAPPING = """
    SELECT joined.*, LEAST(joined.to_date, later, gone) AS ends_on,
        LEAST(joined.to_date, later, gone) IS DISTINCT FROM joined.to_date AS clipped
    FROM (
        SELECT j.*,
            CAST(LEAD(j.from_date) OVER (PARTITION BY j.person_id ORDER BY j.from_date) - 1 AS DATE) AS later,
            CASE WHEN p.deregistration_code IN ('AV', 'UV', 'OB') AND p.deregistration_date >= j.from_date
                THEN p.deregistration_date END AS gone
        FROM link_judged AS j LEFT JOIN linking_gone AS p ON p.person_id = j.person_id
        WHERE j.fate = 'kept'
    ) AS joined"""


def _notes(engine: Engine, table: Table, sql: str) -> tuple[LinkingNote, ...]:
    named = ", ".join(f'"{column.name}"' for column in table.columns if column.id in LINKED_KINDS)
    rows = engine.rows(
        f"SELECT src_register, src_delivery, src_file, src_line, fate, [{named}] FROM ({sql}) AS n "  # noqa: S608  constants
        "ORDER BY src_register, src_file, src_line, fate"
    )
    column = table.key[0]
    return tuple(
        LinkingNote(register, delivery, file, line, column, PROBLEMS[fate], tuple(e for e in entities if e))
        for register, delivery, file, line, fate, entities in rows
    )
