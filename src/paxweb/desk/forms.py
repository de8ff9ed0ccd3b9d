"""The search field."""

from django import forms

from pax.vocabulary import Text
from paxweb.desk.asking import read
from paxweb.frame.forms import LineField, SpokenForm

_NOTHING = Text(
    "Skriv ett ord, ett nummer eller en adress att söka efter.", "Write a word, a number or an address to look for."
)


class SearchForm(SpokenForm):
    """What somebody looks for."""

    q = LineField(
        label=Text("Sök", "Search"),
        max_length=100,
        help_text=Text(
            "Namn, adress, ärende- eller diarienummer, personnummer. Alla ord ska finnas.",
            "Name, address, case or diary number, identity number. Every word must be there.",
        ),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_q(self) -> str:
        """The text; refused when nothing in it can be looked up."""
        typed: str = self.cleaned_data["q"]
        if not read(typed).terms:
            self.refuse("q", _NOTHING)
        return typed
