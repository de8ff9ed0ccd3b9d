"""Protected persons are taken out, and what is tied to them is muted, before anything is asked."""

from pax.protection.muting import MUTED_KINDS
from pax.protection.naming import PEOPLE
from pax.protection.taking_out import Askable, Share, take_out

__all__ = ["MUTED_KINDS", "PEOPLE", "Askable", "Share", "take_out"]
