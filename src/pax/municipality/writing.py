"""Writes the file of a new municipality, so that anyone's made-up town can be run."""

import json
from collections.abc import Iterator, Mapping, Sequence

from pax.content import Content, find
from pax.municipality.choices import Board, Receipt
from pax.municipality.grounds import read_grounds, read_purposes
from pax.vocabulary import Identity, Text, WrongUse

Rules = Sequence[str] | Mapping[str, Sequence[str]]

_DECIDED_ON, _EXPIRES_ON = "2000-01-01", "2099-12-31"


def new_text(
    code: str,
    identity: Identity,
    rule_ids: Rules,
    registers: Sequence[str],
    lawyer: str = "",
    *,
    name: str = "Skoby",
    content: Content | None = None,
) -> str:
    """The text of a new `municipality.toml`: every board, a receipt for each board and register that makes sense.

    `rule_ids` are written out for every board, or, as a mapping from board to ids, for the boards it names; the made-up
    decisions hold from 2000 to 2099, so that any as-of date falls within them. Raises `WrongUse` when rules are to be
    activated for real identity numbers (that decision is the board's own, with a diary number and an end), and when a
    register has no ground in `municipality/grounds.yml`.
    """
    activated = rule_ids if isinstance(rule_ids, Mapping) else None
    if identity is Identity.REAL and rule_ids:
        raise WrongUse(
            "rules cannot be activated here for real identity numbers",
            ask="the board",
            then="decide on each rule, and write the decision as [[activation]] in the file",
        )
    grounds = read_grounds(content or find())
    parts = [_head(code, identity, name), _purposes(read_purposes(content or find()))]
    parts += [_board(board) for board in grounds.boards]
    parts += [_receives(receipt) for receipt in grounds.receipts_of(registers, identity)]
    for board in grounds.boards:
        rules = list(rule_ids) if activated is None else list(activated.get(board.id, ()))
        if rules:
            parts.append(_activation(board.id, code, sorted(set(rules)), lawyer))
    return "\n".join(parts)


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are TOML's, save for DEL, which JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(texts: Sequence[str]) -> str:
    return "[" + ", ".join(_quoted(text) for text in texts) + "]"


def _head(code: str, identity: Identity, name: str) -> str:
    return "\n".join(
        (
            "# Written by `pax municipality new`. Every ground is unconfirmed until a lawyer has read the statute.",
            "schema = 1",
            f"name = {_quoted(name)}",
            f"display_name = {_quoted(f'Rätt adress {name}')}",
            f"code = {_quoted(code)}",
            f"identity_numbers = {_quoted(identity.value)}",
            "",
        )
    )


def _purposes(purposes: Mapping[str, Text]) -> str:
    said = (f"{at} = {{sv = {_quoted(text.sv)}, en = {_quoted(text.en)}}}" for at, text in purposes.items())
    return "\n".join(("[purposes]", *said, ""))


def _board(board: Board) -> str:
    return f"[boards.{board.id}]\nname = {_quoted(board.name)}\nsecrecy = {_listed(board.secrecy)}\n"


def _receives(receipt: Receipt) -> str:
    ground = receipt.ground
    said = f"act = {_quoted(ground.act)}, section = {_quoted(ground.section)}, confirmed = false"
    return "\n".join(
        (
            "[[receives]]",
            f"board = {_quoted(receipt.board)}",
            f"register = {_quoted(receipt.register)}",
            f"from = {_quoted(receipt.sender)}",
            f"ground = {{{said}}}",
            "",
        )
    )


def _activation(board: str, code: str, rules: Sequence[str], lawyer: str) -> str:
    return "\n".join(
        (
            "[[activation]]",
            f"board = {_quoted(board)}",
            "rules = [",
            *_by_family(rules),
            "]",
            'decided_by = "ingen: en påhittad kommun"',
            f"decided_on = {_DECIDED_ON}",
            f"diary_number = {_quoted(f'{code} 2000/00001')}",
            f"expires_on = {_EXPIRES_ON}",
            f"lawyer = {_quoted(lawyer)}",
            "",
        )
    )


def _by_family(rules: Sequence[str]) -> Iterator[str]:
    """The ids, one line for each family."""
    for family in sorted({rule[:2] for rule in rules}):
        yield "  " + ", ".join(_quoted(rule) for rule in rules if rule[:2] == family) + ","
