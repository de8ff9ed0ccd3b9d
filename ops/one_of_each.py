"""Prints the id of one signal of every rule of a run: `python one_of_each.py RUN`."""

import sys
from pathlib import Path

import pyarrow.parquet as pq


def one_of_each(run: Path) -> list[str]:
    """The first signal id of each rule, in the order of the rules."""
    table = pq.read_table(run / "signals.parquet", columns=["rule_id", "signal_id"]).to_pylist()
    rows = sorted((row["rule_id"], row["signal_id"]) for row in table)
    first: dict[str, str] = {}
    for rule, signal in rows:
        first.setdefault(rule, signal)
    return list(first.values())


if __name__ == "__main__":
    sys.stdout.write("\n".join(one_of_each(Path(sys.argv[1]))) + "\n")
