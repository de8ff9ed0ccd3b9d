"""What changes an item or a week: one function a file, one permission, one transaction, one line in the ledger."""
