"""The guide's pages. Each reads its address, asks `pax.gateways`, and renders; nothing is kept."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pax import content, gateways
from pax.gateways import Answer, Change, Channel, Fact, Gateway, Headline, Kind, Purpose, Receiver, Sender, Word, label
from pax.vocabulary import Text
from paxweb.frame.clock import today
from paxweb.guide import asked as asking
from paxweb.guide.asked import Asked
from paxweb.guide.examples import EXAMPLES
from paxweb.guide.steps import next_step

COLOURS = {
    Headline.SHALL: "success",
    Headline.MAY: "success",
    Headline.AFTER: "warning",
    Headline.IF: "info",
    Headline.NO: "danger",
    Headline.NEVER: "danger",
}
PROVISIONS = ("none", "OSL 21:7", "OSL 22:1", "OSL 23 kap.", "OSL 25:1", "OSL 26:1", "OSL 31:16", "unknown")


@cache
def _grounds(folder: Path | None) -> tuple[Gateway, ...]:
    return gateways.load(content.find(folder))


def all_grounds() -> tuple[Gateway, ...]:
    """The gateways of the content the site is set to; read once."""
    return _grounds(settings.PAX_CONTENT)


def _page(request: HttpRequest, template: str, language: str, *, status: int = 200, **context: object) -> HttpResponse:
    return render(request, f"guide/{template}.html", {"language": language, **context}, status=status)


@require_safe
def front(request: HttpRequest, language: str) -> HttpResponse:
    """Ten real questions, and the way to one's own."""
    confirmed = sum(1 for ground in all_grounds() if ground.confirmed)
    return _page(
        request, "front", language, examples=EXAMPLES, number=len(all_grounds()), confirmed=confirmed, here="front"
    )


@require_safe
def ask(request: HttpRequest, language: str) -> HttpResponse:
    """The next step of a question; a whole one goes to its answer."""
    asked = asking.read(request.GET, today())
    step = next_step(asked, all_grounds())
    if step is None and not asked.wrong:
        return HttpResponseRedirect(f"{reverse('guide:answer', args=[language])}?{asked.address()}")
    status = 400 if asked.wrong else 200
    return _page(request, "ask", language, status=status, asked=asked, step=step, fields=_fields(asked), here="ask")


@dataclass(frozen=True, slots=True)
class Turn:
    """A change that would alter the answer; `yes` and `no` are addresses that try it, when it is a fact."""

    change: Change
    yes: str | None
    no: str | None


@require_safe
def answer(request: HttpRequest, language: str) -> HttpResponse:
    """The answer to a whole question; an unfinished one goes back to its next step."""
    asked = asking.read(request.GET, today())
    question = asked.question()
    if question is None or asked.wrong:
        return HttpResponseRedirect(f"{reverse('guide:ask', args=[language])}?{request.META.get('QUERY_STRING', '')}")
    found = gateways.answer(question, all_grounds())
    far = tuple(verdict for verdict in found.closed if not verdict.near)
    return _page(
        request,
        "answer",
        language,
        asked=asked,
        answer=found,
        best=found.best,
        others=found.usable[1:],
        far=far,
        between=question.receiver in (Receiver.OWN_BOARD, Receiver.OWN_SOCIAL),
        colour=COLOURS[found.headline],
        turns=[_turn(asked, change) for change in found.changes],
        said=_said(asked),
        address=asked.address(),
        fields=_fields(asked),
        here="ask",
    )


def _turn(asked: Asked, change: Change) -> Turn:
    if change.fact is None:
        return Turn(change, None, None)
    yes = asked.address(yes=sorted(asked.true | {change.fact}))
    no = asked.address(no=sorted(asked.false | {change.fact}))
    return Turn(change, yes, no)


@dataclass(frozen=True, slots=True)
class Said:
    """A fact somebody has answered for, and the address without that answer."""

    says: Text
    so: bool
    undo: str


def _said(asked: Asked) -> list[Said]:
    said = [Said(label(fact), True, asked.address(yes=sorted(asked.true - {fact}))) for fact in sorted(asked.true)]
    said += [Said(label(fact), False, asked.address(no=sorted(asked.false - {fact}))) for fact in sorted(asked.false)]
    return said


def _fields(asked: Asked) -> dict[str, object]:
    """What the whole form needs: every word with its label, and what is wrong by field."""
    listed: dict[str, tuple[Word, ...]] = {
        "sender": tuple(Sender),
        "kind": tuple(Kind),
        "receiver": tuple(Receiver),
        "purpose": tuple(Purpose),
    }
    known = [gateways.Provision.parse(text) for text in PROVISIONS]
    return {
        "lists": {name: [(word.value, label(word)) for word in words] for name, words in listed.items()},
        "provisions": known,
        "other": asked.written if asked.provision not in known else "",
        "facts": [(fact, label(fact), fact in asked.true) for fact in Fact],
        "denied": sorted(asked.false),
        "wrong": {wrong.field: wrong.says for wrong in asked.wrong},
        "safe": asked.channel is Channel.PROTECTED,
    }


@require_safe
def form(request: HttpRequest, language: str, ground: str) -> HttpResponse:
    """The questions to answer in writing, on paper; with the question on top when the address carries one."""
    asked = asking.read(request.GET, today())
    question = asked.question()
    found: Answer | None = gateways.answer(question, all_grounds()) if question else None
    verdicts = found.verdicts if found else ()
    verdict = next((verdict for verdict in verdicts if verdict.gateway.id == ground), None)
    return _page(request, "form", language, ground=_find(ground), asked=asked, verdict=verdict, address=asked.address())


@require_safe
def grounds(request: HttpRequest, language: str) -> HttpResponse:
    """All grounds in a table, what is unconfirmed said in each row."""
    return _page(request, "grounds", language, grounds=all_grounds(), here="grounds")


@require_safe
def ground(request: HttpRequest, language: str, ground: str) -> HttpResponse:
    """One ground, whole."""
    found = _find(ground)
    lists: dict[str, tuple[Collection[Word], tuple[Word, ...]]] = {
        "senders": (found.senders, tuple(Sender)),
        "receivers": (found.receivers, tuple(Receiver)),
        "kinds": (found.kinds, tuple(Kind)),
        "purposes": (found.purposes, tuple(Purpose)),
    }
    named = {name: [label(word) for word in every if word in words] for name, (words, every) in lists.items()}
    complete = {name: len(words) == len(every) for name, (words, every) in lists.items()}
    return _page(
        request,
        "ground",
        language,
        ground=found,
        named=named,
        complete=complete,
        requires=[label(fact) for fact in found.requires],
        forbids=[label(fact) for fact in found.forbids],
        here="grounds",
    )


def _find(name: str) -> Gateway:
    for known in all_grounds():
        if known.id == name:
            return known
    raise Http404


@require_safe
def about(request: HttpRequest, language: str) -> HttpResponse:
    """What the guide is, what it never opens, and what it is not."""
    return _page(request, "about", language, here="about", number=len(all_grounds()))


@require_safe
def accessibility(request: HttpRequest, language: str) -> HttpResponse:
    """The accessibility statement."""
    return _page(request, "accessibility", language)
