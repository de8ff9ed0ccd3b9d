"""How much is drawn: the same every time, unless PAX_HUNT says how many fresh examples of each test to hunt through."""

import os

from hypothesis import HealthCheck, settings

HUNT = int(os.environ.get("PAX_HUNT", "0"))  # noqa: TID251  whoever hunts says how long


def examples(usual: int) -> int:
    """How many examples a test draws: its usual number, or as many as are hunted through."""
    return HUNT or usual


def load() -> None:
    """Make what is drawn a matter of the code alone. A busy machine is slow, and that is no fault of what is tested."""
    slow = [HealthCheck.too_slow]
    settings.register_profile("steady", deadline=None, suppress_health_check=slow, derandomize=True, database=None)
    settings.register_profile("hunt", deadline=None, suppress_health_check=slow, max_examples=HUNT or 100)
    settings.load_profile("hunt" if HUNT else "steady")
