"""`pax explain`: one signal from its question down to the file and line, read from the run folder alone."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from rich.padding import Padding
from rich.text import Text

from pax.cli.frame import Frame, pax, say
from pax.cli.spoken import speak
from pax.run import RunFolder
from pax.signals import number

NOT_SHOWN = ("text_sv", "text_en", "facts", "other_subjects")


@pax.command("explain")
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("signal")
@click.pass_obj
def verb(frame: Frame, run: Path, signal: str) -> None:
    """Explain SIGNAL (its id, or enough of its beginning) of the run folder RUN."""
    folder = RunFolder.open(run)
    told = explanation(folder, signal)
    if frame.json:
        say(json.dumps(told, ensure_ascii=False, indent=1, default=str))
    elif not frame.quiet:
        _show(frame, folder, told)


def explanation(folder: RunFolder, prefix: str) -> dict[str, Any]:
    """The signal, its rule's header and its evidence with the date of each delivery."""
    signal = folder.signal(prefix)
    dates = {one["delivery_id"]: one["date"] for one in folder.document["deliveries"]}
    evidence = [
        {**row, "date": dates.get(row["delivery_id"]), "facts": json.loads(row["facts"])}
        for row in folder.rows("evidence")
        if row["signal_id"] == signal["signal_id"]
    ]
    told = {name: value for name, value in signal.items() if name not in NOT_SHOWN}
    told["text"] = {"sv": signal["text_sv"], "en": signal["text_en"]}
    told["facts"] = json.loads(signal["facts"])
    told["other_subjects"] = json.loads(signal["other_subjects"])
    return {"signal": told, "rule": folder.rules[signal["rule_id"]], "evidence": evidence}


def _show(frame: Frame, folder: RunFolder, told: Mapping[str, Any]) -> None:
    language = frame.language
    signal, rule = told["signal"], told["rule"]
    frame.out.print(Text(rule["title"][language], style="bold"))
    frame.out.print(f"{rule['id']} v{rule['version']} · {signal['signal_id']}", markup=False)
    _part(frame, "answer", [signal["text"][language], *_figures(frame, signal)])
    if rule["in_favour"]:
        _part(frame, "in_favour", [speak("in_favour_text", language)])
    _part(frame, "evidence", [_source(folder, row, frame) for row in told["evidence"]])
    _part(frame, "explanations", [_explanation(one, frame) for one in rule["innocent_explanations"]])
    _part(frame, "misses", [text[language] for text in rule["misses"]])
    contact = rule["first_contact"]
    _part(frame, "next_step", [rule["next_step"][language], *([speak(contact, language)] if contact else [])])
    _part(frame, "law", [_basis(one, frame) for one in rule["legal_basis"]])
    _part(frame, "thresholds", [_threshold(name, one) for name, one in rule["parameters"].items()])
    _part(frame, "secrecy", [", ".join(rule["secrecy"]) or speak("public", language)])


def _part(frame: Frame, heading: str, lines: list[str]) -> None:
    if not lines:
        return
    frame.out.print()
    frame.out.print(Text(speak(heading, frame.language), style="bold"))
    for line in lines:
        first, *rest = line.split("\n")
        frame.out.print(Padding(Text(f"– {first}"), (0, 0, 0, 2), expand=False))
        for more in rest:
            frame.out.print(Padding(Text(more), (0, 0, 0, 4), expand=False))


def _figures(frame: Frame, signal: Mapping[str, Any]) -> list[str]:
    lines = []
    if signal["amount"] is not None:
        lines.append(f"{speak('amount', frame.language)}: {number(Decimal(signal['amount']), frame.language)} kr")
    if signal["from_date"] is not None:
        lines.append(f"{speak('period', frame.language)}: {signal['from_date']} – {signal['to_date'] or ''}".rstrip())
    lines.append(f"{speak('first_seen', frame.language)}: {signal['first_seen_on']}")
    return lines


def _source(folder: RunFolder, row: Mapping[str, Any], frame: Frame) -> str:
    names = {identifier: known["label"] for (_, identifier), known in folder.labels.items() if known["label"]}
    facts = ", ".join(f"{name} {_value(value, names)}" for name, value in row["facts"].items() if value is not None)
    line = f", {speak('line', frame.language)} {row['line']}" if row["line"] is not None else ""
    return f"{row['table']}: {row['register']}, {row['file']}{line} ({row['date']})\n{facts}"


def _value(value: object, names: Mapping[str, str]) -> str:
    """An id as people call it, with the id beside it where it is the board's own; anything else as it stands."""
    text = str(value)
    if text not in names:
        return text
    return names[text] if text[:2] in ("p_", "o_") or names[text] == text else f"{names[text]} ({text})"


def _explanation(one: Mapping[str, Any], frame: Frame) -> str:
    clears = f"{speak('clears', frame.language)}: {one['clears'][frame.language]}"
    return f"{one['text'][frame.language]}\n{clears}"


def _basis(one: Mapping[str, Any], frame: Frame) -> str:
    place = f"{one['act']} {one['section']}"
    return place if one["confirmed"] else f"{place} – {speak('unconfirmed', frame.language)}"


def _threshold(name: str, one: Mapping[str, Any]) -> str:
    return f"{name} = {one['value']} ({one['why']})"
