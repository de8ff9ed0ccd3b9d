"""What is filled in about machines."""

from collections.abc import Iterable
from typing import Any

from django import forms

from pax.vocabulary import Text
from paxweb.accounts.models import User
from paxweb.api.models import Purpose
from paxweb.api.tokens import LONGEST
from paxweb.api.words import PURPOSES
from paxweb.frame.forms import ChooseField, LineField, ReasonField, SpokenForm

_NOBODY = Text("Ingen har ett konto med den adressen.", "Nobody has an account with that address.")
_FREE = "none"


class ProposeForm(SpokenForm):
    """A machine: what it is, who answers for it, what for, behind which secrecy, what more, and for how long."""

    name = LineField(
        label=Text("Vilket system?", "Which system?"),
        max_length=100,
        help_text=Text(
            "Systemets namn, till exempel ”Ärendesystemet”.", "The system's name, such as “The case system”."
        ),
    )
    owner = LineField(
        label=Text("E-post till den som ansvarar", "E-mail of whoever answers for it"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=Text(
            "Maskinen ser aldrig mer än den personen, och ingenting när personens behörighet upphör.",
            "The machine never sees more than that person, and nothing once that person's clearance ends.",
        ),
    )
    purpose = ChooseField(
        label=Text("Till vad?", "What for?"), choices=tuple(PURPOSES.items()), widget=forms.RadioSelect
    )
    provisions = forms.MultipleChoiceField(
        label=Text("Får läsa uppgifter som omfattas av", "May read information covered by"),  # type: ignore[arg-type]  # said by SpokenForm
        widget=forms.CheckboxSelectMultiple,
    )
    texts = forms.BooleanField(
        label=Text("Får läsa det som är skrivet i fritext", "May read what is written in free text"),  # type: ignore[arg-type]  # as above
        required=False,
    )
    outcomes = forms.BooleanField(
        label=Text("Får lämna utfall", "May post outcomes"),  # type: ignore[arg-type]  # as above
        required=False,
    )
    days = forms.IntegerField(
        label=Text("Antal dagar, högst 90", "Number of days, at most 90"),  # type: ignore[arg-type]  # as above
        min_value=1,
        max_value=LONGEST,
    )
    reason = ReasonField(label=Text("Varför?", "Why?"))

    def __init__(self, *args: Any, provisions: Iterable[str] = (), **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        none = Text("ingen sekretess", "no secrecy").said(self.language)
        choices = [(word, none if word == _FREE else word) for word in provisions]
        self.fields["provisions"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, as declared above

    def person(self) -> User | None:
        """Whoever has the address typed as the owner's; None when nobody has."""
        found = User.objects.filter(email__iexact=self.cleaned_data.get("owner", ""), is_active=True).first()
        if found is None:
            self.refuse("owner", _NOBODY)
        return found

    def purpose_asked(self) -> Purpose:
        """The purpose that was chosen."""
        return Purpose(self.cleaned_data["purpose"])
