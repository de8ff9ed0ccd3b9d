"""What may be done with a letter: one function, one permission, one transaction, one line in the log."""
