"""What `run.json`, `rules.json` and `summary.json` say: what was read, what was asked and why the rest was not."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from importlib.metadata import version
from typing import Any

from pax import __version__
from pax.municipality import Municipality
from pax.registers import Delivery
from pax.rules import Rule, Standing, settings
from pax.run.kinship import KinShare
from pax.run.preparing import Prepared
from pax.signals import Found, plain
from pax.vocabulary import PaxError, Text

SCHEMA = 1
STOPPED = Text(
    "regeln stoppades: svaret bröt mot det som varje regel lovar",
    "the rule was stopped: its answer broke what every rule promises",
)


def run_document(municipality: Municipality, board: str, prepared: Prepared, found: Found) -> dict[str, Any]:
    """`run.json` without its list of files and of what was left out."""
    received = prepared.received
    stopped = {one.rule_id: one.problem for one in found.stopped}
    return {
        "schema": SCHEMA,
        "municipality": {
            "name": municipality.name,
            "display_name": municipality.display_name,
            "code": municipality.code,
            "identity_numbers": str(municipality.identity),
        },
        "board": {
            "id": board,
            "name": municipality.boards[board].name,
            "secrecy": list(municipality.boards[board].secrecy),
        },
        "as_of": received.as_of.isoformat(),
        "capacity": dict(sorted(municipality.capacity.items())),
        "purposes": {at: {"sv": text.sv, "en": text.en} for at, text in sorted(municipality.purposes.items())},
        "engine": {"pax": __version__, "duckdb": version("duckdb"), "sqlglot": version("sqlglot")},
        "deliveries": [_delivery(delivery) for delivery in received.deliveries],
        "refused": {
            "deliveries": [_refused(error) for error in received.refusals],
            "rules": [_refused(error) for error in prepared.book.refused],
        },
        "rules": [_standing(standing, stopped.get(standing.rule.id)) for standing in prepared.standings],
        "counts": {"signals": len(found.signals), "evidence": len(found.evidence)},
        "muted": {
            kind: {"total": share.total, "muted": share.muted, "share": _share(share.muted, share.total)}
            for kind, share in sorted(prepared.shares.items())
        },
        "unopened_homes": prepared.linked.unopened_homes,
    }


def _share(part: int, whole: int) -> str:
    return f"{Decimal(part) / Decimal(whole):.4f}" if whole else "0.0000"


def _delivery(delivery: Delivery) -> dict[str, Any]:
    files = [{"name": file.name, "sha256": file.sha256, "rows": file.rows} for file in delivery.files]
    return {
        "register": delivery.register,
        "date": delivery.date.isoformat(),
        "delivery_id": delivery.delivery_id,
        "files": files,
    }


def _refused(error: PaxError) -> dict[str, Any]:
    return {
        "register": error.register,
        "file": error.file,
        "line": error.line,
        "column": error.column,
        "problem": error.problem,
        "ask": error.ask,
        "then": error.then,
    }


def _standing(standing: Standing, problem: str | None) -> dict[str, Any]:
    rule = standing.rule
    state = "stopped" if problem else str(standing.state)
    reason = STOPPED if problem else standing.reason
    told = {
        "id": rule.id,
        "version": rule.version,
        "sha256": rule.sha256,
        "title": both(rule.title),
        "state": state,
        "reason": both(reason),
        "missing": list(standing.missing),
    }
    return told | ({"problem": problem} if problem else {})


def both(text: Text) -> dict[str, str]:
    """A text in both languages."""
    return {"sv": text.sv, "en": text.en}


def rules_document(rules: Sequence[Rule], municipality: Municipality) -> list[dict[str, Any]]:
    """`rules.json`: the header of every rule that ran, and its parameters' values."""
    return [
        _header(rule, settings(rule, municipality.parameters.get(rule.id, {}), municipality.path.name))
        for rule in rules
    ]


def _header(rule: Rule, chosen: Mapping[str, object]) -> dict[str, Any]:
    return {
        "id": rule.id,
        "family": rule.family,
        "title": both(rule.title),
        "version": rule.version,
        "sha256": rule.sha256,
        "boards": list(rule.boards),
        "scope": str(rule.scope),
        "mode": str(rule.mode),
        "subject": str(rule.subject),
        "first_contact": str(rule.first_contact) if rule.first_contact else None,
        "in_favour": rule.in_favour,
        "reads": {table: list(columns) for table, columns in rule.reads.items()},
        "uses": list(rule.uses),
        "facts": {name: str(kind) for name, kind in rule.facts.items()},
        "parameters": {
            name: {
                "value": plain(chosen[name]),
                "default": plain(spec.default),
                "type": str(spec.type),
                "why": spec.why,
            }
            for name, spec in rule.parameters.items()
        },
        "legal_basis": [
            {"act": basis.act, "section": basis.section, "confirmed": basis.confirmed} for basis in rule.legal_basis
        ],
        "explain": both(rule.explain),
        "innocent_explanations": [
            {"id": one.id, "visible": one.visible, "text": both(one.text), "clears": both(one.clears)}
            for one in rule.innocent_explanations
        ],
        "misses": [both(text) for text in rule.misses],
        "next_step": both(rule.next_step),
        "secrecy": list(rule.secrecy),
        "leads_to": rule.leads_to,
        "retention_days": rule.retention_days,
    }


def summary_document(
    prepared: Prepared, found: Found, gone: Mapping[str, int], kin: Mapping[str, KinShare]
) -> dict[str, Any]:
    """`summary.json`: per rule how much was asked, new, gone, among how many, kin unknown; and the deliveries."""
    rules: dict[str, dict[str, Any]] = {}
    for rule_id, count in sorted(found.counts.items()):
        rules[rule_id] = {
            "signals": count.signals,
            "new": count.new,
            "gone": gone.get(rule_id, 0),
            "amount": None if count.amount is None else str(count.amount),
            "population": count.population,
            "would_be": _would_be(count.would_be),
        }
        if rule_id in kin:
            rules[rule_id]["kin_unknown"] = {"named": kin[rule_id].named, "unknown": kin[rule_id].unknown}
    return {"rules": rules, "deliveries": [_delivery(delivery) for delivery in prepared.received.deliveries]}


def _would_be(count: int) -> int | None:
    """How many were counted and not named; fewer than five is not told, as in `area_counts`."""
    return count if count == 0 or count >= 5 else None
