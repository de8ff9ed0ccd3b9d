"""The verbs of `pax-office` that belong to the site as a whole; a room's own verbs stand in its `console`."""
