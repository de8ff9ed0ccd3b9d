"""What a code in a row is called: a case's type, state, step and answer, its purpose, a paper's kind, a family."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import models

from pax.casetypes import CaseType
from pax.vocabulary import Text
from paxweb.cases.models import Case
from paxweb.cases.purposes import purposes_of
from paxweb.cases.types import all_types
from paxweb.cases.words import CONTACTS
from paxweb.documents.kinds import called as kind_called
from paxweb.ledger import acts
from paxweb.rights import wording
from paxweb.signals import words

_CODED = {
    "cases.Case": {
        "casetype": "casetype", "purpose_id": "purpose", "state": "state", "waits_for": "step",
        "first_contact": "contact",
    },
    "cases.Event": {"step": "step", "answer": "answer"},
    "cases.Proposal": {"step": "step", "answer": "answer"},
    "documents.Document": {"kind": "paper"},
    "intake.Item": {"family": "family"},
    "intake.SheetRow": {"table": "table", "register": "register"},
    "intake.Evidence": {"table": "table", "register": "register"},
    "intake.Edge": {"relation": "table"},
}  # fmt: skip
"""Model → column → what its codes are codes of."""

_EITHER = frozenset({"yes", "no", "True", "False"})


def says_of(row: models.Model, column: str, board_id: str) -> str:
    """What a column's codes are, and of what: `state:tenancy`, `answer:tenancy/violence`; empty where it holds none."""
    what = _CODED.get(row._meta.label, {}).get(column, "")
    if what in ("casetype", "contact", "family", "register", "table", ""):
        return what
    if what == "purpose":
        return f"purpose:{board_id}"
    told: dict[str, Any] = vars(row)
    casetype = told.get("casetype") or casetype_of(told["case_id"])
    return f"{what}:{casetype}/{told['step']}" if what == "answer" else f"{what}:{casetype}"


def says_of_fact(row: models.Model, path: str, text: str) -> str:
    """What a value inside a row's JSON is a code of: a register's own code, a yes or no; `text` where it is none."""
    if text in _EITHER:
        return "code"
    first, _, column = path.partition(".")
    told: dict[str, Any] = vars(row)
    return f"fact:{told['table']}/{column}" if first == "facts" and "table" in told else "text"


@lru_cache(maxsize=2048)
def casetype_of(case_id: UUID) -> str:
    """A case's type, which never changes."""
    return str(Case.objects.filter(pk=case_id).values_list("casetype", flat=True).first() or "")


def in_words(says: str, code: str, language: str) -> str | None:
    """A code by what it is called; None where `says` names nothing of the kind. What nobody knows stands as it is."""
    what, _, of = says.partition(":")
    if what not in _NAMES:
        return None
    found = _NAMES[what](of, code)
    return found.said(language) if found else code


def _type(of: str) -> CaseType | None:
    return all_types().get(of)


def _casetype(_: str, code: str) -> Text | None:
    found = _type(code)
    return found.title if found else None


def _state(of: str, code: str) -> Text | None:
    found = _type(of)
    return found.states[code].title if found and code in found.states else None


def _step(of: str, code: str) -> Text | None:
    found = _type(of)
    return found.steps[code].title if found and code in found.steps else None


def _answer(of: str, code: str) -> Text | None:
    casetype, _, step = of.partition("/")
    found = _type(casetype)
    return found.steps[step].answers.get(code) if found and step in found.steps else None


def _fact(of: str, code: str) -> Text | None:
    table, _, column = of.partition("/")
    return words.value(table, column, code)


_NAMES: Mapping[str, Callable[[str, str], Text | None]] = {
    "casetype": _casetype,
    "state": _state,
    "step": _step,
    "answer": _answer,
    "purpose": lambda board_id, code: purposes_of(board_id).get(code),
    "paper": lambda of, code: kind_called(_type(of), code),
    "family": lambda _, code: words.family(code),
    "table": lambda _, code: words.table(code),
    "register": lambda _, code: wording.register(code),
    "fact": _fact,
    "contact": lambda _, code: CONTACTS.get(code),
    "act": lambda _, code: acts.called(code),
}
