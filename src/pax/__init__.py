"""Pax: questions, written by people, to the registers a municipality keeps. Pure: no web, no network, no clock."""

__version__ = "0.1.0"
