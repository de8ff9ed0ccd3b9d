"""The roads a case is meant to go, as moves that anybody can make: on the pages, in a browser, for a demo.

A move: who (the investigator, the lead, or the second lead who signs), which step, and what is filled in beside the
words every step asks for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.office.world import HOUSING, SOCIAL

CARRIES, LEADS = "carries", "leads"
TOLD = "told"


@dataclass(frozen=True, slots=True)
class Move:
    """One step: by whom, with what filled in; where two must sign, the second lead signs it at once."""

    step: str
    by: str = CARRIES
    given: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Road:
    """A case of a board from its opening to where it ends."""

    board: str
    casetype: str
    moves: tuple[Move, ...]
    ends: str
    opened: Mapping[str, Any] = field(default_factory=dict)


def move(step: str, by: str = CARRIES, **given: object) -> Move:
    """A move."""
    return Move(step, by, given)


TWO_HOMES = Road(
    HOUSING, "housing_company",
    (
        move("check_registers"),
        move("talk", answer="held"),
        move("violence_question", answer="no"),
        move("agreement"),
        move("keys"),
        move(TOLD),
        move("back_in_queue", finding="wrong_in_favour", cause="person_unintended", gain_lease_returned="on"),
    ),
    "flat_back",
)  # fmt: skip
FLED_VIOLENCE = Road(
    HOUSING, "housing_company",
    (
        move("check_registers"),
        move("talk", answer="held"),
        move("violence_question", answer="yes"),
        move("help_offered"),
        move("ground_not_to_tell", LEADS),
        move("end_with_help", finding="right"),
    ),
    "helped",
)  # fmt: skip
AFTER_DEPARTURE = Road(
    SOCIAL, "social_board",
    (
        move("start_inquiry"),
        move("check_favour", answer="nothing"),
        move("communicate"),
        move("answer", answer="answered"),
        move("finding", answer="too_much"),
        move("cause", answer="person_unintended"),
        move("claim", LEADS),
        move("instalments"),
        move(TOLD),
        move(
            "all_paid", finding="wrong_in_favour", cause="person_unintended", gain_established="12000",
            gain_recovered="12000",
        ),
    ),
    "paid",
    {"subject_kind": "case", "subject_id": "B-17", "purpose": "casework", "ground": "SoL 9 kap."},
)  # fmt: skip
CHILD_NOT_COUNTED = Road(
    SOCIAL, "social_board",
    (
        move("start_inquiry"),
        move("check_favour", answer="owed"),
        move("pay_what_is_owed", LEADS),
        move("communicate"),
        move("answer", answer="answered"),
        move("finding", answer="too_little"),
        move("cause", answer="authority"),
        move(TOLD),
        move("pay_back", LEADS, finding="wrong_to_disadvantage", cause="authority", gain_underpaid="4300"),
    ),
    "corrected",
    {"subject_kind": "case", "subject_id": "B-18", "purpose": "casework", "ground": "SoL 9 kap."},
)  # fmt: skip
WRONG_ADDRESS = Road(
    HOUSING, "register",
    (
        move("gather"),
        move("unchanged_by_law", answer="no"),
        move("special_reasons", answer="none"),
        move("guide_verdict", answer="open"),
        move("notice", LEADS),
        move("answer", answer="changed"),
        move(TOLD),
        move("end_changed", finding="wrong_in_favour", cause="register_lag", gain_register_corrected="on"),
    ),
    "changed",
)  # fmt: skip
SUSPECTED = Road(
    SOCIAL, "social_board",
    (
        move("start_inquiry"),
        move("crime_suspected", LEADS),
        move("police_report", LEADS),
        move("ground_not_to_tell", LEADS),
        move("close", answer="unclear", finding="unclear", cause="person_intent_suspected"),
    ),
    "closed",
    {"subject_kind": "case", "subject_id": "B-19", "purpose": "casework", "ground": "BidrBrL 6 §"},
)  # fmt: skip
DECEIVED = Road(
    SOCIAL, "social_board",
    (
        move("start_inquiry"),
        move("check_favour", answer="nothing"),
        move("communicate"),
        move("answer", answer="answered"),
        move("finding", answer="too_much"),
        move("cause", answer="unknown"),
        move("deceived"),
        move("help_offered"),
        move(TOLD),
        move("end_with_help", finding="wrong_in_favour", cause="deceived"),
    ),
    "helped",
    {"subject_kind": "case", "subject_id": "B-20", "purpose": "casework", "ground": "SoL 9 kap."},
)  # fmt: skip

ROADS: Mapping[str, Road] = {
    "a lease with two homes": TWO_HOMES,
    "a tenant who fled violence": FLED_VIOLENCE,
    "aid paid after departure": AFTER_DEPARTURE,
    "a child not counted": CHILD_NOT_COUNTED,
    "a wrong address": WRONG_ADDRESS,
    "an inquiry that turns to suspected crime": SUSPECTED,
    "a person who was deceived": DECEIVED,
}
