"""Puts a dwelling on every row of a raw table that carries an address, where exactly one fits."""

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from pax.registers.addresses import Doors, read_address
from pax.registers.delivered import Findings
from pax.registers.readers.raw import Raw
from pax.store import Engine

FOUND = "address_dwelling_id"
CARE_OF = "address_care_of"
NOT_FOUND = "the address is not found exactly among the dwellings"
_DWELLINGS = "SELECT dwelling_id, street, number, letter, staircase, apartment_number, postal_code FROM dwellings"


def place(engine: Engine, raw: Raw, columns: Sequence[str], findings: Findings) -> Raw:
    """The raw table with two columns more: the dwelling its address means, and whom it is care of.

    `columns` together write the address, and the table has every one of them (`Raw.with_columns`); `lgh apartment` puts
    the word before what stands in the column. Rows whose address is not found exactly are counted in quality.
    """
    doors = Doors.of(engine.arrow(_DWELLINGS).to_pylist())
    texts_of = ", ".join(_text(entry) for entry in columns)
    written = f"nullif(trim(concat_ws(', ', {texts_of})), '')"
    query = f"SELECT DISTINCT {written} AS written FROM ({raw.relation}) ORDER BY written"  # noqa: S608  layout's names
    texts = [text for (text,) in engine.rows(query) if text is not None]
    read = [read_address(text) for text in texts]
    looked_up = pa.table(
        {
            "written": pa.array(texts, pa.string()),
            FOUND: pa.array([doors.find(address) for address in read], pa.string()),
            CARE_OF: pa.array([address.care_of or None for address in read], pa.string()),
        }
    )
    name = f"pax_addresses_{raw.name}"
    engine.connection.register("pax_looked_up", looked_up)
    engine.run(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT written, {FOUND}, {CARE_OF} FROM pax_looked_up")  # noqa: S608  ours
    engine.connection.unregister("pax_looked_up")
    relation = (
        f"SELECT r.*, a.{FOUND}, a.{CARE_OF} FROM ({raw.relation}) AS r "  # noqa: S608  names of the layout and our own
        f"LEFT JOIN {name} AS a ON a.written = {written} ORDER BY src_file, src_line"
    )
    lost = f"FROM ({relation}) WHERE {FOUND} IS NULL AND {written} IS NOT NULL"
    for file, line in engine.rows(f"SELECT src_file, src_line {lost} ORDER BY ALL LIMIT {Findings.LISTED}"):
        findings.note(file, line, columns[0], NOT_FOUND)
    for file, times in engine.rows(f"SELECT src_file, count(*) {lost} GROUP BY ALL"):
        if times > Findings.LISTED:
            findings.note(file, 0, columns[0], NOT_FOUND, times=times - Findings.LISTED)
    return replace(raw, relation=relation, columns=(*raw.columns, FOUND, CARE_OF))


def _text(entry: str) -> str:
    word, _, name = entry.rpartition(" ")
    text = f'pax_text(CAST("{name}" AS VARCHAR))'
    return f"'{word} ' || {text}" if word else text
