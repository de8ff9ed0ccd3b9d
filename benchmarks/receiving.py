"""`python -m benchmarks.receiving`: so many payment rows through `pax receive`, and its peak memory."""

import resource
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from pax import content as contents
from pax import municipality
from pax.registers import Wish, depot
from pax.vocabulary import Identity, Silent

BOARD = "social_services"
AT = datetime(2026, 6, 30, tzinfo=UTC)
LIMIT = 60.0
_HEADING = (
    "Utbetalningsnummer;Ärendenummer;Mottagare;Konto;Kontotyp;Ändamål;Belopp;"
    "Utbetalningsdatum;Period från;Period till;Makulerad"
)


def _payments(path: Path, rows: int) -> None:
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEADING + "\n")
        for number in range(rows):
            case, day = number // 12, f"2026-{number % 12 + 1:02d}"
            account = f"BANK:6000-{case:09d}"
            file.write(
                f"U-{number};K-{case};;{account};Person;Hyra;{4000 + number % 900},50;{day}-25;{day}-01;{day}-28;Nej\n"
            )


@click.command()
@click.option("--rows", default=1_000_000, show_default=True, help="How many payments.")
def bench(rows: int) -> None:
    """Receive payments as a social board writes them (CSV) into a new store."""
    content = contents.find()
    text = municipality.new_text("0999", Identity.FICTITIOUS, {}, ["aid_changes", "aid"], "", content=content)
    with tempfile.TemporaryDirectory(prefix="pax-bench-") as name:
        work = Path(name)
        _payments(work / "in" / "aid_changes" / "2026-06-30" / "utbetalningar.csv", rows)
        chosen = municipality.read(text, work / "municipality.toml")
        begun = time.perf_counter()
        arrivals = depot.deliver(
            work / "store", [work / "in"], Wish(BOARD, chosen, content, None, None), AT, Silent()
        )  # fmt: skip
        seconds = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
    for each in arrivals:
        kept = each.held.rows if each.held else 0
        click.echo(
            f"{each.register} {each.became}: {kept} rows in {seconds:.1f} s (limit {LIMIT:.0f} s), {memory:.1f} GB"
        )
    if seconds > LIMIT or any(each.held is None for each in arrivals):
        raise SystemExit(1)


if __name__ == "__main__":
    bench()
