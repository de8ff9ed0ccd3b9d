"""docs/guides/access.md is made from the doors and the table of roles: PAX_WRITE_GUIDE=1 writes it anew."""

import os
from pathlib import Path

from paxweb.accounts.doorlist import Page, pages
from paxweb.accounts.models import Role
from paxweb.accounts.roles import ACTS_OF, OWN

FILE = Path(__file__).parents[3] / "docs" / "guides" / "access.md"
MARK = "<!-- made from the doors: what stands below is written by tests/office/access/test_guide.py -->\n"
ABOUT = {"item": "an item", "board": "a board", "anywhere": "–"}


def _acts() -> str:
    acts = sorted(set[str]().union(*ACTS_OF.values()))
    head = f"| act | {' | '.join(role.replace('_', ' ') for role in Role.values)} |\n|---|{'---|' * len(Role.values)}\n"
    rows = (f"| `{act}` | {' | '.join('✔' if act in ACTS_OF[role] else '–' for role in Role)} |" for act in acts)
    own = ", ".join(f"`{act}`" for act in sorted(OWN))
    return f"## Acts and roles\n\n{head}" + "\n".join(rows) + f"\n\nEveryone's own, whatever their role: {own}.\n"


def _page(page: Page) -> str:
    assert page.door is not None
    person = "within 5 min" if page.door.sensitive else "not yet" if page.door.weak else "in the session"
    factor = "a token's secret" if page.door.machine else person
    methods = " ".join(page.door.methods)
    address = page.address.replace("<language:language>", "sv")
    return f"| `/{address}` | `{page.door.act}` | {ABOUT[page.about]} | {methods} | {factor} |"


def _made() -> str:
    hung = [page for page in pages() if page.door is not None]
    rows = "\n".join(_page(page) for page in sorted(hung, key=lambda page: page.address))
    bare = sorted({page.name for page in pages() if page.door is None})
    head = "| address | act | about | methods | second factor |\n|---|---|---|---|---|\n"
    closing = ", ".join(f"`{name}`" for name in bare)
    return f"{_acts()}\n## Pages and their doors\n\n{head}{rows}\n\nWithout a door, all ten of them: {closing}.\n"


def test_the_guide_to_access_says_what_the_doors_say() -> None:
    before, mark, made = FILE.read_text(encoding="utf-8").partition(MARK)
    assert mark
    if os.environ.get("PAX_WRITE_GUIDE") == "1":  # noqa: TID251  a test's own switch
        FILE.write_text(f"{before}{MARK}\n{_made()}", encoding="utf-8")
        return
    assert made == f"\n{_made()}", "run this test once with PAX_WRITE_GUIDE=1"
