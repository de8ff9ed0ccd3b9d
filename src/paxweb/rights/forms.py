"""What people may send in this room: requests, marks, corrections, records, retention."""

from typing import Any

from django import forms

from pax.vocabulary import NotAnIdentity, PersonNumber, Text
from paxweb.accounts.binding import read_number
from paxweb.accounts.clearances.words import CHECKS
from paxweb.frame.forms import ChooseField, DayField, LineField, ReasonField, SpokenForm
from paxweb.rights import wording
from paxweb.rights.models import Given, Kind

_BAD_NUMBER = Text(
    "Skriv tolv siffror, ett nummer per rad. Numret finns inte eller är av fel slag.",
    "Write twelve digits, one number a line. There is no such number, or it is of the wrong kind.",
)
_WORDS = Text("Diarienummer", "Diary number")
LANGUAGES = (("sv", Text("Svenska", "Swedish")), ("en", Text("Engelska", "English")))


class LinesField(forms.CharField):
    """Several lines of text, at most 2,000 characters in all."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        kwargs.setdefault("max_length", 2000)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:  # noqa: ANN401  as Django's own
        """The lines without blanks around them, none empty; refused with half characters in them."""
        text: str = super().clean(value)
        if any(0xD800 <= ord(sign) <= 0xDFFF or (ord(sign) < 32 and sign not in "\r\n\t") for sign in text):
            raise forms.ValidationError(self.error_messages["null_characters_not_allowed"])
        return [line.strip() for line in text.splitlines() if line.strip()]


class OpenForm(SpokenForm):
    """A person's request: who they are, how that was checked, and when it came."""

    kind = ChooseField(
        label=Text("Vad begärs?", "What is asked for?"),
        choices=(
            (Kind.ACCESS, Text("Registerutdrag (artikel 15)", "Extract (article 15)")),
            (Kind.CORRECTION, Text("Rättelse (artikel 16)", "Correction (article 16)")),
        ),
        widget=forms.RadioSelect,
    )
    name = LineField(label=Text("Personens namn", "The person's name"), min_length=2)
    numbers = LinesField(
        label=Text("Personnummer, även tidigare nummer", "Identity number, earlier numbers too"),
        help_text=Text("Tolv siffror, ett nummer per rad.", "Twelve digits, one number a line."),
        max_length=200,
    )
    identity_checked = ChooseField(
        label=Text("Hur kontrollerades identiteten?", "How was the identity checked?"), choices=tuple(CHECKS.items())
    )
    diary_number = LineField(label=_WORDS, max_length=60)
    received_on = DayField(label=Text("Kom in", "Received"))

    def clean_numbers(self) -> tuple[PersonNumber, ...]:
        """The numbers, each once."""
        try:
            found = tuple(dict.fromkeys(read_number(line) for line in self.cleaned_data["numbers"]))
        except NotAnIdentity:
            raise forms.ValidationError(_BAD_NUMBER.said(self.language)) from None
        if not 1 <= len(found) <= 5:
            raise forms.ValidationError(_BAD_NUMBER.said(self.language))
        return found


class PlainForm(SpokenForm):
    """A button."""


class IncludeForm(SpokenForm):
    """A row that was found by name alone is the person's: why that is known."""

    line = forms.RegexField(regex=r"^r[0-9]{1,9}$", widget=forms.HiddenInput)
    include_why = LineField(label=Text("Hur vet du att det är personen?", "How do you know that it is the person?"))


class MarkForm(SpokenForm):
    """What is withheld of one fact, and on what."""

    passages = LinesField(
        label=Text("Vilka ord tas bort?", "Which words are taken out?"),
        help_text=Text(
            "Kopiera orden precis som de står, ett stycke per rad. Tomt: hela uppgiften.",
            "Copy the words exactly as they stand, one passage a line. Empty: the whole fact.",
        ),
        required=False,
    )
    provision = ChooseField(label=Text("Bestämmelse", "Provision"))
    why = ReasonField(label=Text("Varför? Stannar hos nämnden.", "Why? Stays with the board."))

    def __init__(self, *args: Any, use: str = "extract", **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        offer(self, "provision", [(name, text.said(self.language)) for name, text in wording.choices(use)])


class UnmarkForm(SpokenForm):
    """Which mark is taken away."""

    mark = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)


class ProposeForm(SpokenForm):
    """Fix the extract for a second person."""

    language_of = ChooseField(label=Text("Språk", "Language"), choices=LANGUAGES)
    read = ChooseField(
        label=Text("Bekräfta", "Confirm"),
        choices=(
            (
                "read",
                Text(
                    "Jag har läst all fri text och tagit bort det som rör andra eller är hemligt",
                    "I have read all free text and taken out what concerns others or is secret",
                ),
            ),
        ),
        widget=forms.RadioSelect,
    )


