"""What people may send: every field of every form of a case but those of its steps."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings

from pax.casetypes import CaseType
from pax.vocabulary import Identity, NotAnIdentity, OrgNumber, Text
from paxweb.accounts.binding import read_number
from paxweb.cases.words import KINDS, TRIGGERS
from paxweb.frame.forms import ChooseField, DayField, LineField, ReasonField, SpokenForm

_CHOOSE = ("", Text("Välj", "Choose"))
BY_HAND = ("trigger", "subject_kind", "subject_id", "subject_label", "subject_address")
"""Fields that an item has the answers to."""
HUGE = 2**62


def version_field(name: str) -> forms.IntegerField:
    """How many changes the case had when the page was shown."""
    return forms.IntegerField(
        min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput(attrs={"id": f"{name}_version"})
    )


def offer(form: SpokenForm, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Give a field its choices."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [(value, _said(text, form.language)) for value, text in choices]


def _said(text: object, language: str) -> str:
    return text.said(language) if isinstance(text, Text) else str(text)


class OpenForm(SpokenForm):
    """Open a case by hand or from an item: what gave cause, for which purpose, on which ground."""

    version = version_field("open")
    casetype = ChooseField(label=Text("Slags ärende", "Kind of case"), choices=(_CHOOSE,))
    title = LineField(
        label=Text("Vad gäller det?", "What is it about?"),
        help_text=Text("Kort, och utan namn eller nummer.", "Briefly, and without names or numbers."),
        min_length=5,
    )
    trigger = ChooseField(
        label=Text("Anledning", "Trigger"),
        choices=(_CHOOSE, *((each, text) for each, text in TRIGGERS.items() if each != "signal")),
    )
    cause = ReasonField(label=Text("Vad hände?", "What happened?"))
    purpose = ChooseField(label=Text("Ändamål", "Purpose"), choices=(_CHOOSE,))
    ground = LineField(
        label=Text("Rättslig grund", "Legal ground"),
        help_text=Text("Lag och paragraf.", "Act and section."),
        min_length=3,
    )
    subject_kind = ChooseField(label=Text("Ärendet gäller", "The case is about"), choices=(_CHOOSE, *KINDS.items()))
    subject_id = LineField(
        label=Text("Nummer eller beteckning", "Number or id"),
        help_text=Text(
            "Personnummer med tolv siffror, organisationsnummer, eller lägenhetens, avtalets eller ärendets nummer.",
            "A personal number of twelve digits, an organisation number, or the dwelling's, lease's or case's number.",
        ),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    subject_label = LineField(label=Text("Namn", "Name"), required=False)
    subject_address = LineField(label=Text("Adressen det gäller", "The address in question"), required=False)
    diary_number = LineField(label=Text("Diarienummer", "Diary number"), required=False, max_length=60)
    deadline = DayField(label=Text("Ska vara klart", "To be done by"), required=False)
    team_only = forms.BooleanField(required=False)
    team = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  as Django's own
        types: Iterable[CaseType] = (),
        purposes: Mapping[str, Text] | None = None,
        people: Iterable[tuple[int, str]] = (),
        from_item: bool = False,
        **kwargs: Any,  # noqa: ANN401  as Django's own
    ) -> None:
        super().__init__(*args, **kwargs)
        choose = ("", _CHOOSE[1].said(self.language))
        offer(self, "casetype", [choose, *((one.id, one.title.said(self.language)) for one in types)])
        offer(self, "purpose", [choose, *((at, text.said(self.language)) for at, text in (purposes or {}).items())])
        if from_item:
            for name in BY_HAND:
                del self.fields[name]
        else:
            del self.fields["version"]
        self._team(list(people))

    def _team(self, people: list[tuple[int, str]]) -> None:
        """Only a lead closes a case to all but a team."""
        if not people:
            del self.fields["team"], self.fields["team_only"]
            return
        chosen = Text("Bara de jag väljer får se ärendet", "Only those I choose may see the case")
        self.fields["team_only"].label = chosen.said(self.language)
        self.fields["team"].label = Text("Vilka, utom du?", "Who, beside you?").said(self.language)
        offer(self, "team", [(str(number), called) for number, called in people])

    def clean(self) -> dict[str, Any]:
        """The number as it is written everywhere, or refused."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        kind, identifier = given.get("subject_kind"), given.get("subject_id")
        if kind and identifier:
            try:
                given["subject_id"] = canonical(kind, identifier)
            except NotAnIdentity:
                says = Text(
                    "Det är inget giltigt nummer av det slaget. Kontrollera siffrorna.",
                    "This is no valid number of that kind. Check the digits.",
                )
                self.refuse("subject_id", says)
        return given


