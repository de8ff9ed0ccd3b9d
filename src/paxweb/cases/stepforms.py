"""The forms of a case's steps, made from its type: what is answered, written, dated, who lives there, how it ended."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from pax.casetypes import Step
from pax.vocabulary import Text
from paxweb.cases.actions.doing import Ending, Gain, Resident
from paxweb.cases.forms import version_field
from paxweb.cases.models import Cause, Finding, Ladder
from paxweb.cases.words import CAUSES, COUNTED, FINDINGS, LADDER
from paxweb.frame.forms import ChooseField, DayField, LineField, ReasonField, SpokenForm

RESIDENTS = 8
"""Residents one form can name; a larger household writes a second one."""
NO_CAUSE = ("", Text("Inget fel", "No fault"))


class StepForm(SpokenForm):
    """One step: its answer, its day and what it asks to be written."""

    version = version_field("step")

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  as Django's own
        step: Step | None = None,
        contact: Text | None = None,
        ladder: Iterable[str] = (),
        **kwargs: Any,  # noqa: ANN401  as Django's own
    ) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        self.ladder = tuple(Ladder(each) for each in ladder)
        if step is None:
            return
        self._answer(step)
        if step.day is not None:
            self.add("day", DayField(label=step.day))
        for number, says in enumerate(step.write):
            self.add(f"write_{number}", ReasonField(label=says))
        if contact is not None:
            self.add("met", forms.BooleanField(label=contact))  # type: ignore[arg-type]  # speak() says it
        self.more(step)
        label: Any = Text("Minuter som gick åt", "Minutes it took")
        self.add("minutes", forms.IntegerField(label=label, min_value=0, max_value=6000, required=False))

    def _answer(self, step: Step) -> None:
        if step.answers:
            field = ChooseField(
                label=Text("Svar", "Answer"), choices=tuple(step.answers.items()), widget=forms.RadioSelect
            )
            self.add("answer", field)

    def more(self, step: Step) -> None:
        """Fields of a step that asks for more."""

    def add(self, name: str, field: forms.Field) -> None:
        """A field made from the step, in the form's language."""
        self.fields[name] = field
        self.speak(name)

    def written(self) -> list[str]:
        """What was written, in the order the step asks for it."""
        count = len(self.step.write) if self.step else 0
        return [self.cleaned_data[f"write_{number}"] for number in range(count)]


