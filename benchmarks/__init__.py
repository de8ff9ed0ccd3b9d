"""How long the rules take, beside the time to hash the columns they declare."""
