"""What people may send: every field of every form of the week and the item."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from pax.vocabulary import Text
from paxweb.frame.forms import ChooseField, DayField, LineField, ReasonField, SpokenForm
from paxweb.signals.models import Seen

SEEN = {
    Seen.YES: Text("Ja", "Yes"),
    Seen.NO: Text("Nej", "No"),
    Seen.CANNOT_TELL: Text("Kan inte avgöra", "Cannot tell"),
}
CHOOSE = Text("Välj", "Choose")
HOLDS = (
    ("yes", Text("Stämmer", "Holds")),
    ("no", Text("Stämmer inte", "Does not hold")),
    ("unknown", Text("Vet inte", "Not known")),
)
OTHER = "other"
NOTHING = "nothing"
_GROUND = Text("Egen grund", "A ground of your own")
_GROUND_HINT = Text(
    "Behövs när ingen regel frågade: vad ni själva har tagit emot eller sett, och lagrummet.",
    "Needed when no rule asked: what you yourselves have received or seen, and the section of law.",
)


class NumberField(forms.IntegerField):
    """A whole number; its label may be a text of both languages."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(**kwargs)


def _version(form: str) -> forms.IntegerField:
    """How many changes the item had when the page was shown."""
    return forms.IntegerField(
        min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput(attrs={"id": f"{form}_version"})
    )


class VersionForm(SpokenForm):
    """A step that says nothing but which state of the item it was meant for."""

    version = _version("plain")


class AnswerForm(SpokenForm):
    """The blind answer: yes, no or cannot tell, and one line why."""

    version = _version("answer")
    answer = ChooseField(
        label=Text("Behöver något här utredas?", "Does anything here need looking into?"),
        choices=tuple(SEEN.items()),
        widget=forms.RadioSelect,
    )
    why = LineField(label=Text("Varför? En rad.", "Why? One line."), min_length=2)


class ClearForm(SpokenForm):
    """Clear an item. Every ordinary explanation of the rule is answered first, so that none is passed by."""

    version = _version("clear")

    def __init__(self, *args: Any, explanations: Iterable[tuple[str, Text, Text]] = (), **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        self.explanations = list(explanations)
        for name, says, clears in self.explanations:
            self._add(
                f"holds_{name}",
                ChooseField(
                    label=says,
                    help_text=Text(f"Reder ut: {clears.sv}", f"Would settle it: {clears.en}"),
                    choices=HOLDS,
                    widget=forms.RadioSelect,
                ),
            )
        if self.explanations:
            choices = [("", CHOOSE), *((name, says) for name, says, _ in self.explanations)]
            choices += [
                (OTHER, Text("En annan förklaring", "Another explanation")),
                (NOTHING, Text("Uppgifterna stämmer", "The data are right")),
            ]
            label = Text("Vad var förklaringen?", "What was the explanation?")
            self._add("explanation", ChooseField(label=label, choices=choices))
        self._add(
            "reason",
            ReasonField(label=Text("Skäl, så att en kollega förstår", "Reason, so that a colleague understands")),
        )
        minutes = Text("Minuter som gick åt", "Minutes it took")
        self._add("minutes", NumberField(label=minutes, min_value=0, max_value=6000, required=False))

    def _add(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self.speak(name)

    def checklist(self) -> Mapping[str, str]:
        """What was answered to each explanation."""
        return {name: self.cleaned_data[f"holds_{name}"] for name, _, _ in self.explanations}


class PutOffForm(SpokenForm):
    """Put an item off until a day, within half a year."""

    version = _version("put_off")
    wait_until = DayField(label=Text("Till och med", "Until"))
    wait_reason = ReasonField(label=Text("Vad väntar ni på?", "What are you waiting for?"))


class MoreForm(SpokenForm):
    """Ask somebody for more."""

    version = _version("more")
    more_from = LineField(label=Text("Av vem?", "Of whom?"))
    more_what = ReasonField(label=Text("Vad behöver ni veta?", "What do you need to know?"))
    more_ground = LineField(label=_GROUND, help_text=_GROUND_HINT, required=False)


class HandOverForm(SpokenForm):
    """Hand an item over to a colleague."""

    version = _version("hand_over")
    to = ChooseField(label=Text("Till", "To"))
    hand_reason = ReasonField(label=Text("Vad behöver kollegan veta?", "What does the colleague need to know?"))
    hand_ground = LineField(label=_GROUND, help_text=_GROUND_HINT, required=False)

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        _offer(self, "to", people)


class AssignForm(SpokenForm):
    """The lead gives an unread item to somebody."""

    version = _version("assign")
    to = ChooseField(label=Text("Till", "To"))

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        _offer(self, "to", people)


class CapacityForm(SpokenForm):
    """How many items of a family the board reads in a week."""

    weekly = NumberField(label=Text("I veckan", "A week"), min_value=0, max_value=500)


def _offer(form: SpokenForm, name: str, people: Iterable[tuple[int, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [(str(number), called) for number, called in people]


class GiveProtectedForm(SpokenForm):
    """Who may open the protected fields of an item, until when, and why."""

    to = ChooseField(label=Text("Till", "To"))
    give_until = DayField(label=Text("Till och med, högst 30 dagar", "Until, at most 30 days"))
    give_reason = ReasonField(label=Text("Varför behövs det?", "Why is it needed?"))

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        _offer(self, "to", people)


class RevealForm(SpokenForm):
    """Which withheld field is opened, and for what."""

    box = forms.UUIDField(widget=forms.HiddenInput)
    field = forms.RegexField(regex=r"^[a-z_]{1,60}$", widget=forms.HiddenInput)
    purpose = ChooseField(
        label=Text("För att", "In order to"),
        choices=(
            ("contact", Text("kontakta personen på ett säkert sätt", "contact the person safely")),
            ("handling", Text("handlägga just det här", "handle this very item")),
            ("correction", Text("rätta en uppgift", "correct an entry")),
            ("danger", Text("avvärja fara för liv eller hälsa", "avert danger to life or health")),
        ),
    )


class LiftForm(SpokenForm):
    """A person confirms that protection has ended."""

    sure = ChooseField(
        label=Text("Bekräfta", "Confirm"),
        choices=(
            (
                "checked",
                Text(
                    "Jag har kontrollerat att skyddet har upphört för dem som registret inte längre skyddar",
                    "I have checked that protection has ended for those the register no longer protects",
                ),
            ),
        ),
        widget=forms.RadioSelect,
    )
