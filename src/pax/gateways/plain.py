"""An answer as plain values in one language: for `pax share --json` and for whoever checks that two answers agree."""

from pax.gateways.answer import Answer
from pax.gateways.judging import Verdict
from pax.gateways.question import Question

Plain = dict[str, object]


def plain(answer: Answer, language: str) -> Plain:
    """The answer as dicts, lists, texts and booleans, in `sv` or `en`."""
    return {
        "question": _question(answer.question),
        "headline": answer.headline.value,
        "says": answer.headline_text.said(language),
        "nothing_secret": answer.nothing_secret,
        "usable": [_usable(verdict, language) for verdict in answer.usable],
        "closed": [_closed(verdict, language) for verdict in answer.closed],
        "changes": [
            {
                "says": change.says.said(language),
                "fact": change.fact.value if change.fact else None,
                "opens": [gateway.id for gateway in change.opens],
            }
            for change in answer.changes
        ],
    }


def _question(question: Question) -> Plain:
    return {
        "from": question.sender.value,
        "to": question.receiver.value,
        "why": question.purpose.value,
        "on": question.on.isoformat(),
        "asked": question.asked,
        "channel": question.channel.value,
        "items": [
            {
                "board": item.board.value,
                "kind": item.kind.value,
                "provision": str(item.provision),
                "protection": item.protection.value,
            }
            for item in question.items
        ],
        "yes": sorted(question.true),
        "no": sorted(question.false),
    }


def _named(verdict: Verdict, language: str) -> Plain:
    gateway = verdict.gateway
    return {
        "ground": gateway.id,
        "title": gateway.title.said(language),
        "section": gateway.cited(language),
        "in_force_from": gateway.in_force.start.isoformat(),
        "state": verdict.state.value,
        "may_send": verdict.may_send,
        "confirmed": gateway.confirmed is not None,
        "to_be_confirmed": [unsure.says.said(language) for unsure in gateway.unsure],
    }


def _usable(verdict: Verdict, language: str) -> Plain:
    gateway = verdict.gateway
    return _named(verdict, language) | {
        "shall": gateway.shall,
        "first": [{"step": first.step.value, "says": first.says.said(language)} for first in verdict.first],
        "write": [text.said(language) for text in gateway.write],
        "decides": gateway.decides.said(language),
        "feedback": gateway.feedback.said(language),
    }


def _closed(verdict: Verdict, language: str) -> Plain:
    return _named(verdict, language) | {
        "because": [
            {
                "reason": reason.because.value,
                "says": reason.says.said(language),
                "next_step": reason.next_step.said(language),
                "change": reason.change.said(language),
            }
            for reason in verdict.because
        ]
    }
