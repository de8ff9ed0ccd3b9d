"""The press: a process of its own that reads a paper as JSON and writes a PDF, within limits set before it begins.

Run by path (`python -I press.py SECONDS BYTES`), so that nothing of the site is in it: no settings, no keys, no
database. Answers with one byte, `+` and the PDF, or `-` and the reason as text.
"""

import datetime
import json
import resource
import sys
from pathlib import Path

import typst

STANDARDS = ["a-2a", "ua-1"]
LAYOUT = Path(__file__).resolve().parent / "paper.typ"


def main(seconds: int, most: int) -> None:
    """Set the limits of processor time and memory, then print one paper."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    given = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(printed(given["paper"], int(given["timestamp"])))


def printed(paper: str, timestamp: int) -> bytes:
    """`+` and the PDF of a paper (JSON text), or `-` and why typst refused it."""
    try:
        pdf, warnings = typst.compile_with_warnings(
            LAYOUT.read_bytes(),
            root=str(LAYOUT.parent),
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"paper": paper},
            pdf_standards=STANDARDS,  # type: ignore[arg-type]  a list of its own literals
            timestamp=datetime.datetime.fromtimestamp(timestamp, datetime.UTC),
        )
    except typst.TypstError as error:
        return b"-" + error.message.encode(errors="replace")
    if warnings:
        return b"-" + warnings[0].message.encode(errors="replace")
    return b"+" + pdf


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
