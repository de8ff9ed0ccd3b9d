"""What everyone may read about the rules: a page for each in both languages, and an entry for algorithm registers."""

import json
from dataclasses import dataclass
from pathlib import Path

from pax.rules.model import RuleBook
from pax.rules.publishing.entries import Publisher, entry
from pax.rules.publishing.pages import index_page, rule_page

__all__ = ["Publisher", "publication", "publish"]

LANGUAGES = ("sv", "en")


@dataclass(frozen=True, slots=True)
class Published:
    """What `publish` wrote: how many files, below which folder."""

    folder: Path
    files: int


def publication(book: RuleBook, publisher: Publisher) -> dict[str, str]:
    """Every file of the publication, path → text: `sv/HO-02.md`, `en/index.md`, `algorithm-register.json`."""
    rules = [rule for _, rule in sorted(book.rules.items())]
    files = {f"{lang}/{rule.id}.md": rule_page(rule, book, lang) for lang in LANGUAGES for rule in rules}
    files |= {f"{lang}/index.md": index_page(rules, lang) for lang in LANGUAGES}
    entries = [entry(rule, book, publisher, lang) for lang in LANGUAGES for rule in rules]
    files["algorithm-register.json"] = json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
    return files


def publish(book: RuleBook, publisher: Publisher, out: Path) -> Published:
    """Write the publication below `out`; pages of rules that are no more are removed."""
    files = publication(book, publisher)
    for lang in LANGUAGES:
        (out / lang).mkdir(parents=True, exist_ok=True)
        for stale in (out / lang).glob("*.md"):
            if f"{lang}/{stale.name}" not in files:
                stale.unlink()
    for name, text in files.items():
        (out / name).write_text(text, encoding="utf-8")
    return Published(out, len(files))
