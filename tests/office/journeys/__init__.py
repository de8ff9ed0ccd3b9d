"""The office in a browser."""