class ConsentForm(StepForm):
    """Each resident's word before a visit, and what they were told it is for. Rows without a name are not there."""

    consent = True
    nobody = False

    def _answer(self, step: Step) -> None:
        """The answer follows from the rows."""
        if not self.consent:
            super()._answer(step)

    def more(self, step: Step) -> None:
        """The purpose, and eight rows."""
        self.add("visit_for", ReasonField(label=Text("Vad besöket är till för", "What the visit is for")))
        if self.nobody:
            label: Any = Text("Ingen var hemma", "Nobody was at home")
            self.add("nobody_home", forms.BooleanField(label=label, required=False))
        for number in range(RESIDENTS):
            self._row(number)

    def _row(self, number: int) -> None:
        label = Text(f"Boende {number + 1}: namn", f"Resident {number + 1}: name")
        self.add(f"name_{number}", LineField(label=label, required=False))
        for name, says in (
            ("told", Text("har fått veta att man får säga nej", "was told that one may refuse")),
            ("given", Text("samtycker", "consents")),
            ("child", Text("barn är med", "a child is present")),
            ("interpreter", Text("tolk är med", "an interpreter is present")),
        ):
            said: Any = Text(f"Boende {number + 1} {says.sv}", f"Resident {number + 1}: {says.en}")
            self.add(f"{name}_{number}", forms.BooleanField(label=said, required=False))

    def clean(self) -> dict[str, Any]:
        """Somebody is named, and a consent counts only from somebody who knew that they may refuse."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("nobody_home") and not any(given.get(f"name_{number}") for number in range(RESIDENTS)):
            self.refuse("name_0" if "name_0" in self.fields else None, Text("Skriv vem.", "Write who."))
        for number in range(RESIDENTS):
            if given.get(f"given_{number}") and not given.get(f"told_{number}"):
                says = Text(
                    "Samtycket gäller bara den som vet att man får säga nej.",
                    "The consent counts only from somebody who knows that one may refuse.",
                )
                self.refuse(f"told_{number}", says)
        return given

    def residents(self) -> list[Resident]:
        """The rows that have a name."""
        given = self.cleaned_data
        return [
            Resident(
                name=given[f"name_{number}"],
                told=given[f"told_{number}"],
                given=given[f"given_{number}"],
                child=given[f"child_{number}"],
                interpreter=given[f"interpreter_{number}"],
            )
            for number in range(RESIDENTS)
            if given.get(f"name_{number}")
        ]


class VisitForm(ConsentForm):
    """A visit of a type that has no step for consents: the word of everyone who was at home, or that nobody was."""

    consent = False
    nobody = True


class EndForm(StepForm):
    """A step that ends a case: what it came to, what a fault was due to, and the steps of the ladder."""

    def more(self, step: Step) -> None:
        """Finding, cause, and only the steps of the ladder that the type has."""
        self.add("finding", ChooseField(label=Text("Utfall", "Finding"), choices=tuple(FINDINGS.items())))
        choices = (NO_CAUSE, *CAUSES.items())
        self.add("cause", ChooseField(label=Text("Orsak", "Cause"), choices=choices, required=False))
        for each in self.ladder:
            self._rung(each)

    def _rung(self, each: Ladder) -> None:
        says = LADDER[each]
        label: Any = says
        if each in COUNTED:
            self.add(f"gain_{each}", forms.BooleanField(label=label, required=False))
        elif each == Ladder.STOPPED:
            self.add(f"gain_{each}", _money(Text(f"{says.sv}, kronor per månad", f"{says.en}, SEK a month")))
            until = Text("Den stoppade betalningen räknas till och med", "The stopped payment is counted until")
            self.add("horizon", DayField(label=until, required=False))
        else:
            self.add(f"gain_{each}", _money(Text(f"{says.sv}, kronor", f"{says.en}, SEK")))

    def clean(self) -> dict[str, Any]:
        """A fault has a cause, what was right has none, and a stopped payment says until when it is counted."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        finding, cause = given.get("finding"), given.get("cause")
        fault = finding in (Finding.IN_FAVOUR, Finding.AGAINST)
        if (fault and not cause) or (finding == Finding.RIGHT and cause):
            self.refuse("cause", Text("Orsaken stämmer inte med utfallet.", "The cause does not fit the finding."))
        if given.get(f"gain_{Ladder.STOPPED}") and not given.get("horizon"):
            self.refuse("horizon", Text("Skriv till vilken dag det räknas.", "Write until which day it is counted."))
        return given

    def ending(self) -> Ending:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        gains = [gain for each in self.ladder for gain in self._gain(each, given.get(f"gain_{each}"))]
        cause = Cause(given["cause"]) if given.get("cause") else None
        return Ending(Finding(given["finding"]), cause, gains)

    def _gain(self, each: Ladder, value: Decimal | bool | None) -> Iterable[Gain]:
        if each in COUNTED:
            return [Gain(each)] if value else []
        if not isinstance(value, Decimal) or not value:
            return []
        if each == Ladder.STOPPED:
            return [Gain(each, monthly=value, horizon=self.cleaned_data.get("horizon"))]
        return [Gain(each, value)]


def _money(says: Text) -> forms.DecimalField:
    label: Any = says
    return forms.DecimalField(label=label, min_value=0, max_digits=12, decimal_places=2, required=False)


class SignForm(SpokenForm):
    """Sign as the second person, exactly these words."""

    digest = forms.CharField(min_length=64, max_length=64, widget=forms.HiddenInput)
    sure = forms.BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        says = Text("Jag har läst allt och står för det", "I have read all of it and stand by it")
        self.fields["sure"].label = says.said(self.language)
