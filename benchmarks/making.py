"""Makes the population that is measured: tables of the exchange format in Parquet, by the SQL of `population.sql`."""

from pathlib import Path

from pax.store import open_engine

SQL = Path(__file__).with_name("population.sql")
BOARDS = ("housing_company", "social_services", "registry")


def statements() -> list[str]:
    """The statements of `population.sql`, comments off."""
    lines = [line for line in SQL.read_text(encoding="utf-8").splitlines() if not line.startswith("--")]
    return [text.strip() for text in "\n".join(lines).split(";\n") if text.strip()]


def make(folder: Path, people: int, tables: frozenset[str], scratch: Path) -> None:
    """Write one Parquet file per table in `tables` that the SQL makes to `folder`."""
    folder.mkdir(parents=True)
    with open_engine(scratch) as engine:
        for statement in statements():
            engine.run(statement, {"people": people})
        made = {name for (name,) in engine.rows("SELECT table_name FROM information_schema.tables")}
        for name in sorted(made & tables):
            engine.write(f'SELECT * FROM "{name}"', folder / f"{name}.parquet")  # noqa: S608  a name from canonical.yml
