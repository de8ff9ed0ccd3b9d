"""What an access officer, a lead, or anybody for themselves fills in about clearances."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from pax.vocabulary import Text
from paxweb.accounts.clearances.words import CHECKS, GRANTED, ROLES
from paxweb.accounts.models import Board, User
from paxweb.frame.forms import ChooseField, DayField, LineField, ReasonField, SpokenForm

_EMAIL = Text("Personens e-post", "The person's e-mail")
_CHECK = Text("Hur kontrollerades identiteten?", "How was the identity checked?")
_NOBODY = Text("Ingen har ett konto med den adressen.", "Nobody has an account with that address.")
_CHOOSE = ("", Text("Välj", "Choose"))


def _email(label: Text = _EMAIL, *, required: bool = True) -> LineField:
    widget = forms.EmailInput(attrs={"autocomplete": "off"})
    return LineField(label=label, max_length=254, widget=widget, required=required)


def _check() -> ChooseField:
    return ChooseField(label=_CHECK, choices=tuple(CHECKS.items()), widget=forms.RadioSelect)


class _AboutSomebody(SpokenForm):
    """A form that names a person by the address of their account."""

    def person(self, field: str) -> User | None:
        """Whoever has the address typed in `field`; None when it is empty or refused."""
        address = self.cleaned_data.get(field)
        if not address:
            return None
        found = User.objects.filter(email__iexact=address, is_active=True).first()
        if found is None:
            self.refuse(field, _NOBODY)
        return found


class GrantForm(_AboutSomebody):
    """A clearance: who, which role, behind which label, when, why."""

    email = _email()
    role = ChooseField(label=Text("Roll", "Role"), choices=(_CHOOSE, *((role, ROLES[role]) for role in GRANTED)))
    provision = ChooseField(label=Text("Gäller uppgifter som omfattas av", "For information covered by"), choices=())
    from_date = DayField(label=Text("Från och med", "From"))
    to_date = DayField(label=Text("Till och med", "To"))
    diary_number = LineField(label=Text("Diarienummer", "Diary number"), max_length=60, required=False)
    reason = ReasonField(label=Text("Varför?", "Why?"))

    def __init__(self, *args: Any, provisions: Iterable[str] = (), **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        none = Text("ingen sekretess", "no secrecy").said(self.language)
        choices = [(word, none if word == "none" else word) for word in provisions]
        self.fields["provision"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, as declared above


class AccountForm(SpokenForm):
    """A new account: whose, and how their identity was checked."""

    email = _email()
    name = LineField(label=Text("Namn", "Name"), max_length=120)
    identity_checked = _check()

    def clean_email(self) -> str:
        """An address with one @ and no blanks."""
        address: str = self.cleaned_data["email"]
        before, _, after = address.partition("@")
        if not before or not after or "@" in after or " " in address:
            raise forms.ValidationError(self.fields["email"].error_messages["invalid"], code="invalid")
        return address


class BindForm(SpokenForm):
    """A number, once; hashed at once and not kept."""

    number = LineField(
        label=Text("Personnummer, tolv siffror", "Personal number, twelve digits"),
        max_length=13,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        help_text=Text(
            "Görs om till en nyckel direkt. Numret sparas inte.", "Made into a key at once. The number is not kept."
        ),
    )
    identity_checked = _check()


class ResetForm(SpokenForm):
    """A new check of somebody's identity, before their sign-in begins anew."""

    identity_checked = _check()


class DecideForm(SpokenForm):
    """Yes or no."""

    decision = ChooseField(
        label=Text("Ditt beslut", "Your decision"),
        choices=(("yes", Text("Ja", "Yes")), ("no", Text("Nej", "No"))),
        widget=forms.RadioSelect,
    )


class AskForm(_AboutSomebody):
    """Who is asked to be the second person."""

    email = _email(Text("E-post till någon vid en annan nämnd", "E-mail of somebody at another board"))


class AbsenceForm(_AboutSomebody):
    """Who is away, when, and who stands in."""

    email = _email()
    from_date = DayField(label=Text("Från och med", "From"))
    to_date = DayField(label=Text("Till och med", "To"))
    stand_in = _email(Text("Vikariens e-post", "The stand-in's e-mail"), required=False)


class OwnAbsenceForm(SpokenForm):
    """When one is away oneself."""

    board = ChooseField(label=Text("Nämnd", "Board"), choices=())
    from_date = DayField(label=Text("Från och med", "From"))
    to_date = DayField(label=Text("Till och med", "To"))

    def __init__(self, *args: Any, boards: Iterable[Board] = (), **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        self.fields["board"].choices = [(board.pk, board.name) for board in boards]  # type: ignore[attr-defined]  # as above


class DeclareForm(SpokenForm):
    """Somebody or something one stands close to."""

    kind = ChooseField(
        label=Text("Vad?", "What?"),
        choices=(
            ("person", Text("en person", "a person")),
            ("organisation", Text("ett företag eller en förening", "a company or an association")),
            ("dwelling", Text("en bostad", "a dwelling")),
        ),
        widget=forms.RadioSelect,
    )
    identifier = LineField(
        label=Text("Nummer", "Number"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=Text(
            "Personnummer med tolv siffror, organisationsnummer, eller bostadens nummer i registret.",
            "A personal number of twelve digits, an organisation number, or the dwelling's number in the register.",
        ),
    )


class GlassForm(SpokenForm):
    """Danger to life: which item, and why."""

    board = ChooseField(label=Text("Nämnd", "Board"), choices=())
    item = LineField(
        label=Text("Uppgiftens eller ärendets nummer i webbadressen", "The item's or case's number in the web address"),
        help_text=Text(
            "36 tecken, till exempel 8f14e45f-ceea-467f-9a36-dedd4bea2543. Inte ärendenumret och inte diarienumret.",
            "36 characters, such as 8f14e45f-ceea-467f-9a36-dedd4bea2543. Not the case number or the diary number.",
        ),
        max_length=36,
    )
    reason = ReasonField(label=Text("Vilken fara för liv?", "What danger to life?"), min_length=20)

    def __init__(self, *args: Any, boards: Iterable[Board] = (), **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        self.fields["board"].choices = [(board.pk, board.name) for board in boards]  # type: ignore[attr-defined]  # as above

    def clean_item(self) -> UUID:
        """The number as it stands in the address of an item."""
        try:
            return UUID(self.cleaned_data["item"])
        except ValueError:
            raise forms.ValidationError(self.fields["item"].error_messages["invalid"], code="invalid") from None


class EndDeclaredForm(SpokenForm):
    """End what somebody has declared: which, and why."""

    declared = ChooseField(label=Text("Vilken anmälan?", "Which declaration?"), choices=(), widget=forms.RadioSelect)
    reason = ReasonField(label=Text("Varför?", "Why?"))

    def __init__(self, *args: Any, declared: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        self.fields["declared"].choices = list(declared)  # type: ignore[attr-defined]  # a ChoiceField, as declared above
