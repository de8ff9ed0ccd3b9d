"""A rule's page and the list of all, as Markdown from the rule's own file."""

from collections.abc import Iterable, Sequence

from pax.rules.examples import cases_path, read_cases
from pax.rules.model import ParameterType, Rule, RuleBook
from pax.rules.publishing.words import BOARDS, CONTACTS, HEADINGS, MODES, PHRASES, SCOPES, told


def index_page(rules: Sequence[Rule], lang: str) -> str:
    """All rules in one table, each with a link to its page."""
    heads = [PHRASES[name].said(lang) for name in ("rule", "question", "asked_by", "version")]
    rows = [
        [f"[{rule.id}]({rule.id}.md)", rule.title.said(lang), _boards(rule, lang), str(rule.version)] for rule in rules
    ]
    parts = [f"# {PHRASES['index'].said(lang)}", PHRASES["about"].said(lang), *_table(heads, rows)]
    return "\n\n".join(parts) + "\n"


def rule_page(rule: Rule, book: RuleBook, lang: str) -> str:
    """Everything a rule says of itself: asks, who, law, data, thresholds, explanations, misses, next, secrecy, SQL."""
    sections = {
        "asks": _asks(rule, lang),
        "who": [f"{_boards(rule, lang).capitalize()}. {SCOPES[rule.scope].said(lang)} {MODES[rule.mode].said(lang)}"],
        "law": [_bullets(f"{one.act}, {one.section} ({_standing(one.confirmed, lang)})" for one in rule.legal_basis)],
        "reads": _reads(rule, book, lang),
        "thresholds": _thresholds(rule, lang),
        "innocent": [_innocent(rule, lang)],
        "misses": [_bullets(miss.said(lang) for miss in rule.misses)],
        "next": _next(rule, lang),
        "secrecy": [_secrecy(rule, lang), PHRASES["days"].said(lang).format(days=rule.retention_days)],
        "examples": [_examples(rule, lang)],
        "sql": [f"```sql\n{rule.sql.strip()}\n```"],
    }
    parts = [f"# {rule.id} · {rule.title.said(lang)}", f"{PHRASES['version'].said(lang)} {rule.version}"]
    for name, heading in HEADINGS.items():
        if sections[name]:
            parts += [f"## {heading.said(lang)}", *sections[name]]
    return "\n\n".join(parts) + "\n"


def _asks(rule: Rule, lang: str) -> list[str]:
    favour = [PHRASES["favour"].said(lang)] if rule.in_favour else []
    return [*favour, PHRASES["answer"].said(lang), f"> {told(rule, lang)}"]


def _boards(rule: Rule, lang: str) -> str:
    return ", ".join(BOARDS[board].said(lang) for board in rule.boards)


def _standing(confirmed: bool, lang: str) -> str:
    return PHRASES["confirmed" if confirmed else "unconfirmed"].said(lang)


def _reads(rule: Rule, book: RuleBook, lang: str) -> list[str]:
    heads = [PHRASES["table"].said(lang), PHRASES["columns"].said(lang)]
    parts = _table(heads, [[f"`{table}`", ", ".join(columns)] for table, columns in rule.reads.items()])
    if rule.uses:
        told = (f"`{view}`: {book.views[view].purpose.said(lang)}" for view in book.views_of(rule.uses))
        parts += [f"{PHRASES['views'].said(lang)}:", _bullets(told)]
    return parts


def _thresholds(rule: Rule, lang: str) -> list[str]:
    heads = [PHRASES[name].said(lang) for name in ("threshold", "value", "why")]
    rows = []
    for name, spec in rule.parameters.items():
        unit = f" {PHRASES['months'].said(lang)}" if spec.type is ParameterType.MONTHS_BACK else ""
        rows.append([f"`{name}`", f"{spec.default}{unit}", spec.why])
    return _table(heads, rows) if rows else []


def _innocent(rule: Rule, lang: str) -> str:
    said = []
    for one in rule.innocent_explanations:
        seen = PHRASES["shown" if one.visible else "not_shown"].said(lang)
        said.append(f"{one.text.said(lang)} {PHRASES['cleared'].said(lang)}: {one.clears.said(lang)} *{seen}.*")
    return _bullets(said)


def _next(rule: Rule, lang: str) -> list[str]:
    contact = [CONTACTS[rule.first_contact].said(lang)] if rule.first_contact else []
    return [*contact, rule.next_step.said(lang)]


def _secrecy(rule: Rule, lang: str) -> str:
    if not rule.secrecy:
        return PHRASES["public"].said(lang)
    return f"{PHRASES['covered'].said(lang)} {', '.join(rule.secrecy)}."


def _examples(rule: Rule, lang: str) -> str:
    cases = read_cases(cases_path(rule.path))
    return _bullets(f"{case.says}: {PHRASES['finds' if case.finds else 'silent'].said(lang)}" for case in cases)


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [heads, ["---"] * len(heads), *rows]
    return ["\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)]
