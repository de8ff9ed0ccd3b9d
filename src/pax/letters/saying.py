"""How a fact's value is written out in a letter."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from pax.letters.model import FactKind

Value = str | Sequence[str] | Sequence[Sequence[str]]
"""A fact's value as the record keeps it: text, lines, or rows of cells."""

_MONTHS = {
    "sv": [
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ],
    "en": [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ],
}  # fmt: skip
_THIN = "\u00a0"


def said_day(day: date, language: str) -> str:
    """14 december 2026; its parts are held together on one line."""
    return f"{day.day}{_THIN}{_MONTHS[language][day.month - 1]}{_THIN}{day.year}"


def said_money(amount: Decimal, language: str) -> str:
    """12 345 kr, or 12 345,50 kr when there are öre; in English SEK 12,345.50. Held together on one line."""
    whole, rest = divmod(abs(amount).quantize(Decimal("0.01")), 1)
    minus = "-" if amount < 0 else ""
    ore = f"{int(rest * 100):02}" if rest else ""
    if language == "en":
        return f"{minus}SEK{_THIN}{int(whole):,}" + (f".{ore}" if ore else "")
    return minus + f"{int(whole):,}".replace(",", _THIN) + (f",{ore}" if ore else "") + f"{_THIN}kr"


def said(kind: FactKind, value: str, language: str) -> str:
    """One value as it stands on paper. Raises ValueError when a day or an amount is none."""
    if kind is FactKind.DAY:
        return said_day(date.fromisoformat(value), language)
    if kind is FactKind.MONEY:
        return said_money(money(value), language)
    return value


def money(value: str) -> Decimal:
    """An amount of kronor as the record keeps it. Raises ValueError."""
    try:
        amount = Decimal(value)
    except InvalidOperation:
        raise ValueError("not an amount") from None
    if not amount.is_finite() or abs(amount) >= Decimal(10**10):
        raise ValueError("not an amount")
    return amount
