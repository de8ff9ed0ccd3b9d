"""Forms that speak the page's language and say plainly what they refuse; never repeating what was typed."""

import json
from collections.abc import Callable, Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse

from pax.vocabulary import Text

LONGEST_LINE, LONGEST_TEXT, LONGEST_JSON = 200, 2000, 20_000
_SAYS = {
    "required": Text("Fyll i fältet.", "Fill in the field."),
    "invalid": Text("Det som står här går inte att läsa.", "What stands here cannot be read."),
    "invalid_choice": Text("Välj något i listan.", "Choose something in the list."),
    "invalid_list": Text("Välj något i listan.", "Choose something in the list."),
    "invalid_pk_value": Text("Välj något i listan.", "Choose something in the list."),
    "invalid_date": Text("Skriv datumet som 2026-12-31.", "Write the date as 2026-12-31."),
    "max_length": Text("Texten är för lång.", "The text is too long."),
    "min_length": Text("Texten är för kort.", "The text is too short."),
    "max_value": Text("Talet är för stort.", "The number is too large."),
    "min_value": Text("Talet är för litet.", "The number is too small."),
    "null_characters_not_allowed": Text("Tecken här går inte att spara.", "Characters here cannot be kept."),
    "missing": Text("Välj en fil.", "Choose a file."),
    "empty": Text("Filen är tom.", "The file is empty."),
    "contradiction": Text("Välj en fil.", "Choose a file."),
    "incomplete": Text("Fyll i fältet.", "Fill in the field."),
}  # fmt: skip
_EMPTY: dict[type[forms.Field], Text] = {
    forms.ChoiceField: Text("Välj ett av svaren.", "Choose one of the answers."),
    forms.BooleanField: Text("Kryssa i rutan.", "Tick the box."),
    forms.FileField: Text("Välj en fil.", "Choose a file."),
}
"""What to do with a field that holds no text and was left as it was."""


View = Callable[..., HttpResponse]


def fills(*filled: type[forms.Form]) -> Callable[[View], View]:
    """Say which forms a view reads; the test of hostile inputs goes through them. Stands above the door."""

    def mark(view: View) -> View:
        view.form = filled  # type: ignore[attr-defined]  # a function carries its forms
        return view

    return mark


class SpokenForm(forms.Form):
    """A form whose labels, hints and refusals are texts of both languages, said in the one it is given."""

    use_required_attribute = False

    def __init__(self, *args: Any, language: str = "sv", **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)
        self.language = language
        for name in self.fields:
            self.speak(name)

    def speak(self, name: str) -> None:
        """Give a field its texts in the form's language; called for a field that is added later too."""
        field = self.fields[name]
        for part in ("label", "help_text"):
            text = getattr(field, part)
            if isinstance(text, Text):
                setattr(field, part, text.said(self.language))
        code = "invalid_date" if isinstance(field, forms.DateField) else "invalid"
        field.error_messages = {key: text.said(self.language) for key, text in _SAYS.items()}
        field.error_messages["invalid"] = _SAYS[code].said(self.language)
        for kind, text in _EMPTY.items():
            if isinstance(field, kind):
                field.error_messages["required"] = text.said(self.language)
        field.widget.attrs.setdefault("id", f"id_{self.add_prefix(name)}")
        if isinstance(field, forms.ChoiceField):
            field.choices = [(value, _said(text, self.language)) for value, text in _pairs(field)]

    def refuse(self, field: str | None, text: Text) -> None:
        """Say why a field, or the whole form, is refused."""
        self.add_error(field, text.said(self.language))


def _pairs(field: forms.ChoiceField) -> list[tuple[Any, Any]]:
    return [(value, text) for value, text in cast("Iterable[tuple[Any, Any]]", field.choices)]


def _said(text: object, language: str) -> str:
    return text.said(language) if isinstance(text, Text) else str(text)


class LineField(forms.CharField):
    """One line of text, at most 200 characters."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        kwargs.setdefault("max_length", LONGEST_LINE)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:  # noqa: ANN401  as Django's own
        """The line without blanks around it; refused with control characters or half characters in it."""
        text: str = super().clean(value)
        if any(ord(sign) < 32 or 0xD800 <= ord(sign) <= 0xDFFF for sign in text):
            raise ValidationError(
                self.error_messages["null_characters_not_allowed"], code="null_characters_not_allowed"
            )
        return text


class ReasonField(forms.CharField):
    """Why somebody does something, in their own words: 5 to 2,000 characters."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        kwargs.setdefault("max_length", LONGEST_TEXT)
        kwargs.setdefault("min_length", 5)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:  # noqa: ANN401  as Django's own
        """The text; refused with half characters in it."""
        text: str = super().clean(value)
        if any(0xD800 <= ord(sign) <= 0xDFFF for sign in text):
            raise ValidationError(
                self.error_messages["null_characters_not_allowed"], code="null_characters_not_allowed"
            )
        return text


class ChooseField(forms.ChoiceField):
    """One of a few; labels and choices may be texts of both languages."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(**kwargs)


class DayField(forms.DateField):
    """A day, as 2026-12-31, between 2000 and 2199."""

    input_formats = ("%Y-%m-%d",)
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:  # noqa: ANN401  as Django's own
        """The day; refused outside two hundred years."""
        day = super().clean(value)
        if day is not None and not 2000 <= day.year < 2200:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class ObjectField(forms.CharField):
    """A JSON object that a script on the page filled in; read without being trusted."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        kwargs.setdefault("max_length", LONGEST_JSON)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:  # noqa: ANN401  as Django's own
        """The object; refused when it is none, nested too deeply, or holds half characters."""
        text = super().clean(value)
        try:
            found = json.loads(text) if text else {}
            json.dumps(found, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found
