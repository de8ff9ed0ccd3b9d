"""Encryption with keys that lie outside the database."""
