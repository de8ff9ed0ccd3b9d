"""Requests, corrections, records and retention."""
