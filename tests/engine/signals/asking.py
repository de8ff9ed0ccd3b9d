"""A board with a few rows on disk, and rules written for the test, asked of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pax import content
from pax.municipality import Board, Municipality
from pax.rules import RuleBook, load
from pax.rules.world import arrow
from pax.signals import Asked, Found, Search, find
from pax.store import Tables
from pax.vocabulary import Identity, Silent
from tests.engine.rules.sample import CASES, RULE, folder

AS_OF = date(2026, 6, 30)
Rows = Mapping[str, Sequence[Mapping[str, object]]]
DANA, BOB, ALICE = "p_00000000000000da", "p_00000000000000b0", "p_00000000000000a1"


def municipality(**parameters: Mapping[str, object]) -> Municipality:
    """Skoby, with parameters by rule (`HO_02={...}`)."""
    return Municipality(
        name="Skoby",
        display_name="Rätt adress Skoby",
        code="0999",
        identity=Identity.FICTITIOUS,
        boards={"housing_company": Board("housing_company", "Skobybostäder AB", ())},
        parameters={rule.replace("_", "-"): chosen for rule, chosen in parameters.items()},
    )


def written(rows: Rows, at: Path) -> Tables:
    """The rows as linked tables on disk, each with the delivery, file and line it came from."""
    schema = content.schema(content.find())
    at.mkdir(parents=True, exist_ok=True)
    for name, given in rows.items():
        table = arrow(schema[name], given, rows, AS_OF)
        size = table.num_rows
        table = table.append_column("src_register", pa.array(["leases"] * size, pa.string()))
        table = table.append_column("src_delivery", pa.array(["d" * 20] * size, pa.string()))
        table = table.append_column("src_file", pa.array([f"{name}.csv"] * size, pa.string()))
        table = table.append_column("src_line", pa.array(range(2, size + 2), pa.int32()))
        pq.write_table(table, at / f"{name}.parquet")
    return Tables.in_folder(at)


def book(at: Path, *rules: str) -> RuleBook:
    """A book of rules as their authors wrote them, contracts unchecked; the sample when none is given."""
    made = folder(at, rules[0] if rules else RULE, CASES)
    for rule in rules[1:]:
        name = rule.partition('id: "')[2][:5]
        path = at / "rules" / name[:2] / f"{name}.sql"
        path.parent.mkdir(exist_ok=True)
        path.write_text(rule, encoding="utf-8")
    read = load(made, contracts=False)
    assert read.refused == ()
    return read


def asked(
    at: Path,
    rows: Rows,
    *rules: str,
    about: Asked | None = None,
    previous: Mapping[str, date] | None = None,
    chosen: Municipality | None = None,
    clock: Callable[[], float] = lambda: 0.0,
) -> Found:
    """What rules find in rows."""
    read = book(at / "content", *rules)
    search = Search(
        book=read,
        schema=content.schema(content.find()),
        tables=written(rows, at / "tables"),
        municipality=chosen or municipality(),
        as_of=AS_OF,
        previous=previous or {},
        asked=about,
        scratch=at / "scratch",
    )
    return find(list(read.rules.values()), search, Silent(), clock)


def leases(*of: tuple[str, str, date]) -> Rows:
    """Leases as (tenancy, holder, first day)."""
    return {
        "tenancies": [
            {"tenancy_id": tenancy, "holder_id": holder, "from_date": day, "dwelling_id": f"D{tenancy[1:]}"}
            for tenancy, holder, day in of
        ]
    }
