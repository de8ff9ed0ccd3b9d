"""The press: a process of its own that reads a layout's path and its data, and writes a PDF, within limits set before
it begins.

Run by path (`python -I press.py SECONDS BYTES`), so that nothing of the site is in it: no settings, no keys, no
database. Answers with one byte, `+` and the PDF, or `-` and the reason as text.
"""

import datetime
import json
import resource
import sys
from pathlib import Path

import typst


def main(seconds: int, most: int) -> None:
    """Set the limits of processor time and memory, then print."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    given = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(printed(Path(given["template"]), given["data"], given["timestamp"]))


def printed(template: Path, data: str, timestamp: int | None) -> bytes:
    """`+` and the PDF of a layout with data (JSON text), or `-` and why typst refused it."""
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(template),
            root=str(template.parent),
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=None if timestamp is None else datetime.datetime.fromtimestamp(timestamp, datetime.UTC),
        )
    except typst.TypstError as error:
        return b"-" + error.message.encode(errors="replace")
    if warnings:
        return b"-" + warnings[0].message.encode(errors="replace")
    return b"+" + pdf


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
