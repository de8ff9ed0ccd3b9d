"""People, boards, clearances and walls; `accounts.access` is the one way to anything that has a wall."""
