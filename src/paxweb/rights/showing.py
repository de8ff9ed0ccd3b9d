"""Corrections are shown where the facts are."""


def make_ready() -> None:
    """Register with the rooms below."""
