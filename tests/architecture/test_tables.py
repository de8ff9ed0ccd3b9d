"""A table is read on a phone too: there its headings are away, so each cell says what it is."""

import re
from pathlib import Path

import paxweb

SOURCE = Path(paxweb.__file__).parent
_CELL = re.compile(r"<td(?P<rest>[^>]*)>")
ONLY_ON_PAPER = {"paper.html", "_paper.html"}


def nameless(text: str) -> list[str]:
    """Cells of a template's tables that do not say under which heading they stand."""
    if "pax-table" not in text and "pax-stack" not in text:
        return []
    rests = [found["rest"] for found in _CELL.finditer(re.sub(r"{%.*?%}|{{.*?}}", "", text))]
    return [rest for rest in rests if "data-name" not in rest and "colspan" not in rest]


def test_every_cell_of_every_table_says_what_it_is() -> None:
    found = {
        str(path.relative_to(SOURCE)): len(cells)
        for path in sorted(SOURCE.glob("*/templates/**/*.html"))
        if path.name not in ONLY_ON_PAPER and (cells := nameless(path.read_text(encoding="utf-8")))
    }
    assert found == {}, "give each <td> a data-name: on a phone the headings are not seen"


def test_a_cell_without_a_name_is_seen() -> None:
    assert nameless('<table class="pax-table"><tr><td>1</td><td data-name="{% say "a" "b" %}">2</td></tr></table>') == [
        ""
    ]
