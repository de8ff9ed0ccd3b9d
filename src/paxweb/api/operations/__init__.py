"""What other systems may ask, one file for each thing, and what they may post: outcomes."""
