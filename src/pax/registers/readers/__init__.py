"""Readers: one per file format; each gives tables of text with the file and first line of every row."""
