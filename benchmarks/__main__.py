"""`make bench`: rule time ÷ the time to hash exactly the declared columns, per rule and per board."""

import resource
import tempfile
from datetime import date
from pathlib import Path

import click

from benchmarks.making import BOARDS, make
from benchmarks.measuring import THREADS, Board, Measured, measure
from pax import content as contents
from pax import municipality, rules
from pax.run import Place, prepare
from pax.store import open_engine
from pax.vocabulary import Identity, Silent

AS_OF = date(2026, 6, 30)
LIMIT = 6.0
"""A board's rules take at most so many times the hashing of what they declare."""

MEMORY_GB = 4.0


@click.command()
@click.option("--people", default=1_000_000, show_default=True, help="How many persons.")
@click.option("--board", "boards", type=click.Choice(BOARDS), multiple=True, help="Only these boards.")
@click.option("--data", type=click.Path(path_type=Path), help="Where the made tables are or shall be.")
def bench(people: int, boards: tuple[str, ...], data: Path | None) -> None:
    """Measure every rule of every board on a population made by SQL."""
    content = contents.find()
    with tempfile.TemporaryDirectory(prefix="pax-bench-") as name:
        work = Path(name)
        tables = data or work / "tables"
        if not tables.exists():
            make(tables, people, frozenset(contents.schema(content).tables), work / "spill")
        chosen = _municipality(content, work)
        worst = [_report(_measure(board, chosen, content, tables, work / board)) for board in boards or BOARDS]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
    click.echo(f"\npeak memory {memory:.1f} GB (limit {MEMORY_GB:.0f} GB)")
    if max(worst) > LIMIT or memory > MEMORY_GB:
        raise SystemExit(1)


def _municipality(content: contents.Content, work: Path) -> municipality.Municipality:
    """One that asks every rule of every board."""
    book = rules.load(content)
    activated = {board: [rule.id for rule in book.rules.values() if board in rule.boards] for board in BOARDS}
    registers = [municipality.EXCHANGE]
    text = municipality.new_text("0999", Identity.FICTITIOUS, activated, registers, "A lawyer", content=content)
    return municipality.read(text, work / "municipality.toml")


def _measure(
    board: str, chosen: municipality.Municipality, content: contents.Content, tables: Path, work: Path
) -> Board:
    work.mkdir()
    with open_engine(work / "spill", threads=THREADS) as engine:
        place = Place(chosen, board, content, tables, AS_OF)
        prepared = prepare(place, "run", work, engine, Silent())
    return measure(board, prepared, chosen, work)


def _report(board: Board) -> float:
    click.echo(f"\n{board.name}\n{'rule':<8}{'rows':>10}{'query s':>10}{'hash s':>9}{'times':>8}")
    for one in board.measured:
        click.echo(_line(one))
    for view, seconds in board.views.items():
        click.echo(f"{view:<18}{seconds:>10.2f}   (view, built once)")
    apart = sum(one.hashing for one in board.measured)
    times = board.total / apart if apart else 0.0
    click.echo(
        f"{'all':<18}{board.total:>10.2f}{board.hashing:>9.2f}{board.times:>8.1f}   "
        f"(every column once for all rules; limit {LIMIT:.0f})"
    )
    click.echo(f"{'':<18}{'':>10}{apart:>9.2f}{times:>8.1f}   (each rule's columns once, for comparison)")
    dearest = sorted(board.measured, key=lambda one: -one.query)[:3]
    click.echo("dearest: " + "; ".join(f"{one.rule.id} {one.query:.2f} s" for one in dearest))
    return board.times


def _line(one: Measured) -> str:
    return f"{one.rule.id:<8}{one.rows:>10}{one.query:>10.2f}{one.hashing:>9.2f}{one.times:>8.1f}"


if __name__ == "__main__":
    bench()
