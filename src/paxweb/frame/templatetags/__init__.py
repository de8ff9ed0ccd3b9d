"""Words for the shell of every page."""
