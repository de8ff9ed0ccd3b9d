"""What is typed when signing in and when changing how one signs in."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from pax.vocabulary import Text
from paxweb.accounts.models import User
from paxweb.frame.forms import LineField, ObjectField, SpokenForm

_SHORTEST = 12


class SignInForm(SpokenForm):
    """A name and a password."""

    login = LineField(
        label=Text("E-post", "E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn", "autocapitalize": "none"}),
    )
    password = LineField(
        label=Text("Lösenord", "Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(SpokenForm):
    """The code of an authenticator app, or a recovery code."""

    code = LineField(
        label=Text("Kod", "Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PasskeyForm(SpokenForm):
    """What the browser says when a passkey has been used. Filled in by the script of the page."""

    credential = ObjectField()


class NewPasskeyForm(SpokenForm):
    """What the browser says when a passkey has been made, and what its owner calls it."""

    name = LineField(
        label=Text("Vad vill du kalla den?", "What do you want to call it?"),
        max_length=60,
        help_text=Text("Till exempel: telefonen.", "For example: the telephone."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    credential = ObjectField()


class NoFieldsForm(SpokenForm):
    """A button, and nothing to fill in."""


class _NewPassword(SpokenForm):
    user: User | None = None

    def clean(self) -> dict[str, object]:
        """Both alike, and a password that is not easily guessed."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.refuse("password2", Text("Lösenorden är inte lika.", "The passwords are not alike."))
        elif isinstance(first, str):
            self._judge(first)
        return cleaned

    def _judge(self, password: str) -> None:
        try:
            validate_password(password, self.user)
        except ValidationError:
            self.refuse(
                "password1",
                Text(
                    "Välj ett lösenord med minst 12 tecken som ingen lätt gissar.",
                    "Choose a password of at least 12 characters that nobody easily guesses.",
                ),
            )


def _new(label: Text) -> LineField:
    return LineField(
        label=label,
        strip=False,
        max_length=128,
        min_length=_SHORTEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=Text("Minst 12 tecken.", "At least 12 characters."),
    )


_FIRST, _AGAIN = Text("Nytt lösenord", "New password"), Text("En gång till", "Once more")


class NewPasswordForm(_NewPassword):
    """A new password, twice."""

    password1 = _new(_FIRST)
    password2 = _new(_AGAIN)


class BeginForm(_NewPassword):
    """The code that was handed over, and the password that shall hold from now on."""

    login = LineField(
        label=Text("E-post", "E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    code = LineField(
        label=Text("Koden du fick", "The code you were given"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    password1 = _new(_FIRST)
    password2 = _new(_AGAIN)
