"""The documents of a case: sealed at rest, checked when they come, never shown inline; and what is taken out."""