class SignForm(SpokenForm):
    """Yes or no to exactly these bytes."""

    digest = forms.RegexField(regex=r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    answer = ChooseField(
        label=Text("Skriver du under?", "Do you sign?"),
        choices=(("yes", Text("Ja, jag skriver under", "Yes, I sign")), ("no", Text("Nej, tillbaka", "No, back"))),
        widget=forms.RadioSelect,
    )


class CorrectForm(SpokenForm):
    """A fact is wrong: what is right and why; or the request is refused."""

    outcome = ChooseField(
        label=Text("Vad föreslår du?", "What do you propose?"),
        choices=(
            ("correct", Text("Rätta uppgiften", "Correct the fact")),
            ("refuse", Text("Neka rättelse", "Refuse to correct it")),
        ),
        widget=forms.RadioSelect,
    )
    right = LineField(label=Text("Rätt uppgift", "What is right"), required=False)
    right_ground = LineField(
        label=Text("Grund", "Ground"),
        help_text=Text("Lagrum eller underlag.", "A provision or what shows it."),
    )
    right_why = ReasonField(label=Text("Skäl", "Reason"))

    def clean(self) -> dict[str, Any]:
        """What is right stands there when something is corrected."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("outcome") == "correct" and not given.get("right"):
            self.refuse("right", Text("Skriv vad som är rätt.", "Write what is right."))
        return given


class TellForm(SpokenForm):
    """A receiver has been told, or cannot be."""

    told = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)
    told_on = DayField(label=Text("Underrättad", "Told on"), required=False)
    impossible = LineField(
        label=Text("Eller: varför det inte går", "Or: why it cannot be done"), required=False, max_length=200
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(given.get("told_on")) == bool(given.get("impossible")):
            self.refuse(
                None, Text("Skriv dagen, eller varför det inte går.", "Write the day, or why it cannot be done.")
            )
        return given


class RecordsForm(SpokenForm):
    """Somebody asks for public records. Nobody is asked who they are or what they want them for."""

    asked_for = ReasonField(
        label=Text("Vad begärs?", "What is asked for?"),
        help_text=Text(
            "Fråga inte vem som begär eller varför. Det behövs bara om sekretessen kräver det.",
            "Do not ask who asks or why. That is needed only where secrecy demands it.",
        ),
    )
    answer_to = LineField(label=Text("Svar till, om personen vill", "Answer to, if they wish"), required=False)
    diary_number = LineField(label=_WORDS, max_length=60)
    received_on = DayField(label=Text("Kom in", "Received"))


class SearchForm(SpokenForm):
    """Words or a number to look for."""

    terms = LinesField(
        label=Text("Sökord, ärendenummer eller personnummer", "Words, a case number or an identity number"),
        help_text=Text("Ett per rad. Alla rader söks var för sig.", "One a line. Each line is looked for."),
        max_length=500,
    )

    def clean_terms(self) -> list[str]:
        """At most eight terms of three signs or more."""
        found: list[str] = self.cleaned_data["terms"]
        if not 1 <= len(found) <= 8 or any(len(term) < 3 for term in found):
            text = Text(
                "Skriv ett till åtta ord, vart och ett minst tre tecken.",
                "Write one to eight words of three signs or more.",
            )
            raise forms.ValidationError(text.said(self.language))
        return found


class ReviewForm(SpokenForm):
    """What becomes of one record."""

    given = ChooseField(
        label=Text("Vad gör vi med handlingen?", "What becomes of the record?"),
        choices=(
            (Given.GIVE, Text("Lämna ut den", "Give it")),
            (Given.MASKED, Text("Lämna ut en maskad kopia", "Give a masked copy")),
            (Given.WITHHOLD, Text("Lämna inte ut den", "Withhold it")),
        ),
        widget=forms.RadioSelect,
    )
    passages = LinesField(
        label=Text("Vilka ord tas bort?", "Which words are taken out?"),
        help_text=Text("Precis som de står, ett stycke per rad.", "Exactly as they stand, one passage a line."),
        required=False,
        max_length=20_000,
    )
    provision = ChooseField(label=Text("Bestämmelse", "Provision"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        offer(
            self,
            "provision",
            [("", "–"), *((name, text.said(self.language)) for name, text in wording.choices("record"))],
        )

    def clean(self) -> dict[str, Any]:
        """What is taken out or withheld is so on a provision."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("given") in (Given.MASKED, Given.WITHHOLD) and not given.get("provision"):
            self.refuse("provision", Text("Välj en bestämmelse.", "Choose a provision."))
        if given.get("given") == Given.MASKED and not given.get("passages"):
            self.refuse("passages", Text("Skriv vad som tas bort.", "Write what is taken out."))
        return given


class RefusalForm(SpokenForm):
    """The written decision somebody asks for when something was withheld."""

    language_of = ChooseField(label=Text("Språk", "Language"), choices=LANGUAGES)
    reasons = ReasonField(
        label=Text("Skälen, så att den som begärt förstår", "The reasons, so that whoever asked understands")
    )
    court = LineField(label=Text("Kammarrätt", "Administrative court of appeal"))
    send_to = LineField(label=Text("Vart överklagandet skickas", "Where the appeal is sent"))


class HoldForm(SpokenForm):
    """Nothing of an item or case is deleted before a day."""

    root = forms.UUIDField(widget=forms.HiddenInput)
    hold_until = DayField(label=Text("Till och med", "Until"))
    hold_why = ReasonField(label=Text("Varför måste det sparas?", "Why must it be kept?"))


class EndHoldForm(SpokenForm):
    """Which hold ends."""

    hold = forms.UUIDField(widget=forms.HiddenInput)


class DeletionForm(SpokenForm):
    """What is to be deleted, from when, and by which decision."""

    plan_line = ChooseField(label=Text("Rad i gallringsplanen", "Line of the retention plan"))
    before = DayField(
        label=Text("Till och med", "Up to and including"),
        help_text=Text("Dagen handlingen kom, avslutades eller besvarades.", "The day it came, was ended or answered."),
    )
    decision = LineField(
        label=Text("Beslut", "Decision"),
        help_text=Text(
            "Vem som beslutat och vilken paragraf i protokollet.", "Who decided, and which item of the minutes."
        ),
    )
    diary_number = LineField(label=_WORDS, max_length=60)

    def __init__(self, *args: Any, lines: list[tuple[str, Text]] | None = None, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        offer(self, "plan_line", [(name, text.said(self.language)) for name, text in lines or []])


def offer(form: SpokenForm, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a field its choices."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
