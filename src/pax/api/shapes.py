"""What a run folder holds: the files, their schemas, and how large one may be."""

from pax.run.conflicts import CONFLICTS
from pax.run.draws import DRAWS
from pax.run.schemas import AREA_COUNTS, EVIDENCE, PROTECTED, QUALITY, SIGNALS
from pax.run.subjects import SUBJECTS
from pax.run.surroundings import CONTEXT, EDGES

RUN, MAC, TIMINGS = "run.json", "run.mac", "timings.json"
DOCUMENTS = ("rules.json", "summary.json")

TAKEN = {
    "signals": SIGNALS,
    "draws": DRAWS,
    "subjects": SUBJECTS,
    "evidence": EVIDENCE,
    "context": CONTEXT,
    "edges": EDGES,
    "area_counts": AREA_COUNTS,
    "protected": PROTECTED,
    "conflicts": CONFLICTS,
    "quality": QUALITY,
}
"""Tables of which every column and type is known."""

UNREAD = ("links",)
"""Tables that are proved by their hash and not read."""

MOST_BYTES = {
    ".json": 64 * 1024 * 1024,
    ".mac": 200,
    ".parquet": 4 * 1024 * 1024 * 1024,
}
"""How large a file may be, by its ending: more is refused before it is read."""
