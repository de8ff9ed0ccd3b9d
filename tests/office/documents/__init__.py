"""Documents and exports."""
