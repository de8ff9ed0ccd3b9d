"""What a verification can find, each told apart from the others, and in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pax.vocabulary import Text

AT_MOST_OF_A_KIND = 100


class What(StrEnum):
    """What is wrong, or (`NOTICES`) worth knowing."""

    EDITED = "edited"
    DELETED = "deleted"
    INSERTED = "inserted"
    REORDERED = "reordered"
    UNBATCHED = "unbatched"
    MISDATED = "misdated"
    SEAL_EDITED = "seal_edited"
    SEAL_REMOVED = "seal_removed"
    BATCH_EDITED = "batch_edited"
    BATCH_MISSING = "batch_missing"
    LINES_MISSING = "lines_missing"
    PRUNING_UNPROVEN = "pruning_unproven"
    CHAIN_BROKEN = "chain_broken"
    CUT_TAIL = "cut_tail"
    MADE_ANEW = "made_anew"
    UNSEALED = "unsealed"
    ANCHOR_UNSOUND = "anchor_unsound"
    PRUNED = "pruned"
    PRUNING_UNFINISHED = "pruning_unfinished"
    NOT_ANCHORED_YET = "not_anchored_yet"
    NO_ANCHORS = "no_anchors"
    ANCHOR_TORN = "anchor_torn"


NOTICES = frozenset({What.PRUNED, What.PRUNING_UNFINISHED, What.NOT_ANCHORED_YET, What.NO_ANCHORS, What.ANCHOR_TORN})
_SAYS: Mapping[What, Text] = {
    What.EDITED: Text("raden har ändrats efter förseglingen", "the line was edited after it was sealed"),
    What.DELETED: Text("raden har tagits bort", "the line was deleted"),
    What.INSERTED: Text("raden har lagts till vid sidan av loggen", "the line was inserted past the ledger"),
    What.REORDERED: Text("raden har bytt plats", "the line was moved to another place"),
    What.UNBATCHED: Text("raden finns kvar, men dess sats är borta", "the line is there and its batch is gone"),
    What.MISDATED: Text(
        "raden bär en tid som inte stämmer med när den skrevs", "the line's time is not when it was written"
    ),
    What.SEAL_EDITED: Text("radens försegling har ändrats, raden är orörd", "the line's seal was edited, not the line"),
    What.SEAL_REMOVED: Text("radens försegling har tagits bort", "the line's seal was removed"),
    What.BATCH_EDITED: Text("satsens egna uppgifter har ändrats", "what the batch says of itself was edited"),
    What.BATCH_MISSING: Text("satsen saknas i kedjan", "the batch is missing from the chain"),
    What.LINES_MISSING: Text("satsens rader saknas utan gallring", "the batch's lines are missing and were not pruned"),
    What.PRUNING_UNPROVEN: Text(
        "satsens rader sägs vara gallrade, men ingen har skrivit under det",
        "the batch's lines are said to be pruned, and nobody has signed that",
    ),
    What.CHAIN_BROKEN: Text("satsen hänger inte ihop med den före", "the batch does not follow from the one before"),
    What.CUT_TAIL: Text("slutet är bortskuret från och med satsen", "the tail is cut off from this batch on"),
    What.MADE_ANEW: Text(
        "kedjan är avskuren och omgjord: den går inte genom ankaret",
        "the chain was cut and made anew: it does not pass through the anchor",
    ),
    What.UNSEALED: Text("raden har väntat för länge på försegling", "the line has waited too long to be sealed"),
    What.ANCHOR_UNSOUND: Text(
        "ankaret har fel underskrift eller kedja", "the anchor's signature or chain does not hold"
    ),
    What.PRUNED: Text("raderna är gallrade, med bevis", "the lines were pruned, with proof"),
    What.PRUNING_UNFINISHED: Text(
        "gallringen är inte färdig: kör den igen", "the pruning is not finished: run it again"
    ),
    What.NOT_ANCHORED_YET: Text("satsen är ännu inte ankrad", "the batch is not anchored yet"),
    What.NO_ANCHORS: Text(
        "utan ankare syns inte en avskuren eller omgjord kedja", "without anchors a cut or remade chain cannot be seen"
    ),
    What.ANCHOR_TORN: Text(
        "ankaret är halvt, skrivet vid ett avbrott", "the anchor is half written, by something that was stopped"
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, and where: a batch (through `last` when several), a line, a row of the anchors' file."""

    what: What
    batch: int | None = None
    line: int | None = None
    last: int | None = None
    number: int | None = None
    anchor: int | None = None

    def said(self, language: str) -> str:
        """Where and what, in one line of text."""
        english = language == "en"
        batch = f"{self.batch}–{self.last}" if self.last not in (None, self.batch) else self.batch
        places = (
            (self.anchor, "anchor" if english else "ankare"),
            (batch, "batch" if english else "sats"),
            (self.line, "line" if english else "rad"),
        )
        where = ", ".join(f"{word} {value}" for value, word in places if value is not None)
        how_many = f" ({self.number} {'lines' if english else 'rader'})" if self.number is not None else ""
        text = _SAYS[self.what].said(language)
        return f"{where}: {text}{how_many}" if where else f"{text}{how_many}"


@dataclass(slots=True)
class Found:
    """Findings as they come. Of one kind at most a hundred are kept, and the others counted."""

    kept: list[Finding] = field(default_factory=list)
    counts: Counter[What] = field(default_factory=Counter)

    def add(self, findings: Iterable[Finding]) -> None:
        """Take them up."""
        for finding in findings:
            self.counts[finding.what] += 1
            if self.counts[finding.what] <= AT_MOST_OF_A_KIND:
                self.kept.append(finding)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification read and found."""

    batches: int
    lines: int
    pruned: int
    anchors: int
    anchored_through: int
    findings: tuple[Finding, ...]
    notices: tuple[Finding, ...]
    counts: Mapping[What, int]

    @property
    def sound(self) -> bool:
        """Nothing is wrong."""
        return not self.findings
