"""What a form says of a field that was left as it was: what to do there, in the page's language."""

from django import forms
from django.template.loader import render_to_string

from pax.vocabulary import Text
from paxweb.frame.forms import ChooseField, LineField, SpokenForm


class _Asked(SpokenForm):
    line = LineField(label=Text("Varför?", "Why?"))
    choice = ChooseField(
        label=Text("Behövs något?", "Is anything needed?"), choices=[("y", Text("Ja", "Yes"))], widget=forms.RadioSelect
    )
    tick = forms.BooleanField(label="Läst")
    file = forms.FileField(label="Fil")


def test_each_kind_of_field_says_what_to_do_with_it() -> None:
    assert _Asked({}, language="sv").errors == {
        "line": ["Fyll i fältet."], "choice": ["Välj ett av svaren."], "tick": ["Kryssa i rutan."],
        "file": ["Välj en fil."],
    }  # fmt: skip
    assert _Asked({}, language="en").errors["choice"] == ["Choose one of the answers."]


def test_a_question_is_not_followed_by_a_colon() -> None:
    told = render_to_string("frame/_wrong.html", {"form": _Asked({}, language="sv"), "language": "sv"})
    assert "Behövs något? – Välj ett av svaren." in told
