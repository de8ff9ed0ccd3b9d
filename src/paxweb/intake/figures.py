"""What the answers say of the rules: the engine's measures, for the rooms that may not import it."""

from pax.api.weeks import (
    Agreement,
    Interval,
    Readings,
    fairness_ratio,
    is_fair,
    is_live,
    kappa,
    weekly,
    wilson,
)

__all__ = ["Agreement", "Interval", "Readings", "fairness_ratio", "is_fair", "is_live", "kappa", "weekly", "wilson"]
