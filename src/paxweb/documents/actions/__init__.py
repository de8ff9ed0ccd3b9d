"""One change, one file: one permission, one transaction, one line."""
