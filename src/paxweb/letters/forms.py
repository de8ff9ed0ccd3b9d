"""What people may send: which letter, the guide's facts, every fact of a letter, and the signature."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from pax.letters import Fact, FactKind, Letter, Record, Value, forbidden, money
from pax.vocabulary import Text
from paxweb.frame.forms import ChooseField, DayField, LineField, SpokenForm
from paxweb.letters.contents import all_letters
from paxweb.letters.delivering import CHOICES, WAYS, Delivery
from paxweb.letters.guide import ASKED, SAYS, senders
from paxweb.letters.papering import Letterhead
from paxweb.typesetting import tidy, unprintable

LONGEST, LINES, MOST_ROWS = 6000, 12, 60
LANGUAGES = (("sv", Text("Svenska", "Swedish")), ("en", Text("Engelska", "English")))
_YES_NO = (("yes", Text("Ja", "Yes")), ("no", Text("Nej", "No")))
_BAD_PLAN = Text(
    "Skriv en dag och ett belopp på varje rad, till exempel 2027-01-31 500.",
    "Write a day and an amount on each line, such as 2027-01-31 500.",
)


class BodyField(forms.CharField):
    """Some paragraphs, or one thing a line. What a reader would not see is refused."""

    widget = forms.Textarea(attrs={"rows": 5})

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        kwargs.setdefault("max_length", LONGEST)
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:  # noqa: ANN401  as Django's own
        """The text, tidied."""
        text = tidy(super().clean(value))
        if unprintable(text) is not None:
            raise ValidationError(
                self.error_messages["null_characters_not_allowed"], code="null_characters_not_allowed"
            )
        return text


class ShownField(LineField):
    """One line of which everything can be seen on paper."""

    def clean(self, value: Any) -> str:  # noqa: ANN401  as Django's own
        """The line, tidied."""
        text = tidy(super().clean(value))
        if unprintable(text) is not None:
            raise ValidationError(
                self.error_messages["null_characters_not_allowed"], code="null_characters_not_allowed"
            )
        return text


class MoneyField(forms.DecimalField):
    """Kronor and öre."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(max_digits=12, decimal_places=2, min_value=0, required=False, **kwargs)


class RowsField(forms.TypedMultipleChoiceField):
    """Rows of the case: each may be left out."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(coerce=int, required=False, **kwargs)


class StartForm(SpokenForm):
    """Begin a letter: in which language."""

    language_of = ChooseField(label=Text("Brevets språk", "The letter's language"), choices=LANGUAGES)


class GuideForm(SpokenForm):
    """What the guide asks before a notice is written."""

    sender = ChooseField(label=Text("Vem underrättar?", "Who notifies?"), choices=senders())

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        for fact in ASKED:
            self.fields[f"fact_{fact}"] = ChooseField(label=SAYS[fact], choices=_YES_NO, widget=forms.RadioSelect)
            self.speak(f"fact_{fact}")

    def facts(self) -> dict[Any, bool]:
        """Fact → yes or no."""
        return {fact: self.cleaned_data[f"fact_{fact}"] == "yes" for fact in ASKED}


class LetterForm(SpokenForm):
    """A draft: its letterhead and every fact its content asks for. A draft may be kept before it is whole."""

    version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)
    head_day = DayField(label=Text("Brevets dag", "The letter's day"))
    head_number = ShownField(label=Text("Ärendets nummer", "The case's number"), max_length=60)
    head_sender = BodyField(
        label=Text("Avsändarens adress", "The sender's address"),
        help_text=Text("Raderna under avsändarens namn.", "The lines below the sender's name."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  as Django's own
        letter: Letter | None = None,
        rows: Mapping[str, Sequence[Sequence[str]]] | None = None,
        **kwargs: Any,  # noqa: ANN401  as Django's own
    ) -> None:
        super().__init__(*args, **kwargs)
        self.letter = letter or all_letters()["documents"]
        self.rows = rows or {}
        self._add_receiver()
        for fact in self.letter.facts.values():
            self._add(f"fact_{fact.id}", _field(fact, self.rows.get(fact.id, ())))

    def head(self) -> Letterhead:
        """The letterhead as it was filled in."""
        given = self.cleaned_data
        delivery = Delivery(given.get("head_delivery") or WAYS[self.letter.receiver][0])
        return Letterhead(
            day=given["head_day"],
            number=given["head_number"],
            sender=_lines(given["head_sender"]),
            name=given.get("head_name", ""),
            delivery=delivery,
            address=_lines(given.get("head_address", "")) if delivery is Delivery.BY_MAIL else (),
        )

    def record(self) -> dict[str, Value]:
        """Every fact as it was filled in."""
        return {fact.id: self._value(fact) for fact in self.letter.facts.values()}

    def clean(self) -> dict[str, Any]:
        """Words that may never stand in such a letter are refused, whoever wrote them."""
        for fact in self.letter.facts.values():
            name = f"fact_{fact.id}"
            said = self.cleaned_data.get(name)
            if isinstance(said, str) and (found := forbidden(self.letter, said)):
                self.refuse(name, _never(found[0]))
            if fact.kind is FactKind.PLAN and said and _plan(said) is None:
                self.refuse(name, _BAD_PLAN)
        return self.cleaned_data

    def _add_receiver(self) -> None:
        ways = WAYS[self.letter.receiver]
        if ways[0] is Delivery.FILE:
            return
        self._add("head_name", ShownField(label=Text("Till", "To"), max_length=100, required=False))
        choices = tuple((way.value, CHOICES[way]) for way in ways)
        label = Text("Hur brevet når fram", "How it gets there")
        self._add("head_delivery", ChooseField(label=label, choices=choices, widget=forms.RadioSelect))
        self._add(
            "head_address",
            BodyField(
                label=Text("Adress", "Address"),
                help_text=Text(
                    "Bara för post. Aldrig adressen som frågan gäller.", "For post only. Never the address in question."
                ),
                max_length=400,
                widget=forms.Textarea(attrs={"rows": 3}),
            ),
        )

    def _add(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self.speak(name)

    def _value(self, fact: Fact) -> Value:
        said = self.cleaned_data.get(f"fact_{fact.id}")
        if fact.kind.from_case:
            rows = self.rows.get(fact.id, ())
            return [list(rows[at]) for at in said or [] if at < len(rows)]
        if fact.kind is FactKind.PLAN:
            return _plan(said or "") or []
        if fact.kind is FactKind.LIST:
            return list(_lines(said or ""))
        return "" if said is None else str(said)


class SignForm(SpokenForm):
    """Sign exactly the bytes that were read."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)


