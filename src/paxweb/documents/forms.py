"""What people may send: a document and what is said of it, why something is taken out or opened."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from pax.vocabulary import Text
from paxweb.documents.formats.judging import ENDINGS
from paxweb.documents.kinds import COMMON
from paxweb.documents.models import Aim, Direction
from paxweb.documents.receiving import Sent
from paxweb.frame.forms import ChooseField, DayField, LineField, ReasonField, SpokenForm

AIMS = {
    Aim.HANDLING: Text("Handläggning", "Handling of the case"),
    Aim.PARTY: Text("Till den det gäller (partsinsyn)", "For the person concerned"),
    Aim.COURT: Text("Till nämnd eller domstol", "For a tribunal or court"),
    Aim.AUTHORITY: Text("Till en annan myndighet", "For another authority"),
    Aim.RECORDS: Text("Begäran om allmän handling", "A public-records request"),
    Aim.FOLLOW_UP: Text("Uppföljning", "Follow-up"),
}


class SentField(forms.FileField):
    """A file, sealed while it came. Where nothing of it could be kept it says why."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        kwargs.setdefault("max_length", 255)
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in ENDINGS)}))
        super().__init__(**kwargs)
        self.language = "sv"

    def to_python(self, data: Any) -> Any:  # noqa: ANN401  as Django's own
        """The file as it came."""
        if isinstance(data, Sent) and data.problem is not None:
            raise ValidationError(data.problem.says.said(self.language), code=data.problem.word)
        found = super().to_python(data)
        return found if isinstance(found, Sent) else None


def _speak(form: SpokenForm) -> None:
    """Let a form's file say what is wrong in the form's language; none at all is one that was not chosen."""
    sent = form.fields["file"]
    if isinstance(sent, SentField):
        sent.language = form.language
        sent.error_messages["required"] = sent.error_messages["missing"]


class DocumentForm(SpokenForm):
    """A document and what it is. Only the file must be chosen; the rest has what is most common."""

    file = SentField(
        label=Text("Fil", "File"),
        help_text=Text(
            "PDF, PNG, JPEG, TIFF, TXT, CSV, DOCX, XLSX, ODT, ODS eller EML, utan makron.",
            "PDF, PNG, JPEG, TIFF, TXT, CSV, DOCX, XLSX, ODT, ODS or EML, without macros.",
        ),
    )
    title = LineField(
        label=Text("Vad är det?", "What is it?"),
        help_text=Text("Tomt: filens namn. Skriv inget personnummer.", "Empty: the file's name. No personal number."),
        required=False,
    )
    kind = ChooseField(label=Text("Slag", "Kind"), choices=tuple(COMMON.items()))
    direction = ChooseField(
        label=Text("Inkommen eller upprättad", "Received or drawn up"),
        choices=(
            (Direction.RECEIVED, Text("Inkommen till oss", "Received by us")),
            (Direction.MADE, Text("Upprättad här", "Drawn up here")),
        ),
        widget=forms.RadioSelect,
        initial=Direction.RECEIVED,
    )
    party = LineField(label=Text("Från eller till vem", "From or to whom"), required=False)
    day = DayField(label=Text("Dag", "Day"))

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, Text]] = (), **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        _speak(self)
        kind = self.fields["kind"]
        found = [(word, text.said(self.language)) for word, text in kinds]
        if found and isinstance(kind, forms.ChoiceField):
            kind.choices = found


class MaskForm(SpokenForm):
    """The masked copy of a document with protected words in it."""

    file = SentField(
        label=Text("Maskad kopia", "Masked copy"),
        help_text=Text(
            "Sådan att inget kan läsas under masken: skriv ut, stryk över och skanna, eller spara om som bild.",
            "Such that nothing can be read below the mask: print, cross out and scan, or save anew as a picture.",
        ),
    )
    title = LineField(
        label=Text("Vad är det? Utan skyddade uppgifter.", "What is it? Without protected data."), min_length=2
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        _speak(self)


class OpenProtectedForm(SpokenForm):
    """For what a document with protected words is opened."""

    purpose = ChooseField(
        label=Text("För att", "In order to"),
        choices=(
            ("masking", Text("maska den", "mask it")),
            ("handling", Text("handlägga just det här", "handle this very case")),
            ("danger", Text("avvärja fara för liv eller hälsa", "avert danger to life or health")),
        ),
    )


class TakeOutForm(SpokenForm):
    """For what, and why, something leaves the office."""

    aim = ChooseField(label=Text("Vad ska det användas till?", "What is it for?"), choices=tuple(AIMS.items()))
    reason = ReasonField(
        label=Text("Skäl", "Reason"),
        help_text=Text(
            "Varför räcker det inte att läsa i Pax? Enhetschef och dataskyddsombud ser det. Skriv inga namn.",
            "Why is it not enough to read it in Pax? The lead and the data protection officer see it. No names.",
        ),
        max_length=500,
    )
