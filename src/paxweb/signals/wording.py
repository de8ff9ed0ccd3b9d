"""Short sentences the pages need: states, ages, what somebody did; and keeping a text within its words."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from pax.vocabulary import Text
from paxweb.signals.forms import SEEN
from paxweb.signals.models import Seen, State, StepKind

STATES: Mapping[str, Text] = {
    State.WAITING: Text("väntar", "waiting"),
    State.IN_WEEK: Text("i veckans lista", "in the week's list"),
    State.TAKEN: Text("läses", "being read"),
    State.READ: Text("öppnad", "opened"),
    State.CLEARED: Text("avfärdad", "cleared"),
    State.PUT_OFF: Text("uppskjuten", "put off"),
    State.MORE: Text("väntar på svar", "waiting for an answer"),
    State.HANDED_OVER: Text("överlämnad", "handed over"),
    State.IN_CASE: Text("i ett ärende", "in a case"),
}
STEPS: Mapping[str, Text] = {
    StepKind.CLEARED: Text("avfärdade", "cleared it"),
    StepKind.PUT_OFF: Text("sköt upp", "put it off"),
    StepKind.MORE: Text("bad om mer", "asked for more"),
    StepKind.HANDED_OVER: Text("lämnade över", "handed it over"),
    StepKind.GIVEN_BACK: Text("lämnade tillbaka", "gave it back"),
    StepKind.UP_AGAIN: Text("tog upp den igen", "took it up again"),
}
FINDINGS: Mapping[str, Text] = {
    "right": Text("Rätt", "Right"),
    "wrong_in_favour": Text("Fel, till den enskildes fördel", "Wrong, in the person's favour"),
    "wrong_to_disadvantage": Text("Fel, till den enskildes nackdel", "Wrong, to the person's disadvantage"),
    "unclear": Text("Oklart", "Unclear"),
}
"""What an item or a case came to, in the words of `outcomes.csv`."""

CAUSES: Mapping[str, Text] = {
    "authority": Text("Myndigheten", "The authority"),
    "person_unintended": Text("Den enskilde, utan uppsåt", "The person, unintended"),
    "person_intent_suspected": Text("Den enskilde, uppsåt misstänks", "The person, intent suspected"),
    "deceived": Text("Lurad eller utnyttjad av någon annan", "Deceived or exploited by another"),
    "register_lag": Text("Eftersläpning i register", "Register lag"),
    "unknown": Text("Okänt", "Unknown"),
}
DRAWN = Text("Slumpvis dragen", "Drawn by chance")
NO_AREA = Text("Utan område", "No area")


def state(word: str, language: str) -> str:
    """Where an item stands."""
    return STATES[word].said(language) if word in STATES else word


def came_to(finding: str, cause: str, language: str) -> str:
    """A finding, with its cause where there is one."""
    said = [texts[word].said(language) for texts, word in ((FINDINGS, finding), (CAUSES, cause)) if word in texts]
    return " · ".join(said)


def seen(answer: str, language: str) -> str:
    """The blind answer in words."""
    return SEEN[Seen(answer)].said(language)


def age(first_seen: date, start: date | None, end: date | None, today: date, language: str) -> str:
    """How old a question is: since when the facts hold, and when it was first asked."""
    sv, en = f"frågad sedan {first_seen.isoformat()}", f"asked since {first_seen.isoformat()}"
    if (today - first_seen).days <= 7:
        sv, en = "ny", "new"
    if start is not None:
        to_sv, to_en = (end.isoformat(), end.isoformat()) if end else ("pågår", "ongoing")
        sv, en = f"{start.isoformat()} – {to_sv}, {sv}", f"{start.isoformat()} – {to_en}, {en}"
    return sv if language == "sv" else en


def sentences(text: str, words: int) -> str:
    """The first whole sentences of a text within so many words; always at least one."""
    kept: list[str] = []
    for sentence in re.split(r"(?<=[.!?])\s+", text.strip()):
        if kept and len(" ".join([*kept, sentence]).split()) > words:
            break
        kept.append(sentence)
    return " ".join(kept)


def some(texts: Iterable[str], words: int) -> list[str]:
    """The first texts within so many words together; always at least one, no text twice."""
    kept: list[str] = []
    for text in dict.fromkeys(texts):
        if kept and len(" ".join([*kept, text]).split()) > words:
            break
        kept.append(text)
    return kept
