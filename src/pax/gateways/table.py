"""The whole table of grounds as Markdown, what is unconfirmed on top (`docs/law/gateways.md`)."""

from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum

from pax.gateways.gateway import Gateway, TestKind
from pax.gateways.provisions import Provision
from pax.gateways.words import Kind, Purpose, Receiver, Sender, Word, label

_TESTS = {
    TestKind.NONE: ("ingen", "none"),
    TestKind.SPECIAL_REASONS: ("särskilda skäl", "special reasons"),
    TestKind.CLEAR: ("står klart", "clear"),
    TestKind.OVERRIDING: ("övervägande skäl", "overriding"),
    TestKind.EXCEPTIONAL: ("synnerliga skäl", "exceptional"),
    TestKind.WRITTEN_BALANCING: ("skriftlig avvägning", "written balancing"),
    TestKind.EVIDENT: ("uppenbart", "evident"),
    TestKind.NECESSITY: ("nödvändigt", "necessity"),
    TestKind.SUITABILITY: ("inte olämpligt", "not unsuitable"),
    TestKind.HARM: ("skada", "harm"),
    TestKind.UTMOST: ("synnerlig vikt", "utmost importance"),
}
_WORDS = {
    "title": ("Grunder för att lämna ut", "Grounds for sharing"),
    "made": (
        "Gjord av filerna i `gateways/` med `pax --language sv share --table`. Ändra i filerna, inte här.",
        "Made from the files in `gateways/` by `pax --language en share --table`. Change the files, not this page.",
    ),
    "unconfirmed": ("Obekräftat", "Unconfirmed"),
    "guide": (
        "En obekräftad grund får vägleda och ge utkast, aldrig användas för att skicka. Kommunens jurist läser "
        "paragrafen, rättar filen och skriver sitt namn och dagen under `confirmed`.",
        "An unconfirmed ground may guide and draft, never send. The municipality's lawyer reads the section, corrects "
        "the file, and writes name and day under `confirmed`.",
    ),
    "memory": ("lydelsen inte läst", "wording not read"),
    "read": ("läst i", "read as of"),
    "waits": ("läst, väntar på jurist", "read, awaits a lawyer"),
    "all_confirmed": ("Allt är bekräftat.", "Everything is confirmed."),
    "table": ("Alla grunder", "All grounds"),
    "columns": (
        "Grund | Lagrum | Ska/får | Begäran/eget | Prövning | Gäller från | Till | Lydelse | Bekräftad",
        "Ground | Section | Shall/may | Asked/own | Test | In force from | To | Wording | Confirmed",
    ),
    "shall": ("ska", "shall"),
    "may": ("får", "may"),
    "asked": ("begäran", "asked"),
    "own": ("eget initiativ", "own initiative"),
    "no": ("nej", "no"),
    "senders": ("Lämnar", "Senders"),
    "receivers": ("Tar emot", "Receivers"),
    "own_only": ("Tar emot utan begäran", "Receivers unasked"),
    "kinds": ("Uppgifter", "Information"),
    "purposes": ("Till vad", "Why"),
    "test": ("Prövning", "Test"),
    "excluded": ("Undantagen sekretess", "Excluded secrecy"),
    "requires": ("Måste vara sant", "Must be true"),
    "forbids": ("Får inte vara sant", "Must not be true"),
    "protected": ("Skyddade personuppgifter", "Protected persons"),
    "protected_channel": ("bara i skyddad kanal", "only through a protected channel"),
    "never": ("aldrig", "never"),
    "write": ("Skriv först", "Write first"),
    "decides": ("Beslutar", "Decides"),
    "feedback": ("Återkoppling", "Feedback"),
    "if_closed": ("Om den är stängd", "If it is closed"),
    "sources": ("Källor", "Sources"),
    "unsure": ("Att bekräfta", "To be confirmed"),
    "all": ("alla", "all"),
    "all_but": ("alla utom", "all but"),
    "none": ("ingen", "none"),
    "all_secrecy": ("all sekretess", "all secrecy"),
}


def table(gateways: Sequence[Gateway], language: str) -> str:
    """Markdown in `sv` or `en`: what is unconfirmed, one row per ground, then each ground whole."""
    say = _Said(language)
    parts = [f"# {say('title')}\n\n{say('made')}\n", _unconfirmed(gateways, say), _rows(gateways, say)]
    parts += [_whole(gateway, say) for gateway in gateways]
    return "\n".join(parts)


