"""Home and search: what waits for whom, and what one may see found by a word."""
