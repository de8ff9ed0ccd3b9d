"""What a review asks for: days, a reason, an answer, a conclusion."""

from datetime import date, timedelta
from typing import Any

from django import forms

from pax.vocabulary import Text
from paxweb.frame.forms import ChooseField, DayField, ReasonField, SpokenForm
from paxweb.review.looking import LONGEST
from paxweb.review.words import OUTCOMES

_TURNED = Text("Den sista dagen ligger före den första.", "The last day comes before the first.")
_TOO_LONG = Text("Välj högst 92 dagar.", "Choose 92 days at most.")


class PeriodForm(SpokenForm):
    """Which days to look at; without any, the last thirty."""

    first = DayField(label=Text("Från och med", "From"), required=False)
    last = DayField(label=Text("Till och med", "Through"), required=False)

    def days(self, today: date) -> tuple[date, date] | None:
        """The days, or None when they are refused."""
        if not self.is_valid():
            return None
        last = self.cleaned_data.get("last") or today
        first = self.cleaned_data.get("first") or last - timedelta(days=29)
        if last < first:
            self.refuse("last", _TURNED)
            return None
        if last - first >= LONGEST:
            self.refuse("first", _TOO_LONG)
            return None
        return first, last


class AskNameForm(SpokenForm):
    """Why a name is needed."""

    reason = ReasonField(
        label=Text("Varför behövs namnet?", "Why is the name needed?"),
        help_text=Text(
            "Den som skriver under läser det. Skriv vad som sticker ut och vad du tänker göra.",
            "Whoever signs reads it. Write what stands out and what you mean to do.",
        ),
    )


class SignNameForm(SpokenForm):
    """Yes or no."""

    answer = ChooseField(
        label=Text("Får namnet visas för den som frågar?", "May the name be shown to whoever asks?"),
        choices=(("yes", Text("Ja, jag skriver under", "Yes, I sign")), ("no", Text("Nej", "No"))),
        widget=forms.RadioSelect,
    )


class SaveForm(SpokenForm):
    """What came of the review."""

    outcome = ChooseField(
        label=Text("Vad ledde granskningen till?", "What did the review lead to?"),
        choices=tuple((outcome.value, text) for outcome, text in OUTCOMES.items()),
        widget=forms.RadioSelect,
    )
    conclusion = ReasonField(
        label=Text("Slutsats", "Conclusion"),
        help_text=Text("Inga namn: granskningen sparas.", "No names: the review is kept."),
    )
    first = DayField(widget=forms.HiddenInput)
    last = DayField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        self.order_fields(["outcome", "conclusion", "first", "last"])
