"""Words for the guide's pages."""