class TurnForm(SpokenForm):
    """Ask for a signature, take the question back, or throw a draft away."""

    version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)


def initial_of(
    letter: Letter, head: Letterhead, record: Record, version: int, rows: Mapping[str, Any]
) -> dict[str, Any]:
    """What a draft's form shows at first."""
    shown: dict[str, Any] = {
        "version": version,
        "head_day": head.day,
        "head_number": head.number,
        "head_sender": "\n".join(head.sender),
        "head_name": head.name,
        "head_delivery": head.delivery.value,
        "head_address": "\n".join(head.address),
    }
    for fact in letter.facts.values():
        shown[f"fact_{fact.id}"] = _shown(fact, record.get(fact.id, ""), rows.get(fact.id, ()))
    return shown


def _shown(fact: Fact, value: Value, rows: Sequence[Sequence[str]]) -> Any:  # noqa: ANN401  as Django's own
    if fact.kind.from_case:
        kept = [list(map(str, row)) for row in value]
        return [at for at, row in enumerate(rows) if list(row) in kept]
    if fact.kind is FactKind.PLAN:
        return "\n".join(" ".join(map(str, row)) for row in value)
    return "\n".join(map(str, value)) if isinstance(value, list) else value


def _field(fact: Fact, rows: Sequence[Sequence[str]]) -> forms.Field:
    told = {"label": fact.label, "help_text": fact.hint}
    match fact.kind:
        case FactKind.DAY:
            return DayField(required=False, **told)
        case FactKind.MONEY:
            return MoneyField(**told)
        case FactKind.LINE:
            return ShownField(required=False, **told)
        case kind if kind.from_case:
            return RowsField(choices=[(at, " · ".join(row)) for at, row in enumerate(rows)], **told)
        case _:
            return BodyField(**told)


def _plan(text: str) -> list[list[str]] | None:
    """Rows of a day and an amount; None when a line is no such thing."""
    rows: list[list[str]] = []
    day_field = DayField()
    for line in _lines(text):
        day, _, amount = line.replace("\u00a0", " ").partition(" ")
        try:
            told = day_field.clean(day)
            sum_of = money(amount.replace(" ", "").removesuffix("kr").replace(",", "."))
        except (ValidationError, ValueError):
            return None
        if sum_of <= 0 or len(rows) >= MOST_ROWS:
            return None
        rows.append([told.isoformat(), f"{sum_of:.2f}"])
    return rows


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _never(word: str) -> Text:
    return Text(
        f"Ordet ”{word}” får inte stå i ett sådant brev: den som skriver avgör inget. Skriv vad som hänt i stället.",
        f"The word “{word}” may not stand in such a letter: whoever writes it settles nothing. Write what happened.",
    )
