"""Tests of home and search."""