class _Said:
    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str) -> str:
        sv, en = _WORDS[key]
        return en if self.language == "en" else sv

    def test(self, kind: TestKind) -> str:
        sv, en = _TESTS[kind]
        return en if self.language == "en" else sv

    def span(self, span: Provision) -> str:
        return self("all_secrecy") if span.everything else span.said(self.language)

    def words(self, words: Collection[Word], kind: type[StrEnum]) -> str:
        missing = [word for word in kind if word not in words]
        if not missing:
            return self("all")
        if len(missing) <= 4 < len(words):
            return f"{self('all_but')}: {'; '.join(self._label(word) for word in missing)}"
        return "; ".join(self._label(word) for word in kind if word in words)

    def _label(self, word: StrEnum) -> str:
        if not isinstance(word, Sender | Receiver | Kind | Purpose):
            raise TypeError("a word of a question")
        return label(word).said(self.language)


def _unconfirmed(gateways: Sequence[Gateway], say: _Said) -> str:
    lines = [f"## {say('unconfirmed')}\n", f"{say('guide')}\n"]
    waiting = sorted(
        (gateway for gateway in gateways if gateway.confirmed is None or gateway.unsure),
        key=lambda gateway: (gateway.read_on is not None, gateway.order),
    )
    for gateway in waiting:
        state = say("memory") if gateway.read_on is None else say("waits")
        doubts = " ".join(dict.fromkeys(unsure.says.said(say.language) for unsure in gateway.unsure))
        lines.append(f"- **{gateway.title.said(say.language)}** (`{gateway.id}`): {state}. {doubts}".rstrip())
    return "\n".join([*lines, "" if waiting else f"{say('all_confirmed')}\n"])


def _rows(gateways: Sequence[Gateway], say: _Said) -> str:
    head = say("columns")
    lines = [f"## {say('table')}\n", f"| {head} |", f"|{'---|' * (head.count('|') + 1)}"]
    for gateway in gateways:
        asked = [say(word) for word, so in (("asked", gateway.on_request), ("own", gateway.own_initiative)) if so]
        cells = (
            gateway.title.said(say.language),
            gateway.cited(say.language),
            say("shall" if gateway.shall else "may"),
            ", ".join(asked),
            say.test(gateway.test.kind),
            gateway.in_force.start.isoformat(),
            gateway.in_force.end.isoformat() if gateway.in_force.end else "",
            f"{say('read')} {gateway.read_on.isoformat()}" if gateway.read_on else say("memory"),
            f"{gateway.confirmed.by} {gateway.confirmed.on.isoformat()}" if gateway.confirmed else say("no"),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _whole(gateway: Gateway, say: _Said) -> str:
    language = say.language
    lines = [
        f"## {gateway.title.said(language)}\n",
        f"`{gateway.id}` · {gateway.cited(language)}\n",
        f"{gateway.says.said(language)}\n",
    ]
    lines += [f"- {say(key)}: {text}" for key, text in _rest(gateway, say) if text]
    lines += [f"- {say('write')}:", *(f"  {n}. {text.said(language)}" for n, text in enumerate(gateway.write, 1))]
    doubts = dict.fromkeys(unsure.says.said(language) for unsure in gateway.unsure)
    lines += [f"- {say('unsure')}: {doubt}" for doubt in doubts]
    return "\n".join([*lines, ""])


def _rest(gateway: Gateway, say: _Said) -> Iterator[tuple[str, str]]:
    language = say.language
    yield "senders", say.words(gateway.senders, Sender)
    yield "receivers", say.words(gateway.receivers, Receiver)
    if gateway.receivers_own and gateway.receivers_own != gateway.receivers:
        yield "own_only", say.words(gateway.receivers_own, Receiver)
    yield "kinds", say.words(gateway.kinds, Kind)
    yield "purposes", say.words(gateway.purposes, Purpose)
    yield "test", gateway.test.says.said(language)
    yield "excluded", "; ".join(say.span(span) for span in gateway.excluded) or say("none")
    yield "requires", " ".join(label(fact).said(language) for fact in gateway.requires)
    yield "forbids", " ".join(label(fact).said(language) for fact in gateway.forbids)
    yield "protected", say(gateway.protected_persons.value)
    yield "decides", gateway.decides.said(language)
    yield "feedback", gateway.feedback.said(language)
    yield "if_closed", gateway.if_closed.said(language)
    yield "sources", "; ".join(gateway.sources)
