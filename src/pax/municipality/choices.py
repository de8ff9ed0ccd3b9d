"""One municipality's choices as frozen types: what `municipality.toml` says, once it has been read and believed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from pax.vocabulary import Identity, Text

BOARDS = (
    "housing_company",
    "social_services",
    "registry",
    "education",
    "procurement",
    "finance",
    "care",
    "culture",
    "internal_control",
)
"""Every board a municipality can have; each is its own authority under secrecy law (OSL 8:1–2)."""

EXCHANGE = "exchange"
"""The register id of the exchange format; only made-up municipalities may receive it."""


@dataclass(frozen=True, slots=True)
class Board:
    """A board or municipal company, and the provisions its signals lie under; `secrecy` empty = public on request."""

    id: str
    name: str
    secrecy: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a board may hold a register: statute and section; `confirmed` once a lawyer has read it."""

    act: str
    section: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a board receives a register from a sender, and on what ground. No receipt, no delivery."""

    board: str
    register: str
    sender: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class Activation:
    """A board's own decision to ask some rules, until a day. `lawyer` empty = nobody has signed for lists."""

    board: str
    rules: tuple[str, ...]
    decided_by: str
    decided_on: date
    diary_number: str
    expires_on: date
    lawyer: str

    def names(self, rule_id: str, *, wildcard: bool = True) -> bool:
        """True when the decision covers the rule; a rule of `wildcard: false` only by its full id."""
        return any(matches(pattern, rule_id, wildcard=wildcard) for pattern in self.rules)


@dataclass(frozen=True, slots=True)
class Municipality:
    """Everything one municipality has chosen. `path` is the file it was read from; `judgements` is absolute."""

    name: str
    display_name: str
    code: str
    identity: Identity
    boards: Mapping[str, Board]
    receives: tuple[Receipt, ...] = ()
    capacity: Mapping[str, int] = field(default_factory=dict)
    parameters: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    activations: tuple[Activation, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    judgements: Path | None = None
    purposes: Mapping[str, Text] = field(default_factory=dict)
    path: Path = Path("municipality.toml")

    def receipt(self, board: str, register: str) -> Receipt | None:
        """The ground on which the board holds the register, or None: then no delivery of it may be opened."""
        for receipt in self.receives:
            if (receipt.board, receipt.register) == (board, register):
                return receipt
        return None


def matches(pattern: str, rule_id: str, *, wildcard: bool = True) -> bool:
    """True when `pattern` (an id, `HO-*` or `*`) names the rule; a rule with `wildcard=False` only by its full id."""
    if "*" not in pattern:
        return pattern == rule_id
    return wildcard and fnmatchcase(rule_id, pattern)
