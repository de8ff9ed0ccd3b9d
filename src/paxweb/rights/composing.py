"""The answer to a person: what is held on them and what article 15 says they are to know, as data. See the schema."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from pax.vocabulary import Text
from paxweb.accounts.models import Board
from paxweb.cases.purposes import purposes_of
from paxweb.rights import naming, wording
from paxweb.rights.drafts import Draft, Line, Value
from paxweb.rights.marks import Told, applied, taken_from
from paxweb.rights.models import PersonRequest
from paxweb.rights.overlays import Overlay
from paxweb.rights.passages import cut
from paxweb.rights.planning import plan

SCHEMA = 1
_FIRST = {"intake.Item": Text("Uppgift", "Item"), "cases.Case": Text("Ärende", "Case")}
_LOG = Text("Vem som läst och ändrat", "Who has read and changed")
_OTHER = Text("Övrigt", "Other")
_ACCOUNT = Text("Ditt konto och dina behörigheter", "Your account and clearances")


@dataclass(frozen=True, slots=True)
class Answer:
    """One volume of an answer to a person, in one language."""

    board: Board
    request: PersonRequest
    made_on: date
    language: str
    draft: Draft
    marks: Sequence[Told]
    overlay: Overlay
    receivers: tuple[str, ...] = ()


def compose(answer: Answer) -> dict[str, Any]:
    """The answer as `extract.schema.yml` describes it."""
    lines, withheld = applied(answer.draft, answer.marks)
    language = answer.language
    provisions = wording.provisions()
    named = dict.fromkeys(each.provision for each in withheld)
    return {
        "schema": SCHEMA,
        "language": language,
        "controller": {"id": answer.board.pk, "name": answer.board.name},
        "request": {
            "diary_number": answer.request.diary_number,
            "received_on": answer.request.received_on.isoformat(),
            "made_on": answer.made_on.isoformat(),
        },
        "person": {"name": answer.request.name, "numbers": list(answer.request.numbers)},
        "information": information(answer, lines),
        "parts": parts(lines, answer.overlay, language),
        "withheld": [
            {
                "provision": name,
                "says": provisions[name].says.said(language) if name in provisions else name,
                "as_of": provisions[name].as_of.isoformat() if name in provisions else "",
                "places": sum(each.provision == name for each in withheld),
            }
            for name in named
        ],
        "left_out": {"about_others": answer.draft.others, "waiting_to_be_read": answer.draft.waits},
    }


def as_bytes(told: Mapping[str, Any]) -> bytes:
    """The answer as JSON, the same bytes for the same answer."""
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def parts(lines: Sequence[Line], overlay: Overlay, language: str) -> list[dict[str, Any]]:
    """Rows under the item or case they belong to; then the account, other papers, and the log."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.root or _loose(line), []).append(line)
    return [
        {"title": _title(key, rows, language), "rows": [_row(line, overlay, language) for line in rows]}
        for key, rows in sorted(groups.items(), key=lambda each: _order(each[0]))
    ]


def _loose(line: Line) -> str:
    if line.model == "ledger.Entry":
        return "~log"
    return "~other" if line.model.startswith("rights.") else "~account"


def _order(key: str) -> int:
    return {"~account": 1, "~other": 2, "~log": 3}.get(key, 0)


def _title(key: str, rows: Sequence[Line], language: str) -> str:
    loose = {"~log": _LOG, "~other": _OTHER, "~account": _ACCOUNT}.get(key)
    if loose:
        return loose.said(language)
    first = next((row for row in rows if row.model in _FIRST), rows[0])
    named = {value.name: value.value for value in first.values}
    called = named.get("number") or " ".join(filter(None, (named.get("family"), named.get("area"))))
    when = first.when[:10]
    return f"{_FIRST.get(first.model, _OTHER).said(language)} {called} {when}".replace("  ", " ").strip()


def _row(line: Line, overlay: Overlay, language: str) -> dict[str, Any]:
    return {
        "id": line.id,
        "kind": line.model,
        "title": line.title(language),
        "when": line.when,
        "protected": line.withheld,
        "values": [_value(line, value, overlay, language) for value in line.values],
    }


def _value(line: Line, value: Value, overlay: Overlay, language: str) -> dict[str, Any]:
    said: dict[str, Any] = {"name": value.name, "label": wording.column(value.name).said(language)}
    said["value"] = in_words(value, language)
    corrected = overlay.of(line.place, value.name, value.value)
    if corrected:
        said["corrected"] = {"value": corrected.new, "on": corrected.on.isoformat(), "ground": corrected.ground}
    return said


def in_words(value: Value, language: str) -> str:
    """A value as it is read: codes, roles and kinds by what they are called."""
    match value.says:
        case "code":
            return wording.code(value.value, language)
        case "role":
            return wording.role(value.value, language)
        case "kind":
            return wording.kind(value.value, language)
    return naming.in_words(value.says, value.value, language) or value.value


def information(answer: Answer, lines: Sequence[Line]) -> list[dict[str, str]]:
    """What article 15 (1) and (2) says the person is to know, from what is held on them."""
    delivered = {value for line in lines for value in line.values if value.name == "register"}
    sources = sorted({in_words(value, answer.language) for value in delivered})
    known = purposes_of(answer.board.pk)
    ids = sorted({value.value for line in lines for value in line.values if value.name == "purpose_id"})
    purposes = [known[each].said(answer.language) if each in known else each for each in ids]
    days = _DAYS.said(answer.language)
    kept = plan().of_board(answer.board.pk)
    keep = [f"{each.title.said(answer.language)}: {each.keep_days} {days}" for each in kept]
    nothing = _NONE.said(answer.language)
    told = {
        "controller": answer.board.name,
        "contact": settings.PAX_RIGHTS_CONTACT or answer.board.name,
        "purposes": ", ".join(purposes) or _CONTROL.said(answer.language),
        "sources": ", ".join(sources) or nothing,
        "receivers": "; ".join(cut(each, taken_from(answer.draft, answer.marks)) for each in answer.receivers)
        or nothing,
        "keep": "; ".join(keep),
    }
    return [
        {"title": title.said(answer.language), "text": says.said(answer.language).format(**told)}
        for title, says in _texts()
    ]


_DAYS = Text("dagar", "days")
_NONE = Text("inga", "none")
_CONTROL = Text("kontroll av att uppgifter och beslut stämmer", "checking that data and decisions are right")


@cache
def _texts() -> tuple[tuple[Text, Text], ...]:
    rows = yaml.safe_load((Path(__file__).parent / "information.yml").read_text(encoding="utf-8"))
    return tuple((Text(**row["title"]), Text(**row["text"])) for row in rows)