def canonical(kind: str, identifier: str) -> str:
    """A person's twelve digits, an organisation's ten; anything else as it stands. Raises `NotAnIdentity`."""
    if kind == "person":
        return str(read_number(identifier).digits)
    if kind == "organisation":
        return str(OrgNumber.parse(identifier, Identity(settings.PAX_IDENTITY_NUMBERS)).digits)
    return identifier


class ListForm(SpokenForm):
    """Which of the board's cases to show."""

    state = ChooseField(label=Text("Läge", "State"), choices=(), required=False)
    owner = ChooseField(label=Text("Ansvarig", "Case officer"), choices=(), required=False)
    due = ChooseField(
        label=Text("Klart senast", "Due"),
        choices=(
            ("", Text("Alla dagar", "Any day")),
            ("late", Text("Försenat", "Overdue")),
            ("week", Text("Inom sju dagar", "Within seven days")),
            ("none", Text("Ingen dag satt", "No day set")),
        ),
        required=False,
    )
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  as Django's own
        states: Iterable[tuple[str, str]] = (),
        people: Iterable[tuple[int, str]] = (),
        **kwargs: Any,  # noqa: ANN401  as Django's own
    ) -> None:
        super().__init__(*args, **kwargs)
        going, ended = Text("Pågående", "Going on"), Text("Avslutade", "Ended")
        offer(self, "state", [("", going.said(self.language)), ("ended", ended.said(self.language)), *states])
        everybody, mine = Text("Alla", "Everybody"), Text("Mina", "Mine")
        named = [(str(number), called) for number, called in people]
        offer(self, "owner", [("", everybody.said(self.language)), ("me", mine.said(self.language)), *named])


class NoteForm(SpokenForm):
    """A note."""

    note = ReasonField(label=Text("Anteckning", "Note"))


class TaskForm(SpokenForm):
    """Something to do, by whom, by when."""

    task = LineField(label=Text("Att göra", "To do"), min_length=3)
    whose = ChooseField(label=Text("Av", "By"), choices=())
    task_due = DayField(label=Text("Senast", "By the day"))

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        offer(self, "whose", [(str(number), called) for number, called in people])


class TaskDoneForm(SpokenForm):
    """Which task is done."""

    task_id = forms.IntegerField(min_value=1, max_value=HUGE, widget=forms.HiddenInput)


class HoursForm(SpokenForm):
    """Minutes on a day."""

    day = DayField(label=Text("Dag", "Day"))
    spent = forms.IntegerField(min_value=1, max_value=1440)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        self.fields["spent"].label = Text("Minuter", "Minutes").said(self.language)


class OwnerForm(SpokenForm):
    """Who carries the case, and by when it is to be done."""

    version = version_field("owner")
    owner = ChooseField(label=Text("Ansvarig handläggare", "Case officer"), choices=())
    owner_deadline = DayField(label=Text("Ska vara klart", "To be done by"), required=False)

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        offer(self, "owner", [(str(number), called) for number, called in people])


class RegisterForm(SpokenForm):
    """The diary system's number."""

    version = version_field("register")
    diary_number = LineField(label=Text("Diarienummer", "Diary number"), max_length=60)


class MemberForm(SpokenForm):
    """Somebody who is named to the case's team, or taken off it."""

    member = ChooseField(label=Text("Vem?", "Who?"), choices=())

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        offer(self, "member", [(str(number), called) for number, called in people])


class TakeBackForm(SpokenForm):
    """Which proposal is taken back."""

    proposal_id = forms.IntegerField(min_value=1, max_value=HUGE, widget=forms.HiddenInput)


class ConsentWithdrawnForm(SpokenForm):
    """Which resident took back their consent."""

    consent_id = forms.IntegerField(min_value=1, max_value=HUGE, widget=forms.HiddenInput)
