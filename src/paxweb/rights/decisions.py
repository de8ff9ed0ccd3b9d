"""Decisions on paper: their words from `decisions.yml`, their facts filled in."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from pax.vocabulary import Text
from paxweb.accounts.models import Board
from paxweb.frame.clock import day_of
from paxweb.rights.papers import printed
from paxweb.typesetting import Block, Heading, Paper, Paragraph, plain

COMPANIES = frozenset({"housing_company"})
"""Boards that are municipal companies: authorities under the secrecy act, perhaps not under the data protection act."""


@cache
def _words() -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "decisions.yml").read_text(encoding="utf-8"))
    return read


def decision_paper(
    name: str, board: Board, facts: Mapping[str, str], language: str, made_at: datetime, number: str
) -> bytes:
    """The decision as PDF, with how to appeal it."""
    appeal = "appeal_company" if board.pk in COMPANIES else "appeal_authority"
    facts = {**facts, "contact": settings.PAX_RIGHTS_CONTACT or board.name}
    words = _words()
    blocks = [*_blocks(words[name], facts, language), Heading(Text(**words[appeal]["title"]).said(language))]
    return printed(
        Paper(
            title=Text(**words[name]["title"]).said(language), language=language, made_at=made_at,
            blocks=(*blocks, *_blocks(words[appeal], facts, language)), author=board.name, sender=(board.name,),
            particulars=((Text("Beslutsdag", "Decided").said(language), day_of(made_at).isoformat()),
                         (Text("Diarienummer", "Diary number").said(language), number or "–")),
        )
    )  # fmt: skip


def _blocks(words: Mapping[str, Any], facts: Mapping[str, str], language: str) -> list[Block]:
    made: list[Block] = []
    for block in words["blocks"]:
        if "heading" in block:
            made.append(Heading(Text(**block["heading"]).said(language)))
        else:
            made.append(Paragraph(plain(_filled(Text(**block["text"]).said(language), facts))))
    return made


def _filled(text: str, facts: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: facts.get(found[1], found[0]), text)
