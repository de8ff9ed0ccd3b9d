"""One file for each change: one permission, one transaction, one line in the log."""
