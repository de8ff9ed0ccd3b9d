"""How a scene says what should come of it."""

from pax.town.frames import dwelling_id
from pax.town.stage import Answer, Stage

PLANTED, LOOKALIKE, LAWFUL = "planted", "lookalike", "lawful_hit"


class Key:
    """The answers of one rule: `asked`, `lawful`, `silent`, `counted`.

    A person or organisation is given by index; a dwelling as `home(index)`; anything else as its id.
    """

    def __init__(self, stage: Stage, rule: str, subject_kind: str) -> None:
        self._stage = stage
        self._rule = rule
        self._kind = subject_kind

    def asked(self, subject: int | str, anchor: str, why: str) -> None:
        """The rule must ask: the pattern is there and nothing excuses it."""
        self._add(subject, anchor, PLANTED, "", "asked", why)

    def lawful(self, subject: int | str, anchor: str, explanation: str, why: str) -> None:
        """The rule must ask, though it is lawful: no register shows the explanation."""
        self._add(subject, anchor, LAWFUL, explanation, "asked", why)

    def silent(self, subject: int | str, explanation: str, why: str, anchor: str = "") -> None:
        """The rule must not ask: just under the threshold (explanation empty), or visibly explained."""
        self._add(subject, anchor, LOOKALIKE, explanation, "silent", why)

    def counted(self, subject: int | str, anchor: str, why: str) -> None:
        """The pattern is there, but nothing gave cause to look: only counted."""
        self._add(subject, anchor, PLANTED, "", "counted", why)

    def _add(self, subject: int | str, anchor: str, kind: str, explanation: str, expected: str, why: str) -> None:
        self._stage.answers.append(Answer(self._rule, self._kind, subject, anchor, kind, explanation, expected, why))


def home(dwelling: int) -> str:
    """A dwelling as a subject."""
    return dwelling_id(dwelling)


def company(organisation: int) -> str:
    """An organisation within an anchor, put in when its number is known."""
    return f"{{org:{organisation}}}"


def pair(one: str, other: str) -> str:
    """Two keys of one kind as an anchor."""
    return "|".join(sorted((one, other)))
