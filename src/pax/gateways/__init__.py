""" "May I share this?": what may leave, to whom, on what ground. Facts, receiver and date in; verdicts and reasons out.

Pure: no clock, no network, no data. One file per ground in `gateways/`; a municipality's lawyer confirms each there.
"""

from pax.gateways.answer import Answer, Change, Headline, answer
from pax.gateways.gateway import Confirmation, Gateway, ProtectedPersons, Test, Unsure
from pax.gateways.judging import State, Step, Verdict, judge
from pax.gateways.plain import plain
from pax.gateways.provisions import NO_SECRECY, UNKNOWN, NotAProvision, Provision
from pax.gateways.question import Channel, Item, Question, usual_provision
from pax.gateways.reading import AUTHORITIES, load
from pax.gateways.reasons import Because, Reason
from pax.gateways.table import table
from pax.gateways.words import Fact, Kind, Purpose, Receiver, Sender, Word, label

__all__ = [
    "AUTHORITIES",
    "NO_SECRECY",
    "UNKNOWN",
    "Answer",
    "Because",
    "Change",
    "Channel",
    "Confirmation",
    "Fact",
    "Gateway",
    "Headline",
    "Item",
    "Kind",
    "NotAProvision",
    "ProtectedPersons",
    "Provision",
    "Purpose",
    "Question",
    "Reason",
    "Receiver",
    "Sender",
    "State",
    "Step",
    "Test",
    "Unsure",
    "Verdict",
    "Word",
    "answer",
    "judge",
    "label",
    "load",
    "plain",
    "table",
    "usual_provision",
]
