"""One function for each change of a case: one permission, one transaction, one line in the log."""
