"""Words of the guide in templates: `{{ word|label }}` and `{{ provision|provision:language }}`."""

from django import template

from pax import gateways
from pax.gateways import Fact, Gateway, Kind, Provision, Purpose, Receiver, Sender
from pax.vocabulary import Text

register = template.Library()


@register.filter
def label(word: Sender | Receiver | Kind | Purpose | Fact) -> Text:
    """What the word is called in both languages."""
    return gateways.label(word)


@register.filter
def short(gateway: Gateway, language: str) -> str:
    """The act without what it is about, and the section: Lagen (2025:170) 4 §, OSL 10 kap. 2 §."""
    if gateway.act.sv.startswith("Offentlighets- och"):
        return f"OSL {gateway.section}"
    act, mark, _ = gateway.act.said(language).partition(") ")
    return f"{act}{mark.rstrip()} {gateway.section}"


@register.filter
def provision(provision: Provision, language: str) -> str:
    """The provision as lawyers write it."""
    return provision.said(language)
