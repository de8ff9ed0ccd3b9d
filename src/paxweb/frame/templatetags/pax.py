"""Words in templates: `{% say "Svenska" "English" %}`, and `{{ text|said:language }}` for a text of both languages."""

from datetime import date

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from pax.vocabulary import Text

register = template.Library()

_SMALL = SafeString(
    'hx-boost="true" hx-target="#main" hx-select="#main" hx-swap="outerHTML show:none" hx-push-url="false" '
    'hx-disabled-elt="find button"'
)

_MONTHS = {
    "sv": (
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


@register.simple_tag(takes_context=True)
def say(context: Context, sv: str, en: str) -> str:
    """The text in the page's language."""
    return en if context.get("language") == "en" else sv


@register.simple_tag
def small() -> SafeString:
    """Of a form: sent without leaving the page where scripts run (office.mjs), the same post and answer as without."""
    return _SMALL


@register.filter
def said(text: Text, language: str) -> str:
    """A text of both languages in the one given."""
    return text.said(language)


@register.filter
def decimal(value: float, language: str) -> str:
    """A number with at most one decimal, as people write it: 7,5."""
    text = f"{value:.1f}".removesuffix(".0")
    return text if language == "en" else text.replace(".", ",")


@register.filter
def day(value: date, language: str) -> str:
    """A date as people write it: 1 april 2025."""
    return f"{value.day} {_MONTHS['en' if language == 'en' else 'sv'][value.month - 1]} {value.year}"
