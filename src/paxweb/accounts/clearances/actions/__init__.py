"""One function in one file for each change: one permission, one transaction, one line in the ledger."""
