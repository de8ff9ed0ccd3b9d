"""Migrations of letters."""
