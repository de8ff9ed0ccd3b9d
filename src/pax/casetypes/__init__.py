"""How a case goes: its states, who may move it, what must be done first. One file per type in `casetypes/`.

Pure: no clock, no database. The office keeps what was done; here stands what may be done next, and why not.
"""

from pax.casetypes.condition import Condition, NotACondition, parse
from pax.casetypes.drawing import Box, Picture, Way, picture
from pax.casetypes.model import CaseType, Kind, Law, State, Step
from pax.casetypes.moving import (
    Awaited,
    Done,
    NotOpen,
    Place,
    Standing,
    after,
    awaited,
    done,
    in_order,
    place_of,
    standings,
)
from pax.casetypes.reading import load
from pax.casetypes.speaking import by, leads_to, spoken
from pax.casetypes.walking import faults

__all__ = [
    "Awaited",
    "Box",
    "CaseType",
    "Condition",
    "Done",
    "Kind",
    "Law",
    "NotACondition",
    "NotOpen",
    "Picture",
    "Place",
    "Standing",
    "State",
    "Step",
    "Way",
    "after",
    "awaited",
    "by",
    "done",
    "faults",
    "in_order",
    "leads_to",
    "load",
    "parse",
    "picture",
    "place_of",
    "spoken",
    "standings",
]
