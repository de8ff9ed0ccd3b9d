"""One function for each change of a token: one permission, one transaction, one line in the log."""
