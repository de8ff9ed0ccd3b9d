"""How a value is written: dates, money and yes or no as people here write them, codes by their meaning."""

import re
from collections.abc import Mapping
from decimal import Decimal

from paxweb.signals import words

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONEY = frozenset(
    {
        "amount", "monthly_rent", "declared_rent", "gross", "net", "tax_debt", "enforcement_debt", "price",
        "declared_income", "taxed_income", "fee_paid", "fee_right",
    }
)  # fmt: skip
_ENDS = frozenset({"to_date", "closed_on", "valid_to"})
_NEVER = frozenset({"deregistration_code", "deregistration_date", "deregistered_on", "proceeding", "proceeding_date"})


def money(amount: Decimal, language: str) -> str:
    """Kronor as people write them: `6 200 kr`, `6 200,50 kr`; in English `SEK 6,200.50`. No break inside."""
    whole = amount == amount.to_integral_value()
    text = f"{amount:,.0f}" if whole else f"{amount:,.2f}"
    if language == "en":
        return f"SEK\u00a0{text}"
    return text.replace(",", "\u00a0").replace(".", ",") + "\u00a0kr"


def number(value: float | int, language: str, digits: int = 0) -> str:
    """A number with its thousands apart, and a comma or a point before the decimals."""
    text = f"{value:,.{digits}f}"
    return text if language == "en" else text.replace(",", "\u00a0").replace(".", ",")


def value(table: str, column: str, given: object, language: str) -> str:
    """One value of a row, as it is read on a page; an empty one by what its emptiness means."""
    if given is None or given == "":
        return _empty(column, language)
    if isinstance(given, bool):
        return ("ja" if given else "nej") if language == "sv" else ("yes" if given else "no")
    text = str(given)
    if column in _MONEY:
        return money(Decimal(text), language)
    known = words.value(table, column, text)
    return known.said(language) if known else text


def _empty(column: str, language: str) -> str:
    if column in _ENDS:
        return "pågår" if language == "sv" else "ongoing"
    if column in _NEVER:
        return "nej" if language == "sv" else "no"
    return "–"


def is_of_what_may_never_happen(column: str) -> bool:
    """Whether an empty value of the column says that something has not happened, as a deregistration."""
    return column in _NEVER


def is_day(given: object) -> bool:
    """Whether a value is a day in ISO form."""
    return isinstance(given, str) and _DAY.fullmatch(given) is not None


def is_number(table: str, column: str, given: object) -> bool:
    """Whether a value is counted or summed, so that it stands to the right."""
    return column in _MONEY or (isinstance(given, int | float) and not isinstance(given, bool))


def order(facts: Mapping[str, object]) -> list[str]:
    """Columns in reading order: who and what first, then from and to, the rest after by name."""
    return sorted(facts, key=lambda name: (_rank(name), name))


def _rank(name: str) -> int:
    if name.endswith("_id"):
        return 0
    if name in ("from_date", "opened_on", "period_from", "shown_on", "reported_on", "issued_on", "pay_date"):
        return 2
    if name in ("to_date", "closed_on", "period_to", "valid_to"):
        return 3
    return 1
