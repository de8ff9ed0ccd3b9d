"""What a run found, as a table in Swedish or English, or as JSON."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rich.table import Table

from pax.cli.frame import Frame, Language
from pax.run import Run
from pax.signals import number

_WORDS = {
    "rule": ("Regel", "Rule"),
    "asks": ("Vad den frågar", "What it asks"),
    "signals": ("Frågor", "Signals"),
    "new": ("Nya", "New"),
    "gone": ("Borta", "Gone"),
    "amount": ("Belopp, kr", "Amount, SEK"),
    "population": ("Bland", "Among"),
    "counted": ("Räknade utan namn", "Counted, not named"),
    "why": ("Varför", "Why"),
    "not_run": ("Körs inte", "Not run"),
    "refused": ("Leveranser och regler som inte togs emot", "Deliveries and rules that were refused"),
    "muted": (
        "Skyddade personuppgifter: det som är knutet till dem kan inte frågas om",
        "Protected persons: nothing tied to them can be asked about",
    ),
    "kin": (
        "Personer utan känd släkt i registret, bland dem som frågorna nämner",
        "Persons without recorded kin, among those the questions name",
    ),
    "left_out": ("Filer som utelämnats", "Files left out"),
    "homes": (
        "{count} skyddade adresser i known_addresses kunde inte läsas utan nyckel: regler kan fråga om dem",
        "{count} keyed addresses in known_addresses could not be read without the key: rules may ask about them",
    ),
    "person": ("personer", "persons"),
    "dwelling": ("bostäder", "dwellings"),
    "lease": ("kontrakt", "leases"),
    "case": ("ärenden", "cases"),
    "account": ("konton", "accounts"),
    "of": ("av", "of"),
}


def words(language: Language) -> Mapping[str, str]:
    """The headings of the table in a language."""
    return {name: both[language is Language.EN] for name, both in _WORDS.items()}


def as_json(run: Run) -> str:
    """The run as one JSON object: `run.json` without its hashes of files, and `summary.json`."""
    told = {name: value for name, value in run.document.items() if name != "files"}
    return json.dumps({**told, "summary": run.summary["rules"]}, ensure_ascii=False, indent=1)


def show(frame: Frame, run: Run) -> None:
    """Print the run: what was asked, what was not and why, what was refused, what is muted."""
    said = words(frame.language)
    document = run.document
    frame.out.print(f"{document['municipality']['display_name']} · {document['board']['name']} · {document['as_of']}")
    frame.out.print(_asked(frame, run, said))
    not_run = [rule for rule in document["rules"] if rule["state"] != "ran"]
    if not_run:
        frame.out.print(_not_run(frame, not_run, said))
    _list(frame, said["refused"], [_refusal(one) for group in document["refused"].values() for one in group])
    _list(
        frame, said["muted"], [_muted(kind, share, said) for kind, share in document["muted"].items() if share["total"]]
    )
    shares = {name: count["kin_unknown"] for name, count in run.summary["rules"].items() if "kin_unknown" in count}
    _list(frame, said["kin"], [_kin(name, share, said) for name, share in shares.items()])
    if document["unopened_homes"]:
        frame.out.print(said["homes"].format(count=document["unopened_homes"]))
    reasons: dict[str, list[str]] = {}
    for name, why in document["left_out"].items():
        reasons.setdefault(why[frame.language], []).append(name)
    _list(frame, said["left_out"], [f"{', '.join(names)}: {why}" for why, names in reasons.items()])


def _asked(frame: Frame, run: Run, said: Mapping[str, str]) -> Table:
    table = Table(show_edge=False)
    table.add_column(said["rule"], no_wrap=True)
    table.add_column(said["asks"], ratio=1)
    counted = any(count["would_be"] != 0 for count in run.summary["rules"].values())
    names = ["signals", "new", "gone", "amount", "population", *(["counted"] if counted else [])]
    for name in names:
        table.add_column(said[name], justify="right")
    titles = {rule["id"]: rule["title"][frame.language] for rule in run.document["rules"]}
    for rule_id, count in run.summary["rules"].items():
        amount = "" if count["amount"] is None else number(Decimal(count["amount"]), frame.language)
        row = [str(count["signals"]), str(count["new"]), str(count["gone"]), amount]
        row.append(number(Decimal(count["population"]), frame.language))
        if counted:
            row.append("< 5" if count["would_be"] is None else str(count["would_be"]))
        table.add_row(rule_id, titles[rule_id], *row)
    return table


def _not_run(frame: Frame, rules: list[dict[str, Any]], said: Mapping[str, str]) -> Table:
    table = Table(show_edge=False)
    table.add_column(said["not_run"], no_wrap=True)
    table.add_column(said["asks"], ratio=1)
    table.add_column(said["why"], ratio=1)
    for rule in rules:
        why = rule["reason"][frame.language]
        table.add_row(
            rule["id"], rule["title"][frame.language], f"{why}: {rule['problem']}" if "problem" in rule else why
        )
    return table


def _refusal(error: Mapping[str, Any]) -> str:
    place = ", ".join(str(error[name]) for name in ("register", "file", "line", "column") if error[name])
    return f"{place}: {error['problem']}. {error['ask']}: {error['then']}."


def _muted(kind: str, share: Mapping[str, Any], said: Mapping[str, str]) -> str:
    percent = Decimal(share["share"]) * 100
    return f"{said[kind]}: {share['muted']} {said['of']} {share['total']} ({percent:.1f} %)"


def _kin(rule_id: str, share: Mapping[str, int], said: Mapping[str, str]) -> str:
    percent = Decimal(share["unknown"]) * 100 / max(share["named"], 1)
    return f"{rule_id}: {share['unknown']} {said['of']} {share['named']} ({percent:.1f} %)"


def _list(frame: Frame, heading: str, lines: list[str]) -> None:
    if lines:
        frame.out.print(f"\n{heading}:")
        for line in lines:
            frame.out.print(f"  {line}", markup=False)
