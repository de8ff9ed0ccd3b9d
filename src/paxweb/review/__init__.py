"""The log reviewed: patterns first, and a name only with a reason and a second person."""
