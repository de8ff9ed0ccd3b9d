"""How long a holder of a folder may be silent, and how often a folder is tried."""

from datetime import timedelta

LEASE = timedelta(seconds=120)
ATTEMPTS = 5
